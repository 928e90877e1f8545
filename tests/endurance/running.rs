//! Builds that go on while something else is done, and how they end.

use std::fs;
use std::fs::File;
use std::os::unix::process::CommandExt;
use std::process::Child;
use std::process::ExitStatus;
use std::time::Duration;
use std::time::Instant;

use super::Place;
use super::Round;
use super::Told;

/// Longer than any build here takes on a slow machine; one that takes longer hangs.
pub(super) const LONGEST: Duration = Duration::from_secs(120);

/// A build that goes on.
pub(super) struct Running<'a> {
    place: &'a Place,
    started: Instant,
    pub(super) child: Child,
}

impl<'a> Running<'a> {
    /// Starts to build or refresh the index, in a process group of its own as a terminal does.
    /// What it says goes to files, since a process that reads for it may outlive it.
    pub(super) fn start(place: &'a Place, more: &[&str]) -> Self {
        let mut command =
            place.command(["index", "papers"].into_iter().chain(more.iter().copied()));
        let file = |name: &str| File::create(place.path().join(name)).unwrap();
        command.stdout(file("stdout")).stderr(file("stderr")).process_group(0);
        Self { place, started: Instant::now(), child: command.spawn().unwrap() }
    }

    /// Whether it has ended by itself.
    pub(super) fn ended(&mut self) -> bool {
        self.child.try_wait().unwrap().is_some()
    }

    /// Waits until so much time has gone by since it was started, or it has ended.
    pub(super) fn wait_until(&mut self, moment: Duration) {
        while self.started.elapsed() < moment && !self.ended() {
            let left = moment.saturating_sub(self.started.elapsed());
            std::thread::sleep(left.min(Duration::from_millis(5)));
        }
    }

    /// Waits for its end, no longer than `longest`, and returns what it said.
    pub(super) fn end(&mut self, longest: Duration) -> Round<(ExitStatus, Told)> {
        let asked = Instant::now();
        while !self.ended() {
            if asked.elapsed() > longest {
                self.child.kill().unwrap();
                self.child.wait().unwrap();
                return Err(format!("a build did not end within {longest:?}"));
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        let status = self.child.wait().unwrap();
        let said = |name: &str| {
            let bytes = fs::read(self.place.path().join(name)).unwrap();
            String::from_utf8_lossy(&bytes).into_owned()
        };
        let told = Told { code: status.code(), out: said("stdout"), err: said("stderr") };
        Ok((status, told))
    }
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        // It may have ended already.
        let _: std::io::Result<()> = self.child.kill();
        let _: std::io::Result<ExitStatus> = self.child.wait();
    }
}

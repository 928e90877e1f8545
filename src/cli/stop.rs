//! Hears Ctrl-C, and what a system sends that shuts down, so that a build ends in order.
//!
//! The first signal asks for the end, the second does not wait for it: whenever that is, the index
//! is as it was after its last commit.

use std::io;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;

use signal_hook::consts::SIGINT;
use signal_hook::consts::SIGTERM;
use signal_hook::flag;

/// The signals that ask for an end.
#[cfg(unix)]
const SIGNALS: &[i32] = &[SIGINT, SIGTERM, signal_hook::consts::SIGHUP];
#[cfg(not(unix))]
const SIGNALS: &[i32] = &[SIGINT, SIGTERM];

/// What a shell adds to the number of the signal that ended a program.
const ENDED_BY: i32 = 128;

/// Whether the end was asked for, and by which signal.
#[derive(Debug, Clone, Default)]
pub(crate) struct Stop {
    asked: Arc<AtomicBool>,
    signal: Arc<AtomicUsize>,
}

impl Stop {
    /// Listens from now on.
    pub(crate) fn listen() -> Self {
        let stop = Self::default();
        for signal in SIGNALS.iter().filter(|signal| !is_ignored(**signal)) {
            // Where a signal cannot be heard it ends the program at once, as it always did.
            let _: io::Result<()> = stop.listen_to(*signal);
        }
        stop
    }

    fn listen_to(&self, signal: i32) -> io::Result<()> {
        let number = usize::try_from(signal).unwrap_or_default();
        // In this order: the first one shuts down only what was asked for its end before.
        flag::register_conditional_shutdown(signal, ENDED_BY + signal, Arc::clone(&self.asked))?;
        flag::register_usize(signal, Arc::clone(&self.signal), number)?;
        flag::register(signal, Arc::clone(&self.asked)).map(|_| ())
    }

    /// Whether the end was asked for.
    pub(crate) fn is_asked(&self) -> bool {
        self.asked.load(Ordering::Relaxed)
    }

    /// How a program ends that was asked to, as shells tell it: 130 for Ctrl-C.
    pub(crate) fn exit_code(&self) -> ExitCode {
        let signal = i32::try_from(self.signal.load(Ordering::Relaxed)).unwrap_or(SIGINT);
        ExitCode::from(u8::try_from(ENDED_BY + signal).unwrap_or(2))
    }
}

/// Whether this process was started so that it does not hear a signal, as `nohup` does, and shells
/// for what runs in the background. Only Linux tells.
fn is_ignored(signal: i32) -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let mask = ignored.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    mask.is_some_and(|mask| mask >> (signal - 1) & 1 == 1)
}

//! How much time and memory the reading of one file may take, and how one sees that it was more.

use std::process::ExitStatus;
use std::time::Duration;

/// Which part of the memory of the whole program the reading of one file may take while others are
/// read, and which part where it has to itself what the readers of files may take. The largest packs of
/// papers seen need 180 MB.
const SHARE: u64 = 8;
const SHARE_ALONE: u64 = 2;

/// How many bytes of memory a byte of a file may take that is read in this process: that many for
/// the tree of a web page.
const BYTES_A_BYTE: u64 = 16;

/// Says whether a file of so many bytes would take more memory in this process than the reading of
/// one file may, of a program that may take so much in all.
pub(super) fn is_large(bytes: usize, memory: u64) -> bool {
    (bytes as u64).saturating_mul(BYTES_A_BYTE) > memory / SHARE
}

/// How much more address space than memory a process may have, in bytes: programs are mapped too.
#[cfg(unix)]
const MAPPED: u64 = 1 << 30;

/// Seconds of processor time for any file, and one more for each so many bytes of it.
const CPU_SECONDS: u64 = 20;
const BYTES_A_SECOND: u64 = 1 << 20;

/// How much longer than its processor time a file may take by the clock: machines are busy.
const PATIENCE: u32 = 15;

/// The bounds for one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bounds {
    /// Seconds of processor time.
    pub(super) cpu_seconds: u64,
    /// How long an answer is waited for by the clock. Only what hangs without working takes it.
    pub(super) patience: Duration,
    /// Bytes of memory.
    pub(super) memory: u64,
}

impl Bounds {
    /// The bounds for a file of so many bytes, of a program that may take so much memory in all.
    pub(super) fn of(bytes: usize, memory: u64) -> Self {
        let cpu_seconds = CPU_SECONDS + bytes as u64 / BYTES_A_SECOND;
        let patience = Duration::from_secs(cpu_seconds) * PATIENCE;
        Self { cpu_seconds, patience, memory: memory / SHARE }
    }

    /// The same for a file that is read while no other is.
    pub(super) fn alone(self) -> Self {
        Self { memory: self.memory * SHARE / SHARE_ALONE, ..self }
    }
}

/// Bounds the memory of this process. Systems that know no such limit do without.
pub(super) fn limit_memory(bytes: u64) {
    #[cfg(unix)]
    {
        limit(rustix::process::Resource::Data, bytes);
        limit(rustix::process::Resource::As, bytes.saturating_add(MAPPED));
    }
    #[cfg(not(unix))]
    let _ = bytes;
}

/// Sees to it that a file that kills its reader leaves no image of its memory behind.
pub(super) fn leave_no_image() {
    #[cfg(unix)]
    limit(rustix::process::Resource::Core, 0);
}

/// Bounds the processor time of this process to so many seconds more than it has had.
pub(super) fn limit_time(seconds: u64) {
    #[cfg(unix)]
    {
        let used = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
        let used = u64::try_from(used.tv_sec).unwrap_or_default() + 1;
        limit(rustix::process::Resource::Cpu, used.saturating_add(seconds));
    }
    #[cfg(not(unix))]
    let _ = seconds;
}

/// Sets a limit that may be changed again, below the one that may not.
#[cfg(unix)]
fn limit(resource: rustix::process::Resource, most: u64) {
    let maximum = rustix::process::getrlimit(resource).maximum;
    let current = maximum.map_or(most, |maximum| maximum.min(most));
    let limit = rustix::process::Rlimit { current: Some(current), maximum };
    // Where the system refuses, the deadline by the clock is left.
    let _: rustix::io::Result<()> = rustix::process::setrlimit(resource, limit);
}

/// Whether a process ended because it would have needed more memory.
pub(super) fn is_out_of_memory(complaint: &str) -> bool {
    complaint.contains("memory allocation of")
}

/// Why a process ended, in a few words for people.
pub(super) fn cause(status: Option<ExitStatus>, complaint: &str, bounds: Bounds) -> String {
    if is_out_of_memory(complaint) {
        let most = bounds.memory >> 20;
        return format!("it needs more than {most} MiB of memory; `--memory` can give more");
    }
    if complaint.contains("overflowed its stack") {
        return "it is nested too deeply for its reader".to_owned();
    }
    match status.and_then(signal) {
        Some(signal) if is_out_of_time(signal) => "it takes too much processor time".to_owned(),
        Some(signal) => format!("its reader was ended by signal {signal}"),
        None => "its reader broke".to_owned(),
    }
}

#[cfg(unix)]
fn signal(status: ExitStatus) -> Option<i32> {
    std::os::unix::process::ExitStatusExt::signal(&status)
}

#[cfg(not(unix))]
fn signal(_status: ExitStatus) -> Option<i32> {
    None
}

#[cfg(unix)]
fn is_out_of_time(signal: i32) -> bool {
    signal == rustix::process::Signal::XCPU.as_raw()
}

#[cfg(not(unix))]
fn is_out_of_time(_signal: i32) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_files_have_more_time() {
        assert_eq!(Bounds::of(0, 1 << 30).cpu_seconds, 20);
        assert_eq!(Bounds::of(64 << 20, 1 << 30).cpu_seconds, 84);
    }

    #[test]
    fn a_file_that_is_read_alone_has_more_memory() {
        let bounds = Bounds::of(0, 1 << 30);
        assert_eq!((bounds.memory, bounds.alone().memory), (128 << 20, 512 << 20));
    }

    #[test]
    fn causes_are_told_for_people() {
        let memory = "memory allocation of 99 bytes failed";
        let bounds = Bounds::of(0, 1 << 30);
        let cause = |complaint| cause(None, complaint, bounds);
        assert_eq!(cause(memory), "it needs more than 128 MiB of memory; `--memory` can give more");
        let stack = "\nthread 'main' has overflowed its stack\n";
        assert_eq!(cause(stack), "it is nested too deeply for its reader");
        assert_eq!(cause(""), "its reader broke");
    }
}

//! Tells whether a file may have changed, without opening it.

use std::fs::Metadata;
use std::time::Duration;
use std::time::SystemTime;

/// How long a file must have been left alone before its times tell when it changes again. Some
/// file systems (FAT) count in steps of two seconds.
const SETTLED: Duration = Duration::from_secs(2);

/// The time by the clock, which says of no paper anything: only whether a file has settled.
#[expect(clippy::disallowed_methods, reason = "decides what is opened, never what is read from it")]
pub(super) fn now() -> SystemTime {
    SystemTime::now()
}

/// The size of a file and the times of its last changes, as one word that is another one after
/// any change; empty where the file was changed so shortly before `now` that one more change
/// might leave no trace, or where its times lie ahead.
///
/// Beside the time of the last change of the bytes, which programs that copy or unpack files set
/// as they like, it holds the time at which the system noted any change.
pub(super) fn of(facts: &Metadata, now: SystemTime) -> String {
    let modified = facts.modified().ok();
    let times = [modified, noted(facts)];
    let is_settled = |time: SystemTime| now.duration_since(time).is_ok_and(|since| since > SETTLED);
    if modified.is_none() || !times.iter().flatten().all(|time| is_settled(*time)) {
        return String::new();
    }
    let mut stamp = format!("{:x}", facts.len());
    for time in times.into_iter().flatten() {
        let since = time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        stamp.push_str(&format!("-{:x}", since.as_nanos()));
    }
    stamp
}

/// The stamp of what lies packed in a file of this stamp: not that of the file itself, which would
/// be taken for a file that needs no unpacking.
pub(super) fn inside(stamp: &str) -> String {
    if stamp.is_empty() { String::new() } else { format!("in-{stamp}") }
}

/// When the system noted the last change of anything about the file: of bytes, name or rights.
#[cfg(unix)]
fn noted(facts: &Metadata) -> Option<SystemTime> {
    use std::os::unix::fs::MetadataExt;
    let seconds = Duration::from_secs(u64::try_from(facts.ctime()).ok()?);
    let rest = Duration::from_nanos(u64::try_from(facts.ctime_nsec()).ok()?);
    SystemTime::UNIX_EPOCH.checked_add(seconds)?.checked_add(rest)
}

#[cfg(not(unix))]
fn noted(_facts: &Metadata) -> Option<SystemTime> {
    None
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_file_that_was_just_written_has_no_stamp() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, "minutes").unwrap();
        let facts = fs::metadata(&path).unwrap();
        let now = now();
        assert_eq!(of(&facts, now), "");
        assert_eq!(of(&facts, now - Duration::from_secs(60)), "", "its times lie ahead");
        let stamp = of(&facts, now + Duration::from_secs(60));
        assert!(stamp.starts_with("7-"), "{stamp}");
        fs::File::options().append(true).open(&path).unwrap().set_modified(now).unwrap();
        let touched = of(&fs::metadata(&path).unwrap(), now + Duration::from_secs(60));
        assert_ne!(touched, stamp);
    }
}

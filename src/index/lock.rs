//! Lets one process at a time write an index, and tells any other whom it waits for.

use std::fs::File;
use std::fs::OpenOptions;
use std::fs::TryLockError;
use std::io;
use std::io::Read;
use std::io::Write;
use std::path::Path;

use crate::error::Error;
use crate::error::Result;

/// The file that is locked. It stays where it is: to remove it would let two in at once.
pub(crate) const LOCK: &str = "writing.lock";

/// The right to write an index, given back when it is dropped or the process ends, however.
#[derive(Debug)]
pub(crate) struct WritingLock {
    file: File,
}

impl WritingLock {
    /// Takes the right to write the index in `folder`, which must be there, for the process of
    /// this number.
    ///
    /// Fails where another process has it, and names that process where it can.
    pub(crate) fn take(folder: &Path, process: u32) -> Result<Self> {
        let write_error = |source| Error::Write { path: folder.join(LOCK), source };
        let mut options = OpenOptions::new();
        let options = options.read(true).write(true).create(true).truncate(false);
        let mut file = options.open(folder.join(LOCK)).map_err(write_error)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(Error::Locked { path: folder.to_owned(), process: holder(&mut file) });
            }
            Err(TryLockError::Error(error)) => return Err(write_error(error)),
        }
        // What a process that was killed wrote is no longer true.
        let tell = |file: &mut File| -> io::Result<()> {
            file.set_len(0)?;
            writeln!(file, "{process}")
        };
        tell(&mut file).map_err(write_error)?;
        Ok(Self { file })
    }
}

impl Drop for WritingLock {
    fn drop(&mut self) {
        // The number is only for people; without it the file is as good.
        let _: io::Result<()> = self.file.set_len(0);
    }
}

/// The number of the process that has the lock, where it has written it down.
fn holder(file: &mut File) -> Option<u32> {
    let mut text = String::new();
    file.take(32).read_to_string(&mut text).ok()?;
    text.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_is_told_who_was_first() {
        let folder = tempfile::tempdir().unwrap();
        let first = WritingLock::take(folder.path(), 71).unwrap();
        match WritingLock::take(folder.path(), 71) {
            Err(Error::Locked { process, .. }) => assert_eq!(process, Some(71)),
            other => panic!("{other:?}"),
        }
        drop(first);
        assert!(WritingLock::take(folder.path(), 71).is_ok());
    }
}

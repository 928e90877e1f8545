//! Keeps an archive that was packed in one, unpacked, in a file without a name: the system takes
//! it away with the last who holds it, however the program ends.

use std::fs::File;
use std::io;
use std::io::BufReader;
use std::io::Read;
use std::io::Seek;
use std::io::SeekFrom;
use std::io::Write;
use std::ops::Range;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;

use crate::source::archive::warc;

/// The most bytes that are unpacked of one archive.
const LARGEST: u64 = 16 << 30;

/// An unpacked archive.
#[derive(Debug)]
pub(in crate::source) struct Spool {
    file: Mutex<File>,
}

/// Two are equal only if they are one.
impl PartialEq for Spool {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Eq for Spool {}

impl Spool {
    /// Reads `length` bytes from `at`, or as many as there are.
    pub(super) fn bytes(&self, at: u64, length: u64) -> io::Result<Vec<u8>> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(at))?;
        let mut bytes = Vec::new();
        (&mut *file).take(length).read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

/// A spool that is being filled.
#[derive(Debug)]
pub(super) struct Filling {
    pub(super) spool: Arc<Spool>,
    length: u64,
}

impl Filling {
    /// An empty one.
    pub(super) fn new() -> io::Result<Self> {
        let spool = Spool { file: Mutex::new(tempfile::tempfile()?) };
        Ok(Self { spool: Arc::new(spool), length: 0 })
    }

    /// Adds all that `packed` gives. Returns where it stands, and what was wrong with it; fails
    /// only where it cannot be written.
    pub(super) fn fill(
        &mut self,
        packed: &mut impl Read,
    ) -> io::Result<(Range<u64>, Option<String>)> {
        let mut file = self.spool.file.lock().unwrap_or_else(PoisonError::into_inner);
        let start = self.length;
        file.seek(SeekFrom::Start(start))?;
        let mut buffer = vec![0; warc::AHEAD];
        let trouble = loop {
            if self.length > LARGEST {
                break Some(format!("it unpacks to more than {} GiB", LARGEST >> 30));
            }
            match packed.read(&mut buffer) {
                Ok(0) => break None,
                Ok(count) => {
                    file.write_all(&buffer[..count])?;
                    self.length += count as u64;
                }
                Err(error) => break Some(warc::packed::damage(&error)),
            }
        };
        Ok((start..self.length, trouble))
    }

    /// Reads it from any place. Nobody else may read or fill it meanwhile.
    pub(super) fn reader(&self) -> io::Result<BufReader<File>> {
        let file = self.spool.file.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(BufReader::with_capacity(warc::AHEAD, file.try_clone()?))
    }
}

//! Seals every file of the segments with checksums, and holds what is read against them.
//!
//! A disk or a cable that turns one bit round must not turn an answer round. Tantivy keeps one
//! checksum a file, which only a check of the whole file can use; here each block has its own, so
//! that a search verifies what it reads and nothing else. Only the concordance is passed through
//! as it is: it is one large slice, and keeps a checksum for each of its documents.
//!
//! ```text
//! content    what tantivy wrote
//! sums       the CRC-32 of each 16 KiB of the content, u32 each
//! foot       length of the content u64, CRC-32 of sums, length and the file's name u32, "MBSE"
//! ```
//!
//! The small files that are written whole, `meta.json` among them, end in a line of their own
//! with the CRC-32 of what stands before it and of their name. They are written with the rights that the user's
//! other files have, so that others may read an index that they are meant to.
//!
//! An index can be read where nothing may be written: a read-only disk, another's folder. Tantivy
//! takes a lock in the folder before it reads. Where the lock cannot be made because the folder
//! cannot be written to, no one else can change it either, and reading needs none.

use std::fs;
use std::io;
use std::io::Write;
use std::ops::Range;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;

use tantivy::Directory;
use tantivy::HasLen;
use tantivy::directory::AntiCallToken;
use tantivy::directory::DirectoryLock;
use tantivy::directory::FileHandle;
use tantivy::directory::Lock;
use tantivy::directory::MmapDirectory;
use tantivy::directory::OwnedBytes;
use tantivy::directory::TerminatingWrite;
use tantivy::directory::WatchCallback;
use tantivy::directory::WatchHandle;
use tantivy::directory::WritePtr;
use tantivy::directory::error::DeleteError;
use tantivy::directory::error::LockError;
use tantivy::directory::error::OpenDirectoryError;
use tantivy::directory::error::OpenReadError;
use tantivy::directory::error::OpenWriteError;

use super::concordance::CONCORDANCE;
use super::manifest;

/// How many bytes have a checksum of their own.
const BLOCK: usize = 16 << 10;

const SUM: usize = 4;
const FOOT: usize = 8 + SUM + MAGIC.len();
const MAGIC: [u8; 4] = *b"MBSE";

/// What stands before the checksum at the end of a file that is written whole.
const MARK: &str = "\ncrc32 ";

/// A folder of segments whose files are sealed.
#[derive(Debug, Clone)]
pub(crate) struct Sealed {
    folder: PathBuf,
    inner: MmapDirectory,
    to_read: bool,
}

impl Sealed {
    /// Opens the folder, which must be there. Opened `to_read`, it needs no right to write.
    pub(crate) fn open(folder: &Path, to_read: bool) -> Result<Self, OpenDirectoryError> {
        Ok(Self { folder: folder.to_owned(), inner: MmapDirectory::open(folder)?, to_read })
    }

    /// Holds every block of a file against its checksum.
    pub(crate) fn verify(&self, path: &Path) -> Result<(), OpenReadError> {
        let file = self.file(path)?;
        file.verify(0..file.len()).map_err(|error| unread(path, error))
    }

    fn file(&self, path: &Path) -> Result<SealedFile, OpenReadError> {
        let handle = self.inner.get_file_handle(path)?;
        let bytes = handle.read_bytes(0..handle.len()).map_err(|error| unread(path, error))?;
        SealedFile::over(bytes, path).ok_or_else(|| unread(path, damaged(path)))
    }
}

impl Directory for Sealed {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        Ok(Arc::new(self.file(path)?))
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.inner.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.inner.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        Ok(io::BufWriter::new(Box::new(Sealing::over(self.inner.open_write(path)?, path))))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        let mut bytes = fs::read(self.folder.join(path)).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => OpenReadError::FileDoesNotExist(path.to_owned()),
            _ => unread(path, error),
        })?;
        let length = content_length(&bytes, path).ok_or_else(|| unread(path, damaged(path)))?;
        bytes.truncate(length);
        Ok(bytes)
    }

    fn atomic_write(&self, path: &Path, content: &[u8]) -> io::Result<()> {
        let mut bytes = content.to_vec();
        writeln!(bytes, "{MARK}{:08x}", named_sum(content, path))?;
        manifest::replace(&self.folder.join(path), &bytes)
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.inner.sync_directory()
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        match self.inner.acquire_lock(lock) {
            Err(LockError::IoError(error))
                if self.to_read
                    && matches!(
                        error.kind(),
                        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem
                    ) =>
            {
                Ok(DirectoryLock::from(Box::new(())))
            }
            other => other,
        }
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.inner.watch(callback)
    }
}

/// Where the content ends of a file that was written whole, or `None` where it is damaged.
fn content_length(bytes: &[u8], path: &Path) -> Option<usize> {
    let length = bytes.len().checked_sub(MARK.len() + 2 * SUM + 1)?;
    let (content, end) = bytes.split_at_checked(length)?;
    (end == format!("{MARK}{:08x}\n", named_sum(content, path)).as_bytes()).then_some(length)
}

/// The checksum of bytes in a file of this name: a file of another name in its place is noticed.
fn named_sum(bytes: &[u8], path: &Path) -> u32 {
    let mut sum = crc32fast::Hasher::new();
    sum.update(bytes);
    sum.update(path.as_os_str().as_encoded_bytes());
    sum.finalize()
}

fn unread(path: &Path, error: io::Error) -> OpenReadError {
    OpenReadError::IoError { io_error: Arc::new(error), filepath: path.to_owned() }
}

fn damaged(path: &Path) -> io::Error {
    let what = format!("`{}` is damaged or cut short", path.display());
    io::Error::new(io::ErrorKind::InvalidData, what)
}

/// A file with its checksums.
#[derive(Debug)]
struct SealedFile {
    path: PathBuf,
    bytes: OwnedBytes,
    /// How many of the bytes are content.
    length: usize,
    /// Which blocks are known to be sound; none where the content keeps checksums of its own.
    sound: Option<Vec<AtomicBool>>,
}

impl SealedFile {
    /// Takes a file apart, or returns `None` where its end is damaged.
    fn over(bytes: OwnedBytes, path: &Path) -> Option<Self> {
        let foot = bytes.len().checked_sub(FOOT)?;
        let (length, rest) = bytes.get(foot..)?.split_at_checked(8)?;
        let length = usize::try_from(u64::from_le_bytes(length.try_into().ok()?)).ok()?;
        let blocks = length.div_ceil(BLOCK);
        if length.checked_add(blocks.checked_mul(SUM)?)? != foot || !rest.ends_with(&MAGIC) {
            return None;
        }
        let sum = u32::from_le_bytes(rest.get(..SUM)?.try_into().ok()?);
        if named_sum(bytes.get(length..foot + 8)?, path) != sum {
            return None;
        }
        let has_own = path.extension().is_some_and(|extension| extension == CONCORDANCE);
        let sound = (!has_own).then(|| std::iter::repeat_with(AtomicBool::default).take(blocks));
        Some(Self { path: path.to_owned(), bytes, length, sound: sound.map(Iterator::collect) })
    }

    /// Holds the blocks of a range against their checksums.
    fn verify(&self, range: Range<usize>) -> io::Result<()> {
        if range.is_empty() {
            return Ok(());
        }
        for block in range.start / BLOCK..range.end.div_ceil(BLOCK) {
            let is_known = self.sound.as_ref().and_then(|sound| sound.get(block));
            if is_known.is_some_and(|known| known.load(Ordering::Relaxed)) {
                continue;
            }
            if self.sum(block) != Some(crc32fast::hash(self.block(block))) {
                return Err(damaged(&self.path));
            }
            if let Some(known) = is_known {
                known.store(true, Ordering::Relaxed);
            }
        }
        Ok(())
    }

    fn block(&self, block: usize) -> &[u8] {
        let end = self.length.min((block + 1) * BLOCK);
        self.bytes.get(block * BLOCK..end).unwrap_or_default()
    }

    fn sum(&self, block: usize) -> Option<u32> {
        let at = self.length + block * SUM;
        Some(u32::from_le_bytes(self.bytes.get(at..at + SUM)?.try_into().ok()?))
    }
}

impl HasLen for SealedFile {
    fn len(&self) -> usize {
        self.length
    }
}

impl FileHandle for SealedFile {
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        if range.start > range.end || range.end > self.length {
            return Err(damaged(&self.path));
        }
        if self.sound.is_some() {
            self.verify(range.clone())?;
        }
        Ok(self.bytes.slice(range))
    }
}

/// A file that is being sealed as it is written.
struct Sealing {
    path: PathBuf,
    /// There until the file is finished.
    file: Option<WritePtr>,
    length: u64,
    block: crc32fast::Hasher,
    sums: Vec<u8>,
}

impl Sealing {
    fn over(file: WritePtr, path: &Path) -> Self {
        let (path, block) = (path.to_owned(), crc32fast::Hasher::new());
        Self { path, file: Some(file), length: 0, block, sums: Vec::new() }
    }

    /// Adds what was written to the checksums.
    fn note(&mut self, mut bytes: &[u8]) {
        while !bytes.is_empty() {
            let begun = (self.length % BLOCK as u64) as usize;
            let (now, later) = bytes.split_at(bytes.len().min(BLOCK - begun));
            self.block.update(now);
            self.length += now.len() as u64;
            if begun + now.len() == BLOCK {
                self.end_block();
            }
            bytes = later;
        }
    }

    fn end_block(&mut self) {
        let block = std::mem::take(&mut self.block);
        self.sums.extend(block.finalize().to_le_bytes());
    }
}

fn finished() -> io::Error {
    io::Error::other("a file was written to that was finished before")
}

impl Write for Sealing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.as_mut().ok_or_else(finished)?.write(bytes)?;
        self.note(bytes.get(..written).unwrap_or_default());
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.as_mut().map_or(Ok(()), Write::flush)
    }
}

impl TerminatingWrite for Sealing {
    fn terminate_ref(&mut self, _: AntiCallToken) -> io::Result<()> {
        if !self.length.is_multiple_of(BLOCK as u64) {
            self.end_block();
        }
        let mut file = self.file.take().ok_or_else(finished)?;
        self.sums.extend(self.length.to_le_bytes());
        file.write_all(&self.sums)?;
        file.write_all(&named_sum(&self.sums, &self.path).to_le_bytes())?;
        file.write_all(&MAGIC)?;
        file.terminate()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(content: &[u8]) -> (tempfile::TempDir, Sealed) {
        let folder = tempfile::tempdir().unwrap();
        let sealed = Sealed::open(folder.path(), false).unwrap();
        let mut file = sealed.open_write(Path::new("a.idx")).unwrap();
        for piece in content.chunks(7_001) {
            file.write_all(piece).unwrap();
        }
        file.terminate().unwrap();
        (folder, sealed)
    }

    #[test]
    fn what_was_written_is_read() {
        for length in [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 5 * BLOCK + 99] {
            let content: Vec<u8> = (0..length).map(|at| (at * 7 + at / 251) as u8).collect();
            let (_folder, sealed) = written(&content);
            let slice = sealed.open_read(Path::new("a.idx")).unwrap();
            assert_eq!(slice.read_bytes().unwrap().as_slice(), content);
            sealed.verify(Path::new("a.idx")).unwrap();
        }
    }

    #[test]
    fn only_what_is_read_is_held_against_its_checksum() {
        let (folder, sealed) = written(&vec![9; 3 * BLOCK]);
        let path = folder.path().join("a.idx");
        let mut bytes = fs::read(&path).unwrap();
        bytes[2 * BLOCK + 5] ^= 1;
        fs::write(&path, bytes).unwrap();
        let slice = sealed.open_read(Path::new("a.idx")).unwrap();
        assert!(slice.read_bytes_slice(0..2 * BLOCK).is_ok());
        assert!(slice.read_bytes_slice(2 * BLOCK..2 * BLOCK + 1).is_err());
        assert!(sealed.verify(Path::new("a.idx")).is_err());
    }

    #[test]
    fn every_changed_byte_of_the_end_and_every_cut_is_noticed() {
        let (folder, sealed) = written(&vec![9; 2 * BLOCK + 10]);
        let path = folder.path().join("a.idx");
        let sound = fs::read(&path).unwrap();
        for at in 2 * BLOCK..sound.len() {
            let mut bytes = sound.clone();
            bytes[at] = bytes[at].wrapping_add(1);
            fs::write(&path, &bytes).unwrap();
            assert!(sealed.verify(Path::new("a.idx")).is_err(), "byte {at}");
        }
        for length in (0..sound.len()).step_by(97) {
            fs::write(&path, &sound[..length]).unwrap();
            assert!(sealed.verify(Path::new("a.idx")).is_err(), "cut to {length}");
        }
    }

    #[test]
    fn a_file_that_is_written_whole_is_sealed_too() {
        let folder = tempfile::tempdir().unwrap();
        let sealed = Sealed::open(folder.path(), false).unwrap();
        let (path, content) = (Path::new("meta.json"), b"{\"opstamp\": 7}\n");
        sealed.atomic_write(path, content).unwrap();
        assert_eq!(sealed.atomic_read(path).unwrap(), content);
        let sound = fs::read(folder.path().join(path)).unwrap();
        for at in 0..sound.len() {
            let mut bytes = sound.clone();
            bytes[at] ^= 4;
            fs::write(folder.path().join(path), &bytes).unwrap();
            assert!(sealed.atomic_read(path).is_err(), "byte {at}");
        }
        fs::write(folder.path().join("other.json"), sound).unwrap();
        assert!(sealed.atomic_read(Path::new("other.json")).is_err());
    }
}

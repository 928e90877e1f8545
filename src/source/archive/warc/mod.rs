//! Walks the records of a web archive (WARC, WET), plain or packed, and reads one of them.
//!
//! A reader of its own, for three things count here that readers of whole records do not give:
//! where each record stands, so that it can be read again without the archive; that no record is
//! held in memory; and that a broken one costs itself alone. It does not know which records are
//! pages.

mod packed;
mod plain;
mod spool;

pub(super) use spool::Spool;

use std::fs::File;
use std::io;
use std::io::BufRead;
use std::io::BufReader;
use std::io::Read;
use std::io::Seek;
use std::io::SeekFrom;
use std::path::Path;
use std::sync::Arc;

use flate2::bufread::GzDecoder;
use memchr::memmem;

use crate::source::archive::gzip;
use crate::source::archive::head;
use crate::source::archive::head::Head;
use crate::source::archive::head::Parsed;

/// How every record begins.
pub(super) const MAGIC: &[u8] = b"WARC/";

/// How much is read ahead, in bytes.
const AHEAD: usize = 256 << 10;

/// One record that was met.
#[derive(Debug)]
pub(super) struct Record {
    pub(super) head: Head,
    pub(super) piece: Piece,
    /// The first bytes of its block: enough for the head of an answer.
    pub(super) start: Vec<u8>,
}

/// What was met.
#[derive(Debug)]
pub(super) enum Met {
    /// A record.
    Record(Record),
    /// Bytes that should be one.
    Broken {
        /// Where in the archive they, or the packed piece that they are in, begin, in bytes.
        at: u64,
        /// Where they begin in that piece, unpacked.
        unpacked: Option<u64>,
        /// The address of the page, where it could be read.
        uri: Option<String>,
        /// What is wrong.
        what: String,
    },
}

/// Takes what is met; says whether to go on.
pub(super) type See<'a> = &'a mut dyn FnMut(Met) -> bool;

/// Where a record stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// What holds it.
    pub(super) store: Store,
    /// Where it begins there, in bytes; for a packed record, where its piece begins.
    pub(super) at: u64,
    /// How long its block is.
    pub(super) length: u64,
}

/// What holds records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Store {
    /// The file of the archive.
    Plain(Arc<Path>),
    /// The file of the archive, each record packed by itself.
    Packed(Arc<Path>),
    /// A copy of an archive that was packed in one.
    Spool(Arc<Spool>),
}

/// Meets every record of the archive at `place`.
pub(super) fn each(place: &Path, is_packed: bool, see: See) -> io::Result<()> {
    let file = File::open(place)?;
    let length = file.metadata()?.len();
    let mut reader = BufReader::with_capacity(AHEAD, file);
    let place: Arc<Path> = Arc::from(place);
    if is_packed {
        packed::each(&mut reader, &place, see)
    } else {
        plain::each(&mut reader, &Store::Plain(place), 0..length, see).map(|_| ())
    }
}

impl Piece {
    /// Reads the block of the record, at most `most` bytes of it; `None` where the record is not
    /// there any more.
    pub(super) fn block(&self, most: u64) -> io::Result<Option<Vec<u8>>> {
        match &self.store {
            Store::Plain(place) => {
                let mut file = File::open(place)?;
                file.seek(SeekFrom::Start(self.at))?;
                self.block_in(BufReader::new(file), most)
            }
            Store::Packed(place) => {
                let mut file = File::open(place)?;
                file.seek(SeekFrom::Start(self.at))?;
                self.block_in(BufReader::new(GzDecoder::new(BufReader::new(file))), most)
            }
            Store::Spool(spool) => {
                let bytes = self.length.min(most).saturating_add(head::LONGEST as u64);
                self.block_in(&spool.bytes(self.at, bytes)?[..], most)
            }
        }
    }

    fn block_in(&self, mut reader: impl BufRead, most: u64) -> io::Result<Option<Vec<u8>>> {
        skip_blank(&mut reader)?;
        let Begun::Record { length, .. } = begin(&mut reader)? else { return Ok(None) };
        if length != self.length {
            return Ok(None);
        }
        let mut block = Vec::new();
        reader.take(length.min(most)).read_to_end(&mut block)?;
        let is_whole = block.len() as u64 == length.min(most);
        Ok(is_whole.then_some(block))
    }
}

/// How the next record begins.
enum Begun {
    /// With a head: its fields, its bytes, and how many bytes its block has.
    Record { head: Head, bytes: u64, length: u64 },
    /// With no head of a record: what is wrong.
    Broken { uri: Option<String>, what: &'static str },
    /// Not at all: the end.
    End,
}

/// Reads the head of a record.
fn begin(reader: &mut impl BufRead) -> io::Result<Begun> {
    let mut bytes = Vec::new();
    loop {
        let before = bytes.len();
        let room = (head::LONGEST - before) as u64;
        let read = reader.by_ref().take(room).read_until(b'\n', &mut bytes)?;
        let line = &bytes[before..];
        let broken = |what| Ok(Begun::Broken { uri: None, what });
        if before == 0 && read == 0 {
            return Ok(Begun::End);
        } else if before == 0 && !line.starts_with(MAGIC) {
            return broken("no record begins here");
        } else if read == 0 {
            return broken("the head of a record does not end");
        } else if before > 0 && ends_in_first_line(line) {
            // This is the next record. It is met again.
            return broken("the head of a record breaks off");
        } else if line == b"\r\n" || line == b"\n" {
            break;
        }
    }
    let Parsed::Whole(head, _) = head::parse(&bytes) else {
        let what = "the head of a record does not end";
        return Ok(Begun::Broken { uri: None, what });
    };
    let bytes = bytes.len() as u64;
    match head.get("Content-Length").map(str::parse) {
        Some(Ok(length)) => Ok(Begun::Record { head, bytes, length }),
        _ => {
            let what = "the record does not say how long it is";
            Ok(Begun::Broken { uri: uri(&head), what })
        }
    }
}

/// Says whether the first line of a record stands at the start of `bytes`: `WARC/1.0`.
fn is_first_line(bytes: &[u8]) -> bool {
    let version = bytes.strip_prefix(MAGIC).unwrap_or_default();
    matches!(version, [b'0'..=b'1', b'.', b'0'..=b'9', b'\r' | b'\n', ..])
}

/// Says whether the first line of a record stands at the end of a line, behind what was cut off.
/// An address may end so too.
fn ends_in_first_line(line: &[u8]) -> bool {
    let Some(at) = memmem::rfind(line, MAGIC) else { return false };
    is_first_line(&line[at..]) && !line[..at].ends_with(b"/")
}

/// The address a record is about. Old crawlers put it in angle brackets.
pub(super) fn uri(head: &Head) -> Option<String> {
    let uri = head.get("WARC-Target-URI")?;
    let uri = uri.strip_prefix('<').and_then(|uri| uri.strip_suffix('>')).unwrap_or(uri).trim();
    (!uri.is_empty()).then(|| uri.to_owned())
}

/// Passes over line ends; returns how many bytes they had.
fn skip_blank(reader: &mut impl BufRead) -> io::Result<u64> {
    let mut skipped = 0;
    loop {
        let ahead = reader.fill_buf()?;
        let blank = ahead.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let is_all = blank == ahead.len();
        reader.consume(blank);
        skipped += blank as u64;
        if blank == 0 || !is_all {
            return Ok(skipped);
        }
    }
}

/// Reads the first bytes of a block.
fn start_of(reader: &mut impl BufRead, length: u64) -> io::Result<Vec<u8>> {
    let mut start = Vec::new();
    reader.take(length.min(head::LONGEST as u64)).read_to_end(&mut start)?;
    Ok(start)
}

/// Says whether the unpacked start of a piece is that of a record.
fn is_record(start: &[u8]) -> bool {
    start.trim_ascii_start().starts_with(MAGIC)
}

/// Says whether gzip bytes hold a record.
pub(super) fn holds_record(reader: impl BufRead) -> bool {
    is_record(&gzip::start(reader, 16))
}

#[cfg(test)]
mod tests;

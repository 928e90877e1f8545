//! Walks records that are packed with gzip: each by itself, as crawlers pack them, or many in
//! one piece, as people do.

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
use crate::source::archive::warc;
use crate::source::archive::warc::Begun;
use crate::source::archive::warc::Met;
use crate::source::archive::warc::Piece;
use crate::source::archive::warc::Record;
use crate::source::archive::warc::See;
use crate::source::archive::warc::Store;
use crate::source::archive::warc::plain;
use crate::source::archive::warc::spool::Filling;

/// After so many places that look like a piece and are none, no more are looked for.
const MOST_FAILURES: usize = 10_000;

/// So many packed bytes tell whether a piece holds a record.
const START: usize = 4 << 10;

/// A piece that unpacks to more than so many times its size, and to more than so many bytes, was
/// made to do harm: web pages shrink to a tenth, the dullest to a hundredth.
const STEEPEST: u64 = 200;
const STEEP_BYTES: u64 = 64 << 20;

type Raw = BufReader<File>;

/// Meets the records of a packed archive.
pub(super) fn each(reader: &mut Raw, place: &Arc<Path>, see: See) -> io::Result<()> {
    let mut spool = None;
    let mut at = 0;
    loop {
        let ahead = reader.fill_buf()?;
        if ahead.is_empty() {
            return Ok(());
        }
        let inside = if ahead.starts_with(&gzip::MAGIC[..1]) {
            piece(reader, place, at)
        } else {
            Inside::Lost("no packed record begins here".to_owned())
        };
        let lost = match inside {
            Inside::Nothing => None,
            Inside::One(record) => {
                if !see(Met::Record(record)) {
                    return Ok(());
                }
                None
            }
            Inside::Several => match several(reader, at, &mut spool, see)? {
                Some(lost) => lost,
                None => return Ok(()),
            },
            Inside::Lost(what) => Some(what),
        };
        if let Some(what) = lost {
            let mut broken = |what| see(Met::Broken { at, unpacked: None, uri: None, what });
            if !broken(what) {
                return Ok(());
            }
            match search(reader, at + 1)? {
                Search::Found => {}
                Search::End => return Ok(()),
                Search::GaveUp => {
                    let what = "no record was found behind it; the rest is not read".to_owned();
                    broken(what);
                    return Ok(());
                }
            }
        }
        at = reader.stream_position()?;
    }
}

/// What one piece holds.
enum Inside {
    /// No byte.
    Nothing,
    /// One record.
    One(Record),
    /// Anything else, such as several records.
    Several,
    /// Nothing that can be unpacked, and why. Where it ends is not known.
    Lost(String),
}

/// Reads the piece at `at` up to its end, or up to where it is clear that it holds not just one
/// record.
fn piece(reader: &mut Raw, place: &Arc<Path>, at: u64) -> Inside {
    let mut reader = BufReader::new(Unpacking::new(reader));
    let read = warc::skip_blank(&mut reader).and_then(|_| match warc::begin(&mut reader)? {
        Begun::End => Ok(Inside::Nothing),
        Begun::Broken { .. } => Ok(Inside::Several),
        Begun::Record { head, length, .. } => {
            let start = warc::start_of(&mut reader, length)?;
            let rest = length - start.len() as u64;
            let skipped = io::copy(&mut reader.by_ref().take(rest), &mut io::sink())?;
            warc::skip_blank(&mut reader)?;
            let is_one = skipped == rest && reader.fill_buf()?.is_empty();
            let piece = Piece { store: Store::Packed(Arc::clone(place)), at, length };
            let one = || Inside::One(Record { head, piece, start });
            Ok(if is_one { one() } else { Inside::Several })
        }
    });
    read.unwrap_or_else(|error| Inside::Lost(damage(&error)))
}

/// What is wrong with a piece that cannot be unpacked.
pub(super) fn damage(error: &io::Error) -> String {
    if error.kind() == io::ErrorKind::QuotaExceeded {
        error.to_string()
    } else {
        "its packing is broken".to_owned()
    }
}

/// Meets the records of the piece at `at`, which may hold several: it is unpacked once, to a file
/// without a name. Returns what is wrong with the piece, if anything; `None` to stop.
fn several(
    reader: &mut Raw,
    at: u64,
    spool: &mut Option<Filling>,
    see: See,
) -> io::Result<Option<Option<String>>> {
    reader.seek(SeekFrom::Start(at))?;
    let filling = match spool {
        Some(filling) => filling,
        None => spool.insert(Filling::new()?),
    };
    let (range, lost) = filling.fill(&mut Unpacking::new(reader))?;
    let store = Store::Spool(Arc::clone(&filling.spool));
    // The last record of a piece that breaks off is broken too: that is one and the same.
    let mut last = None;
    let mut see_there = |met: Met| {
        let goes_on = last.take().is_none_or(&mut *see);
        match met {
            Met::Broken { at: unpacked, uri, what, .. } => {
                last = Some(Met::Broken { at, unpacked: Some(unpacked), uri, what });
                goes_on
            }
            met => goes_on && see(met),
        }
    };
    let goes_on = plain::each(&mut filling.reader()?, &store, range, &mut see_there)?;
    let goes_on = goes_on && last.filter(|_| lost.is_none()).is_none_or(see);
    Ok(goes_on.then_some(lost))
}

/// How a search ends.
enum Search {
    /// At the start of a piece that holds a record.
    Found,
    /// At the end.
    End,
    /// Before, for too many places look like a piece and are none.
    GaveUp,
}

/// Goes to the next piece that holds a record, at or after `from`.
fn search(reader: &mut Raw, from: u64) -> io::Result<Search> {
    let mut failures = 0;
    let mut at = from;
    reader.seek(SeekFrom::Start(at))?;
    let mut window = Vec::new();
    loop {
        let kept = window.len();
        reader.by_ref().take(64 << 10).read_to_end(&mut window)?;
        let is_last = window.len() == kept;
        // What stands near the end of the window is looked at with what follows.
        let end = if is_last { window.len() } else { window.len().saturating_sub(START) };
        for found in memmem::find_iter(&window, gzip::MAGIC).take_while(|found| *found < end) {
            let start = &window[found..window.len().min(found + START)];
            if warc::holds_record(start) {
                reader.seek(SeekFrom::Start(at + found as u64))?;
                return Ok(Search::Found);
            }
            failures += 1;
            if failures > MOST_FAILURES {
                return Ok(Search::GaveUp);
            }
        }
        if is_last {
            return Ok(Search::End);
        }
        window.drain(..end);
        at += end as u64;
    }
}

/// Unpacks one piece, unless it swells beyond measure.
struct Unpacking<'a> {
    decoder: GzDecoder<Counted<'a>>,
    out: u64,
}

/// Counts the packed bytes.
struct Counted<'a> {
    reader: &'a mut Raw,
    count: u64,
}

impl<'a> Unpacking<'a> {
    fn new(reader: &'a mut Raw) -> Self {
        Self { decoder: GzDecoder::new(Counted { reader, count: 0 }), out: 0 }
    }
}

impl Read for Unpacking<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.decoder.read(buffer)?;
        self.out += count as u64;
        let packed = self.decoder.get_ref().count;
        if self.out > STEEP_BYTES && self.out / STEEPEST > packed {
            let what = format!("it unpacks to more than {STEEPEST} times its size");
            return Err(io::Error::new(io::ErrorKind::QuotaExceeded, what));
        }
        Ok(count)
    }
}

impl Read for Counted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.reader.read(buffer)?;
        self.count += count as u64;
        Ok(count)
    }
}

impl BufRead for Counted<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.reader.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.count += amount as u64;
        self.reader.consume(amount);
    }
}

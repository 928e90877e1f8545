//! Walks records that are not packed.

use std::io;
use std::io::BufRead;
use std::io::Read;
use std::io::Seek;
use std::io::SeekFrom;
use std::ops::Range;

use memchr::memmem;

use crate::source::archive::warc;
use crate::source::archive::warc::Begun;
use crate::source::archive::warc::Met;
use crate::source::archive::warc::Piece;
use crate::source::archive::warc::Record;
use crate::source::archive::warc::See;
use crate::source::archive::warc::Store;

/// Meets the records that stand in a range of `reader`. Says whether to go on.
///
/// A record counts only if a blank line or the next record stands where it ends: its length is
/// believed then.
pub(super) fn each<R: BufRead + Seek>(
    reader: &mut R,
    store: &Store,
    range: Range<u64>,
    see: See,
) -> io::Result<bool> {
    reader.seek(SeekFrom::Start(range.start))?;
    let mut at = range.start;
    loop {
        at += warc::skip_blank(reader)?;
        if at >= range.end {
            return Ok(true);
        }
        let (met, next) = match warc::begin(reader)? {
            Begun::End => return Ok(true),
            Begun::Broken { uri, what } => (broken(at, &range, uri, what), Next::Search),
            Begun::Record { head, bytes, length } => {
                let end = (at + bytes).saturating_add(length);
                let start =
                    warc::start_of(reader, length.min(range.end.saturating_sub(at + bytes)))?;
                let here = at + bytes + start.len() as u64;
                let what = if end > range.end {
                    Some("it is longer than what is left")
                } else {
                    skip(reader, end - here)?;
                    (!is_end(reader, end)?).then_some("its length is wrong")
                };
                match what {
                    Some(what) => {
                        let uri = warc::uri(&head);
                        (broken(at, &range, uri, what), Next::Search)
                    }
                    None => {
                        let piece = Piece { store: store.clone(), at, length };
                        (Met::Record(Record { head, piece, start }), Next::At(end))
                    }
                }
            }
        };
        if !see(met) {
            return Ok(false);
        }
        match next {
            Next::At(next) => at = next,
            Next::Search => match search(reader, at + 1, range.end)? {
                Some(found) => at = found,
                None => return Ok(true),
            },
        }
    }
}

/// Where to go on.
enum Next {
    At(u64),
    /// Where the next record begins that stands behind this one's first byte.
    Search,
}

fn broken(at: u64, range: &Range<u64>, uri: Option<String>, what: &str) -> Met {
    Met::Broken { at: at - range.start, unpacked: None, uri, what: what.to_owned() }
}

/// Passes over `bytes` bytes.
fn skip<R: Seek>(reader: &mut R, bytes: u64) -> io::Result<()> {
    match i64::try_from(bytes) {
        Ok(bytes) => reader.seek_relative(bytes),
        Err(_) => reader.seek(SeekFrom::Current(i64::MAX)).map(|_| ()),
    }
}

/// Says whether a record ends here, at `at`: with a blank line, the next record or the file.
fn is_end<R: BufRead + Seek>(reader: &mut R, at: u64) -> io::Result<bool> {
    const BLANK: usize = 4;
    let mut next = Vec::new();
    reader.by_ref().take((BLANK + warc::MAGIC.len()) as u64).read_to_end(&mut next)?;
    let blank = next.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
    let rest = &next[blank..];
    let is_end = next.starts_with(b"\r\n\r\n")
        || next.starts_with(b"\n\n")
        || rest.is_empty()
        || rest.starts_with(warc::MAGIC);
    match i64::try_from(next.len()) {
        Ok(back) => reader.seek_relative(-back)?,
        Err(_) => reader.seek(SeekFrom::Start(at)).map(|_| ())?,
    }
    Ok(is_end)
}

/// Where the next record begins, at or after `from`. It need not begin a line: what is cut off
/// before it may be the end of its last line.
fn search<R: BufRead + Seek>(reader: &mut R, from: u64, to: u64) -> io::Result<Option<u64>> {
    /// `WARC/1.0` and the end of the line.
    const FIRST_LINE: usize = 9;
    let mut at = from;
    reader.seek(SeekFrom::Start(at))?;
    let mut window = Vec::new();
    while at < to {
        let kept = window.len();
        reader.by_ref().take(64 << 10).read_to_end(&mut window)?;
        if window.len() == kept {
            break;
        }
        let mut found = memmem::find_iter(&window, warc::MAGIC);
        if let Some(found) = found.find(|found| warc::is_first_line(&window[*found..])) {
            let start = at + found as u64;
            reader.seek(SeekFrom::Start(start))?;
            return Ok((start < to).then_some(start));
        }
        let passed = window.len().saturating_sub(FIRST_LINE - 1);
        window.drain(..passed);
        at += passed as u64;
    }
    Ok(None)
}

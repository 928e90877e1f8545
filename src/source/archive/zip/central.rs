//! Reads the list of members at the end of a zip archive.

use std::io;
use std::io::BufRead;
use std::io::Seek;
use std::io::SeekFrom;

use memchr::memmem;

use crate::source::archive::zip;
use crate::source::archive::zip::Member;
use crate::source::archive::zip::Piece;
use crate::source::archive::zip::names;
use crate::source::archive::zip::u16_at;
use crate::source::archive::zip::u32_at;
use crate::source::archive::zip::u64_at;

/// How the list reads.
pub(super) enum Read {
    /// Every member it says there are.
    Members(Vec<Member>),
    /// It has more members than are taken on.
    TooMany,
    /// It is broken: what is wrong with it.
    Broken(&'static str),
}

/// The bytes of the end of the list without its remark, and of its longest remark.
const END_BYTES: u64 = 22;
const LONGEST_REMARK: u64 = 65_535;

/// The bytes of an entry of the list without its name.
const ENTRY_BYTES: usize = 46;

/// Where the list stands.
struct Place {
    start: u64,
    /// By how much every offset in it falls short: bytes may stand before the archive.
    shift: u64,
    entries: u64,
}

/// Reads the list of an archive of `length` bytes.
pub(super) fn members<R: BufRead + Seek>(reader: &mut R, length: u64) -> io::Result<Read> {
    let Some(place) = place(reader, length)? else {
        return Ok(Read::Broken("its list of members is missing"));
    };
    if place.entries > zip::MOST_MEMBERS as u64 {
        return Ok(Read::TooMany);
    }
    reader.seek(SeekFrom::Start(place.start))?;
    let mut members = Vec::new();
    let mut rest = length.saturating_sub(place.start);
    for _ in 0..place.entries {
        match entry(reader, &place, &mut rest)? {
            Some(member) => members.push(member),
            None => return Ok(Read::Broken("its list of members is broken")),
        }
    }
    Ok(Read::Members(members))
}

/// Reads `count` bytes if the archive has so many more.
fn bytes<R: BufRead>(reader: &mut R, count: usize, rest: &mut u64) -> io::Result<Option<Vec<u8>>> {
    if *rest < count as u64 {
        return Ok(None);
    }
    *rest -= count as u64;
    let mut bytes = vec![0; count];
    match reader.read_exact(&mut bytes) {
        Ok(()) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(None),
        Err(error) => Err(error),
    }
}

/// Reads one entry, or returns `None` where there is none.
fn entry<R: BufRead>(reader: &mut R, place: &Place, rest: &mut u64) -> io::Result<Option<Member>> {
    let Some(fixed) = bytes(reader, ENTRY_BYTES, rest)? else { return Ok(None) };
    if !fixed.starts_with(zip::CENTRAL) {
        return Ok(None);
    }
    let long = |at| usize::from(u16_at(&fixed, at));
    let (name_bytes, extra_bytes, remark_bytes) = (long(28), long(30), long(32));
    let more = name_bytes + extra_bytes + remark_bytes;
    let Some(more) = bytes(reader, more, rest)? else { return Ok(None) };
    let (name, extra) = (&more[..name_bytes], &more[name_bytes..name_bytes + extra_bytes]);
    let flags = u16_at(&fixed, 8);
    let mut sizes = Sizes {
        size: u64::from(u32_at(&fixed, 24)),
        packed: u64::from(u32_at(&fixed, 20)),
        head: u64::from(u32_at(&fixed, 42)),
    };
    sizes.widen(extra);
    let piece = Piece {
        head: sizes.head.saturating_add(place.shift),
        packed: sizes.packed,
        size: sizes.size,
        method: u16_at(&fixed, 10),
        crc: u32_at(&fixed, 16),
    };
    let name = names::decoded(name, flags, extra);
    // Unix systems keep what kind of file it is in the upper half.
    let mode = u32_at(&fixed, 38) >> 16;
    let is_folder = names::is_folder(&name) && piece.size == 0;
    let trouble = if is_folder { None } else { zip::trouble(flags, mode, &piece) };
    Ok(Some(Member { name, size: piece.size, piece, trouble, is_folder }))
}

/// The numbers that may stand in the extra field instead, with 64 bits.
struct Sizes {
    size: u64,
    packed: u64,
    head: u64,
}

impl Sizes {
    fn widen(&mut self, extra: &[u8]) {
        const WIDE: u16 = 1;
        let Some(field) = names::extra_field(extra, WIDE) else { return };
        let mut at = 0;
        for number in [&mut self.size, &mut self.packed, &mut self.head] {
            if *number == u64::from(u32::MAX) && field.len() >= at + 8 {
                *number = u64_at(field, at);
                at += 8;
            }
        }
    }
}

/// Finds the list by the end of it, which a remark may follow.
fn place<R: BufRead + Seek>(reader: &mut R, length: u64) -> io::Result<Option<Place>> {
    const WIDE_LOCATOR: &[u8] = b"PK\x06\x07";
    const WIDE_END: &[u8] = b"PK\x06\x06";
    const LOCATOR_BYTES: u64 = 20;
    let from = length.saturating_sub(END_BYTES + LONGEST_REMARK + LOCATOR_BYTES);
    reader.seek(SeekFrom::Start(from))?;
    let mut rest = length - from;
    let tail = usize::try_from(rest).unwrap_or(0);
    let Some(tail) = bytes(reader, tail, &mut rest)? else { return Ok(None) };
    for at in memmem::rfind_iter(&tail, zip::END) {
        let Some(end) = tail.get(at..at + END_BYTES as usize) else { continue };
        let whole = u16_at(end, 4) == 0 && u16_at(end, 6) == 0;
        let mut place = Place {
            start: u64::from(u32_at(end, 16)),
            shift: 0,
            entries: u64::from(u16_at(end, 10)),
        };
        let mut bytes_of_list = u64::from(u32_at(end, 12));
        let mut end_at = from + at as u64;
        let locator = at.checked_sub(LOCATOR_BYTES as usize).map(|before| &tail[before..at]);
        if let Some(locator) = locator.filter(|locator| locator.starts_with(WIDE_LOCATOR)) {
            let told = u64_at(locator, 8).min(length);
            reader.seek(SeekFrom::Start(told))?;
            let Some(wide) = bytes(reader, 56, &mut (length - told))? else { continue };
            if !wide.starts_with(WIDE_END) {
                continue;
            }
            place.entries = u64_at(&wide, 32);
            bytes_of_list = u64_at(&wide, 40);
            place.start = u64_at(&wide, 48);
            end_at = told;
        }
        let Some(start) = end_at.checked_sub(bytes_of_list) else { continue };
        let Some(shift) = start.checked_sub(place.start) else { continue };
        if whole {
            return Ok(Some(Place { start, shift, ..place }));
        }
    }
    Ok(None)
}

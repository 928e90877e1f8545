//! Looks for the members of a zip archive one after another, where its list is broken or cut
//! off: a download that broke off still gives its first members.

use std::io;
use std::io::BufRead;
use std::io::Read;
use std::io::Seek;
use std::io::SeekFrom;

use flate2::Crc;
use flate2::bufread::DeflateDecoder;
use memchr::memmem;

use crate::problem::ProblemKind;
use crate::source::archive::zip;
use crate::source::archive::zip::Member;
use crate::source::archive::zip::Piece;
use crate::source::archive::zip::names;
use crate::source::archive::zip::u16_at;
use crate::source::archive::zip::u32_at;

/// After so many places that are no member after all, no more are looked for.
const MOST_FAILURES: usize = 1_000;

/// No member is unpacked beyond so many bytes to see where it ends.
const LARGEST: u64 = 1 << 30;

/// Finds the members of an archive of `length` bytes.
pub(super) fn members<R: BufRead + Seek>(reader: &mut R, length: u64) -> io::Result<Vec<Member>> {
    let mut members = Vec::new();
    let mut failures = 0;
    let mut at = 0;
    while failures < MOST_FAILURES && members.len() < zip::MOST_MEMBERS {
        let Some(start) = next(reader, at, length)? else { break };
        match member(reader, start, length)? {
            Some((member, end)) => {
                failures += usize::from(member.trouble.is_some());
                members.push(member);
                at = end;
            }
            None => {
                failures += 1;
                at = start + 4;
            }
        }
    }
    Ok(members)
}

/// Reads the member whose head begins at `start`; returns it with where it ends.
fn member<R: BufRead + Seek>(
    reader: &mut R,
    start: u64,
    length: u64,
) -> io::Result<Option<(Member, u64)>> {
    const SIZES_FOLLOW: u16 = 1 << 3;
    let mut head = [0; zip::LOCAL_BYTES as usize];
    reader.seek(SeekFrom::Start(start))?;
    if !filled(reader, &mut head)? {
        return Ok(None);
    }
    let mut more = vec![0; usize::from(u16_at(&head, 26)) + usize::from(u16_at(&head, 28))];
    if !filled(reader, &mut more)? {
        return Ok(None);
    }
    let (name, extra) = more.split_at(usize::from(u16_at(&head, 26)));
    let flags = u16_at(&head, 6);
    let name = names::decoded(name, flags, extra);
    let from = start + zip::LOCAL_BYTES + more.len() as u64;
    let mut piece = Piece {
        head: start,
        packed: u64::from(u32_at(&head, 18)),
        size: u64::from(u32_at(&head, 22)),
        method: u16_at(&head, 8),
        crc: u32_at(&head, 14),
    };
    let is_folder = names::is_folder(&name);
    let mut trouble = zip::trouble(flags, 0, &piece);
    if flags & SIZES_FOLLOW != 0 && piece.packed == 0 && !is_folder {
        let sizes = if piece.method == zip::DEFLATED { measured(reader)? } else { None };
        match sizes {
            Some((packed, size, crc)) => piece = Piece { packed, size, crc, ..piece },
            None => trouble = Some((ProblemKind::Damaged, "where it ends is not known".into())),
        }
    }
    let end = from.saturating_add(piece.packed);
    if end > length {
        trouble = Some((ProblemKind::Damaged, "the archive ends in it".into()));
    }
    // Behind a member that is broken the next may stand anywhere.
    let end = if trouble.is_some() { from } else { end };
    Ok(Some((Member { name, size: piece.size, piece, trouble, is_folder }, end)))
}

/// Unpacks what follows to see how many bytes it has, packed and unpacked, and its checksum.
fn measured<R: BufRead>(reader: &mut R) -> io::Result<Option<(u64, u64, u32)>> {
    let mut decoder = DeflateDecoder::new(reader);
    let mut crc = Crc::new();
    let mut buffer = vec![0; 16 << 10];
    loop {
        match decoder.read(&mut buffer) {
            Ok(0) => return Ok(Some((decoder.total_in(), decoder.total_out(), crc.sum()))),
            Ok(_) if decoder.total_out() > LARGEST => return Ok(None),
            Ok(count) => crc.update(&buffer[..count]),
            Err(error) if is_damage(&error) => return Ok(None),
            Err(error) => return Err(error),
        }
    }
}

fn is_damage(error: &io::Error) -> bool {
    use io::ErrorKind::InvalidData;
    use io::ErrorKind::InvalidInput;
    use io::ErrorKind::UnexpectedEof;
    matches!(error.kind(), InvalidData | InvalidInput | UnexpectedEof)
}

/// Fills `bytes`, or says that the archive ends before.
fn filled<R: Read>(reader: &mut R, bytes: &mut [u8]) -> io::Result<bool> {
    match reader.read_exact(bytes) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(error),
    }
}

/// Where the next head of a member begins, at or after `from`.
fn next<R: BufRead + Seek>(reader: &mut R, from: u64, length: u64) -> io::Result<Option<u64>> {
    let mut window = Vec::new();
    let mut at = from;
    reader.seek(SeekFrom::Start(from))?;
    while at < length {
        let kept = window.len();
        reader.by_ref().take(64 << 10).read_to_end(&mut window)?;
        if window.len() == kept {
            break;
        }
        if let Some(found) = memmem::find(&window, zip::LOCAL) {
            return Ok(Some(at + found as u64));
        }
        // A head may begin in the last three bytes.
        let passed = window.len().saturating_sub(3);
        window.drain(..passed);
        at += passed as u64;
    }
    Ok(None)
}

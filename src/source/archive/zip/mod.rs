//! Lists the members of a zip archive and unpacks one of them.
//!
//! Reads the list at the end itself, for two members of one name are two members, a broken list
//! shall not cost the archive, and a member must be found again by where it stands. Where the
//! list is broken the members are looked for one after another ([`recovered`]). Nothing is ever
//! written to disk, whatever a name says.

mod central;
mod names;
mod recovered;

pub(super) use names::cleaned;
pub(super) use names::is_hidden;

use std::io;
use std::io::BufRead;
use std::io::Read;
use std::io::Seek;
use std::io::SeekFrom;

use flate2::Crc;
use flate2::bufread::DeflateDecoder;

use crate::problem::ProblemKind;

/// The most members of an archive that are taken on.
const MOST_MEMBERS: usize = 1_000_000;

/// How a member begins, the list of members, and its end.
const LOCAL: &[u8; 4] = b"PK\x03\x04";
const CENTRAL: &[u8; 4] = b"PK\x01\x02";
const END: &[u8; 4] = b"PK\x05\x06";

/// The bytes of a member's head without its name.
const LOCAL_BYTES: u64 = 30;

const STORED: u16 = 0;
const DEFLATED: u16 = 8;

/// One member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Member {
    /// Its name as written, decoded.
    pub(super) name: String,
    /// How large it is unpacked, by its own word.
    pub(super) size: u64,
    /// Where it stands.
    pub(super) piece: Piece,
    /// What is wrong with it, as far as the list tells.
    pub(super) trouble: Option<(ProblemKind, String)>,
    /// Whether it is a folder.
    pub(super) is_folder: bool,
}

/// Where a member stands in its archive, and what is in there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// Where its head begins, in bytes.
    head: u64,
    /// How many bytes it has packed, and unpacked.
    packed: u64,
    size: u64,
    method: u16,
    crc: u32,
}

/// The members of an archive, in the order of its list.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Listing {
    /// The members, folders among them.
    pub(super) members: Vec<Member>,
    /// What is wrong with the archive.
    pub(super) trouble: Option<(ProblemKind, String)>,
}

/// Lists the members of an archive of `length` bytes.
pub(super) fn members<R: BufRead + Seek>(reader: &mut R, length: u64) -> io::Result<Listing> {
    let mut listing = match central::members(reader, length)? {
        central::Read::Members(members) => Listing { members, trouble: None },
        central::Read::TooMany => {
            let detail = format!("more than {MOST_MEMBERS} members");
            let trouble = Some((ProblemKind::TooLarge, detail));
            return Ok(Listing { members: Vec::new(), trouble });
        }
        central::Read::Broken(what) => {
            let members = recovered::members(reader, length)?;
            let detail = format!("{what}; {} found without it", count(members.len()));
            Listing { members, trouble: Some((ProblemKind::Damaged, detail)) }
        }
    };
    mark_overlaps(&mut listing.members);
    Ok(listing)
}

fn count(members: usize) -> String {
    if members == 1 { "1 member".to_owned() } else { format!("{members} members") }
}

/// Says whether the members are those of a document: Office, OpenDocument, e-book, program.
pub(super) fn is_document(members: &[Member]) -> bool {
    members.iter().any(|member| {
        let name = member.name.as_str();
        matches!(name, "[Content_Types].xml" | "mimetype" | "Index/Document.iwa" | "index.apxl")
            || name.starts_with("META-INF/")
    })
}

/// Names members that stand in each other: a few bytes could unpack to a great many.
fn mark_overlaps(members: &mut [Member]) {
    let mut order: Vec<usize> = (0..members.len()).collect();
    order.sort_by_key(|at| (members[*at].piece.head, *at));
    let mut end = 0;
    for at in order {
        let member = &mut members[at];
        if member.piece.head < end && !member.is_folder && member.trouble.is_none() {
            member.trouble = Some((ProblemKind::Damaged, "it overlaps another member".to_owned()));
        }
        let own_end = member.piece.head.saturating_add(LOCAL_BYTES);
        end = end.max(own_end.saturating_add(member.piece.packed));
    }
}

/// What the fields of a member say is wrong with it.
fn trouble(flags: u16, mode: u32, piece: &Piece) -> Option<(ProblemKind, String)> {
    const IS_LINK: u32 = 0o120_000;
    const KIND_OF_FILE: u32 = 0o170_000;
    // Deflate packs 258 bytes into two bits at best.
    let claims_too_much = piece.size > piece.packed.saturating_mul(1_032).saturating_add(1_032);
    if flags & 1 != 0 {
        Some((ProblemKind::Encrypted, "zip member".to_owned()))
    } else if mode & KIND_OF_FILE == IS_LINK {
        Some((ProblemKind::SymbolicLink, "in a zip archive".to_owned()))
    } else if piece.method != STORED && piece.method != DEFLATED {
        let detail = format!("zip member packed with {}", method(piece.method));
        Some((ProblemKind::FormatNotReadYet, detail))
    } else if piece.method == DEFLATED && claims_too_much
        || piece.method == STORED && piece.size != piece.packed
    {
        Some((ProblemKind::Damaged, "it cannot have the size it claims".to_owned()))
    } else {
        None
    }
}

/// The name of a way of packing, by its number in the format.
fn method(number: u16) -> String {
    let name = match number {
        1 => "shrink",
        2..=5 => "reduce",
        6 => "implode",
        9 => "deflate64",
        12 => "bzip2",
        14 => "LZMA",
        20 | 93 => "zstd",
        95 => "xz",
        96 => "JPEG",
        97 => "WavPack",
        98 => "PPMd",
        99 => "AES",
        _ => return format!("method {number}"),
    };
    name.to_owned()
}

/// Why a member cannot be had.
#[derive(Debug)]
pub(super) enum Lost {
    /// It is not what the list says.
    Damaged(&'static str),
    /// The archive cannot be read.
    Unreadable(io::Error),
}

impl Piece {
    /// Unpacks the member: exactly as many bytes as it has by its own word.
    pub(super) fn unpack<R: BufRead + Seek>(&self, reader: &mut R) -> Result<Vec<u8>, Lost> {
        let lost = |error: io::Error| match error.kind() {
            io::ErrorKind::UnexpectedEof => Lost::Damaged("the archive ends in it"),
            io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => {
                Lost::Damaged("its packing is broken")
            }
            _ => Lost::Unreadable(error),
        };
        let mut head = [0; LOCAL_BYTES as usize];
        reader.seek(SeekFrom::Start(self.head)).map_err(lost)?;
        reader.read_exact(&mut head).map_err(lost)?;
        if !head.starts_with(LOCAL) {
            return Err(Lost::Damaged("it does not stand where the list says"));
        }
        let before = i64::from(u16_at(&head, 26)) + i64::from(u16_at(&head, 28));
        reader.seek_relative(before).map_err(lost)?;
        let packed = reader.take(self.packed);
        let most = self.size.saturating_add(1);
        let mut bytes = Vec::new();
        match self.method {
            STORED => packed.take(most).read_to_end(&mut bytes),
            _ => DeflateDecoder::new(packed).take(most).read_to_end(&mut bytes),
        }
        .map_err(lost)?;
        if bytes.len() as u64 != self.size {
            return Err(Lost::Damaged("it has not the size that the list says"));
        }
        let mut crc = Crc::new();
        crc.update(&bytes);
        if crc.sum() != self.crc {
            return Err(Lost::Damaged("its checksum is wrong"));
        }
        Ok(bytes)
    }
}

/// Reads a number at a place that the caller has made sure of; beyond the end it is 0.
fn u16_at(bytes: &[u8], at: usize) -> u16 {
    bytes.get(at..at + 2).map_or(0, |two| u16::from_le_bytes([two[0], two[1]]))
}

/// As [`u16_at`].
fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from(u16_at(bytes, at)) | u32::from(u16_at(bytes, at + 2)) << 16
}

/// As [`u16_at`].
fn u64_at(bytes: &[u8], at: usize) -> u64 {
    u64::from(u32_at(bytes, at)) | u64::from(u32_at(bytes, at + 4)) << 32
}

#[cfg(test)]
mod tests;

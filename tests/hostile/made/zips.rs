//! Zip archives, byte by byte, so that they may lie.

use super::bombs;

/// One file in an archive, with what is claimed of it.
#[derive(Clone)]
pub(super) struct Member {
    pub(super) name: Vec<u8>,
    /// 0 stored, 8 deflated.
    pub(super) method: u16,
    /// 1 locked.
    pub(super) flags: u16,
    pub(super) sum: u32,
    pub(super) packed: Vec<u8>,
    /// What it claims to unpack to.
    pub(super) size: u32,
    /// Unix permissions and kind, in the high half.
    pub(super) attributes: u32,
}

/// A file, deflated.
pub(super) fn member(name: &str, bytes: impl AsRef<[u8]>) -> Member {
    repeated(name, bytes.as_ref(), 1)
}

/// A file of `times` times `piece`.
pub(super) fn repeated(name: &str, piece: &[u8], times: usize) -> Member {
    let stored = times == 1 && piece.len() < 100;
    Member {
        name: name.as_bytes().to_vec(),
        method: if stored { 0 } else { 8 },
        flags: 0,
        sum: bombs::sum(piece, times),
        packed: if stored { piece.to_vec() } else { bombs::deflated(piece, times) },
        size: u32::try_from(piece.len() * times).unwrap_or(u32::MAX),
        attributes: 0,
    }
}

fn local(member: &Member) -> Vec<u8> {
    let mut head = b"PK\x03\x04\x14\0".to_vec();
    head.extend(common(member));
    head.extend(0u16.to_le_bytes());
    head.extend(&member.name);
    head.extend(&member.packed);
    head
}

/// The fields that stand in both heads.
fn common(member: &Member) -> Vec<u8> {
    let mut fields = Vec::new();
    fields.extend(member.flags.to_le_bytes());
    fields.extend(member.method.to_le_bytes());
    fields.extend([0, 0, 0x21, 0x58]);
    fields.extend(member.sum.to_le_bytes());
    fields.extend((member.packed.len() as u32).to_le_bytes());
    fields.extend(member.size.to_le_bytes());
    fields.extend((member.name.len() as u16).to_le_bytes());
    fields
}

fn central(member: &Member, start: u32) -> Vec<u8> {
    let mut entry = b"PK\x01\x02\x14\x03\x14\0".to_vec();
    entry.extend(common(member));
    entry.extend([0; 8]);
    entry.extend(member.attributes.to_le_bytes());
    entry.extend(start.to_le_bytes());
    entry.extend(&member.name);
    entry
}

/// The end of an archive.
pub(super) fn end(count: u16, size: u32, start: u32, comment: &[u8]) -> Vec<u8> {
    let mut end = b"PK\x05\x06\0\0\0\0".to_vec();
    end.extend(count.to_le_bytes());
    end.extend(count.to_le_bytes());
    end.extend(size.to_le_bytes());
    end.extend(start.to_le_bytes());
    end.extend((comment.len() as u16).to_le_bytes());
    end.extend(comment);
    end
}

/// An archive. Beyond 65,535 members it needs the wider end, and has it.
pub(super) fn archive(members: &[Member]) -> Vec<u8> {
    let mut file = Vec::new();
    let mut entries = Vec::new();
    for member in members {
        entries.extend(central(member, file.len() as u32));
        file.extend(local(member));
    }
    let start = file.len();
    file.extend(&entries);
    if members.len() < 0xffff {
        file.extend(end(members.len() as u16, entries.len() as u32, start as u32, b""));
        return file;
    }
    let wide = file.len() as u64;
    file.extend(b"PK\x06\x06");
    file.extend(44u64.to_le_bytes());
    file.extend([45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    for field in [members.len(), members.len(), entries.len(), start] {
        file.extend((field as u64).to_le_bytes());
    }
    file.extend(b"PK\x06\x07\0\0\0\0");
    file.extend(wide.to_le_bytes());
    file.extend(1u32.to_le_bytes());
    file.extend(end(0xffff, u32::MAX, u32::MAX, b""));
    file
}

/// An archive that names one and the same file `names` times.
pub(super) fn overlapping(of: &Member, names: usize) -> Vec<u8> {
    let mut file = local(of);
    let start = file.len();
    for at in 0..names {
        let named = Member { name: format!("{at}.txt").into_bytes(), ..of.clone() };
        file.extend(central(&named, 0));
    }
    let size = file.len() - start;
    file.extend(end(names as u16, size as u32, start as u32, b""));
    file
}

//! Reads the streams of a compound file: the small file system in which old Office programs
//! keep their documents.
//!
//! It is told nothing but bytes and trusts no number in them. It does not know what the
//! streams hold.

use crate::extract::office::bytes::u16_at;
use crate::extract::office::bytes::u32_at;

/// The largest stream that is read, in bytes.
const STREAM: usize = 256 << 20;

/// The most entries that are looked at.
const ENTRIES: usize = 20_000;

/// How long an entry of the directory is, in bytes.
const ENTRY: usize = 128;

/// A chain of sectors ends at a number from here on.
const LAST: u32 = 0xffff_fff0;

/// A compound file.
pub(super) struct Compound<'a> {
    bytes: &'a [u8],
    sector: usize,
    /// Which sector follows each.
    next: Vec<u32>,
    /// The same for the small sectors that the root's stream is made of.
    next_small: Vec<u32>,
    small: Vec<u8>,
    /// Streams shorter than this stand in small sectors.
    cutoff: usize,
    entries: Vec<Entry>,
}

struct Entry {
    name: String,
    siblings: [u32; 2],
    child: u32,
    start: u32,
    size: usize,
}

impl<'a> Compound<'a> {
    /// Opens a compound file. Returns `None` if its directory cannot be read.
    pub(super) fn open(bytes: &'a [u8]) -> Option<Self> {
        let shift = u16_at(bytes, 30)?;
        if !(7..=16).contains(&shift) {
            return None;
        }
        let mut file = Self {
            bytes,
            sector: 1 << shift,
            next: Vec::new(),
            next_small: Vec::new(),
            small: Vec::new(),
            cutoff: u32_at(bytes, 56)? as usize,
            entries: Vec::new(),
        };
        file.read_allocation();
        let directory = file.chain(u32_at(bytes, 48)?, STREAM);
        file.entries = directory.chunks_exact(ENTRY).take(ENTRIES).map_while(entry).collect();
        let root = file.entries.first()?;
        let (start, size) = (root.start, root.size);
        file.small = file.chain(start, size);
        let links = file.chain(u32_at(bytes, 60)?, STREAM);
        file.next_small = numbers(&links).collect();
        Some(file)
    }

    /// The names of the streams and folders at the top.
    pub(super) fn names(&self) -> Vec<&str> {
        self.top().into_iter().map(|entry| entry.name.as_str()).collect()
    }

    /// Reads the stream called `name` at the top.
    pub(super) fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let entry = self.top().into_iter().find(|entry| entry.name == name)?;
        if entry.size >= self.cutoff {
            return Some(self.chain(entry.start, entry.size));
        }
        let sector = 1 << u16_at(self.bytes, 32)?.min(16);
        let place = |number: u32| self.small.get(number as usize * sector..);
        Some(gather(entry.start, entry.size, sector, &self.next_small, place))
    }

    fn top(&self) -> Vec<&Entry> {
        let mut found = Vec::new();
        let mut seen = vec![false; self.entries.len()];
        let mut waiting: Vec<u32> =
            self.entries.first().map(|root| root.child).into_iter().collect();
        while let Some(number) = waiting.pop() {
            let at = number as usize;
            let Some(entry) = self.entries.get(at) else { continue };
            if !std::mem::replace(&mut seen[at], true) {
                found.push(entry);
                waiting.extend(entry.siblings);
            }
        }
        found
    }

    /// Reads which sector follows each. The sectors with these numbers are listed in the
    /// header and, if there are many, in sectors that lead from one to the next.
    fn read_allocation(&mut self) {
        let bytes = self.bytes;
        let most = bytes.len() / self.sector + 1;
        let mut tables: Vec<u32> = numbers(bytes.get(76..512).unwrap_or_default()).collect();
        let mut list = u32_at(bytes, 68).unwrap_or(LAST);
        let mut lists = 0;
        while list < LAST && lists <= most {
            let Some(sector) = self.sector_at(list) else { break };
            let mut listed: Vec<u32> = numbers(sector).collect();
            list = listed.pop().unwrap_or(LAST);
            tables.append(&mut listed);
            lists += 1;
        }
        for table in tables.into_iter().filter(|table| *table < LAST).take(most) {
            if let Some(sector) = self.sector_at(table) {
                self.next.extend(numbers(sector));
            }
        }
    }

    /// A sector; the last of a cut file may be short.
    fn sector_at(&self, number: u32) -> Option<&'a [u8]> {
        let start = (number as usize).checked_add(1)?.checked_mul(self.sector)?;
        let rest = self.bytes.get(start..)?;
        Some(&rest[..rest.len().min(self.sector)])
    }

    fn chain(&self, start: u32, size: usize) -> Vec<u8> {
        gather(start, size, self.sector, &self.next, |number| self.sector_at(number))
    }
}

/// Strings together the sectors that follow one another from `start`, up to `size` bytes.
fn gather<'a>(
    start: u32,
    size: usize,
    sector: usize,
    next: &[u32],
    place: impl Fn(u32) -> Option<&'a [u8]>,
) -> Vec<u8> {
    let mut stream = Vec::new();
    let (mut number, mut steps) = (start, 0);
    while number < LAST && stream.len() < size.min(STREAM) && steps <= next.len() {
        let Some(piece) = place(number) else { break };
        stream.extend_from_slice(&piece[..piece.len().min(sector)]);
        number = next.get(number as usize).copied().unwrap_or(LAST);
        steps += 1;
    }
    stream.truncate(size);
    stream
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.chunks_exact(4).filter_map(|number| u32_at(number, 0))
}

fn entry(bytes: &[u8]) -> Option<Entry> {
    let length = usize::from(u16_at(bytes, 64)?).min(64).saturating_sub(2);
    let units: Vec<u16> = bytes[..length].chunks_exact(2).filter_map(|it| u16_at(it, 0)).collect();
    Some(Entry {
        name: String::from_utf16_lossy(&units),
        siblings: [u32_at(bytes, 68)?, u32_at(bytes, 72)?],
        child: u32_at(bytes, 76)?,
        start: u32_at(bytes, 116)?,
        size: u32_at(bytes, 120)? as usize,
    })
}

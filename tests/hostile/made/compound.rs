//! Old Office files, sector by sector, so that they may lie.

/// The bytes of a sector.
pub(super) const SECTOR: usize = 512;

/// Ends a chain of sectors.
pub(super) const END: u32 = 0xffff_fffe;

/// No sector, no entry.
pub(super) const NONE: u32 = 0xffff_ffff;

/// A file of streams. Streams are padded so that none is short enough for the small sectors.
pub(super) struct Compound {
    /// Names, first sectors and sizes of the streams, as written into the folder.
    pub(super) entries: Vec<Entry>,
    /// Which sector follows which.
    pub(super) table: Vec<u32>,
    pub(super) sectors: Vec<u8>,
    pub(super) head: Vec<u8>,
    /// The sector in which the folder begins.
    pub(super) folder: u32,
}

/// One entry of the folder.
pub(super) struct Entry {
    pub(super) name: &'static str,
    /// 5 the root, 1 a folder, 2 a stream.
    pub(super) kind: u8,
    pub(super) left: u32,
    pub(super) right: u32,
    pub(super) child: u32,
    pub(super) first: u32,
    pub(super) size: u64,
}

impl Compound {
    /// A file that holds these streams.
    pub(super) fn new(streams: &[(&'static str, Vec<u8>)]) -> Self {
        let mut file = Self {
            entries: vec![Entry {
                name: "Root Entry",
                kind: 5,
                left: NONE,
                right: NONE,
                child: 1,
                first: END,
                size: 0,
            }],
            table: Vec::new(),
            sectors: Vec::new(),
            head: Vec::new(),
            folder: 0,
        };
        for (at, (name, bytes)) in streams.iter().enumerate() {
            let mut bytes = bytes.clone();
            bytes.resize(bytes.len().max(4096), 0);
            let right = if at + 1 < streams.len() { at as u32 + 2 } else { NONE };
            let size = bytes.len() as u64;
            let first = file.chain(&bytes);
            file.entries.push(Entry { name, kind: 2, left: NONE, right, child: NONE, first, size });
        }
        file
    }

    /// Adds the sectors of a stream and returns the first.
    fn chain(&mut self, bytes: &[u8]) -> u32 {
        let first = self.table.len() as u32;
        let count = bytes.len().div_ceil(SECTOR).max(1);
        for at in 1..=count {
            let next = if at == count { END } else { first + at as u32 };
            self.table.push(next);
        }
        self.sectors.extend(bytes);
        self.sectors.resize(self.table.len() * SECTOR, 0);
        first
    }

    /// Writes folder, table and head. What is changed afterwards are lies.
    pub(super) fn finish(&mut self) {
        let mut folder = Vec::new();
        for entry in &self.entries {
            let mut name: Vec<u8> = entry.name.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let length = name.len() as u16 + 2;
            name.resize(64, 0);
            folder.extend(name);
            folder.extend(length.to_le_bytes());
            folder.extend([entry.kind, 1]);
            for number in [entry.left, entry.right, entry.child] {
                folder.extend(number.to_le_bytes());
            }
            folder.extend([0; 36]);
            folder.extend(entry.first.to_le_bytes());
            folder.extend(entry.size.to_le_bytes());
        }
        folder.resize(folder.len().next_multiple_of(SECTOR), 0);
        self.folder = self.chain(&folder);
        let first = self.table.len() as u32;
        let count = (self.table.len() + 1).div_ceil(SECTOR / 4 - 1) as u32;
        self.table.extend(std::iter::repeat_n(0xffff_fffd, count as usize));
        let mut head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
        head.resize(24, 0);
        head.extend([0x3e, 0, 3, 0, 0xfe, 0xff, 9, 0, 6, 0]);
        head.resize(44, 0);
        for number in [count, self.folder, 0, 4096, END, 0, END, 0] {
            head.extend(number.to_le_bytes());
        }
        for at in 0..109 {
            let sector = if at < count { first + at } else { NONE };
            head.extend(sector.to_le_bytes());
        }
        self.head = head;
    }

    /// The whole file.
    pub(super) fn file(&self) -> Vec<u8> {
        let mut file = self.head.clone();
        file.extend(&self.sectors);
        let mut table: Vec<u8> = self.table.iter().flat_map(|next| next.to_le_bytes()).collect();
        table.resize(table.len().next_multiple_of(SECTOR), 0xff);
        file.extend(table);
        file
    }

    /// Changes a number in the head.
    pub(super) fn claim(mut self, at: usize, number: u32) -> Vec<u8> {
        self.head[at..at + 4].copy_from_slice(&number.to_le_bytes());
        self.file()
    }
}

//! Chance that falls the same way on every machine and in every run.

/// A xorshift generator.
pub(crate) struct Chance(u64);

impl Chance {
    /// Another `seed`, another row of numbers.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A number from 0 up to `end`, which is not reached; 0 where `end` is 0.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        match end {
            0 => 0,
            end => ((self.next() >> 16) % end as u64) as usize,
        }
    }

    pub(crate) fn byte(&mut self) -> u8 {
        (self.next() >> 32) as u8
    }

    pub(crate) fn bytes(&mut self, count: usize) -> Vec<u8> {
        (0..count).map(|_| self.byte()).collect()
    }

    pub(crate) fn one_of<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }

    /// Words that look like those of a paper.
    pub(crate) fn words(&mut self, count: usize) -> String {
        const WORDS: &[&str] = &[
            "council", "drain", "hedge", "meeting", "the", "of", "and", "resolved", "budget",
            "footpath", "lamp", "school", "bus", "report", "members", "noted", "Ferry", "Lane",
        ];
        (0..count).map(|_| *self.one_of(WORDS)).collect::<Vec<_>>().join(" ")
    }
}

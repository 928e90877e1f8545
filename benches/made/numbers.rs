//! Draws numbers from a seed, by whole numbers and plain sums only, so that every machine draws
//! the same.

/// A small generator of numbers (xorshift64*).
pub(super) struct Numbers(u64);

impl Numbers {
    /// A row of numbers for each seed and each place in it.
    pub(super) fn new(seed: u64, place: u64) -> Self {
        let mut numbers =
            Self((seed << 32 ^ place.wrapping_add(1)).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        for _ in 0..4 {
            numbers.next();
        }
        numbers
    }

    /// The next number, of all 64 bits.
    pub(super) fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// A number below `end`, which is at least 1 and far below 2³².
    pub(super) fn below(&mut self, end: u64) -> u64 {
        ((self.next() >> 32) * end) >> 32
    }

    /// A number from `first` to `last`.
    pub(super) fn from(&mut self, first: u64, last: u64) -> u64 {
        first + self.below(last - first + 1)
    }

    /// True once in `times` times.
    pub(super) fn once_in(&mut self, times: u64) -> bool {
        self.below(times) == 0
    }

    /// One of a list that is not empty.
    pub(super) fn one<'a>(&mut self, list: &'a [String]) -> &'a str {
        &list[self.below(list.len() as u64) as usize]
    }

    /// A length in words: log-normal, the median 190 and the mean some 250.
    pub(super) fn length(&mut self) -> u64 {
        // Twelve even draws make a normal one, close enough.
        let unit = |draw: u64| (draw >> 11) as f64 / (1_u64 << 53) as f64;
        let normal: f64 = (0..12).map(|_| unit(self.next())).sum::<f64>() - 6.0;
        let power = normal * 1.05 + 8.0;
        // 2^power, by a parabola between whole powers: the exponential function of one machine
        // is not quite that of another.
        let whole = power.clamp(0.0, 15.0).floor();
        let rest = power.clamp(0.0, 15.0) - whole;
        let scaled = (1_u64 << whole as u64) as f64 * (1.0 + rest * (0.6565 + 0.3435 * rest));
        ((190.0 * scaled / 256.0) as u64).max(12)
    }
}

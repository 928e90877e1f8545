//! Finds all of many words in a line at once, in any case.
//!
//! Knows bytes only. It is an automaton after Aho and Corasick that takes one look at its table
//! for each byte; the table is kept small, since each paper is read but once and finds little of
//! it near.

/// Marks a state in which a word ends, or nothing more can be met.
const SPECIAL: u16 = 1 << 15;

/// No state: nothing more can be met.
const DEAD: u16 = SPECIAL - 1;

/// Words, as an automaton that finds them.
#[derive(Debug)]
pub(super) struct Words {
    /// By byte: where its column begins in `next`.
    columns: [usize; 256],
    /// By column and state: the state after that byte, marked where it is [`SPECIAL`].
    next: Vec<u16>,
    /// By state: the numbers of the words that end there.
    met: Vec<Vec<usize>>,
}

impl Words {
    /// Finds `words`, in lower case, wherever they stand.
    pub(super) fn anywhere(words: &[&str]) -> Self {
        let mut tree = Tree::new(words);
        tree.join();
        Self::from(tree)
    }

    /// Finds those of `words`, in lower case, that a line begins with.
    pub(super) fn at_start(words: &[&str]) -> Self {
        Self::from(Tree::new(words))
    }

    /// Calls `meet` with the number of each word met in `line`, in the order in which they end.
    pub(super) fn each(&self, line: &[u8], mut meet: impl FnMut(usize)) {
        let (mut state, mut rest) = (0, line);
        while let Some((special, after)) = self.special(state, rest) {
            let Some(met) = self.met.get(special) else { return };
            met.iter().for_each(|word| meet(*word));
            (state, rest) = (special, after);
        }
    }

    /// The next state that is [`SPECIAL`], from `state` on, with the bytes after it.
    fn special<'a>(&self, mut state: usize, bytes: &'a [u8]) -> Option<(usize, &'a [u8])> {
        for (at, byte) in bytes.iter().enumerate() {
            let next = self.next[self.columns[usize::from(*byte)] + state];
            state = usize::from(next & !SPECIAL);
            if next & SPECIAL != 0 {
                return Some((state, &bytes[at + 1..]));
            }
        }
        None
    }

    /// Says whether one of the words is met in `line`.
    pub(super) fn are_met(&self, line: &[u8]) -> bool {
        let mut met = false;
        self.each(line, |_| met = true);
        met
    }
}

impl From<Tree> for Words {
    fn from(tree: Tree) -> Self {
        let states = tree.met.len();
        let is_special =
            |state: &u16| tree.met.get(usize::from(*state)).is_none_or(|met| !met.is_empty());
        let marked = |state: &u16| if is_special(state) { state | SPECIAL } else { *state };
        Self {
            columns: tree.columns.map(|column| usize::from(column) * states),
            next: tree.next.iter().flatten().map(marked).collect(),
            met: tree.met,
        }
    }
}

/// Words, as the states that they make from the first on.
struct Tree {
    /// By byte: its column in `next`; 0 where no word holds it.
    columns: [u8; 256],
    /// By column and state: the state after that byte. States are numbered by how far into a word
    /// they lead, so that nearly all steps are among the first.
    next: Vec<Vec<u16>>,
    /// By state: the numbers of the words that end there.
    met: Vec<Vec<usize>>,
}

impl Tree {
    /// A state for each beginning of a word; [`DEAD`] where none goes on.
    fn new(words: &[&str]) -> Self {
        let mut columns = [0; 256];
        let mut width = 1;
        for byte in words.iter().flat_map(|word| word.bytes()) {
            if columns[usize::from(byte)] == 0 {
                columns[usize::from(byte)] = width;
                columns[usize::from(byte.to_ascii_uppercase())] = width;
                width += 1;
            }
        }
        let next = vec![vec![DEAD]; usize::from(width)];
        let mut tree = Self { columns, next, met: vec![Vec::new()] };
        let longest = words.iter().map(|word| word.len()).max().unwrap_or(0);
        for length in 1..=longest {
            for (number, word) in words.iter().enumerate().filter(|(_, word)| word.len() >= length)
            {
                let state =
                    word.bytes().take(length).fold(0, |state, byte| tree.grown(state, byte));
                if word.len() == length {
                    tree.met[state].push(number);
                }
            }
        }
        tree
    }

    /// The state after `byte`, made where there is none.
    fn grown(&mut self, state: usize, byte: u8) -> usize {
        let column = usize::from(self.columns[usize::from(byte)]);
        if self.next[column][state] == DEAD {
            self.next[column][state] =
                u16::try_from(self.met.len()).expect("kinds.toml is embedded and parsed in a test");
            self.next.iter_mut().for_each(|column| column.push(DEAD));
            self.met.push(Vec::new());
        }
        usize::from(self.next[column][state])
    }

    /// Goes on, where a word breaks off, with the longest of its endings that begins another.
    fn join(&mut self) {
        let mut endings = vec![0; self.met.len()];
        for state in 0..self.met.len() {
            for column in &mut self.next {
                // An ending is shorter than what it ends, so it is done.
                let ending = if state == 0 { 0 } else { column[endings[state]] };
                if column[state] == DEAD {
                    column[state] = ending;
                    continue;
                }
                let (longer, ending) = (usize::from(column[state]), usize::from(ending));
                endings[longer] = ending;
                let met = self.met[ending].clone();
                self.met[longer].extend(met);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn met(words: &Words, line: &str) -> Vec<usize> {
        let mut met = Vec::new();
        words.each(line.as_bytes(), |word| met.push(word));
        met
    }

    #[test]
    fn words_are_met_in_any_case_and_inside_each_other() {
        let words = ["lamp", "lamplight", "amp", "light", "– l"];
        assert_eq!(met(&Words::anywhere(&words), "By LAMPLIGHT"), [0, 2, 1, 3]);
        assert_eq!(met(&Words::anywhere(&words), "lamlamplamé – Light"), [0, 2, 4, 3]);
        assert_eq!(met(&Words::at_start(&words), "Lamplight"), [0, 1]);
        assert_eq!(met(&Words::at_start(&words), "A lamp"), [0; 0]);
        assert!(Words::at_start(&words).are_met(b"light") && !Words::at_start(&words).are_met(b""));
        assert_eq!(met(&Words::anywhere(&[]), "lamp"), [0; 0]);
    }
}

//! Finds in one pass which words a text holds, of many that may run into each other, in any case
//! of ASCII letters.
//!
//! The automaton is that of a library, stepped by hand: its own search for words that overlap
//! begins anew behind each of them, and texts are full of them.

use aho_corasick::Anchored;
use aho_corasick::BuildError;
use aho_corasick::StartKind;
use aho_corasick::automaton::Automaton;
use aho_corasick::dfa::DFA;

/// Words to be found, numbered from 0.
#[derive(Debug)]
pub struct Words {
    automaton: DFA,
    anchored: Anchored,
}

impl Words {
    /// Finds `words` wherever they stand. Fails where they are too many for an automaton.
    pub fn anywhere<W: AsRef<[u8]>>(words: &[W]) -> Result<Self, BuildError> {
        Self::of(words, StartKind::Unanchored, Anchored::No)
    }

    /// Finds those of `words` that a text begins with. Fails as [`Words::anywhere`] does.
    pub fn at_start<W: AsRef<[u8]>>(words: &[W]) -> Result<Self, BuildError> {
        Self::of(words, StartKind::Anchored, Anchored::Yes)
    }

    fn of<W: AsRef<[u8]>>(
        words: &[W],
        start: StartKind,
        anchored: Anchored,
    ) -> Result<Self, BuildError> {
        let automaton =
            DFA::builder().ascii_case_insensitive(true).start_kind(start).build(words)?;
        Ok(Self { automaton, anchored })
    }

    /// Calls `meet` with the number of each word met in `text`, in the order in which they end.
    pub fn each(&self, text: &[u8], mut meet: impl FnMut(usize)) {
        let automaton = &self.automaton;
        // The automaton has the one start that is asked for.
        let Ok(mut state) = automaton.start_state(self.anchored) else { return };
        for (read, &byte) in text.iter().enumerate() {
            state = automaton.next_state(self.anchored, state, byte);
            if !automaton.is_special(state) {
                continue;
            }
            if automaton.is_dead(state) {
                return;
            }
            if automaton.is_match(state) {
                for at in 0..automaton.match_len(state) {
                    let word = automaton.match_pattern(state, at);
                    // What ends within a word that the text begins with may begin further on.
                    if self.anchored == Anchored::No || automaton.pattern_len(word) == read + 1 {
                        meet(word.as_usize());
                    }
                }
            }
        }
    }

    /// Says whether one of the words is met in `text`.
    pub fn are_met(&self, text: &[u8]) -> bool {
        let mut met = false;
        self.each(text, |_| met = true);
        met
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn met(words: &Words, line: &str) -> Vec<usize> {
        let mut met = Vec::new();
        words.each(line.as_bytes(), |word| met.push(word));
        met.sort_unstable();
        met
    }

    #[test]
    fn words_are_met_in_any_case_and_inside_each_other() {
        let words = ["lamp", "lamplight", "amp", "light", "– l"];
        let anywhere = Words::anywhere(&words).unwrap();
        assert_eq!(met(&anywhere, "By LAMPLIGHT"), [0, 1, 2, 3]);
        assert_eq!(met(&anywhere, "lamlamplamé – Light"), [0, 2, 3, 4]);
        assert_eq!(met(&Words::anywhere::<&str>(&[]).unwrap(), "lamp"), [0; 0]);
        let at_start = Words::at_start(&words).unwrap();
        assert_eq!(met(&at_start, "Lamplight"), [0, 1]);
        assert_eq!(met(&at_start, "A lamp"), [0; 0]);
        assert!(at_start.are_met(b"light") && !at_start.are_met(b""));
    }
}

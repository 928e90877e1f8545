//! Finds in one pass which words a text holds, of many that may run into each other.

use aho_corasick::Anchored;
use aho_corasick::automaton::Automaton;
use aho_corasick::dfa::DFA;

/// Words, each with what it speaks for: a bit a purpose, in two sets.
pub(super) struct Needs {
    words: DFA,
    speak_for: Vec<(u64, u64)>,
}

impl Needs {
    /// Of words in small letters; whether a text has capitals does not matter. A word may stand
    /// several times.
    pub(super) fn of(needs: impl IntoIterator<Item = (String, (u64, u64))>) -> Option<Self> {
        let (mut words, mut speak_for) = (Vec::<String>::new(), Vec::<(u64, u64)>::new());
        for (word, (first, second)) in needs {
            match words.iter().position(|known| *known == word) {
                Some(at) => {
                    speak_for[at].0 |= first;
                    speak_for[at].1 |= second;
                }
                None => {
                    words.push(word);
                    speak_for.push((first, second));
                }
            }
        }
        let words = DFA::builder().ascii_case_insensitive(true).build(words).ok()?;
        Some(Self { words, speak_for })
    }

    /// What the words that a text holds speak for.
    pub(super) fn met(&self, text: &str) -> (u64, u64) {
        let Ok(mut state) = self.words.start_state(Anchored::No) else {
            return (u64::MAX, u64::MAX);
        };
        let mut met = (0, 0);
        // The automaton is stepped by hand: its own search begins anew behind each of many words.
        for &byte in text.as_bytes() {
            state = self.words.next_state(Anchored::No, state, byte);
            if !self.words.is_special(state) || !self.words.is_match(state) {
                continue;
            }
            for at in 0..self.words.match_len(state) {
                let word = self.words.match_pattern(state, at).as_usize();
                let (first, second) = self.speak_for.get(word).copied().unwrap_or_default();
                met = (met.0 | first, met.1 | second);
            }
        }
        met
    }
}

#[cfg(test)]
mod tests {
    use super::Needs;

    #[test]
    fn words_within_words_are_met_too() {
        let words = [("lamp", (1, 0)), ("lamplight", (2, 0)), ("light", (0, 4)), ("lamp", (8, 0))];
        let needs = Needs::of(words.map(|(word, bits)| (word.to_owned(), bits))).unwrap();
        assert_eq!(needs.met("the LampLight"), (11, 4));
        assert_eq!(needs.met("a lam p"), (0, 0));
    }
}

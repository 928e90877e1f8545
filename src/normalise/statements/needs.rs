//! Tells what the words that a text holds speak for.

use crate::vocabulary::words::Words;

/// Words, each with what it speaks for: a bit a purpose, in two sets.
pub(super) struct Needs {
    words: Words,
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
        Some(Self { words: Words::anywhere(&words).ok()?, speak_for })
    }

    /// What the words that a text holds speak for.
    pub(super) fn met(&self, text: &str) -> (u64, u64) {
        let mut met = (0, 0);
        self.words.each(text.as_bytes(), |word| {
            let (first, second) = self.speak_for.get(word).copied().unwrap_or_default();
            met = (met.0 | first, met.1 | second);
        });
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

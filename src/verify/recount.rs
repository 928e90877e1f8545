//! Counts every word form of a paper that was just read, item by item, and compares the counts
//! with what an index holds of it.
//!
//! Where [`Scan`](super::Scan) counts what one query asks for, this counts all there is, one form
//! at a time: the folded words themselves, without a look at which are forms of one another.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::paper::Item;
use crate::paper::Paper;

use super::compare::State;
use super::words;

/// So many differences are named of a paper; how many more there are is said.
const NAMED: usize = 20;

/// How often each word form stands in a text.
pub type Forms = BTreeMap<String, u64>;

/// What an index holds of one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemHeld<'a> {
    /// Its text.
    pub text: &'a str,
    /// How often it is found by each word form; those by which it is not may be left out.
    pub forms: Forms,
}

/// A word form that an item has not as often in the index as in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormDifference {
    /// The place of the item in the paper, from 0.
    pub item: u64,
    /// The form; `None` where all are the same and yet the text is another.
    pub form: Option<String>,
    /// How often the index has it.
    pub in_index: u64,
    /// How often the file has it.
    pub in_file: u64,
}

/// What became of one paper when its file was read again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperRecount {
    /// The path of its file, as people type it.
    pub path: String,
    /// Its id in the index.
    pub id: String,
    /// How its file was met again. Only of an unchanged one anything is compared.
    pub state: State,
    /// How many counts were compared: of each form in each item.
    pub counts: u64,
    /// How many words the scan counted.
    pub words: u64,
    /// How many items the index has of it and how many the file has, where that is not the same.
    pub items: Option<(u64, u64)>,
    /// The first differences.
    pub differences: Vec<FormDifference>,
    /// How many there are beyond these.
    pub more: u64,
}

/// Counts the word forms of each item of a paper by a plain scan of its text.
pub fn forms(paper: &Paper) -> Vec<Forms> {
    let of_item = |item: &Item| {
        let text = paper.text_of(item);
        let mut forms = Forms::new();
        for span in words::spans(&text) {
            *forms.entry(words::folded(&text[span])).or_default() += 1;
        }
        forms
    };
    paper.items.iter().map(of_item).collect()
}

impl PaperRecount {
    /// A paper of which nothing is compared yet.
    pub fn new(path: &str, id: &str, state: State) -> Self {
        Self {
            path: path.to_owned(),
            id: id.to_owned(),
            state,
            counts: 0,
            words: 0,
            items: None,
            differences: Vec::new(),
            more: 0,
        }
    }

    /// Compares a paper that was read again, or its absence, with what the index holds of it.
    /// `scanned` are its [`forms`].
    pub fn compare(&mut self, paper: Option<&Paper>, scanned: &[Forms], held: &[ItemHeld<'_>]) {
        let (in_index, in_file) = (held.len() as u64, scanned.len() as u64);
        self.items = (in_index != in_file).then_some((in_index, in_file));
        let items = paper.map(|paper| paper.items.as_slice()).unwrap_or_default();
        for (at, (forms, held)) in scanned.iter().zip(held).enumerate() {
            self.words += forms.values().sum::<u64>();
            let before = (self.differences.len(), self.more);
            let all: BTreeSet<&String> = forms.keys().chain(held.forms.keys()).collect();
            for form in all {
                self.counts += 1;
                let count = |forms: &Forms| forms.get(form).copied().unwrap_or_default();
                let (in_index, in_file) = (count(&held.forms), count(forms));
                if in_index != in_file {
                    self.note(at, Some(form.clone()), in_index, in_file);
                }
            }
            let same = paper.zip(items.get(at)).is_some_and(|(paper, item)| {
                let text: &str = &paper.text_of(item);
                text == held.text
            });
            if !same && before == (self.differences.len(), self.more) {
                self.note(at, None, 0, 0);
            }
        }
    }

    fn note(&mut self, at: usize, form: Option<String>, in_index: u64, in_file: u64) {
        if self.differences.len() < NAMED {
            let item = at as u64;
            self.differences.push(FormDifference { item, form, in_index, in_file });
        } else {
            self.more += 1;
        }
    }

    /// Whether the index holds something else of an unchanged file than the file does.
    pub fn differs(&self) -> bool {
        self.items.is_some() || !self.differences.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_index_lacks_and_what_it_has_too_much_are_both_told() {
        let scanned = [Forms::from([("bus".to_owned(), 2), ("lane".to_owned(), 1)])];
        let held = [ItemHeld {
            text: "",
            forms: Forms::from([("bus".to_owned(), 1), ("tram".to_owned(), 1)]),
        }];
        let mut recount = PaperRecount::new("a.txt", "a", State::Same);
        recount.compare(None, &scanned, &held);
        let told: Vec<(Option<&str>, u64, u64)> = recount
            .differences
            .iter()
            .map(|it| (it.form.as_deref(), it.in_index, it.in_file))
            .collect();
        assert_eq!(told, [(Some("bus"), 1, 2), (Some("lane"), 0, 1), (Some("tram"), 1, 0)]);
        assert!(recount.differs() && recount.counts == 3 && recount.words == 3);
    }
}

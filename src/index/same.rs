//! Makes the keys by which items of several papers are told to be the same.
//!
//! A paper is kept under two names; an agenda, a pack and the minutes carry one matter; a page
//! has an English and a Welsh face. Each gives items a key in common. Keys are short digests with
//! a letter before them that says what was compared:
//!
//! - `c` copy: every word of the paper, and the item's place in it.
//! - `t` text: the matter and every word of the item.
//! - `m` matter: council, committee, day of the meeting and title.
//! - `p` page: the address without its language, the day, and the item's place and number.
//!
//! What cannot be told surely has no key: a wrong link is worse than a missing one. Which keys of
//! several papers hold together is for `search` to say. Knows no query.

use std::collections::BTreeMap;

use crate::paper::Item;
use crate::paper::Paper;
use crate::paper::PaperKind;
use crate::paper::Part;

use super::tokens;

mod address;

/// A paper of fewer words is no copy of another: forms and blank pages are all alike.
const PAPER_WORDS: u64 = 20;

/// An item of fewer words says no more than that nothing was said.
const ITEM_WORDS: u64 = 20;

/// A title of fewer words names no matter: `Minutes`, `Reports`.
const TITLE_WORDS: usize = 2;

/// How much folded text is gathered before it is digested.
const GATHERED: usize = 1 << 14;

/// How the 64 bits of a key are written: six a digit, for the dictionary of keys pays for each.
const KEY_DIGITS: u32 = 11;
const DIGITS: &[u8; 64] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz-";

/// The kinds of paper that carry matters of a meeting. In others, titles part a report
/// ("Financial implications") and say nothing of a meeting.
const WITH_MATTERS: [PaperKind; 8] = [
    PaperKind::DecisionDetails,
    PaperKind::IssueDecisions,
    PaperKind::IssueMeetings,
    PaperKind::AgendaItem,
    PaperKind::Minutes,
    PaperKind::AgendaAndMinutes,
    PaperKind::Agenda,
    PaperKind::PrintedDecisions,
];

/// The kinds that are pages of their own, so that an address without items still tells them apart.
const PAGES: [PaperKind; 5] = [
    PaperKind::DecisionDetails,
    PaperKind::IssueDecisions,
    PaperKind::IssueMeetings,
    PaperKind::AgendaItem,
    PaperKind::AgendaAndMinutes,
];

/// A digest on its way: each part is closed, so that none runs into the next.
struct Digest(blake3::Hasher);

impl Digest {
    fn new() -> Self {
        Self(blake3::Hasher::new())
    }

    fn part(&mut self, part: &str) -> &mut Self {
        self.0.update(part.as_bytes());
        self.0.update(b"\n");
        self
    }

    fn number(&mut self, number: u64) -> &mut Self {
        self.0.update(&number.to_le_bytes());
        self
    }

    /// The key: what was compared, and 64 bits.
    fn key(&self, letter: char) -> String {
        let digest = self.0.finalize();
        let mut first = [0; 8];
        first.copy_from_slice(&digest.as_bytes()[..8]);
        let bits = u64::from_be_bytes(first);
        let mut key = String::with_capacity(1 + KEY_DIGITS as usize);
        key.push(letter);
        key.extend((0..KEY_DIGITS).rev().map(|at| {
            let digit = bits >> (6 * at) & 63;
            char::from(DIGITS[digit as usize])
        }));
        key
    }
}

/// The words of one item, digested.
pub(super) struct Words {
    count: u64,
    digest: blake3::Hash,
}

/// Digests the words of one item after the other, as the index knows them.
pub(super) struct Digesting {
    hasher: blake3::Hasher,
    folded: String,
    count: u64,
}

impl Digesting {
    /// Nothing yet.
    pub(super) fn new() -> Self {
        let folded = String::with_capacity(GATHERED + 256);
        Self { hasher: blake3::Hasher::new(), folded, count: 0 }
    }

    /// The next word.
    pub(super) fn add(&mut self, word: &str) {
        self.folded.push_str(word);
        self.folded.push(' ');
        self.count += 1;
        if self.folded.len() >= GATHERED {
            self.hasher.update(self.folded.as_bytes());
            self.folded.clear();
        }
    }

    /// The words since the last time.
    pub(super) fn words(&mut self) -> Words {
        self.hasher.update(self.folded.as_bytes());
        let words = Words { count: self.count, digest: self.hasher.finalize() };
        self.hasher.reset();
        self.folded.clear();
        self.count = 0;
        words
    }
}

/// Makes the keys of each item of `paper`, in order. `words` are those of its items.
pub(super) fn keys(paper: &Paper, words: &[Words]) -> Vec<Vec<String>> {
    let items = paper.items.len() as u64;
    let mut whole = Digest::new();
    for words in words {
        whole.0.update(words.digest.as_bytes());
    }
    let is_long = words.iter().map(|words| words.count).sum::<u64>() >= PAPER_WORDS;
    let page = page(paper);
    let matters: Vec<Option<Digest>> = paper.items.iter().map(|item| matter(paper, item)).collect();
    // A title that stands twice says nothing about which of the two is meant.
    let mut titles: BTreeMap<String, u64> = BTreeMap::new();
    let matters: Vec<Option<(Digest, String)>> = matters
        .into_iter()
        .map(|matter| {
            let matter = matter?;
            let key = matter.key('m');
            *titles.entry(key.clone()).or_default() += 1;
            Some((matter, key))
        })
        .collect();

    let mut all = Vec::with_capacity(paper.items.len());
    for (place, ((item, words), matter)) in
        (0_u64..).zip(paper.items.iter().zip(words).zip(matters))
    {
        let mut keys = Vec::new();
        if is_long {
            let mut copy = Digest(whole.0.clone());
            keys.push(copy.number(place).number(items).key('c'));
        }
        if let Some((mut matter, key)) = matter.filter(|(_, key)| titles.get(key) == Some(&1)) {
            keys.push(key);
            if words.count >= ITEM_WORDS {
                matter.0.update(words.digest.as_bytes());
                keys.push(matter.key('t'));
            }
        }
        if let Some(page) = &page {
            let mut page = Digest(page.0.clone());
            page.number(place).part(item.part.as_str());
            keys.push(page.part(item.number.as_deref().unwrap_or_default()).key('p'));
        }
        all.push(keys);
    }
    all
}

/// What an item is about, where council, committee, day and title are all known.
fn matter(paper: &Paper, item: &Item) -> Option<Digest> {
    if item.part != Part::Item || !WITH_MATTERS.contains(&paper.kind) {
        return None;
    }
    let (committee, date) = match &item.meeting {
        Some(meeting) => (meeting.committee.as_ref()?, meeting.date.as_ref()?),
        None => (paper.committee.as_ref()?, paper.date.as_ref()?),
    };
    let council = &paper.council.as_ref()?.value;
    let title = title(item)?;
    let mut matter = Digest::new();
    match &council.id {
        Some(id) => matter.part("id").part(id),
        None => matter.part("name").part(&fold(&council.name).join(" ")),
    };
    matter.part(&fold(&committee.value.name).join(" "));
    matter.part(&date.value.to_string()).part(&title.join(" "));
    Some(matter)
}

/// The words of an item's title, without its number and without the pages of a pack where it is
/// to be found.
fn title(item: &Item) -> Option<Vec<String>> {
    let title = item.title.as_deref()?.trim();
    let number = item.number.as_deref().unwrap_or_default();
    let bare = title.strip_prefix(number).filter(|rest| !rest.starts_with(char::is_alphanumeric));
    let mut words = fold(bare.unwrap_or(title));
    let digits = |word: &String| word.bytes().all(|byte| byte.is_ascii_digit());
    let numbers = words.iter().rev().take(2).take_while(|word| digits(word)).count();
    let before = words.len() - numbers;
    let pages = before.checked_sub(1).and_then(|at| words.get(at)).map(String::as_str);
    if numbers > 0 && matches!(pages, Some("pages" | "page" | "tudalennau" | "tudalen")) {
        words.truncate(before - 1);
    }
    (words.len() >= TITLE_WORDS).then_some(words)
}

/// Where the paper was published, whatever its language, on which day and as what. `None` where
/// its address or its day does not tell it from others.
fn page(paper: &Paper) -> Option<Digest> {
    let day = paper.date.as_ref().or(paper.decision_date.as_ref())?;
    if paper.items.len() < 2 && !PAGES.contains(&paper.kind) {
        return None;
    }
    let address = address::without_language(paper.address.as_deref()?)?;
    let mut page = Digest::new();
    page.part(&address).part(paper.kind.as_str()).part(&day.value.to_string());
    page.number(paper.items.len() as u64);
    Some(page)
}

fn fold(text: &str) -> Vec<String> {
    tokens::words(text).into_iter().map(|word| word.folded).collect()
}

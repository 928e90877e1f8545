//! Makes the rows of mentions one by one, each when it is asked for.

use std::sync::Arc;

use memchr::memchr_iter;
use tantivy::DocAddress;

use crate::error::Result;
use crate::index::ItemText;
use crate::index::Reader;
use crate::paper::Layer;
use crate::search::answer::About;
use crate::search::same::Kin;
use crate::search::show;

use super::answer::Mention;
use super::answer::MentionOptions;
use super::answer::Surroundings;
use super::context;
use super::context::Cut;
use super::order::Sequence;
use super::walk::Place;
use super::walk::Walk;

/// The mentions, one by one. Holds a few bytes for each that is to come, and the text of none.
#[derive(Debug)]
pub struct MentionRows<'a> {
    reader: &'a Reader,
    layers: Vec<Layer>,
    walk: Walk,
    sequence: Sequence,
    context: Surroundings,
    /// How many may still come.
    left: usize,
    /// The next of the sequence, and of items the next place in it.
    next: (usize, usize),
    item: Option<Item>,
    kin: Kin<'a>,
}

/// A mention as it lies in the index: parts of the text of its item as extracted, line ends and
/// all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cutting<'a> {
    /// The text before it, as much as was asked for.
    pub before: &'a str,
    /// What matches.
    pub text: &'a str,
    /// The text after it.
    pub after: &'a str,
}

/// The item of the mention read last.
#[derive(Debug)]
struct Item {
    address: DocAddress,
    words: ItemText,
    /// Its id and what it is, where that was asked for.
    known: Option<(String, Arc<About>)>,
    counted: Counted,
}

/// How far the paragraphs of an item are counted: each byte is looked at once, however long a
/// line is.
#[derive(Debug, Clone, Copy, Default)]
struct Counted {
    /// Up to where, in bytes.
    at: usize,
    /// How many ended before.
    before: u64,
    /// Whether something stands on the line there.
    written: bool,
}

impl<'a> MentionRows<'a> {
    pub(super) fn new(
        reader: &'a Reader,
        layers: Vec<Layer>,
        walk: Walk,
        sequence: Sequence,
        options: &MentionOptions,
    ) -> Self {
        let left = if options.limit == 0 { usize::MAX } else { options.limit };
        let context = options.context;
        let kin = Kin::new(reader);
        Self { reader, layers, walk, sequence, context, left, next: (0, 0), item: None, kin }
    }

    /// The next place: its item and its number in it.
    fn advance(&mut self) -> Option<(usize, usize)> {
        self.left = self.left.checked_sub(1)?;
        let (at, place) = self.next;
        match &self.sequence {
            Sequence::Places(places) => {
                self.next.0 += 1;
                places.get(at).copied()
            }
            Sequence::Items(items) => {
                let item = *items.get(at)?;
                let last = place + 1 == self.walk.places(&self.walk.items[item]).len();
                self.next = if last { (at + 1, 0) } else { (at, place + 1) };
                Some((item, place))
            }
        }
    }

    /// Puts the next mention into `mention`, or `None` after the last. The room of the one before
    /// is used again, so that millions cost no memory.
    ///
    /// Fails where the index is damaged; then it is over.
    pub fn next_into(&mut self, mention: &mut Option<Mention>) -> Result<()> {
        let Some((item, place)) = self.advance() else {
            *mention = None;
            return Ok(());
        };
        let read = self.read(item, place, mention);
        if read.is_err() {
            // What comes behind damage is not to be trusted.
            (self.left, *mention) = (0, None);
        }
        read
    }

    /// The next mention as parts of the text, or `None` after the last: many millions a second.
    ///
    /// Fails where the index is damaged; then it is over.
    pub fn next_cutting(&mut self) -> Result<Option<Cutting<'_>>> {
        let Some((item, place)) = self.advance() else { return Ok(None) };
        let found = self.open(item, place).and_then(|place| {
            let (Some(place), Some(item)) = (place, &self.item) else { return Ok(None) };
            let cut = context::cut(&item.words, place, self.context);
            let Cut { shown, at, .. } = cut.map_err(|error| self.reader.broken(&error))?;
            let (before, rest) = shown.split_at(at.start);
            let (text, after) = rest.split_at(at.len());
            Ok(Some(Cutting { before, text, after }))
        });
        if found.is_err() {
            self.left = 0;
        }
        found
    }

    /// Opens an item, unless it is open, and gives its place number `place`.
    fn open(&mut self, item: usize, place: usize) -> Result<Option<Place>> {
        let holder = self.walk.items[item];
        let address = holder.address;
        if self.item.as_ref().is_none_or(|item| item.address != address) {
            let concordance = self.reader.concordance(address.segment_ord)?;
            let broken = |error| self.reader.broken(&error);
            let words = concordance.item(address.doc_id).map_err(broken)?;
            self.item = Some(Item { address, words, known: None, counted: Counted::default() });
        }
        Ok(self.walk.places(&holder).get(place).copied())
    }

    fn read(&mut self, item: usize, place: usize, mention: &mut Option<Mention>) -> Result<()> {
        let place = self.open(item, place)?;
        let (Some(place), Some(item)) = (place, &mut self.item) else {
            *mention = None;
            return Ok(());
        };
        let (id, about) = match &mut item.known {
            Some(known) => known,
            none => {
                let record = self.reader.stored(item.address)?;
                let same_as = self.kin.of(item.address, &record)?;
                let about = About { same_as, ..show::about(&record, &self.layers) };
                let about = Arc::new(about);
                none.insert((record.id, about))
            }
        };
        let mention = mention.get_or_insert_with(|| Mention::of(about));
        if mention.id != *id {
            mention.id.clone_from(id);
        }
        if !Arc::ptr_eq(&mention.about, about) {
            mention.about = Arc::clone(about);
        }
        let broken = |error| self.reader.broken(&error);
        let words = item.words.clone();
        let Cut { from, shown, at, cut } =
            context::cut(&words, place, self.context).map_err(broken)?;
        let (start, end) = (from + at.start, from + at.end);
        mention.paragraph = item.paragraph(start).map_err(broken)?;
        mention.page = mention.about.pages.at(start);
        (mention.start, mention.end) = (start as u64, end as u64);
        mention.cut = cut;
        context::show(&mut mention.before, shown[..at.start].trim_start());
        context::show(&mut mention.text, &shown[at.clone()]);
        context::show(&mut mention.after, shown[at.end..].trim_end());
        if self.walk.runs(place).is_none() {
            mention.form.clone_from(&mention.text);
        } else {
            let form = context::form(&words, &self.walk, place).map_err(broken)?;
            context::show(&mut mention.form, &form);
        }
        let marks = &mut mention.marks;
        context::mark(&words, &self.walk, place, start..end, marks).map_err(broken)
    }
}

impl Item {
    /// In which paragraph the word stands that begins at `start`. Mentions come in the order of
    /// the text mostly, so that each line is looked at once.
    fn paragraph(&mut self, start: usize) -> tantivy::Result<u64> {
        if start < self.counted.at {
            self.counted = Counted::default();
        }
        let Counted { at, before, written } = &mut self.counted;
        let text = self.words.slice(*at..start)?;
        let mut from = 0;
        for end in memchr_iter(b'\n', text.as_bytes()) {
            *written |= !text[from..end].trim_start().is_empty();
            *before += u64::from(*written);
            (*written, from) = (false, end + 1);
        }
        *written |= !text[from..].trim_start().is_empty();
        *at = start;
        Ok(*before + 1)
    }
}

impl Iterator for MentionRows<'_> {
    type Item = Result<Mention>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut mention = None;
        match self.next_into(&mut mention) {
            Ok(()) => mention.map(Ok),
            Err(error) => Some(Err(error)),
        }
    }
}

//! Makes the rows of mentions one by one, each when it is asked for.

use std::sync::Arc;

use tantivy::DocAddress;

use crate::error::Result;
use crate::index::Reader;
use crate::paper::Layer;
use crate::search::answer::About;
use crate::search::show;

use super::answer::Mention;
use super::answer::MentionOptions;
use super::answer::Surroundings;
use super::context;
use super::order::Sequence;
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
    item: Option<Item<'a>>,
}

/// The item of the row made last.
#[derive(Debug)]
struct Item<'a> {
    address: DocAddress,
    id: String,
    about: Arc<About>,
    text: &'a str,
    /// Up to where its paragraphs are counted, and how many end there.
    counted: (usize, u64),
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
        Self { reader, layers, walk, sequence, context, left, next: (0, 0), item: None }
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

    fn read(&mut self, item: usize, place: usize, mention: &mut Option<Mention>) -> Result<()> {
        let holder = self.walk.items[item];
        let address = holder.address;
        if self.item.as_ref().is_none_or(|item| item.address != address) {
            let (record, text) = self.reader.record(address)?;
            let about = Arc::new(show::about(&record, &self.layers));
            self.item = Some(Item { address, id: record.id, about, text, counted: (0, 0) });
        }
        let (Some(place), Some(item)) =
            (self.walk.places(&holder).get(place).copied(), &mut self.item)
        else {
            *mention = None;
            return Ok(());
        };
        let broken = |error| self.reader.broken(&error);
        let concordance = self.reader.concordance(address.segment_ord)?;
        let words = concordance.item(address.doc_id).map_err(broken)?;
        let cut = context::cut(&words, item.text, place, self.context).map_err(broken)?;
        let mention = mention.get_or_insert_with(|| Mention::of(&item.about));
        if !Arc::ptr_eq(&mention.about, &item.about) {
            mention.about = Arc::clone(&item.about);
        }
        if mention.id != item.id {
            mention.id.clone_from(&item.id);
        }
        let text = item.text;
        mention.paragraph = item.paragraph(cut.at.start);
        (mention.start, mention.end) = (cut.at.start as u64, cut.at.end as u64);
        mention.cut = cut.cut;
        context::show(&mut mention.before, text[cut.around.start..cut.at.start].trim_start());
        context::show(&mut mention.text, &text[cut.at.clone()]);
        context::show(&mut mention.after, text[cut.at.end..cut.around.end].trim_end());
        if self.walk.runs(place).is_none() {
            mention.form.clone_from(&mention.text);
        } else {
            let form = context::form(&words, &self.walk, place).map_err(broken)?;
            context::show(&mut mention.form, &form);
        }
        let marks = &mut mention.marks;
        context::mark(&words, text, &self.walk, place, &cut.at, marks).map_err(broken)
    }
}

impl Item<'_> {
    /// In which paragraph the word stands that begins at `start`. Mentions come in the order of
    /// the text mostly, so that each line is looked at once.
    fn paragraph(&mut self, start: usize) -> u64 {
        let (mut line, mut before) = if self.counted.0 <= start { self.counted } else { (0, 0) };
        while let Some(end) = memchr::memchr(b'\n', &self.text.as_bytes()[line..start]) {
            before += u64::from(!self.text[line..line + end].trim_start().is_empty());
            line += end + 1;
        }
        self.counted = (line, before);
        before + 1
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

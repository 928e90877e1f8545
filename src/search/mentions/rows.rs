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

    fn row(&mut self, item: usize, place: usize) -> Result<Option<Mention>> {
        let holder = self.walk.items[item];
        let address = holder.address;
        if self.item.as_ref().is_none_or(|item| item.address != address) {
            let (record, text) = self.reader.record(address)?;
            let about = Arc::new(show::about(&record, &self.layers));
            self.item = Some(Item { address, id: record.id, about, text, counted: (0, 0) });
        }
        let Some(place) = self.walk.places(&holder).get(place).copied() else { return Ok(None) };
        let Some(item) = &mut self.item else { return Ok(None) };
        let broken = |error| self.reader.broken(&error);
        let concordance = self.reader.concordance(address.segment_ord)?;
        let printed = concordance.item(address.doc_id).map_err(broken)?;
        let form = context::form(&printed, &self.walk, place).map_err(broken)?;
        let cut = context::cut(&printed, item.text, &self.walk, place, self.context);
        let cut = cut.map_err(broken)?;
        Ok(Some(Mention {
            id: item.id.clone(),
            about: Arc::clone(&item.about),
            paragraph: item.paragraph(cut.at.start),
            start: cut.at.start as u64,
            end: cut.at.end as u64,
            form: form.into_owned(),
            before: cut.before,
            text: cut.text,
            after: cut.after,
            marks: cut.marks,
            cut: cut.cut,
        }))
    }
}

impl Item<'_> {
    /// In which paragraph the word stands that begins at `start`. Mentions come in the order of
    /// the text mostly, so that each line is looked at once.
    fn paragraph(&mut self, start: usize) -> u64 {
        let line = self.text[..start].rfind('\n').map_or(0, |end| end + 1);
        let (from, before) = if self.counted.0 <= line { self.counted } else { (0, 0) };
        let lines = self.text[from..line].lines().filter(|line| !line.trim().is_empty());
        let before = before + lines.count() as u64;
        self.counted = (line, before);
        before + 1
    }
}

impl Iterator for MentionRows<'_> {
    type Item = Result<Mention>;

    fn next(&mut self) -> Option<Self::Item> {
        let (item, place) = self.advance()?;
        let row = self.row(item, place);
        if row.is_err() {
            // What comes behind damage is not to be trusted.
            self.left = 0;
        }
        row.transpose()
    }
}

//! Opens the postings of a pattern in one segment, and says in which documents it may stand and
//! where in them it does.
//!
//! Documents are asked for in rising order only. The same places serve a search, which counts
//! them, and a list of mentions, which shows them.

use std::cell::Cell;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::Range;
use std::sync::Arc;

use tantivy::DocId;
use tantivy::DocSet;
use tantivy::SegmentReader;
use tantivy::TERMINATED;
use tantivy::TantivyError;
use tantivy::postings::Postings;
use tantivy::postings::SegmentPostings;
use tantivy::schema::Field;
use tantivy::schema::IndexRecordOption;

use crate::index::Concordance;

use super::group;
use super::held::Held;
use super::marks::Marks;
use super::spans::Occurrence;
use super::spans::Places;
use super::spans::Plain;
use super::spans::Shape;
use super::spans::count_near;

/// A pattern in the words of an index, ready to be opened in any segment.
#[derive(Debug, Clone)]
pub(crate) struct Standing {
    /// The field whose words they are.
    pub(crate) field: Field,
    /// The words of each leaf.
    pub(crate) leaves: Arc<Vec<Vec<String>>>,
    /// How the leaves are put together.
    pub(crate) shape: Arc<Shape>,
    /// How the words of each leaf are printed; `None` where it does not matter for any.
    pub(crate) held: Option<Arc<Vec<Held>>>,
}

/// A pattern in one segment.
pub(crate) struct Opened {
    needed: Vec<Vec<usize>>,
    size: u32,
    leaves: Vec<Leaf>,
    shape: Arc<Shape>,
    held: Option<(Arc<Vec<Held>>, Concordance)>,
    /// The places of each leaf in the document looked at last.
    places: Vec<Vec<u32>>,
    /// The pattern, where it can be counted without a list of its places.
    plain: Option<Plain>,
    /// Where a row may begin in the document looked at last, or the first of a pair stands.
    starts: Vec<u32>,
    /// The places of another word in it.
    others: Vec<u32>,
    marks: Marks,
    pairs: Vec<(u32, u32)>,
}

impl Standing {
    /// Opens the pattern in a segment.
    pub(crate) fn open(&self, segment: &SegmentReader) -> tantivy::Result<Opened> {
        let mut leaves = Vec::with_capacity(self.leaves.len());
        for words in self.leaves.iter() {
            let option = IndexRecordOption::WithFreqsAndPositions;
            leaves.push(Leaf::new(group::postings(segment, self.field, words, option)?));
        }
        let held = match &self.held {
            Some(held) => Some((Arc::clone(held), Concordance::open(segment)?)),
            None => None,
        };
        let sizes: Vec<u64> = leaves.iter().map(Leaf::size).collect();
        let mut needed = self.shape.needed(&sizes);
        // The rarest names the fewest documents for the others to be looked for in.
        needed.sort_by_key(|group| group.iter().map(|&leaf| sizes[leaf]).sum::<u64>());
        let plain = if held.is_none() { self.shape.plain() } else { None };
        Ok(Opened {
            needed,
            plain,
            size: u32::try_from(self.shape.frequency(&sizes)).unwrap_or(u32::MAX),
            places: vec![Vec::new(); leaves.len()],
            starts: Vec::new(),
            others: Vec::new(),
            marks: Marks::default(),
            pairs: Vec::new(),
            leaves,
            shape: Arc::clone(&self.shape),
            held,
        })
    }
}

impl Opened {
    /// The first document from `target` on that holds a word of every needed group.
    pub(crate) fn candidate(&mut self, target: DocId) -> DocId {
        let mut doc = target;
        'again: loop {
            for group in &self.needed {
                let reached = group
                    .iter()
                    .map(|&leaf| self.leaves[leaf].seek(doc))
                    .min()
                    .unwrap_or(TERMINATED);
                if reached == TERMINATED {
                    return TERMINATED;
                }
                if reached > doc {
                    doc = reached;
                    continue 'again;
                }
            }
            return doc;
        }
    }

    /// How often the pattern stands in a document, or, where it is only to be known whether it
    /// does, whether. Fails where its text is damaged.
    pub(crate) fn count(&mut self, doc: DocId, whether: bool) -> tantivy::Result<u32> {
        let count = match &self.plain {
            Some(Plain::Row(row)) => {
                let Some((first, rest)) = row.split_first() else { return Ok(0) };
                self.leaves[*first].places(doc, &mut self.starts);
                let places = &mut self.others;
                for (behind, leaf) in (1..).zip(rest) {
                    if self.starts.is_empty() {
                        break;
                    }
                    self.leaves[*leaf].places(doc, places);
                    let whether = whether && behind as usize == rest.len();
                    self.marks.keep_followed(&mut self.starts, places, behind, whether);
                }
                self.starts.len()
            }
            Some(Plain::Pair { left, right, within, ordered }) => {
                self.leaves[*left].places(doc, &mut self.starts);
                let places = &mut self.others;
                self.leaves[*right].places(doc, places);
                count_near((&self.starts, places), *within, *ordered, &mut self.pairs)
            }
            None => self.occurrences(doc)?.len(),
        };
        Ok(u32::try_from(count).unwrap_or(u32::MAX))
    }

    /// Where the pattern stands in a document, in order. Fails where its text is damaged.
    pub(crate) fn occurrences(&mut self, doc: DocId) -> tantivy::Result<Vec<Occurrence>> {
        self.look(doc)?;
        let here =
            Here { places: &self.places, held: self.held.as_ref(), doc, damage: Cell::default() };
        let found = self.shape.occurrences(&here);
        match here.damage.take() {
            Some(error) => Err(error),
            None => Ok(found),
        }
    }

    /// The words that match, where the pattern is one word in any of its forms; `None` for
    /// others. Spares an [`Occurrence`] for each.
    pub(crate) fn single(&mut self, doc: DocId) -> tantivy::Result<Option<&[u32]>> {
        let Shape::Leaf(leaf) = *self.shape else { return Ok(None) };
        self.look(doc)?;
        Ok(self.places.get(leaf).map(Vec::as_slice))
    }

    /// Finds the places of every leaf in a document, for [`stands_within`](Self::stands_within).
    pub(crate) fn visit(&mut self, doc: DocId) -> tantivy::Result<()> {
        self.look(doc)
    }

    /// Says whether the pattern stands among these words of the document visited last, as if there
    /// were no others. Fails where its text is damaged.
    pub(crate) fn stands_within(&self, doc: DocId, words: &Range<u32>) -> tantivy::Result<bool> {
        let here =
            Here { places: &self.places, held: self.held.as_ref(), doc, damage: Cell::default() };
        let within = Within { here, words };
        let found = self.shape.occurrences(&within);
        match within.here.damage.take() {
            Some(error) => Err(error),
            // A star that stands for any word may have reached beyond them.
            None => Ok(found.iter().any(|it| words.start <= it.start && it.end <= words.end)),
        }
    }

    /// Finds the places of every leaf in a document.
    fn look(&mut self, doc: DocId) -> tantivy::Result<()> {
        for (number, (leaf, places)) in self.leaves.iter_mut().zip(&mut self.places).enumerate() {
            leaf.seek(doc);
            leaf.positions(doc, places);
            if let Some((held, concordance)) = &self.held
                && let Some(held) = held.get(number)
            {
                held.keep(concordance, doc, places)?;
            }
        }
        Ok(())
    }

    /// About how many documents it may stand in.
    pub(crate) fn size_hint(&self) -> u32 {
        self.size
    }
}

/// The words of one document: the places of leaves, and the text for the others.
struct Here<'a> {
    places: &'a [Vec<u32>],
    held: Option<&'a (Arc<Vec<Held>>, Concordance)>,
    doc: DocId,
    /// What was met where the text should be.
    damage: Cell<Option<TantivyError>>,
}

impl Places for Here<'_> {
    fn of(&self, leaf: usize) -> &[u32] {
        self.places.get(leaf).map(Vec::as_slice).unwrap_or_default()
    }

    fn fits(&self, leaf: usize, place: u32) -> bool {
        let Some((held, concordance)) = self.held else { return false };
        let Some(held) = held.get(leaf) else { return false };
        let fits = || {
            let text = concordance.item(self.doc)?;
            Ok(place < text.words() && held.stands(&text, place)?)
        };
        fits().unwrap_or_else(|error| {
            self.damage.set(Some(error));
            false
        })
    }
}

/// Some words of one document, as if there were no others.
struct Within<'a> {
    here: Here<'a>,
    words: &'a Range<u32>,
}

impl Places for Within<'_> {
    fn of(&self, leaf: usize) -> &[u32] {
        let all = self.here.of(leaf);
        let from = all.partition_point(|place| *place < self.words.start);
        let to = all.partition_point(|place| *place < self.words.end);
        all.get(from..to).unwrap_or_default()
    }

    fn fits(&self, leaf: usize, place: u32) -> bool {
        self.words.contains(&place) && self.here.fits(leaf, place)
    }
}

/// The postings of one leaf's words. Those that stand at the least document lie on top, so that
/// a leaf of thousands of words moves on without a look at every one of them.
struct Leaf {
    postings: Vec<SegmentPostings>,
    heap: BinaryHeap<Reverse<(DocId, usize)>>,
    /// Those that stand at the document looked at.
    here: Vec<usize>,
    some: Vec<u32>,
}

impl Leaf {
    fn new(postings: Vec<SegmentPostings>) -> Self {
        let numbered = postings.iter().enumerate();
        let heap = numbered.map(|(number, postings)| Reverse((postings.doc(), number))).collect();
        Self { postings, heap, here: Vec::new(), some: Vec::new() }
    }

    /// In how many documents its words stand, those with several counted for each.
    fn size(&self) -> u64 {
        self.postings.iter().map(|postings| u64::from(postings.size_hint())).sum()
    }

    /// Moves to the first document from `target` on that holds one of the words.
    #[inline]
    fn seek(&mut self, target: DocId) -> DocId {
        if let [only] = self.postings.as_mut_slice() {
            let doc = only.doc();
            return match target.checked_sub(doc) {
                None | Some(0) => doc,
                // The words of a frequent phrase stand in most items.
                Some(1) => only.advance(),
                Some(_) => only.seek(target),
            };
        }
        self.seek_least(target)
    }

    /// The same for several words.
    fn seek_least(&mut self, target: DocId) -> DocId {
        while let Some(mut top) = self.heap.peek_mut() {
            let Reverse((doc, number)) = *top;
            if doc >= target {
                return doc;
            }
            *top = Reverse((self.postings[number].seek(target), number));
        }
        TERMINATED
    }

    /// Moves to `doc` and gives the places of the leaf in it.
    #[inline]
    fn places(&mut self, doc: DocId, places: &mut Vec<u32>) {
        self.seek(doc);
        self.positions(doc, places);
    }

    /// Gives the places of the leaf in `doc`, rising.
    fn positions(&mut self, doc: DocId, places: &mut Vec<u32>) {
        places.clear();
        if let [only] = self.postings.as_mut_slice() {
            if only.doc() == doc {
                only.positions(places);
            }
            return;
        }
        while let Some(&Reverse((least, number))) = self.heap.peek()
            && least == doc
        {
            self.heap.pop();
            self.here.push(number);
        }
        for &number in &self.here {
            self.postings[number].positions(&mut self.some);
            places.append(&mut self.some);
        }
        if self.here.len() > 1 {
            places.sort_unstable();
        }
        self.heap.extend(self.here.drain(..).map(|number| Reverse((doc, number))));
    }
}

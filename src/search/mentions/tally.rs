//! Counts mentions in all, by form and by the values of fields, with what was searched; on demand
//! by the values of two fields at once.

use std::collections::BTreeMap;
use std::collections::HashMap;

use tantivy::DocAddress;
use tantivy::DocId;
use tantivy::SegmentOrdinal;

use crate::index::Reader;
use crate::search::answer::UNKNOWN;
use crate::search::columns::Values;

use super::answer::Group;
use super::answer::Searched;
use super::answer::Table;
use super::answer::Totals;
use super::comparison::Cell;
use super::context;
use super::walk::Walk;

/// A field with the field that holds the layer of its values.
pub(super) type Columns = (String, Option<&'static str>);

/// How the values of fields are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Those of each field by themselves.
    Apart,
    /// Those of the first field with those of the second too.
    Crossed,
}

/// The counts of a value of one field with a value of another, by both.
pub(super) type Cells = BTreeMap<(String, String), Cell>;

/// Counts on their way.
pub(super) struct Tally<'a> {
    layers: &'a [&'static str],
    all: Row,
    /// Left out where forms are not asked for: their texts take the most time.
    forms: Option<HashMap<String, u64>>,
    fields: Vec<Counting<'a>>,
    /// By the numbers of the rows of the first two fields, where these are crossed.
    cells: Option<BTreeMap<(usize, usize), Row>>,
}

/// One field, over all segments.
struct Counting<'a> {
    columns: &'a Columns,
    rows: Vec<(String, Row)>,
    numbers: BTreeMap<String, usize>,
}

/// What is counted of one value.
#[derive(Default)]
struct Row {
    occurrences: u64,
    items: u64,
    papers: Papers,
    searched_items: u64,
    searched_words: u64,
    searched_papers: Papers,
}

/// A set of papers. Items of one paper come one after the other, so most repeats are seen at once.
#[derive(Default)]
struct Papers(Vec<(SegmentOrdinal, u64)>);

impl Papers {
    fn add(&mut self, paper: (SegmentOrdinal, u64)) {
        if self.0.last() != Some(&paper) {
            self.0.push(paper);
        }
    }

    fn count(&self) -> u64 {
        let mut numbers = self.0.clone();
        numbers.sort_unstable();
        numbers.dedup();
        numbers.len() as u64
    }
}

impl Row {
    fn found(&self) -> Totals {
        Totals { occurrences: self.occurrences, items: self.items, papers: self.papers.count() }
    }

    fn searched(&self) -> Searched {
        Searched {
            papers: self.searched_papers.count(),
            items: self.searched_items,
            words: self.searched_words,
        }
    }
}

/// The columns of one segment.
struct InSegment {
    ordinal: SegmentOrdinal,
    papers: Values,
    /// For each field its values, and the rows by their ordinals, where met.
    fields: Vec<(Values, Vec<Option<usize>>)>,
    /// For each field the rows of the document at hand.
    at: Vec<Vec<usize>>,
}

impl<'a> Tally<'a> {
    /// Counts by these fields, with values of these layers only (empty: of all).
    pub(super) fn new(fields: &'a [Columns], layers: &'a [&'static str]) -> Self {
        let counting = |columns| Counting { columns, rows: Vec::new(), numbers: BTreeMap::new() };
        Self {
            layers,
            all: Row::default(),
            forms: Some(HashMap::new()),
            fields: fields.iter().map(counting).collect(),
            cells: None,
        }
    }

    /// Counts in this shape.
    pub(super) fn shaped(self, shape: Shape) -> Self {
        let cells = (shape == Shape::Crossed).then(BTreeMap::new);
        Self { cells, ..self }
    }

    /// Leaves the forms out.
    pub(super) fn without_forms(self) -> Self {
        Self { forms: None, ..self }
    }

    /// Counts every mention of a walk.
    pub(super) fn find(&mut self, reader: &Reader, walk: &Walk) -> tantivy::Result<()> {
        for items in walk.items.chunk_by(|a, b| a.address.segment_ord == b.address.segment_ord) {
            let Some(first) = items.first() else { continue };
            let ordinal = first.address.segment_ord;
            let mut segment = self.open(reader, ordinal)?;
            let concordance = reader.texts(ordinal)?;
            for item in items {
                let doc = item.address.doc_id;
                let places = walk.places(item);
                if let Some(forms) = &mut self.forms {
                    let text = concordance.item(doc)?;
                    for place in places {
                        let form = context::form(&text, walk, *place)?;
                        match forms.get_mut(&*form) {
                            Some(count) => *count += 1,
                            None => _ = forms.insert(form.into_owned(), 1),
                        }
                    }
                }
                self.add(&mut segment, doc, |row, paper| {
                    row.occurrences += places.len() as u64;
                    row.items += 1;
                    row.papers.add(paper);
                })?;
            }
        }
        Ok(())
    }

    /// Counts items that were searched, given by address.
    pub(super) fn search(
        &mut self,
        reader: &Reader,
        searched: &[DocAddress],
    ) -> tantivy::Result<()> {
        for items in searched.chunk_by(|a, b| a.segment_ord == b.segment_ord) {
            let Some(first) = items.first() else { continue };
            let segment = reader.searcher().segment_reader(first.segment_ord);
            let words = segment.fast_fields().u64("words")?;
            let mut opened = self.open(reader, first.segment_ord)?;
            for item in items {
                let words = words.first(item.doc_id).unwrap_or(0);
                self.add(&mut opened, item.doc_id, |row, paper| {
                    row.searched_items += 1;
                    row.searched_words += words;
                    row.searched_papers.add(paper);
                })?;
            }
        }
        Ok(())
    }

    fn open(&self, reader: &Reader, ordinal: SegmentOrdinal) -> tantivy::Result<InSegment> {
        let segment = reader.searcher().segment_reader(ordinal);
        let papers = Values::open(segment, "paper", None, &[])?;
        let mut fields = Vec::with_capacity(self.fields.len());
        for Counting { columns: (field, layer), .. } in &self.fields {
            let values = Values::open(segment, field, *layer, self.layers)?;
            let rows = vec![None; values.len()];
            fields.push((values, rows));
        }
        let at = vec![Vec::new(); fields.len()];
        Ok(InSegment { ordinal, papers, fields, at })
    }

    /// Lets `count` count a document in all, under each of its values and under each two of them
    /// that are crossed.
    fn add(
        &mut self,
        segment: &mut InSegment,
        doc: DocId,
        count: impl Fn(&mut Row, (SegmentOrdinal, u64)),
    ) -> tantivy::Result<()> {
        // All items of a paper are written in one step, so that they lie in one segment.
        let number = segment.papers.ordinals(doc).next();
        let paper = (segment.ordinal, number.unwrap_or(u64::MAX));
        count(&mut self.all, paper);
        let fields = self.fields.iter_mut().zip(&mut segment.fields).zip(&mut segment.at);
        for ((field, (values, rows)), at) in fields {
            at.clear();
            for ordinal in values.ordinals(doc) {
                let Some(row) = rows.get_mut(ordinal as usize) else { continue };
                at.push(match *row {
                    Some(row) => row,
                    None => *row.insert(field.row(values.value(ordinal)?)),
                });
            }
            if at.is_empty() {
                at.push(field.row(UNKNOWN.to_owned()));
            }
            for row in at {
                count(&mut field.rows[*row].1, paper);
            }
        }
        if let (Some(cells), [first, second, ..]) = (&mut self.cells, &segment.at[..]) {
            for row in first {
                for column in second {
                    count(cells.entry((*row, *column)).or_default(), paper);
                }
            }
        }
        Ok(())
    }

    /// The counts of all mentions.
    pub(super) fn totals(&self) -> Totals {
        self.all.found()
    }

    /// The counts of all that was searched.
    pub(super) fn searched(&self) -> Searched {
        self.all.searched()
    }

    /// The forms, the most frequent first, ties by name.
    pub(super) fn forms(&self) -> Vec<(String, u64)> {
        let mut forms: Vec<(String, u64)> =
            self.forms.iter().flatten().map(|(form, count)| (form.clone(), *count)).collect();
        forms.sort_unstable_by(|a, b| (b.1, &a.0).cmp(&(a.1, &b.0)));
        forms
    }

    /// The counts by fields.
    pub(super) fn tables(&self) -> Vec<Table> {
        self.fields.iter().map(Counting::table).collect()
    }

    /// The counts by the first two fields at once; nothing where these are not crossed. What was
    /// not searched has no cell.
    pub(super) fn cells(&self) -> Cells {
        let (Some(cells), [first, second, ..]) = (&self.cells, &self.fields[..]) else {
            return Cells::new();
        };
        let value = |field: &Counting<'_>, row: usize| field.rows[row].0.clone();
        cells
            .iter()
            .map(|((row, column), counts)| {
                let key = (value(first, *row), value(second, *column));
                (key, Cell { found: counts.found(), searched: counts.searched() })
            })
            .collect()
    }
}

impl Counting<'_> {
    /// The number of the row of a value.
    fn row(&mut self, value: String) -> usize {
        if let Some(row) = self.numbers.get(&value) {
            return *row;
        }
        self.rows.push((value.clone(), Row::default()));
        self.numbers.insert(value, self.rows.len() - 1);
        self.rows.len() - 1
    }

    fn table(&self) -> Table {
        let field = self.columns.0.clone();
        let mut groups: Vec<Group> = self
            .rows
            .iter()
            .map(|(value, row)| Group {
                value: value.clone(),
                found: row.found(),
                searched: row.searched(),
            })
            .collect();
        let timely = matches!(field.as_str(), "year" | "month");
        groups.sort_by(|a, b| {
            let unknown = |group: &Group| group.value == UNKNOWN;
            let count = |group: &Group| if timely { 0 } else { group.found.occurrences };
            (unknown(a), count(b), &a.value).cmp(&(unknown(b), count(a), &b.value))
        });
        Table { field, groups }
    }
}

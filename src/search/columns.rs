//! Reads the values of a field of one segment, those of other layers left out.
//!
//! Knows the columns of the index; counts nothing and orders nothing.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::OnceLock;
use std::sync::PoisonError;

use tantivy::DateTime;
use tantivy::DocId;
use tantivy::Searcher;
use tantivy::SegmentOrdinal;
use tantivy::SegmentReader;
use tantivy::TantivyError;
use tantivy::columnar::Column;
use tantivy::columnar::ColumnIndex;
use tantivy::columnar::StrColumn;

/// Columns of more entries than this, documents and values together, are not unpacked: they
/// would take 64 MiB of memory.
const MOST_UNPACKED: usize = 16 << 20;

/// A facet that is asked for so many times is worth unpacking: one search asks twice where its own
/// filter narrows it.
const WORTH_UNPACKING: u64 = 3;

/// The texts of more values than this are read anew each time.
const MOST_TEXTS: usize = 1 << 16;

/// Stands for no value where a column is unpacked.
const NONE: u32 = u32::MAX;

/// The columns that every search reads, of each segment, opened once; and the columns of facets
/// that are asked for again and again, unpacked.
pub(crate) struct Columns {
    segments: Vec<InSegment>,
}

/// The columns of one segment.
pub(crate) struct InSegment {
    /// The order of items that are otherwise equal.
    pub(crate) ranks: Column<u64>,
    /// The day of each.
    pub(crate) dates: Column<DateTime>,
    /// The paper of each.
    papers: Values,
    /// What is known of the columns that were asked for.
    asked: Mutex<HashMap<String, Asked>>,
}

/// A column that was asked for.
#[derive(Default)]
struct Asked {
    times: u64,
    unpacked: Option<Arc<Unpacked>>,
}

/// A column as it is read fastest.
struct Unpacked {
    ordinals: Ordinals,
    /// The text of each value, once one was asked for.
    texts: OnceLock<Vec<String>>,
}

/// The ordinals of the values of each document.
enum Ordinals {
    /// No document has several: that of each, or [`NONE`].
    One(Vec<u32>),
    Many {
        /// Where the values of each document begin, and where those of the last end.
        starts: Vec<u32>,
        ordinals: Vec<u32>,
    },
}

impl Columns {
    /// Opens the columns of all segments.
    pub(crate) fn open(searcher: &Searcher) -> tantivy::Result<Self> {
        let open = |segment: &SegmentReader| {
            let fast = segment.fast_fields();
            Ok(InSegment {
                ranks: fast.u64("rank")?,
                dates: fast.date("date")?,
                papers: Values::open(segment, "paper", None, &[])?,
                asked: Mutex::default(),
            })
        };
        let segments = searcher.segment_readers().iter().map(open).collect::<tantivy::Result<_>>();
        Ok(Self { segments: segments? })
    }

    /// Those of a segment.
    pub(crate) fn of(&self, segment: SegmentOrdinal) -> tantivy::Result<&InSegment> {
        let at = usize::try_from(segment).unwrap_or(usize::MAX);
        let none = || TantivyError::SystemError(format!("there is no segment {segment}"));
        self.segments.get(at).ok_or_else(none)
    }
}

impl InSegment {
    /// Opens the column of a facet, as [`Values::open`] does. Who asks for it again gets it
    /// unpacked, which takes some bytes of memory for each document.
    pub(crate) fn facet(
        &self,
        segment: &SegmentReader,
        field: &str,
        layer: Option<&str>,
        layers: &[&str],
    ) -> tantivy::Result<Values> {
        let values = Values::open(segment, field, layer, layers)?;
        Ok(self.asked_again(field, values, segment.max_doc()))
    }

    /// The column of papers, likewise.
    pub(crate) fn papers(&self, segment: &SegmentReader) -> Values {
        self.asked_again("paper", self.papers.clone(), segment.max_doc())
    }

    fn asked_again(&self, field: &str, values: Values, documents: DocId) -> Values {
        let mut all = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let asked = all.entry(field.to_owned()).or_default();
        asked.times += 1;
        if asked.times == WORTH_UNPACKING {
            asked.unpacked = values.unpack(documents).map(Arc::new);
        }
        Values { unpacked: asked.unpacked.clone(), ..values }
    }
}

/// The values of one field in one segment.
#[derive(Clone)]
pub(crate) struct Values {
    column: Option<StrColumn>,
    /// The same, where it is unpacked.
    unpacked: Option<Arc<Unpacked>>,
    /// The layer of each document's value, where it matters.
    layers: Option<Wanted>,
}

impl Values {
    /// Opens the column of `field`; where its values have a `layer`, those count that are of one
    /// of `layers` (all, if there are none).
    pub(crate) fn open(
        segment: &SegmentReader,
        field: &str,
        layer: Option<&str>,
        layers: &[&str],
    ) -> tantivy::Result<Self> {
        let layers = match layer {
            Some(layer) => Wanted::open(segment, layer, layers)?,
            None => None,
        };
        Ok(Self { column: segment.fast_fields().str(field)?, unpacked: None, layers })
    }

    /// Unpacks the column, unless it is too large.
    fn unpack(&self, documents: DocId) -> Option<Unpacked> {
        let column = self.column.as_ref()?.ords();
        let values = usize::try_from(column.values.num_vals()).ok()?;
        let entries = usize::try_from(documents).ok()?.checked_add(values)?;
        if entries > MOST_UNPACKED {
            return None;
        }
        let ordinal = |ordinal| u32::try_from(ordinal).ok().filter(|it| *it != NONE);
        let ordinals = if matches!(column.index, ColumnIndex::Multivalued(_)) {
            let mut starts = Vec::with_capacity(entries - values + 1);
            let mut ordinals = Vec::with_capacity(values);
            for doc in 0..documents {
                starts.push(u32::try_from(ordinals.len()).ok()?);
                for value in column.values_for_doc(doc) {
                    ordinals.push(ordinal(value)?);
                }
            }
            starts.push(u32::try_from(ordinals.len()).ok()?);
            Ordinals::Many { starts, ordinals }
        } else {
            let mut ordinals = Vec::with_capacity(entries - values);
            for doc in 0..documents {
                ordinals.push(column.first(doc).map_or(Some(NONE), ordinal)?);
            }
            Ordinals::One(ordinals)
        };
        Some(Unpacked { ordinals, texts: OnceLock::new() })
    }

    /// How many values the field has in the segment: ordinals lie below.
    pub(crate) fn len(&self) -> usize {
        self.column.as_ref().map_or(0, |column| column.num_terms())
    }

    /// The ordinals of the values that count for a document.
    pub(crate) fn ordinals(&self, doc: DocId) -> impl Iterator<Item = u64> + '_ {
        let counts = self.layers.as_ref().is_none_or(|layers| layers.has(doc));
        let column = self.column.as_ref().filter(|_| counts);
        column.into_iter().flat_map(move |column| column.term_ords(doc))
    }

    /// Shows `see` the ordinals of the values that count for some documents, which are given in
    /// order: quicker than one by one. Says how many of the documents have none.
    pub(crate) fn each(&self, docs: &[DocId], room: &mut Room, mut see: impl FnMut(u64)) -> u64 {
        let Room { wanted, docs: found, rows, ordinals } = room;
        let all = docs.len();
        let Some(column) = &self.column else { return all as u64 };
        let docs = match &self.layers {
            None => docs,
            Some(layers) => {
                wanted.clear();
                wanted.extend(docs.iter().copied().filter(|doc| layers.has(*doc)));
                wanted.as_slice()
            }
        };
        let mut known = 0;
        if let Some(unpacked) = &self.unpacked {
            return (all - unpacked.ordinals.each(docs, see)) as u64;
        }
        let column = column.ords();
        ordinals.clear();
        if matches!(column.index, ColumnIndex::Full) {
            ordinals.resize(docs.len(), 0);
            column.values.get_vals(docs, ordinals);
            known = docs.len();
        } else {
            found.clear();
            rows.clear();
            column.row_ids_for_docs(docs, found, rows);
            ordinals.resize(rows.len(), 0);
            column.values.get_vals(rows, ordinals);
            // They are in order.
            found.dedup();
            known += found.len();
        }
        ordinals.iter().for_each(|ordinal| see(*ordinal));
        (all - known) as u64
    }

    /// The values that ordinals stand for, which are given in order and each once: far quicker
    /// than one by one.
    ///
    /// Fails where the column is damaged or has no such value.
    pub(crate) fn texts(&self, ordinals: &[u64]) -> tantivy::Result<Vec<String>> {
        let Some(unpacked) = self.unpacked.as_ref().filter(|_| self.len() <= MOST_TEXTS) else {
            return self.read_texts(ordinals);
        };
        let all = match unpacked.texts.get() {
            Some(all) => all,
            None => {
                let ordinals: Vec<u64> = (0..self.len() as u64).collect();
                let texts = self.read_texts(&ordinals)?;
                unpacked.texts.get_or_init(|| texts)
            }
        };
        let text = |ordinal: &u64| all.get(usize::try_from(*ordinal).ok()?).cloned();
        ordinals.iter().map(text).collect::<Option<_>>().ok_or_else(lacking)
    }

    fn read_texts(&self, ordinals: &[u64]) -> tantivy::Result<Vec<String>> {
        let mut texts = Vec::with_capacity(ordinals.len());
        if let Some(column) = &self.column {
            column.dictionary().sorted_ords_to_term_cb(ordinals, |text| {
                texts.push(match std::str::from_utf8(text) {
                    Ok(text) => text.to_owned(),
                    Err(_) => String::from_utf8_lossy(text).into_owned(),
                });
            })?;
        }
        if texts.len() == ordinals.len() { Ok(texts) } else { Err(lacking()) }
    }

    /// The value that an ordinal stands for.
    pub(crate) fn value(&self, ordinal: u64) -> tantivy::Result<String> {
        let mut text = String::new();
        if let Some(column) = &self.column {
            column.ord_to_str(ordinal, &mut text)?;
        }
        Ok(text)
    }
}

impl Ordinals {
    /// Shows `see` the ordinals of some documents. Says how many of the documents have any.
    fn each(&self, docs: &[DocId], mut see: impl FnMut(u64)) -> usize {
        let mut known = 0;
        match self {
            Self::One(all) => {
                for doc in docs {
                    let ordinal = all.get(*doc as usize).filter(|ordinal| **ordinal != NONE);
                    if let Some(ordinal) = ordinal {
                        known += 1;
                        see(u64::from(*ordinal));
                    }
                }
            }
            Self::Many { starts, ordinals } => {
                for doc in docs {
                    let bounds = starts.get(*doc as usize..).unwrap_or_default();
                    let [start, end, ..] = *bounds else { continue };
                    let found = ordinals.get(start as usize..end as usize).unwrap_or_default();
                    known += usize::from(!found.is_empty());
                    found.iter().for_each(|ordinal| see(u64::from(*ordinal)));
                }
            }
        }
        known
    }
}

fn lacking() -> TantivyError {
    TantivyError::InternalError("a column lacks some of its values".to_owned())
}

/// The room that it takes to find the ordinals of documents, to be used again.
#[derive(Default)]
pub(crate) struct Room {
    wanted: Vec<DocId>,
    /// The document of each value.
    docs: Vec<DocId>,
    rows: Vec<u32>,
    ordinals: Vec<u64>,
}

/// Which layers count, as ordinals of one segment.
#[derive(Clone)]
pub(crate) struct Wanted {
    column: StrColumn,
    ordinals: Vec<u64>,
}

impl Wanted {
    /// Opens the column of a layer, or gives `None` where all layers count.
    pub(crate) fn open(
        segment: &SegmentReader,
        layer: &str,
        layers: &[&str],
    ) -> tantivy::Result<Option<Self>> {
        if layers.is_empty() {
            return Ok(None);
        }
        let Some(column) = segment.fast_fields().str(layer)? else { return Ok(None) };
        let mut ordinals = Vec::new();
        for layer in layers {
            ordinals.extend(column.dictionary().term_ord(layer)?);
        }
        Ok(Some(Self { column, ordinals }))
    }

    /// Whether the value of a document is of a layer that counts.
    pub(crate) fn has(&self, doc: DocId) -> bool {
        self.column.term_ords(doc).any(|ordinal| self.ordinals.contains(&ordinal))
    }
}

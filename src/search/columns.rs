//! Reads the values of a field of one segment, those of other layers left out.
//!
//! Knows the columns of the index; counts nothing and orders nothing.

use tantivy::DocId;
use tantivy::SegmentReader;
use tantivy::TantivyError;
use tantivy::columnar::StrColumn;

/// The values of one field in one segment.
pub(crate) struct Values {
    column: Option<StrColumn>,
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
        Ok(Self { column: segment.fast_fields().str(field)?, layers })
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

    /// Reads the ordinals of the values that count for some documents, which are given in order:
    /// quicker than one by one.
    pub(crate) fn read(&self, docs: &[DocId], read: &mut Read) {
        let Read { wanted, docs: found, rows, ordinals } = read;
        wanted.clear();
        found.clear();
        rows.clear();
        ordinals.clear();
        let Some(column) = &self.column else { return };
        let docs = match &self.layers {
            None => docs,
            Some(layers) => {
                wanted.extend(docs.iter().copied().filter(|doc| layers.has(*doc)));
                wanted.as_slice()
            }
        };
        column.ords().row_ids_for_docs(docs, found, rows);
        ordinals.resize(rows.len(), 0);
        column.ords().values.get_vals(rows, ordinals);
    }

    /// The values that ordinals stand for, which are given in order and each once: far quicker
    /// than one by one.
    ///
    /// Fails where the column is damaged or has no such value.
    pub(crate) fn texts(&self, ordinals: &[u64]) -> tantivy::Result<Vec<String>> {
        let mut texts = Vec::with_capacity(ordinals.len());
        if let Some(column) = &self.column {
            column.dictionary().sorted_ords_to_term_cb(ordinals, |text| {
                texts.push(String::from_utf8_lossy(text).into_owned());
            })?;
        }
        if texts.len() == ordinals.len() {
            return Ok(texts);
        }
        Err(TantivyError::InternalError("a column lacks some of its values".to_owned()))
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

/// The ordinals of some documents, and the room that it takes to find them.
#[derive(Default)]
pub(crate) struct Read {
    wanted: Vec<DocId>,
    /// The document of each ordinal: in order, one with several values as often.
    pub(crate) docs: Vec<DocId>,
    rows: Vec<u32>,
    pub(crate) ordinals: Vec<u64>,
}

/// Which layers count, as ordinals of one segment.
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

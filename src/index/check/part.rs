//! Opens one segment whose files are undamaged.

use tantivy::DocId;
use tantivy::SegmentReader;
use tantivy::columnar::Column;
use tantivy::columnar::StrColumn;
use tantivy::error::DataCorruption;
use tantivy::index::Segment;

use crate::index::concordance::Concordance;
use crate::index::manifest;
use crate::index::schema::Fields;

/// A segment, opened to be looked through.
pub struct Part {
    /// The id of the segment, with which the names of its files begin.
    pub(super) id: String,
    pub(super) reader: SegmentReader,
    pub(super) concordance: Concordance,
    pub(super) fields: Fields,
    /// How many words each document has.
    pub(super) words: Column<u64>,
    /// The id of each document's paper.
    paper: StrColumn,
    /// Its place in the paper, in the lowest bits.
    rank: Column<u64>,
}

impl std::fmt::Debug for Part {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Part").field("id", &self.id).finish_non_exhaustive()
    }
}

impl Part {
    /// Opens a segment; or says why not.
    pub(super) fn open(segment: &Segment) -> Result<Self, String> {
        Self::opened(segment).map_err(|error| format!("it cannot be opened ({error})"))
    }

    fn opened(segment: &Segment) -> tantivy::Result<Self> {
        let reader = SegmentReader::open(segment)?;
        let concordance = Concordance::open(&reader)?;
        let fields = Fields::of(reader.schema())?;
        let columns = reader.fast_fields();
        let none = || DataCorruption::comment_only("a segment has no ids of papers");
        let paper = columns.str("paper")?.ok_or_else(none)?;
        let (words, rank) = (columns.u64("words")?, columns.u64("rank")?);
        let id = segment.id().uuid_string();
        Ok(Self { id, reader, concordance, fields, words, paper, rank })
    }

    /// The path of its files below the index folder, without their extensions.
    pub fn path(&self) -> String {
        format!("{}/{}", manifest::SEGMENTS, self.id)
    }

    /// Whether a document is there to be found.
    pub(super) fn is_alive(&self, doc: DocId) -> bool {
        !self.reader.is_deleted(doc)
    }

    /// The id of the paper a document belongs to.
    pub(super) fn paper(&self, doc: DocId) -> Option<String> {
        let ord = self.paper.ords().first(doc)?;
        let mut id = String::new();
        self.paper.ord_to_str(ord, &mut id).ok()?.then_some(id)
    }

    /// The number of the paper a document belongs to, within the segment.
    pub(super) fn paper_number(&self, doc: DocId) -> Option<u64> {
        self.paper.ords().first(doc)
    }

    /// What a document is called in a fault: the id of its paper, and its place there.
    pub(super) fn name(&self, doc: DocId) -> String {
        let paper = self.paper(doc).unwrap_or_else(|| format!("{}, document {doc}", self.path()));
        match self.rank.first(doc) {
            Some(rank) => format!("{paper}, item {} from the top", (rank & 0xffff) + 1),
            None => paper,
        }
    }
}

//! Writes concordances as part of tantivy's segments: when a segment is made, and when several
//! are merged.
//!
//! The text goes to the file as documents come; only the boundaries are held until the end.

use std::any::Any;
use std::io::Write;

use tantivy::DocId;
use tantivy::PluginMergeContext;
use tantivy::PluginWriter;
use tantivy::PluginWriterContext;
use tantivy::SegmentPlugin;
use tantivy::TantivyError;
use tantivy::directory::TerminatingWrite;
use tantivy::directory::WritePtr;
use tantivy::index::Segment;
use tantivy::index::SegmentComponent;
use tantivy::indexer::DocIdMapping;
use tantivy::indexer::doc_id_mapping::MappingType;
use tantivy::schema::Field;
use tantivy::schema::Schema;
use tantivy::schema::document::ErasedDocument;
use tantivy::schema::document::ErasedValue;
use tantivy::schema::document::ReferenceValueLeaf;

use super::BOUNDARY;
use super::CONCORDANCE;
use super::Concordance;
use super::FOOT;
use super::HEAD;
use super::SUM;
use super::sheet;
use super::sum;

/// Makes tantivy keep a concordance with each segment: of the field `text`, by the sheets that
/// come with the documents in the field `concordance`.
pub(crate) struct ConcordancePlugin;

impl SegmentPlugin for ConcordancePlugin {
    fn extensions(&self) -> &[&str] {
        &[CONCORDANCE]
    }

    fn create_writer(&self, ctx: &PluginWriterContext) -> tantivy::Result<Box<dyn PluginWriter>> {
        let settings = ctx.segment.index().settings();
        if settings.sort_by_field.is_some() || settings.manual_doc_id_mapping {
            return Err(sorted());
        }
        let schema = ctx.segment.schema();
        Ok(Box::new(Texts {
            text: schema.get_field("text")?,
            sheet: schema.get_field(CONCORDANCE)?,
            file: File::begin(ctx.segment)?,
        }))
    }

    fn merge(&self, ctx: PluginMergeContext) -> tantivy::Result<()> {
        if ctx.doc_id_mapping.mapping_type() == MappingType::Shuffled {
            return Err(sorted());
        }
        let mut file = File::begin(ctx.target_segment)?;
        for segment in ctx.readers {
            let concordance = Concordance::open(segment)?;
            for doc in segment.doc_ids_alive() {
                let (text, sheet) = concordance.bytes_of(doc)?;
                file.add(text, sheet)?;
            }
        }
        file.finish()
    }
}

/// Tantivy tells no plugin outside of it how the documents of a sorted index were put in order,
/// so a concordance of one would be wrong.
fn sorted() -> TantivyError {
    TantivyError::InvalidArgument("a sorted index can have no concordance".to_owned())
}

/// The concordance of a segment that is being made.
struct Texts {
    text: Field,
    sheet: Field,
    file: File,
}

impl PluginWriter for Texts {
    fn add_document(
        &mut self,
        _doc: DocId,
        document: &dyn ErasedDocument,
        _schema: &Schema,
    ) -> tantivy::Result<()> {
        let (mut texts, mut sheets) = (Vec::new(), Vec::new());
        for (field, value) in document.erased_fields() {
            match value {
                ErasedValue::Leaf(ReferenceValueLeaf::Str(text)) if field == self.text => {
                    texts.push(text);
                }
                ErasedValue::Leaf(ReferenceValueLeaf::Custom(sheet)) if field == self.sheet => {
                    sheets.push(sheet);
                }
                _ => {}
            }
        }
        match (texts.as_slice(), sheets.as_slice()) {
            ([text], [sheet]) => self.file.add(text.as_bytes(), sheet),
            ([], []) => self.file.add(b"", &sheet("").0),
            _ => Err(TantivyError::InvalidArgument(
                "a document has one text with one sheet, or neither".to_owned(),
            )),
        }
    }

    fn serialize(
        self: Box<Self>,
        _segment: &Segment,
        order: Option<&DocIdMapping>,
    ) -> tantivy::Result<()> {
        match order {
            None => self.file.finish(),
            Some(_) => Err(sorted()),
        }
    }

    fn mem_usage(&self) -> usize {
        self.file.held()
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }
}

/// A concordance that is being written.
struct File {
    file: WritePtr,
    at: u64,
    boundaries: Vec<u64>,
    sums: Vec<u32>,
}

impl File {
    fn begin(segment: &Segment) -> tantivy::Result<Self> {
        let mut file = segment.open_write(SegmentComponent::Custom(CONCORDANCE.to_owned()))?;
        file.write_all(&HEAD)?;
        Ok(Self { file, at: HEAD.len() as u64, boundaries: Vec::new(), sums: Vec::new() })
    }

    fn add(&mut self, text: &[u8], sheet: &[u8]) -> tantivy::Result<()> {
        for piece in [text, sheet] {
            self.boundaries.push(self.at);
            self.file.write_all(piece)?;
            self.at += piece.len() as u64;
        }
        self.sums.push(sum(text, sheet));
        Ok(())
    }

    /// Writes the boundaries and the foot, and waits until all is on disk.
    fn finish(mut self) -> tantivy::Result<()> {
        let documents = u32::try_from(self.sums.len())
            .map_err(|_| TantivyError::InvalidArgument("too many documents".to_owned()))?;
        self.boundaries.push(self.at);
        for boundary in &self.boundaries {
            self.file.write_all(&boundary.to_le_bytes())?;
        }
        for sum in &self.sums {
            self.file.write_all(&sum.to_le_bytes())?;
        }
        self.file.write_all(&documents.to_le_bytes())?;
        self.file.write_all(&FOOT)?;
        Ok(self.file.terminate()?)
    }

    /// How many bytes of memory are in use.
    fn held(&self) -> usize {
        self.boundaries.capacity() * BOUNDARY + self.sums.capacity() * SUM + self.file.capacity()
    }
}

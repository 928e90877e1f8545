//! Writes concordances as part of tantivy's segments: when a segment is made, and when several
//! are merged.
//!
//! The text goes to the file as documents come; only one block and the table are held.

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

use super::CONCORDANCE;
use super::Concordance;
use super::FOOT;
use super::HEAD;
use super::ROW;
use super::STORED;
use super::blocks::Docs;
use super::blocks::Filling;
use super::blocks::Held;
use super::blocks::PARTS;
use super::blocks::Part;
use super::blocks::RECORDS;
use super::blocks::SHEETS;
use super::blocks::TEXTS;
use super::blocks::was_full;
use super::sheet;

/// Makes tantivy keep a concordance with each segment: of the field `text`, by the sheets that
/// come with the documents in the field `concordance`, and of the records in the field `stored`.
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
            record: schema.get_field(STORED)?,
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
            for block in 0..concordance.blocks {
                let part = |part| concordance.part(block, part);
                let parts = [part(SHEETS)?, part(TEXTS)?, part(RECORDS)?];
                let docs = parts[SHEETS].docs.all();
                // Most blocks are the same in the segment that is made.
                if was_full(&parts) && docs.clone().all(|doc| !segment.is_deleted(doc)) {
                    file.copy(parts)?;
                    continue;
                }
                for doc in docs.filter(|doc| !segment.is_deleted(*doc)) {
                    let item = concordance.item(doc)?;
                    let (text, sheet) = (item.text().as_bytes(), item.sheet_bytes());
                    concordance.record(doc, |record| file.add(Held { text, sheet, record }))??;
                }
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
    record: Field,
    file: File,
}

impl PluginWriter for Texts {
    fn add_document(
        &mut self,
        _doc: DocId,
        document: &dyn ErasedDocument,
        _schema: &Schema,
    ) -> tantivy::Result<()> {
        let (mut texts, mut sheets, mut records) = (Vec::new(), Vec::new(), Vec::new());
        for (field, value) in document.erased_fields() {
            match value {
                ErasedValue::Leaf(ReferenceValueLeaf::Str(text)) if field == self.text => {
                    texts.push(text);
                }
                ErasedValue::Leaf(ReferenceValueLeaf::Custom(sheet)) if field == self.sheet => {
                    sheets.push(sheet);
                }
                ErasedValue::Leaf(ReferenceValueLeaf::Custom(record)) if field == self.record => {
                    records.push(record);
                }
                _ => {}
            }
        }
        let record: &[u8] = match records.as_slice() {
            [] => &[],
            [record] => record,
            _ => {
                return Err(TantivyError::InvalidArgument("a document has two records".to_owned()));
            }
        };
        match (texts.as_slice(), sheets.as_slice()) {
            ([text], [sheet]) => self.file.add(Held { text: text.as_bytes(), sheet, record }),
            ([], []) => self.file.add(Held { text: b"", sheet: &sheet("", |_| ()).0, record }),
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
    filling: Filling,
    /// The rows of the table so far.
    table: Vec<u8>,
    blocks: u32,
    /// How many documents came, and how many of them lie in blocks that are written.
    documents: u32,
    written: u32,
}

impl File {
    fn begin(segment: &Segment) -> tantivy::Result<Self> {
        let mut file = segment.open_write(SegmentComponent::Custom(CONCORDANCE.to_owned()))?;
        file.write_all(&HEAD)?;
        Ok(Self {
            file,
            at: HEAD.len() as u64,
            filling: Filling::default(),
            table: Vec::new(),
            blocks: 0,
            documents: 0,
            written: 0,
        })
    }

    fn add(&mut self, held: Held<'_>) -> tantivy::Result<()> {
        self.filling.add(held)?;
        self.documents += 1;
        if self.filling.is_full() { self.write() } else { Ok(()) }
    }

    /// Adds the documents of a block of another concordance, packed as they are.
    fn copy(&mut self, parts: [Part<&[u8]>; PARTS]) -> tantivy::Result<()> {
        if !self.filling.is_empty() {
            self.write()?;
        }
        let docs = Docs { first: self.written, ..parts[SHEETS].docs };
        self.documents += docs.count;
        self.put(&parts.map(|part| Part { docs, ..part }))
    }

    /// Writes what is filled in as a block.
    fn write(&mut self) -> tantivy::Result<()> {
        let parts = self.filling.pack(self.written)?;
        self.put(&parts)
    }

    fn put<B: AsRef<[u8]>>(&mut self, parts: &[Part<B>; PARTS]) -> tantivy::Result<()> {
        for part in parts {
            self.table.extend(self.at.to_le_bytes());
            self.file.write_all(part.packed.as_ref())?;
            self.at += part.packed.as_ref().len() as u64;
        }
        let sizes = parts.each_ref().map(|part| part.size);
        let sums = parts.each_ref().map(Part::sum);
        let Docs { first, count } = parts[SHEETS].docs;
        for numbers in [&sizes[..], &sums, &[first, count]] {
            numbers.iter().for_each(|number| self.table.extend(number.to_le_bytes()));
        }
        self.written = self.documents;
        self.blocks += 1;
        Ok(())
    }

    /// Writes the last block, the table and the foot, and waits until all is on disk.
    fn finish(mut self) -> tantivy::Result<()> {
        if !self.filling.is_empty() {
            self.write()?;
        }
        debug_assert_eq!(self.table.len(), self.blocks as usize * ROW);
        self.file.write_all(&self.table)?;
        for count in [self.blocks, self.documents] {
            self.file.write_all(&count.to_le_bytes())?;
        }
        self.file.write_all(&FOOT)?;
        Ok(self.file.terminate()?)
    }

    /// How many bytes of memory are in use.
    fn held(&self) -> usize {
        self.filling.held() + self.table.capacity() + self.file.capacity()
    }
}

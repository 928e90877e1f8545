//! A bare loop over tantivy with all fields of ours: the floor of an index that holds as much.
//!
//! It is given every value that our index has of every item, ready, and does with them what the
//! bare loop does: it neither reads papers nor understands them. It is not asked anything; the
//! bare loop is.

use std::fs::File;
use std::io::BufRead;
use std::io::BufReader;
use std::io::BufWriter;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;

use minutebook::index::Reader;
use tantivy::DateTime;
use tantivy::DocAddress;
use tantivy::DocSet;
use tantivy::SegmentOrdinal;
use tantivy::TERMINATED;
use tantivy::TantivyDocument;
use tantivy::schema::Field;
use tantivy::schema::FieldType;
use tantivy::schema::IndexRecordOption;
use tantivy::schema::Schema;
use tantivy::schema::TextOptions;

use crate::bare;
use crate::peer::Answer;
use crate::peer::Ask;
use crate::peer::Built;
use crate::peer::Class;
use crate::peer::Peer;
use crate::peer::Result;
use crate::peer::bytes_below;
use crate::peer::timed;
use crate::texts::Texts;

/// The fields that are words with positions.
const TEXT: &str = "text";
const TITLE: &str = "title";

/// The field of the record, which is only kept.
const STORED: &str = "stored";

/// Parts the number of a field from its value in a row.
const VALUE: char = '\u{1f}';

/// Tantivy alone, with the fields and values of our index.
pub(crate) struct Fields {
    folder: PathBuf,
    ours: PathBuf,
    /// Its schema, once its rows are written.
    schema: Option<Schema>,
}

impl Fields {
    /// Its index comes to lie in `folder`. The one of ours, in `ours`, is built before.
    pub(crate) fn new(folder: &Path, ours: &Path) -> Self {
        Self { folder: folder.join("fields"), ours: ours.to_owned(), schema: None }
    }

    fn write(&self, rows: &Path, schema: &Schema) -> Result<()> {
        let mut writer = bare::writer(&self.folder, schema)?;
        for row in BufReader::new(File::open(rows)?).lines() {
            let row = row?;
            let mut document = TantivyDocument::default();
            for value in row.split('\t') {
                let (field, value) = value.split_once(VALUE).ok_or("a value without a field")?;
                let field = Field::from_field_id(field.parse()?);
                match schema.get_field_entry(field).field_type() {
                    FieldType::U64(_) => document.add_u64(field, value.parse()?),
                    FieldType::Date(_) => {
                        document.add_date(field, DateTime::from_timestamp_secs(value.parse()?));
                    }
                    _ => document.add_text(field, value),
                }
            }
            writer.add_document(document)?;
        }
        writer.commit()?;
        writer.wait_merging_threads()?;
        Ok(())
    }
}

/// The fields of our index, but that its text is kept as tantivy keeps texts.
fn schema(ours: &Schema) -> Schema {
    let mut builder = Schema::builder();
    for (_, entry) in ours.fields() {
        match (entry.name(), entry.field_type()) {
            (TEXT, _) => builder.add_text_field(TEXT, bare::words(true)),
            (TITLE, _) => builder.add_text_field(TITLE, bare::words(false)),
            (name, FieldType::Str(options)) => builder.add_text_field(name, options.clone()),
            (name, FieldType::U64(options)) => builder.add_u64_field(name, options.clone()),
            (name, FieldType::Date(options)) => builder.add_date_field(name, options.clone()),
            (STORED, _) => builder.add_text_field(STORED, TextOptions::default().set_stored()),
            // Where the words of the text stand: tantivy alone has no such thing.
            _ => continue,
        };
    }
    builder.build()
}

/// Writes a line an item: the number of a field and a value, for every value of ours.
fn write_rows(reader: &Reader, schema: &Schema, rows: &Path) -> Result<()> {
    let mut rows = BufWriter::new(File::create(rows)?);
    for segment in 0..reader.searcher().segment_readers().len() {
        for row in segment_rows(reader, segment as SegmentOrdinal, schema)? {
            writeln!(rows, "{row}")?;
        }
    }
    Ok(rows.flush()?)
}

fn segment_rows(reader: &Reader, ord: SegmentOrdinal, schema: &Schema) -> Result<Vec<String>> {
    let segment = reader.searcher().segment_reader(ord);
    let texts = reader.concordance(ord)?;
    let mut rows = vec![String::new(); segment.max_doc() as usize];
    let add = |row: &mut String, field: Field, value: &str| {
        let before = if row.is_empty() { "" } else { "\t" };
        let value = value.replace(char::is_control, " ");
        row.push_str(&format!("{before}{}{VALUE}{value}", field.field_id()));
    };
    for (field, entry) in schema.fields() {
        let theirs = reader.schema().get_field(entry.name())?;
        match (entry.name(), entry.field_type()) {
            (name, FieldType::U64(_)) => {
                let numbers = segment.fast_fields().u64(name)?;
                for (doc, row) in (0..).zip(&mut rows) {
                    numbers.first(doc).iter().for_each(|it| add(row, field, &it.to_string()));
                }
            }
            (name, FieldType::Date(_)) => {
                let days = segment.fast_fields().date(name)?;
                for (doc, row) in (0..).zip(&mut rows) {
                    let day = days.first(doc).map(|day| day.into_timestamp_secs());
                    day.iter().for_each(|day| add(row, field, &day.to_string()));
                }
            }
            (TEXT, _) => {
                for (doc, row) in (0..).zip(&mut rows) {
                    add(row, field, texts.item(doc)?.text());
                }
            }
            (TITLE, _) => {
                for (doc, row) in (0..).zip(&mut rows) {
                    let record = reader.stored(DocAddress::new(ord, doc))?;
                    let titles = record.title.iter().chain(&record.paper_title);
                    titles.for_each(|title| add(row, field, title));
                }
            }
            (STORED, _) => {
                for (doc, row) in (0..).zip(&mut rows) {
                    let record = reader.stored(DocAddress::new(ord, doc))?;
                    add(row, field, &serde_json::to_string(&record)?);
                }
            }
            // What is found whole stands whole in the dictionary.
            _ => {
                let terms = segment.inverted_index(theirs)?;
                let mut stream = terms.terms().stream()?;
                while let Some((term, at)) = stream.next() {
                    let mut postings =
                        terms.read_postings_from_terminfo(at, IndexRecordOption::Basic)?;
                    while postings.doc() != TERMINATED {
                        add(&mut rows[postings.doc() as usize], field, str::from_utf8(term)?);
                        postings.advance();
                    }
                }
            }
        }
    }
    Ok(rows)
}

impl Peer for Fields {
    fn name(&self) -> &'static str {
        "same fields"
    }

    fn build(&mut self, texts: &Texts, runs: usize) -> Result<Option<Built>> {
        let rows = texts.rows.with_extension("fields");
        if self.schema.is_none() {
            let reader = Reader::open(&self.ours)?;
            let schema = schema(reader.schema());
            write_rows(&reader, &schema, &rows)?;
            self.schema = Some(schema);
        }
        let schema = self.schema.as_ref().ok_or("no schema")?;
        let (cpu, wall, ()) = timed(runs, || self.write(&rows, schema))?;
        Ok(Some(Built { cpu, wall, bytes: bytes_below(&self.folder)? }))
    }

    fn ask(&mut self, _: &Class, _: Ask, _: usize) -> Result<Option<Answer>> {
        Ok(None)
    }
}

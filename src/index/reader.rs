//! Opens an index for reading, as of its last commit.

use std::path::Path;
use std::path::PathBuf;

use tantivy::DocAddress;
use tantivy::IndexReader;
use tantivy::ReloadPolicy;
use tantivy::Searcher;
use tantivy::TantivyDocument;
use tantivy::TantivyError;
use tantivy::schema::Schema;
use tantivy::schema::Value;

use crate::error::Error;
use crate::error::Result;

use super::ledger::Ledger;
use super::manifest;
use super::manifest::Card;
use super::record::Record;
use super::schema::Fields;
use super::writer;

/// An index opened for reading.
pub struct Reader {
    folder: PathBuf,
    // Keeps the files that the searcher reads from being collected.
    _reader: IndexReader,
    searcher: Searcher,
    fields: Fields,
    card: Card,
}

impl std::fmt::Debug for Reader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reader").field("folder", &self.folder).finish_non_exhaustive()
    }
}

impl Reader {
    /// Opens the index in `folder`.
    ///
    /// Fails where there is none, where nothing was ever committed, where it has another format
    /// or where it is damaged.
    pub fn open(folder: &Path) -> Result<Self> {
        manifest::check_format(folder)?;
        let none = || Error::NoIndex { path: folder.to_owned() };
        let index = writer::open_segments(folder, true)?.ok_or_else(none)?;
        let card = writer::card(folder, &index)?.ok_or_else(none)?;
        let broken = |error: TantivyError| writer::broken(folder, &error);
        let fields = Fields::of(&index.schema()).map_err(broken)?;
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()
            .map_err(broken)?;
        let searcher = reader.searcher();
        Ok(Self { folder: folder.to_owned(), _reader: reader, searcher, fields, card })
    }

    /// The segments of the last commit.
    pub fn searcher(&self) -> &Searcher {
        &self.searcher
    }

    /// The fields.
    pub fn fields(&self) -> &Fields {
        &self.fields
    }

    /// The schema.
    pub fn schema(&self) -> &Schema {
        self.searcher.schema()
    }

    /// The card of the commit.
    pub fn card(&self) -> &Card {
        &self.card
    }

    /// The account of all files.
    pub fn ledger(&self) -> Result<Ledger> {
        writer::read_ledger(&self.folder, &self.card)
    }

    /// What is kept of one item, and its text.
    pub fn record(&self, address: DocAddress) -> Result<(Record, String)> {
        let document: TantivyDocument =
            self.searcher.doc(address).map_err(|error| self.broken(&error))?;
        let text_of = |field| document.get_first(field).and_then(|value| value.as_str());
        let stored = text_of(self.fields.stored).unwrap_or_default();
        let record = serde_json::from_str(stored).map_err(|error| Error::Broken {
            path: self.folder.clone(),
            detail: format!("a stored record cannot be read ({error})"),
        })?;
        Ok((record, text_of(self.fields.raw).unwrap_or_default().to_owned()))
    }

    /// What tantivy says of a damaged index, as our error.
    pub fn broken(&self, error: &TantivyError) -> Error {
        match error {
            TantivyError::IoError(source) => Error::Read {
                path: self.folder.clone(),
                source: std::io::Error::new(source.kind(), source.to_string()),
            },
            other => writer::broken(&self.folder, other),
        }
    }
}

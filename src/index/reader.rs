//! Opens an index for reading, as of its last commit.

use std::fs::File;
use std::io::ErrorKind;
use std::io::Seek;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::PoisonError;

use tantivy::DocAddress;
use tantivy::IndexReader;
use tantivy::ReloadPolicy;
use tantivy::Searcher;
use tantivy::SegmentOrdinal;
use tantivy::TantivyError;
use tantivy::directory::error::OpenReadError;
use tantivy::schema::Schema;

use crate::error::Error;
use crate::error::Result;

use super::concordance::Concordance;
use super::concordance::ItemText;
use super::ledger::Ledger;
use super::manifest;
use super::manifest::Card;
use super::record::Record;
use super::schema::Fields;
use super::segments;

/// How often an index is opened anew because another process committed meanwhile. Then the card
/// and the segments may be of two commits, or a file is gone: tantivy keeps its own files until
/// it has them open, but not those of a plugin.
const REOPENINGS: u32 = 8;

/// An index opened for reading.
pub struct Reader {
    folder: PathBuf,
    // Keeps the files that the searcher reads from being collected.
    _reader: IndexReader,
    searcher: Searcher,
    /// Of each segment, in the order of the searcher.
    concordances: Vec<Concordance>,
    fields: Fields,
    card: Card,
    /// Held open: the next commit but one takes it away.
    ledger: Mutex<File>,
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
        let index = segments::open_segments(folder, true)?.ok_or_else(none)?;
        let card = || segments::card(folder, &index)?.ok_or_else(none);
        let broken = |error: TantivyError| segments::broken(folder, &error);
        let fields = Fields::of(&index.schema()).map_err(broken)?;
        let reader: IndexReader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()
            .map_err(broken)?;
        let mut left = REOPENINGS;
        let (card, ledger, searcher, concordances) = loop {
            left -= 1;
            let before = card()?;
            let ledger = File::open(folder.join(&before.ledger));
            reader.reload().map_err(broken)?;
            let searcher = reader.searcher();
            let concordances = concordances(&searcher);
            // A ledger has the number of its commit in its name.
            let is_one_commit = card()?.ledger == before.ledger;
            match (concordances, ledger) {
                (Ok(concordances), Ok(ledger)) if is_one_commit => {
                    break (before, ledger, searcher, concordances);
                }
                (Err(TantivyError::OpenReadError(OpenReadError::FileDoesNotExist(_))), _)
                    if left > 0 => {}
                _ if left > 0 && !is_one_commit => {}
                (Err(error), _) => return Err(broken(error)),
                (_, Err(error)) => return Err(segments::broken_ledger(folder, &before, &error)),
                _ => return Err(Error::Locked { path: folder.to_owned(), process: None }),
            }
        };
        let folder = folder.to_owned();
        Ok(Self {
            folder,
            _reader: reader,
            searcher,
            concordances,
            fields,
            card,
            ledger: Mutex::new(ledger),
        })
    }

    /// The segments of the last commit.
    pub fn searcher(&self) -> &Searcher {
        &self.searcher
    }

    /// The texts of a segment and where their words stand.
    ///
    /// Fails where the searcher has no such segment.
    pub fn concordance(&self, segment: SegmentOrdinal) -> Result<&Concordance> {
        self.texts(segment).map_err(|error| self.broken(&error))
    }

    /// The same, for whoever meets tantivy's errors beside it.
    pub(crate) fn texts(&self, segment: SegmentOrdinal) -> tantivy::Result<&Concordance> {
        let at = usize::try_from(segment).unwrap_or(usize::MAX);
        let none = || TantivyError::SystemError(format!("there is no segment {segment}"));
        self.concordances.get(at).ok_or_else(none)
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
        // Whoever asked before has moved on in the same open file.
        let read = || {
            let mut file = self.ledger.lock().unwrap_or_else(PoisonError::into_inner);
            file.rewind()?;
            Ledger::read(&mut *file, &self.card.ledger_digest)
        };
        read().map_err(|error| segments::broken_ledger(&self.folder, &self.card, &error))
    }

    /// What is kept of one item, and its text.
    pub fn record(&self, address: DocAddress) -> Result<(Record, ItemText)> {
        let record = self.stored(address)?;
        let text = self.concordance(address.segment_ord)?.item(address.doc_id);
        Ok((record, text.map_err(|error| self.broken(&error))?))
    }

    /// What is kept of one item.
    pub fn stored(&self, address: DocAddress) -> Result<Record> {
        let concordance = self.concordance(address.segment_ord)?;
        let record = concordance.record(address.doc_id, Record::from_bytes);
        record.map_err(|error| self.broken(&error))?.map_err(|error| Error::Broken {
            path: self.folder.clone(),
            detail: format!("a record cannot be read ({error})"),
        })
    }

    /// What tantivy says of a damaged index, as our error.
    pub fn broken(&self, error: &TantivyError) -> Error {
        match error {
            TantivyError::IoError(source) if source.kind() != ErrorKind::InvalidData => {
                let source = std::io::Error::new(source.kind(), source.to_string());
                Error::Read { path: self.folder.clone(), source }
            }
            other => segments::broken(&self.folder, other),
        }
    }
}

/// Opens the concordance of each segment.
fn concordances(searcher: &Searcher) -> tantivy::Result<Vec<Concordance>> {
    searcher.segment_readers().iter().map(Concordance::open).collect()
}

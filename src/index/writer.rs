//! Writes papers into the index folder, in steps that happen whole or not at all.
//!
//! A paper's documents replace its former ones in one operation. Nothing is visible to readers
//! before [`Writer::commit`]; a process killed before leaves the last commit as it was.

use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;

use tantivy::Index;
use tantivy::IndexSettings;
use tantivy::IndexWriter;
use tantivy::TantivyError;
use tantivy::Term;
use tantivy::directory::MmapDirectory;
use tantivy::directory::error::LockError;
use tantivy::directory::error::OpenReadError;
use tantivy::indexer::IndexWriterOptions;
use tantivy::indexer::NoMergePolicy;
use tantivy::indexer::UserOperation;
use tantivy::schema::Schema;
use tantivy::store::Compressor;
use tantivy::store::ZstdCompressor;
use tantivy::tokenizer::TextAnalyzer;

use crate::error::Error;
use crate::error::Result;
use crate::paper::Paper;
use crate::problem::Outcome;

use super::concordance::ConcordancePlugin;
use super::gate::Gate;
use super::gate::Gated;
use super::ledger::Ledger;
use super::ledger::PaperAccount;
use super::manifest;
use super::manifest::Card;
use super::manifest::FORMAT;
use super::reading::Reading;
use super::record;
use super::schema;
use super::schema::Fields;
use super::tokens::Folding;
use super::tokens::TOKENIZER;

/// How many bytes of postings one of tantivy's threads gathers before it writes a segment.
const BUDGET_A_THREAD: usize = 160 << 20;

/// More threads than this only cost memory: each gathers postings of its own.
const MOST_THREADS: usize = 8;

/// How many bytes of text may wait to be indexed.
const BYTES_IN_FLIGHT: usize = 64 << 20;

/// Beyond so many segments all but the largest are made one.
const MOST_SEGMENTS: usize = 8;

/// An index opened for writing. Only one process at a time can have it.
pub struct Writer {
    folder: PathBuf,
    index: Index,
    writer: IndexWriter<Gated>,
    /// Held while operations are handed over: tantivy numbers them, then queues the deletions. One
    /// queued out of order would be met in the commit and take away what came with it.
    in_order: Mutex<()>,
    schema: Schema,
    fields: Fields,
    gate: Arc<Gate>,
    ledger: Ledger,
    card: Option<Card>,
}

impl std::fmt::Debug for Writer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writer").field("folder", &self.folder).finish_non_exhaustive()
    }
}

/// Opens the tantivy index in `folder` with our tokenizer and plugin, or `None` where there is none. Opened
/// to be read, it needs no right to write.
pub(crate) fn open_segments(folder: &Path, to_read: bool) -> Result<Option<Index>> {
    let segments = folder.join(manifest::SEGMENTS);
    if !segments.join("meta.json").exists() {
        return Ok(None);
    }
    let directory =
        MmapDirectory::open(&segments).map_err(|error| broken(folder, &error.into()))?;
    let index = if to_read { Index::open(Reading(directory)) } else { Index::open(directory) };
    let mut index = index.map_err(|error| broken(folder, &error))?;
    index.register_plugin(Arc::new(ConcordancePlugin));
    register(&index);
    Ok(Some(index))
}

/// Makes our tokenizer known to `index`.
fn register(index: &Index) {
    index.tokenizers().register(TOKENIZER, TextAnalyzer::builder(Folding::default()).build());
}

/// What tantivy says of a damaged index, in our words.
pub(crate) fn broken(folder: &Path, error: &TantivyError) -> Error {
    match error {
        TantivyError::LockFailure(LockError::LockBusy, _) => {
            Error::Locked { path: folder.to_owned() }
        }
        TantivyError::LockFailure(LockError::IoError(source), _)
        | TantivyError::IoError(source) => Error::Write {
            path: folder.to_owned(),
            source: std::io::Error::new(source.kind(), source.to_string()),
        },
        // Another's index that may not be read is not damaged.
        TantivyError::OpenReadError(OpenReadError::IoError { io_error, filepath })
            if io_error.kind() == std::io::ErrorKind::PermissionDenied =>
        {
            Error::Read { path: folder.join(filepath), source: io_error.kind().into() }
        }
        other => Error::Broken { path: folder.to_owned(), detail: damage(other) },
    }
}

/// What tantivy says when a write fails. Its threads report a full disk as their own death, so
/// whatever is no plain error of the system counts as one: the last commit is unharmed.
fn unwritten(folder: &Path, error: &TantivyError) -> Error {
    let source = match error {
        TantivyError::IoError(source) => std::io::Error::new(source.kind(), source.to_string()),
        other => std::io::Error::other(format!("{other}; the index is as it was before")),
    };
    Error::Write { path: folder.to_owned(), source }
}

/// Says which file is damaged, where tantivy tells; its own words otherwise.
fn damage(error: &TantivyError) -> String {
    match error {
        TantivyError::OpenReadError(
            OpenReadError::IoError { filepath, .. } | OpenReadError::FileDoesNotExist(filepath),
        ) => format!("`{}` is missing, damaged or cut short", filepath.display()),
        TantivyError::OpenReadError(OpenReadError::IncompatibleIndex(_)) => {
            "it was written by another version of the search engine".to_owned()
        }
        TantivyError::DataCorruption(_) => "a file in it is damaged".to_owned(),
        other => other.to_string(),
    }
}

/// The card of the last commit of `index`.
pub(crate) fn card(folder: &Path, index: &Index) -> Result<Option<Card>> {
    let metas = index.load_metas().map_err(|error| broken(folder, &error))?;
    metas
        .payload
        .map(|payload| {
            serde_json::from_str(&payload).map_err(|error| Error::Broken {
                path: folder.to_owned(),
                detail: format!("the last commit carries no index card ({error})"),
            })
        })
        .transpose()
}

impl Writer {
    /// Opens the index in `folder`, or makes it, for writing with `threads` threads.
    ///
    /// Fails where the folder holds something else, has an index of another format, or is being
    /// written by another process.
    pub fn open(folder: &Path, threads: usize) -> Result<Self> {
        manifest::check_format(folder)?;
        let write_error = |source| Error::Write { path: folder.to_owned(), source };
        let index = match open_segments(folder, false)? {
            Some(index) => index,
            None => {
                refuse_foreign(folder)?;
                let segments = folder.join(manifest::SEGMENTS);
                fs::create_dir_all(&segments).map_err(write_error)?;
                let directory = MmapDirectory::open(&segments)
                    .map_err(|error| broken(folder, &error.into()))?;
                let settings = IndexSettings {
                    docstore_compression: Compressor::Zstd(ZstdCompressor::default()),
                    ..IndexSettings::default()
                };
                let index = Index::builder()
                    .schema(schema::schema())
                    .settings(settings)
                    .register_plugin(Arc::new(ConcordancePlugin))
                    .open_or_create(directory)
                    .map_err(|error| broken(folder, &error))?;
                register(&index);
                index
            }
        };
        let options = IndexWriterOptions::builder()
            .memory_budget_per_thread(BUDGET_A_THREAD)
            .num_worker_threads(threads.clamp(1, MOST_THREADS))
            .num_merge_threads(1)
            .build();
        let writer: IndexWriter<Gated> =
            index.writer_with_options(options).map_err(|error| broken(folder, &error))?;
        // Merges are made in `close` alone, where it is known what is worth one.
        writer.set_merge_policy(Box::new(NoMergePolicy));
        let card = card(folder, &index)?;
        let ledger = match &card {
            Some(card) => read_ledger(folder, card)?,
            None => Ledger::default(),
        };
        let schema = index.schema();
        let fields = Fields::of(&schema).map_err(|error| broken(folder, &error))?;
        let gate = Gate::new(BYTES_IN_FLIGHT);
        let (folder, in_order) = (folder.to_owned(), Mutex::new(()));
        Ok(Self { folder, index, writer, in_order, schema, fields, gate, ledger, card })
    }

    /// The account of the last commit.
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// The card of the last commit, or `None` before the first.
    pub fn card(&self) -> Option<&Card> {
        self.card.as_ref()
    }

    /// Puts a paper in, in place of what was read from the same source before. May wait for
    /// others to be indexed first.
    pub fn put(&self, source: &str, paper: &Paper) -> Result<PaperAccount> {
        let made = record::documents(paper, source, &self.schema, &self.fields);
        let date = paper.date.as_ref().or(paper.decision_date.as_ref());
        let account = PaperAccount {
            id: made.paper,
            kind: paper.kind.as_str().to_owned(),
            council: paper.council.as_ref().map(|fact| fact.value.name.clone()),
            date: date.map(|fact| fact.value.to_string()),
            council_layer: paper.council.as_ref().map(|fact| fact.layer.to_string()),
            date_layer: date.map(|fact| fact.layer.to_string()),
            items: made.documents.len() as u64,
            words: made.words,
        };
        // The documents hold the text, and beside it their records and where its words stand.
        let permit = self.gate.enter(paper.text.len() * 2);
        let mut operations = vec![UserOperation::Delete(self.key(source))];
        operations.extend(
            made.documents.into_iter().map(|document| {
                UserOperation::Add(Gated { document, _permit: Arc::clone(&permit) })
            }),
        );
        let _in_order = self.in_order.lock().unwrap_or_else(PoisonError::into_inner);
        self.writer.run(operations).map_err(|error| unwritten(&self.folder, &error))?;
        Ok(account)
    }

    /// Takes out what was read from `source`.
    pub fn remove(&self, source: &str) {
        let _in_order = self.in_order.lock().unwrap_or_else(PoisonError::into_inner);
        self.writer.delete_term(self.key(source));
    }

    fn key(&self, source: &str) -> Term {
        Term::from_field_text(self.fields.source, source)
    }

    /// Makes everything since the last commit visible at once, together with `ledger`.
    pub fn commit(&mut self, ledger: Ledger) -> Result<Card> {
        let mut prepared =
            self.writer.prepare_commit().map_err(|error| unwritten(&self.folder, &error))?;
        let name = format!("ledger-{}.jsonl", prepared.opstamp());
        let path = self.folder.join(&name);
        ledger.write(&path).map_err(|source| Error::Write { path, source })?;
        let card = summary_card(&ledger, name);
        // A card is plain strings and numbers: it always becomes JSON.
        prepared.set_payload(&serde_json::to_string(&card).unwrap_or_default());
        prepared.commit().map_err(|error| unwritten(&self.folder, &error))?;
        self.ledger = ledger;
        self.card = Some(card.clone());
        self.publish(&card)?;
        Ok(card)
    }

    /// Writes the copies for people and removes what no commit names any more.
    fn publish(&self, card: &Card) -> Result<()> {
        let mut pretty = serde_json::to_string_pretty(card).unwrap_or_default();
        pretty.push('\n');
        manifest::write_whole(&self.folder.join(manifest::MANIFEST), pretty.as_bytes())?;
        let mut lines = String::new();
        for problem in self.ledger.problems() {
            let line = serde_json::json!({
                "path": problem.path,
                "problem": problem.kind.as_str(),
                "detail": problem.detail,
            });
            lines.push_str(&line.to_string());
            lines.push('\n');
        }
        manifest::write_whole(&self.folder.join(manifest::PROBLEMS), lines.as_bytes())?;
        let read_error = |source| Error::Read { path: self.folder.clone(), source };
        for entry in fs::read_dir(&self.folder).map_err(read_error)? {
            let path = entry.map_err(read_error)?.path();
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
            if name.is_some_and(|name| {
                name.starts_with("ledger-") && name.ends_with(".jsonl") && name != card.ledger
            }) {
                fs::remove_file(&path).map_err(|source| Error::Write { path, source })?;
            }
        }
        Ok(())
    }

    /// Rewrites the segments that still hold replaced papers, so that these no longer count in
    /// the statistics of ranking, keeps segments few, and closes the index.
    pub fn close(mut self) -> Result<()> {
        let folder = self.folder;
        let metas =
            self.index.searchable_segment_metas().map_err(|error| broken(&folder, &error))?;
        let largest = metas.iter().max_by_key(|meta| meta.num_docs()).map(|meta| meta.id());
        let many = metas.len() > MOST_SEGMENTS;
        let worth: Vec<_> = metas
            .iter()
            .filter(|meta| meta.num_deleted_docs() > 0 || many && Some(meta.id()) != largest)
            .map(|meta| meta.id())
            .collect();
        // Whoever holds the description of a segment keeps its files from being collected.
        drop(metas);
        if !worth.is_empty() {
            self.writer.merge(&worth).wait().map_err(|error| unwritten(&folder, &error))?;
        }
        self.writer.garbage_collect_files().wait().map_err(|error| unwritten(&folder, &error))?;
        self.writer.wait_merging_threads().map_err(|error| unwritten(&folder, &error))?;
        Ok(())
    }
}

/// Refuses to make an index among files that are not ours.
fn refuse_foreign(folder: &Path) -> Result<()> {
    const OURS: [&str; 6] = [
        "README.md",
        ".gitignore",
        manifest::SEGMENTS,
        manifest::MANIFEST,
        manifest::PROBLEMS,
        ".DS_Store",
    ];
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::NotADirectory => {
            return Err(Error::NotAnIndex { path: folder.to_owned() });
        }
        Err(source) => return Err(Error::Read { path: folder.to_owned(), source }),
    };
    for entry in entries {
        let entry = entry.map_err(|source| Error::Read { path: folder.to_owned(), source })?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let ledger = name.starts_with("ledger-") && name.ends_with(".jsonl");
        if !ledger && !OURS.contains(&name.as_str()) {
            return Err(Error::NotAnIndex { path: folder.to_owned() });
        }
    }
    Ok(())
}

/// Reads the ledger that `card` names.
pub(crate) fn read_ledger(folder: &Path, card: &Card) -> Result<Ledger> {
    Ledger::read(&folder.join(&card.ledger)).map_err(|error| Error::Broken {
        path: folder.to_owned(),
        detail: format!("its account of files, `{}`, cannot be read ({error})", card.ledger),
    })
}

/// Adds the account up.
pub(super) fn summary_card(ledger: &Ledger, name: String) -> Card {
    let mut card = Card {
        format: FORMAT,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        fingerprint: ledger.fingerprint(),
        ledger: name,
        files: ledger.entries.len() as u64,
        papers: 0,
        items: 0,
        words: 0,
        unreadable: 0,
        undated: 0,
        council_unknown: 0,
    };
    for root in ledger.roots.values() {
        card.files += root.manifests;
        for problem in root.problems() {
            card.files += u64::from(problem.kind.outcome() != Outcome::Indexed);
            card.unreadable += u64::from(problem.kind.outcome() == Outcome::Unreadable);
        }
    }
    for entry in ledger.entries.values() {
        if let Some(paper) = &entry.paper {
            card.papers += 1;
            card.items += paper.items;
            card.words += paper.words;
            card.undated += u64::from(paper.date.is_none());
            card.council_unknown += u64::from(paper.council.is_none());
        } else if entry.outcome() == Outcome::Unreadable {
            card.unreadable += 1;
        }
    }
    card
}

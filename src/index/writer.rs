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
use tantivy::SegmentMeta;
use tantivy::Term;
use tantivy::index::SegmentId;
use tantivy::indexer::IndexWriterOptions;
use tantivy::indexer::NoMergePolicy;
use tantivy::indexer::UserOperation;
use tantivy::schema::Schema;
use tantivy::store::Compressor;

use crate::error::Error;
use crate::error::Result;
use crate::paper::Paper;

use super::concordance::ConcordancePlugin;
use super::folder;
use super::gate::Gate;
use super::gate::Gated;
use super::ledger::Ledger;
use super::ledger::PaperAccount;
use super::lock::WritingLock;
use super::manifest;
use super::manifest::Card;
use super::record;
use super::schema;
use super::schema::Fields;
use super::segments;
use super::segments::broken;
use super::segments::unwritten;

/// What the program takes before it reads a file: patterns and vocabularies.
const BEFORE_ALL: usize = 64 << 20;

/// Which part of the other memory postings may take before they are written as a segment: writing
/// one takes about as much again. A build of one segment saves its merge, which one thread makes.
const SHARE_OF_POSTINGS: usize = 3;

/// How many bytes of postings one of tantivy's threads gathers, at least (the engine's own bound)
/// and at most.
const LEAST_A_THREAD: usize = 15 << 20;
const MOST_A_THREAD: usize = 384 << 20;

/// One thread that gathers postings keeps up with so many that read. More threads than are needed
/// cost memory and segments, which have to be made one.
const READERS_A_THREAD: usize = 4;
const MOST_THREADS: usize = 8;

/// Which part of the memory may be text that waits to be indexed: enough for a segment to be
/// written meanwhile, and not so much that all have read when one still indexes.
const SHARE_IN_FLIGHT: usize = 32;

/// A segment of which more than this part is gone is written anew. Until then answers leave out
/// what is gone.
const MOST_DELETED: u32 = 5;

/// Beyond so many segments the small ones are made one, up to one that has so many times more
/// items than all smaller ones together: a few new papers are no reason to write all anew.
const MOST_SEGMENTS: usize = 8;
const MUCH_LARGER: u32 = 4;

/// How an index is to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setup {
    /// How many threads read papers for it.
    pub threads: usize,
    /// How many bytes of memory the program may take in all.
    pub memory: usize,
    /// The number of this process, told to any other that wants to write the same index.
    pub process: u32,
}

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
    /// Whether there was no index before.
    is_first: bool,
    former_format: Option<u32>,
    /// Given back last.
    _lock: WritingLock,
}

impl std::fmt::Debug for Writer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writer").field("folder", &self.folder).finish_non_exhaustive()
    }
}

impl Writer {
    /// Opens the index in `folder` if there is one. One of an older format makes way for a new
    /// one if `covers` says of all it was built from that it is read now.
    ///
    /// Fails as [`Writer::open`] does, and where a paper would vanish with the older index.
    pub fn open_old(
        folder: &Path,
        setup: &Setup,
        covers: &dyn Fn(&str) -> bool,
    ) -> Result<Option<Self>> {
        let Some(former_format) = folder::former_format(folder, covers)? else {
            return if folder::is_there(folder) {
                Self::open(folder, setup).map(Some)
            } else {
                Ok(None)
            };
        };
        let lock = WritingLock::take(folder, setup.process)?;
        // Another process may have been quicker.
        if folder::former_format(folder, covers)?.is_some() {
            folder::clear(folder)?;
        }
        let writer = Self::open_locked(folder, setup, lock)?;
        Ok(Some(Self { former_format: Some(former_format), ..writer }))
    }

    /// Opens the index in `folder`, or makes it.
    ///
    /// Fails where the folder holds something else, has an index of another format, or is being
    /// written by another process.
    pub fn open(folder: &Path, setup: &Setup) -> Result<Self> {
        manifest::check_format(folder)?;
        if !folder::is_there(folder) {
            folder::refuse_foreign(folder)?;
        }
        fs::create_dir_all(folder)
            .map_err(|source| Error::Write { path: folder.to_owned(), source })?;
        let lock = WritingLock::take(folder, setup.process)?;
        Self::open_locked(folder, setup, lock)
    }

    fn open_locked(folder: &Path, setup: &Setup, lock: WritingLock) -> Result<Self> {
        let segments = folder.join(manifest::SEGMENTS);
        fs::create_dir_all(&segments)
            .map_err(|source| Error::Write { path: folder.to_owned(), source })?;
        let index = match segments::open_segments(folder, false)? {
            Some(index) => index,
            None => create(folder)?,
        };
        let budget = setup.memory.saturating_sub(BEFORE_ALL) / SHARE_OF_POSTINGS;
        let threads = setup.threads.div_ceil(READERS_A_THREAD);
        let threads = threads.min(budget / LEAST_A_THREAD).clamp(1, MOST_THREADS);
        let a_thread = (budget / threads).clamp(LEAST_A_THREAD, MOST_A_THREAD);
        let options = IndexWriterOptions::builder()
            .memory_budget_per_thread(a_thread)
            .num_worker_threads(threads)
            .num_merge_threads(1)
            .build();
        segments::verify(folder, &index)?;
        let writer: IndexWriter<Gated> =
            index.writer_with_options(options).map_err(|error| broken(folder, &error))?;
        // Merges are made in `close` alone, where it is known what is worth one.
        writer.set_merge_policy(Box::new(NoMergePolicy));
        let card = segments::card(folder, &index)?;
        let ledger = match &card {
            Some(card) => segments::read_ledger(folder, card)?,
            None => Ledger::default(),
        };
        folder::tidy(folder, card.as_ref())?;
        // A process that was ended may have left files of the very names that come next.
        writer.garbage_collect_files().wait().map_err(|error| broken(folder, &error))?;
        let schema = index.schema();
        let fields = Fields::of(&schema).map_err(|error| broken(folder, &error))?;
        let gate = Gate::new(setup.memory / SHARE_IN_FLIGHT);
        let (folder, in_order, is_first) = (folder.to_owned(), Mutex::new(()), card.is_none());
        let writer = Self {
            folder,
            index,
            writer,
            in_order,
            schema,
            fields,
            gate,
            ledger,
            card,
            is_first,
            former_format: None,
            _lock: lock,
        };
        // A process that was ended between a commit and its copies left older ones.
        if let Some(card) = &writer.card
            && !manifest::is_copy_of(&writer.folder, card)
        {
            writer.publish(card)?;
        }
        Ok(writer)
    }

    /// The account of the last commit.
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// The format of an older index that made way for this one.
    pub fn former_format(&self) -> Option<u32> {
        self.former_format
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
        // Tantivy's own number is that of the last commit where only the ledger is new: its file
        // must not be written over before this commit stands.
        let name = folder::ledger_after(self.card.as_ref());
        let path = self.folder.join(&name);
        let written = ledger.write(&path);
        let digest = written
            .and_then(|digest| manifest::sync_folder(&self.folder).map(|()| digest))
            .map_err(|source| Error::Write { path, source })?;
        let card = Card::of(&ledger, name, digest);
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
        // Last, since it tells whether all copies are of this commit.
        let mut pretty = serde_json::to_string_pretty(card).unwrap_or_default();
        pretty.push('\n');
        manifest::write_whole(&self.folder.join(manifest::MANIFEST), pretty.as_bytes())?;
        folder::tidy(&self.folder, Some(card))
    }

    /// Makes one segment of a first build, rewrites segments of which much is gone, keeps them few,
    /// and closes the index.
    pub fn close(mut self) -> Result<()> {
        let folder = self.folder;
        let metas =
            self.index.searchable_segment_metas().map_err(|error| broken(&folder, &error))?;
        let worth = match self.is_first && metas.len() > 1 {
            // What is asked is then looked up once, not once a segment.
            true => metas.iter().map(SegmentMeta::id).collect(),
            false => worth_merging(&metas),
        };
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

/// The segments that are to be written anew as one: those of which much is gone, and the small
/// ones where there are many.
fn worth_merging(metas: &[SegmentMeta]) -> Vec<SegmentId> {
    let mut by_size: Vec<&SegmentMeta> = metas.iter().collect();
    by_size.sort_by_key(|meta| meta.num_docs());
    let mut is_small = metas.len() > MOST_SEGMENTS;
    let (mut smaller, mut small) = (0, 0);
    for (at, meta) in by_size.iter().enumerate() {
        is_small &= at == 0 || meta.num_docs() / MUCH_LARGER <= smaller;
        small += usize::from(is_small);
        smaller += meta.num_docs();
    }
    let is_worth_it = |(at, meta): (usize, &&SegmentMeta)| {
        small > 1 && at < small || meta.num_deleted_docs() > meta.max_doc() / MOST_DELETED
    };
    let worth = by_size.iter().enumerate().filter(|it| is_worth_it(*it));
    worth.map(|(_, meta)| meta.id()).collect()
}

/// Makes an index where none is.
fn create(folder: &Path) -> Result<Index> {
    // The engine's own store holds nothing of any document: texts and records are ours.
    let settings = IndexSettings {
        docstore_compression: Compressor::None,
        docstore_compress_dedicated_thread: false,
        ..IndexSettings::default()
    };
    let index = Index::builder()
        .schema(schema::schema())
        .settings(settings)
        .register_plugin(Arc::new(ConcordancePlugin))
        .open_or_create(segments::sealed(folder, false)?)
        .map_err(|error| broken(folder, &error))?;
    segments::register(&index);
    Ok(index)
}

//! Looks through an index on all cores, and reads some of its papers again. Writes nothing.

use std::collections::BTreeSet;
use std::path::Path;

use rayon::iter::IntoParallelIterator;
use rayon::iter::IntoParallelRefIterator;
use rayon::iter::ParallelIterator;

use crate::error::Result;
use crate::index::Aspect;
use crate::index::Card;
use crate::index::Entry;
use crate::index::Examination;
use crate::index::Finding;
use crate::index::KeptFile;
use crate::index::Ledger;
use crate::index::PaperHeld;
use crate::index::Part;
use crate::index::Reader;
use crate::index::Sources;
use crate::index::Words;
use crate::verify;
use crate::verify::ItemHeld;
use crate::verify::PaperRecount;
use crate::verify::State;

use super::Progress;
use super::Readers;
use super::Workers;
use super::again;

/// How often an index is looked through anew because another process committed meanwhile.
const OVERTAKEN: u32 = 3;

/// Whether an index is sound, and in what it is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Soundness {
    /// The card of the last commit, where it can be read.
    pub card: Option<Card>,
    /// What was found, aspect by aspect.
    pub findings: Vec<Finding>,
    /// What is no fault and yet worth a word, in sentences.
    pub notes: Vec<String>,
    /// The files and folders the index was built from, by their absolute paths, where that can
    /// still be read; each with whether it is there.
    pub roots: Vec<(String, bool)>,
    /// The first language in which pages were read from pictures, where any were.
    pub ocr: Option<String>,
    /// What a recount of papers gave, where one was asked for.
    pub recount: Option<Recount>,
}

/// What became of the papers that were read again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recount {
    /// How many papers the index holds.
    pub papers: u64,
    /// How many of them were to be read again.
    pub sampled: u64,
    /// How many have the same file as when they were indexed, and were compared.
    pub compared: u64,
    /// How many counts were compared: of each word form in each item.
    pub counts: u64,
    /// How many words were counted in the files.
    pub words: u64,
    /// The papers of which there is something to say, in the order of their files.
    pub notable: Vec<PaperRecount>,
    /// Why nothing was read again.
    pub unmade: Option<String>,
}

impl Soundness {
    /// Whether everything that was to be looked at was, and no fault was found.
    pub fn is_sound(&self) -> bool {
        self.is_whole() && self.recount.as_ref().is_none_or(Recount::agrees)
    }

    /// The same, without regard to a recount. Only of a whole index papers can be counted again.
    pub fn is_whole(&self) -> bool {
        self.findings.iter().all(Finding::is_sound)
    }
}

impl Recount {
    /// None, for this reason.
    pub fn unmade(why: &str) -> Self {
        Self { unmade: Some(why.to_owned()), ..Self::default() }
    }

    /// Whether the index holds what the files do, as far as these are as they were. Files that
    /// are gone or have changed are no fault of it.
    pub fn agrees(&self) -> bool {
        self.unmade.is_none() && !self.notable.iter().any(PaperRecount::differs)
    }
}

/// Looks through the index in `folder`: whether its files are as they were written, and its parts
/// agree with one another, to the last word.
///
/// Damage is part of the answer. Fails where the folder holds no index, whole or not.
pub fn check(folder: &Path, progress: &dyn Progress) -> Result<Soundness> {
    for _ in 1..OVERTAKEN {
        let examination = Examination::begin(folder)?;
        let soundness = looked_through(&examination, progress);
        if soundness.is_sound() || !examination.is_overtaken() {
            return Ok(soundness);
        }
    }
    Ok(looked_through(&Examination::begin(folder)?, progress))
}

fn looked_through(examination: &Examination, progress: &dyn Progress) -> Soundness {
    let mut findings = vec![examination.commit.clone()];
    findings.extend(segments(examination, progress));
    let ledger = examination.ledger.as_ref();
    let roots = ledger.into_iter().flat_map(|ledger| ledger.roots.keys());
    Soundness {
        card: examination.card.clone(),
        findings,
        notes: examination.notes.clone(),
        roots: roots.map(|root| (root.clone(), Path::new(root).exists())).collect(),
        ocr: ledger.and_then(|ledger| ledger.entries.values().find_map(|it| it.ocr.clone())),
        recount: None,
    }
}

/// What is found of files, account, papers and words.
fn segments(examination: &Examination, progress: &dyn Progress) -> [Finding; 4] {
    let account = examination.account.clone();
    let Some(kept) = &examination.kept else {
        let unmade = |aspect| Finding::unmade(aspect, "the last commit cannot be read");
        return [Aspect::Files, Aspect::Account, Aspect::Papers, Aspect::Words].map(|aspect| {
            if aspect == Aspect::Account { account.clone() } else { unmade(aspect) }
        });
    };
    // Texts are read twice: for their checksum, and word by word.
    let bytes = |file: &KeptFile| file.bytes * if file.is_text() { 2 } else { 1 };
    progress.found(kept.files().len() as u64, kept.files().iter().map(bytes).sum());
    let mut files = Finding::new(Aspect::Files);
    let look = |file| {
        let damage = kept.damage(file);
        progress.read(file.bytes);
        damage.map(|damage| (file, damage))
    };
    let damaged: Vec<(&KeptFile, String)> = kept.files().par_iter().filter_map(look).collect();
    files.looked_at = kept.files().len() as u64;
    for (file, damage) in &damaged {
        files.note(file.path(), damage.as_str());
    }
    let damaged: Vec<&KeptFile> = damaged.iter().map(|(file, _)| *file).collect();
    let parts = kept.parts(&damaged, &mut files);
    let lost = kept.segments() - parts.len();
    let lost = (lost > 0).then(|| {
        format!("{lost} of {} segments cannot be read, for damage to files", kept.segments())
    });
    let papers = papers(examination, &parts, lost.as_deref());
    let mut words = words(&parts, progress);
    words.unmade = lost;
    [files, account, papers, words]
}

/// Compares the papers in the segments with the account.
fn papers(examination: &Examination, parts: &[Part], lost: Option<&str>) -> Finding {
    let aspect = Aspect::Papers;
    if let Some(lost) = lost {
        return Finding::unmade(aspect, lost);
    }
    let (Some(ledger), Some(card)) = (&examination.ledger, &examination.card) else {
        return Finding::unmade(aspect, "the account of files cannot be read");
    };
    let read: Vec<_> = parts.par_iter().map(|part| (part.path(), part.sources())).collect();
    let mut sources = Sources::default();
    let mut unread = Finding::new(aspect);
    for (path, read) in read {
        match read {
            Ok(more) => sources.add(more),
            Err(why) => unread.note(path, why),
        }
    }
    if unread.is_sound() { sources.compare(ledger, card) } else { unread }
}

/// Compares each word of each text with the words that are searched.
fn words(parts: &[Part], progress: &dyn Progress) -> Finding {
    let one = |part: &Part| match Words::of(part) {
        Ok(words) => words
            .stretches()
            .into_par_iter()
            .map(|docs| words.compare(docs, |bytes| progress.read(bytes)))
            .collect::<Vec<Finding>>(),
        Err(why) => {
            let mut finding = Finding::new(Aspect::Words);
            finding.note(part.path(), why);
            vec![finding]
        }
    };
    let findings: Vec<Vec<Finding>> = parts.par_iter().map(one).collect();
    let mut all = Finding::new(Aspect::Words);
    for finding in findings.into_iter().flatten() {
        all.add(finding);
    }
    all
}

/// Reads the files of `sample` papers again, 0 for all, and compares every word form in each of
/// their items with what the index holds. The same index gives the same sample.
///
/// Fails where the index cannot be opened.
pub fn recount(
    folder: &Path,
    sample: usize,
    readers: &Readers,
    progress: &dyn Progress,
) -> Result<Recount> {
    let reader = Reader::open(folder)?;
    let ledger = reader.ledger()?;
    let papers = ledger.entries.values().filter(|entry| entry.paper.is_some()).count();
    let wanted = sampled(&ledger, &reader.card().fingerprint, sample);
    let workers = Workers::new(readers.clone(), super::MEMORY, progress);
    let missing = again::missing(&wanted);
    let found = again::found(&ledger);
    let bytes = |entry: &Entry| found.files.get(&entry.source).map_or(0, |file| file.size);
    progress.found(wanted.len() as u64, wanted.iter().map(|entry| bytes(entry)).sum());
    let one = |entry: &&Entry| {
        let recount = compared(entry, &reader, &found, &workers, &missing);
        progress.read(bytes(entry));
        recount
    };
    let recounts: Vec<PaperRecount> = wanted.par_iter().map(one).collect::<Result<_>>()?;
    let same = |recount: &PaperRecount| recount.state == State::Same;
    Ok(Recount {
        papers: papers as u64,
        sampled: wanted.len() as u64,
        compared: recounts.iter().filter(|it| same(it)).count() as u64,
        counts: recounts.iter().map(|it| it.counts).sum(),
        words: recounts.iter().map(|it| it.words).sum(),
        notable: recounts.into_iter().filter(|it| !same(it) || it.differs()).collect(),
        unmade: None,
    })
}

/// The papers that are read again, in the order of their files: those whose digest with the
/// fingerprint of the index is least, so that chance chooses, and always the same.
fn sampled<'a>(ledger: &'a Ledger, fingerprint: &str, sample: usize) -> Vec<&'a Entry> {
    let mut entries: Vec<&Entry> =
        ledger.entries.values().map(|it| &**it).filter(|it| it.paper.is_some()).collect();
    if sample > 0 && sample < entries.len() {
        entries.sort_by_cached_key(|entry| {
            let mut digest = blake3::Hasher::new();
            digest.update(fingerprint.as_bytes()).update(entry.path.as_bytes());
            (*digest.finalize().as_bytes(), entry.source.as_str())
        });
        entries.truncate(sample);
        entries.sort_by_key(|entry| entry.source.as_str());
    }
    entries
}

/// Reads one paper again and compares it.
fn compared(
    entry: &Entry,
    reader: &Reader,
    found: &again::Found,
    workers: &Workers,
    missing: &again::Missing<'_>,
) -> Result<PaperRecount> {
    let reread = again::reread(entry, found, workers, missing);
    let mut recount = PaperRecount::new(reread.path, reread.id, reread.state);
    if recount.state != State::Same {
        return Ok(recount);
    }
    let scanned = reread.paper.as_ref().map(verify::forms).unwrap_or_default();
    let held = PaperHeld::of(reader, &entry.source)?;
    let forms: BTreeSet<String> = scanned.iter().flat_map(|forms| forms.keys().cloned()).collect();
    let counts = held.counts(forms)?;
    let held: Vec<ItemHeld<'_>> =
        held.texts().zip(counts).map(|(text, forms)| ItemHeld { text, forms }).collect();
    recount.compare(reread.paper.as_ref(), &scanned, &held);
    Ok(recount)
}

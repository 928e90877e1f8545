//! Turns what lies in an archive into sources, problems and what else was met, each under a name
//! of its own.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use crate::paper::Origin;
use crate::problem::Outcome;
use crate::problem::Problem;
use crate::problem::ProblemKind;
use crate::source::Place;
use crate::source::SourceFile;
use crate::source::key;
use crate::source::manifest;
use crate::source::mirror;
use crate::source::stamp;
use crate::source::walk::Entry;

/// The most sources of one archive.
const MOST_SOURCES: usize = 1_000_000;

/// Names longer than so many bytes are cut: no file system has them.
const LONGEST_NAME: usize = 4_096;

/// What lies in one archive, as far as it was listed.
#[derive(Debug)]
pub(super) struct Contents<'a> {
    archive: &'a SourceFile,
    /// The folders before the path of the archive, for the rules of mirrors.
    folders: &'a Arc<str>,
    mark: String,
    /// How often each name was met.
    names: HashMap<String, usize>,
    sources: usize,
    /// What lies in it, each at a place below the archive.
    pub(super) entries: Vec<(PathBuf, Entry)>,
    /// What is wrong with the archive or set aside in it.
    pub(super) problems: Vec<Problem>,
}

/// What is known of a source before it has a name.
pub(super) struct Source {
    /// What it is called in the archive.
    pub(super) name: String,
    pub(super) place: Place,
    /// Unpacked, in bytes, as far as it is told.
    pub(super) size: u64,
    /// Where it was published, as far as the archive tells.
    pub(super) address: Option<String>,
    pub(super) content_type: Option<String>,
}

impl<'a> Contents<'a> {
    pub(super) fn new(archive: &'a SourceFile, folders: &'a Arc<str>) -> Self {
        Self {
            archive,
            folders,
            mark: key::mark(archive.place.file()),
            names: HashMap::new(),
            sources: 0,
            entries: Vec::new(),
            problems: Vec::new(),
        }
    }

    /// The most bytes of one source.
    pub(super) fn limit(&self) -> u64 {
        self.archive.limit
    }

    /// The name, with a number behind it where it was met before: `minutes.html#2`.
    fn unique(&mut self, mut name: String) -> String {
        if name.len() > LONGEST_NAME {
            name.truncate(name.floor_char_boundary(LONGEST_NAME));
            name.push('…');
        }
        let mut told = name.clone();
        loop {
            let met = self.names.entry(told.clone()).or_default();
            *met += 1;
            if *met == 1 {
                return told;
            }
            let rank = *met;
            told = format!("{name}#{rank}");
            if !self.names.contains_key(&told) {
                self.names.insert(told.clone(), 1);
                return told;
            }
        }
    }

    /// How people would write what is called `name`.
    fn shown(&self, name: &str) -> String {
        format!("{}{}{name}", self.archive.shown, self.mark)
    }

    /// The place of what is called `name`, for manifests and for order.
    fn below(&self, name: &str) -> PathBuf {
        self.archive.place.file().join(name)
    }

    /// Adds a source; says whether there is room for more.
    pub(super) fn source(&mut self, source: Source) -> bool {
        let name = self.unique(source.name);
        // An address may hold what no path keeps apart (`//`), so a record goes by its number.
        let below = match &source.place {
            Place::Record(_) => self.archive.place.file().join(format!("#{:012}", self.sources)),
            _ => self.below(&name),
        };
        self.sources += 1;
        let shown = self.shown(&name);
        if manifest::is_one(&below) {
            self.entries.push((below, Entry::Manifest { shown, place: source.place }));
            return self.has_room();
        }
        let path = format!("{}/{name}", self.archive.origin.path);
        let address =
            source.address.or_else(|| mirror::address(&format!("{}/{path}", self.folders)));
        let file = SourceFile {
            key: format!("{}{}{name}", self.archive.key, self.mark),
            place: source.place,
            shown,
            size: source.size,
            stamp: stamp::inside(&self.archive.stamp),
            origin: Origin { path, address, manifest: None },
            content_type: source.content_type,
            limit: self.archive.limit,
        };
        let folders = Arc::clone(self.folders);
        self.entries.push((below, Entry::File { file: Box::new(file), folders }));
        self.has_room()
    }

    fn has_room(&mut self) -> bool {
        if self.sources < MOST_SOURCES {
            return true;
        }
        let detail = format!("more than {MOST_SOURCES} files in it; the rest is not read");
        self.about_it(ProblemKind::TooLarge, detail);
        false
    }

    /// Adds what cannot be taken, at a place of its own.
    pub(super) fn problem(&mut self, name: String, kind: ProblemKind, detail: String) {
        let name = self.unique(name);
        let problem = Problem::new(self.shown(&name), kind, detail);
        self.entries.push((self.below(&name), Entry::Problem(problem)));
    }

    /// Adds what cannot be taken and need not be told apart.
    pub(super) fn page_problem(&mut self, uri: &str, kind: ProblemKind, detail: String) {
        self.problems.push(Problem::new(self.shown(uri), kind, detail));
    }

    /// Adds what is hidden.
    pub(super) fn hidden(&mut self, name: &str) {
        self.entries.push((self.below(name), Entry::Hidden));
    }

    /// Adds what is to be said of the archive as a whole.
    pub(super) fn about_it(&mut self, kind: ProblemKind, detail: String) {
        self.problems.push(Problem::new(&*self.archive.shown, kind, detail));
    }

    /// Says that there is nothing in the archive, where nothing that counts as a file was met.
    pub(super) fn finish(&mut self, detail: &str) {
        let counts = self.problems.iter().any(|it| it.kind.outcome() != Outcome::Indexed);
        let is_empty = self.entries.iter().all(|(_, entry)| matches!(entry, Entry::Hidden));
        if is_empty && !counts {
            self.about_it(ProblemKind::NoText, detail.to_owned());
        }
    }
}

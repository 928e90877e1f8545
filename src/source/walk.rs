//! Walks one given path and notes everything it meets.
//!
//! Knows folders, links and sizes; does not open a file.

use std::collections::BTreeMap;
use std::fs;
use std::fs::FileType;
use std::fs::Metadata;
use std::io;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::time::SystemTime;

use ignore::DirEntry;
use ignore::WalkBuilder;

use crate::error::Error;
use crate::error::Result;
use crate::paper::Origin;
use crate::problem::Problem;
use crate::problem::ProblemKind;
use crate::source::Limits;
use crate::source::Place;
use crate::source::SourceFile;
use crate::source::manifest;
use crate::source::mirror;
use crate::source::stamp;

/// Everything met so far, by its place: the absolute path without links. What lies in an archive
/// has a place below it, which is no place on the disk.
#[derive(Debug)]
pub(super) struct Met {
    /// When the walk began.
    now: SystemTime,
    pub(super) entries: BTreeMap<PathBuf, Entry>,
    /// What is to be said of archives, and of pages in them.
    pub(super) problems: Vec<Problem>,
    /// Places that could not be entered or looked at.
    pub(super) closed: Vec<PathBuf>,
    /// Manifests that lie beside a file given by itself: read, but not met.
    pub(super) beside: BTreeMap<PathBuf, String>,
}

/// One thing that was met.
#[derive(Debug)]
pub(super) enum Entry {
    /// A file that may hold a paper.
    File {
        file: Box<SourceFile>,
        /// The folders before its path, as far as the rules of mirrors may look at them.
        folders: Arc<str>,
    },
    /// A `papers.csv`.
    Manifest {
        /// Its path for people.
        shown: String,
        /// Where its bytes lie.
        place: Place,
    },
    /// An archive whose members were met.
    Archive,
    /// A file or folder that could not be taken.
    Problem(Problem),
    /// A hidden file or folder.
    Hidden,
}

impl Met {
    /// Nothing yet, of a walk that begins `now`.
    pub(super) fn at(now: SystemTime) -> Self {
        let (entries, beside) = (BTreeMap::new(), BTreeMap::new());
        Self { now, entries, problems: Vec::new(), closed: Vec::new(), beside }
    }

    /// How many manifests were met.
    pub(super) fn manifests(&self) -> usize {
        self.entries.values().filter(|entry| matches!(entry, Entry::Manifest { .. })).count()
    }

    /// How many hidden files and folders were met.
    pub(super) fn hidden(&self) -> usize {
        self.entries.values().filter(|entry| matches!(entry, Entry::Hidden)).count()
    }

    /// Notes `entry` at `place`, unless a path given earlier led there too.
    fn note(&mut self, place: PathBuf, entry: Entry) {
        self.entries.entry(place).or_insert(entry);
    }
}

/// Notes everything at and below `given`, a path as it was typed.
pub(super) fn below(given: &Path, limits: &Limits, met: &mut Met) -> Result<()> {
    // Only here is a link followed: whoever names a link means what it points to.
    let place = match fs::canonicalize(given) {
        Ok(place) => place,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(Error::Missing { path: given.to_owned() });
        }
        Err(error) => {
            let problem = Problem::new(written(given), ProblemKind::Unreadable, error.to_string());
            met.note(given.to_owned(), Entry::Problem(problem));
            return Ok(());
        }
    };
    below_place(given, &place, limits, met);
    Ok(())
}

/// Notes everything at and below `place`, which was typed as `given`.
pub(super) fn below_place(given: &Path, place: &Path, limits: &Limits, met: &mut Met) {
    let mut root =
        Root { given, place: place.to_owned(), name: Arc::from(""), before: Arc::from("") };
    root.name = Arc::from(root.name());
    // A file given by itself stands in the folders that were typed before its name.
    root.before = given.parent().map(slashed).unwrap_or_default().into();
    let hidden = Arc::new(Mutex::new(Vec::new()));
    let passed_over = Arc::clone(&hidden);
    let walk = WalkBuilder::new(&root.place)
        .standard_filters(false)
        .follow_links(false)
        .filter_entry(move |entry| {
            let is_hidden = entry.depth() > 0 && is_hidden(entry);
            if is_hidden {
                let mut hidden = passed_over.lock().unwrap_or_else(PoisonError::into_inner);
                hidden.push(entry.path().to_owned());
            }
            !is_hidden
        })
        .build();
    for entry in walk {
        match entry {
            Ok(entry) => root.note(&entry, limits, met),
            Err(error) => root.note_error(&error, met),
        }
    }
    for place in hidden.lock().unwrap_or_else(PoisonError::into_inner).drain(..) {
        met.note(place, Entry::Hidden);
    }
}

/// A path that was given, as typed and as it is.
struct Root<'a> {
    given: &'a Path,
    place: PathBuf,
    /// The name of the root, for what lies below it.
    name: Arc<str>,
    /// The folders that were typed before that name.
    before: Arc<str>,
}

impl Root<'_> {
    /// Notes one entry of the walk. A folder that could be opened is nothing to note.
    fn note(&self, entry: &DirEntry, limits: &Limits, met: &mut Met) {
        let place = entry.path();
        let shown = self.shown(place);
        let problem = |kind, detail: String| Entry::Problem(Problem::new(&shown, kind, detail));
        let noted = match entry.file_type() {
            Some(kind) if kind.is_dir() => return,
            Some(kind) if kind.is_symlink() => problem(ProblemKind::SymbolicLink, target(place)),
            Some(kind) if kind.is_file() => match entry.metadata() {
                Ok(_) if manifest::is_one(place) => {
                    Entry::Manifest { shown, place: Place::File(place.to_owned()) }
                }
                Ok(facts) => self.file(place, &facts, limits, met.now),
                Err(error) => problem(ProblemKind::Unreadable, cause(&error)),
            },
            // A pipe would wait for ever to be read.
            other => problem(ProblemKind::Unreadable, special(other)),
        };
        if place == self.place && matches!(noted, Entry::File { .. }) {
            self.note_beside(met);
        }
        met.note(place.to_owned(), noted);
    }

    /// Notes what the walk could not enter or look at.
    fn note_error(&self, error: &ignore::Error, met: &mut Met) {
        let place = path_of(error).unwrap_or(&self.place);
        let problem = Problem::new(self.shown(place), ProblemKind::Unreadable, cause(error));
        met.note(place.to_owned(), Entry::Problem(problem));
        met.closed.push(place.to_owned());
    }

    /// Notes the manifest in the folder of a file that was given by itself, if there is one.
    fn note_beside(&self, met: &mut Met) {
        let beside = self.place.with_file_name(manifest::NAME);
        if beside.is_file() {
            let shown = written(&self.given.with_file_name(manifest::NAME));
            met.beside.entry(beside).or_insert(shown);
        }
    }

    fn file(&self, place: &Path, facts: &Metadata, limits: &Limits, now: SystemTime) -> Entry {
        let path = self.path(place);
        let folders = if place == self.place { &self.before } else { &self.name };
        let file = SourceFile {
            key: written(place),
            place: Place::File(place.to_owned()),
            shown: self.shown(place),
            size: facts.len(),
            stamp: stamp::of(facts, now),
            origin: Origin {
                address: mirror::address(&format!("{folders}/{path}")),
                path,
                manifest: None,
            },
            content_type: None,
            limit: limits.file_bytes,
        };
        Entry::File { file: Box::new(file), folders: Arc::clone(folders) }
    }

    /// The name of the root folder, as typed where it was typed.
    fn name(&self) -> String {
        let name = self.given.file_name().or_else(|| self.place.file_name());
        name.map(|name| written(Path::new(name))).unwrap_or_default()
    }

    /// The path below the root with `/` between folders; for the root itself its name.
    fn path(&self, place: &Path) -> String {
        match place.strip_prefix(&self.place) {
            Ok(below) if below.as_os_str().is_empty() => self.name(),
            Ok(below) => slashed(below),
            Err(_) => slashed(place),
        }
    }

    /// The path as people would type it.
    fn shown(&self, place: &Path) -> String {
        match place.strip_prefix(&self.place) {
            Ok(below) if below.as_os_str().is_empty() => written(self.given),
            Ok(below) => written(&self.given.join(below)),
            Err(_) => written(place),
        }
    }
}

/// Writes a path as text. Bytes that are not Unicode are written as `\xE9`, so that two such
/// names never become one.
pub(super) fn written(path: &Path) -> String {
    if let Some(text) = path.to_str() {
        return text.to_owned();
    }
    let mut text = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        text.push_str(chunk.valid());
        for byte in chunk.invalid() {
            text.push_str(&format!("\\x{byte:02X}"));
        }
    }
    text
}

/// Writes a path with `/` between its parts, on any system.
fn slashed(path: &Path) -> String {
    let parts: Vec<String> = path.iter().map(|part| written(Path::new(part))).collect();
    parts.join("/")
}

/// Says whether a file or folder is hidden. HTTrack keeps every page of its mirror a second time
/// in `hts-cache`.
fn is_hidden(entry: &DirEntry) -> bool {
    let name = entry.file_name();
    name.as_encoded_bytes().starts_with(b".") || name == "hts-cache"
}

/// Where a link points to, for the problem's detail.
fn target(link: &Path) -> String {
    match fs::read_link(link) {
        Ok(target) => format!("to `{}`", written(&target)),
        Err(error) => error.to_string(),
    }
}

/// Says what a file is that is neither file, folder nor link.
fn special(kind: Option<FileType>) -> String {
    match kind {
        Some(_) => "no ordinary file".to_owned(),
        None => "no file".to_owned(),
    }
}

/// The path an error of the walk is about, where it says so.
fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
            path_of(err)
        }
        ignore::Error::Loop { child, .. } => Some(child),
        _ => None,
    }
}

/// What the system said, without the path, which stands beside it anyway.
fn cause(error: &ignore::Error) -> String {
    match error.io_error() {
        Some(error) => error.to_string(),
        None => error.to_string(),
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    use super::*;

    #[test]
    fn names_that_are_not_unicode_are_written_byte_by_byte() {
        let name = Path::new(OsStr::from_bytes(b"caf\xe9/minutes.txt"));
        assert_eq!(written(name), "caf\\xE9/minutes.txt");
        assert_eq!(slashed(name), "caf\\xE9/minutes.txt");
    }
}

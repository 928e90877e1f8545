//! Holds what the rooms are given: files, texts, papers, an index.

use std::path::Path;
use std::sync::LazyLock;

use minutebook::extract;
use minutebook::extract::Text;
use minutebook::normalise;
use minutebook::paper::Origin;
use minutebook::paper::Paper;
use minutebook::recognise;
use minutebook::search::Library;
use minutebook::source;
use minutebook::source::Limits;
use tempfile::TempDir;

use crate::made::Form;
use crate::made::Maker;
use crate::made::SEED;
use crate::made::Size;
use crate::written;

/// The papers in one of the forms by its name, in a folder of their own.
pub(crate) fn folder(form: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder for the bench");
    let form: Form = form.parse().expect("the forms of the bench are known");
    Maker::new(SEED).write(Size::Small, form, folder.path()).expect("papers can be written");
    folder
}

/// The files of a form: path and bytes.
pub(crate) fn files(form: &str) -> Vec<(String, Vec<u8>)> {
    let folder = folder(form);
    let found = source::find(&[folder.path().to_owned()], &Limits::default());
    let found = found.expect("the folder can be read").files;
    let read = |file| source::read(file).expect("the files can be read");
    found.iter().map(|file| (file.shown.clone(), read(file))).collect()
}

/// The plain texts with their paths.
pub(crate) static TEXTS: LazyLock<Vec<(String, Text)>> = LazyLock::new(|| {
    let extracted = |(path, bytes): (String, Vec<u8>)| {
        let (text, _) = extract::text(&path, &bytes);
        (path, text)
    };
    files("text").into_iter().map(extracted).collect()
});

/// How many bytes all texts have.
pub(crate) fn bytes() -> usize {
    TEXTS.iter().map(|(_, text)| text.content.len()).sum()
}

/// The papers of the texts.
pub(crate) static PAPERS: LazyLock<Vec<Paper>> = LazyLock::new(|| {
    let normalised = |(path, text): &(String, Text)| {
        let verdict = recognise::kind(text, path);
        let origin = Origin { path: path.clone(), ..Origin::default() };
        normalise::paper(text.clone(), &verdict, origin).0
    };
    TEXTS.iter().map(normalised).collect()
});

/// Writes all papers into a new index.
pub(crate) fn index(folder: &Path) {
    let papers = PAPERS.iter().map(|paper| (paper.origin.path.clone(), paper));
    written::write(folder, papers).expect("the papers can be indexed");
}

/// The index of all papers.
pub(crate) static LIBRARY: LazyLock<Library> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a temporary folder for the bench");
    index(folder.path());
    // What is open can be read when its folder is gone.
    Library::open(folder.path()).expect("the index can be opened")
});

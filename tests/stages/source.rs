//! Finding files: nothing vanishes, nothing counts twice, what was told from outside is kept.

use std::fs;
use std::path::Path;
use std::path::PathBuf;

use minutebook::error::Error;
use minutebook::problem::ProblemKind;
use minutebook::source;
use minutebook::source::Found;
use minutebook::source::Limits;
use minutebook::source::SourceFile;
use tempfile::TempDir;

/// A folder with the given files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let place = folder.path().join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, text).unwrap();
    }
    folder
}

fn find(paths: &[&Path]) -> Found {
    let paths: Vec<PathBuf> = paths.iter().map(|path| (*path).to_owned()).collect();
    source::find(&paths, &Limits { file_bytes: 100 }).unwrap()
}

/// The paths below the given folder.
fn paths(found: &Found) -> Vec<&str> {
    found.files.iter().map(|file| file.origin.path.as_str()).collect()
}

fn details(found: &Found) -> Vec<(ProblemKind, &str)> {
    found.problems.iter().map(|problem| (problem.kind, problem.detail.as_str())).collect()
}

fn file<'a>(found: &'a Found, path: &str) -> &'a SourceFile {
    found.files.iter().find(|file| file.origin.path == path).unwrap()
}

#[test]
fn every_file_is_counted_once() {
    let long = "x".repeat(101);
    let folder = folder(&[
        ("b/minutes.txt", "Minutes"),
        ("a.txt", "Agenda"),
        ("a/z.html", "<p>Report"),
        ("a/long.txt", &long),
        ("papers.csv", "path\na.txt\n"),
        (".git/config", "x"),
        (".hidden.txt", "x"),
        (".gitignore", "a.txt"),
        ("b/.ignore", "minutes.txt"),
    ]);
    let found = find(&[folder.path()]);
    assert_eq!(paths(&found), ["a.txt", "a/z.html", "b/minutes.txt"]);
    assert_eq!(details(&found), [(ProblemKind::TooLarge, "101 bytes, the limit is 100 bytes")]);
    assert_eq!((found.manifests, found.hidden), (1, 4));
    // Five files that are not hidden: found, a problem, or a manifest.
    assert_eq!(found.files.len() + found.problems.len() + found.manifests, 5);
    assert_eq!(found, find(&[folder.path()]));
}

#[test]
fn a_file_two_paths_lead_to_counts_once() {
    let folder =
        folder(&[("a/b.txt", "Minutes"), ("c.txt", "Agenda"), ("a/long.txt", &"x".repeat(101))]);
    let inner = folder.path().join("a");
    let same = folder.path().join("a/../a/b.txt");
    let found = find(&[&inner, folder.path(), &same]);
    assert_eq!(paths(&found), ["b.txt", "c.txt"]);
    assert_eq!(found.problems.len(), 1);
    assert!(found.files[0].key.ends_with("/a/b.txt"));
    assert_eq!(found.files[0].shown, inner.join("b.txt").display().to_string());
}

#[test]
fn a_file_given_by_itself_goes_by_its_name() {
    let folder = folder(&[
        ("a.uk/mgAi.aspx?ID=4", "x"),
        ("a.uk/papers.csv", "path,title\nmgAi.aspx?ID=4,Roads\n"),
    ]);
    let found = find(&[&folder.path().join("a.uk/mgAi.aspx?ID=4")]);
    let file = file(&found, "mgAi.aspx?ID=4");
    assert_eq!(file.origin.address.as_deref(), Some("https://a.uk/mgAi.aspx?ID=4"));
    assert_eq!(file.origin.manifest.as_ref().unwrap().title.as_deref(), Some("Roads"));
    assert_eq!(found.manifests, 0);
}

#[test]
fn what_is_not_there_is_an_error() {
    let folder = folder(&[]);
    let missing = folder.path().join("minuets");
    let error = source::find(std::slice::from_ref(&missing), &Limits::default()).unwrap_err();
    assert!(matches!(error, Error::Missing { path } if path == missing));
}

#[cfg(unix)]
#[test]
fn links_are_followed_only_where_they_are_given() {
    let folder = folder(&[("a/b.txt", "Minutes")]);
    let link = folder.path().join("link");
    std::os::unix::fs::symlink(folder.path().join("a"), &link).unwrap();
    std::os::unix::fs::symlink("nowhere", folder.path().join("broken")).unwrap();
    let found = find(&[folder.path()]);
    assert_eq!(paths(&found), ["a/b.txt"]);
    let kinds: Vec<ProblemKind> = found.problems.iter().map(|problem| problem.kind).collect();
    assert_eq!(kinds, [ProblemKind::SymbolicLink; 2]);
    assert_eq!(found.problems[0].detail, "to `nowhere`");

    let found = find(&[&link]);
    assert_eq!(paths(&found), ["b.txt"]);
    assert_eq!(found.files[0].shown, link.join("b.txt").display().to_string());
    assert!(found.files[0].key.ends_with("/a/b.txt"));
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_not_unicode_are_kept_apart() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let folder = folder(&[]);
    for name in [&b"caf\xe9.txt"[..], b"caf\xe8.txt"] {
        fs::write(folder.path().join(OsStr::from_bytes(name)), name).unwrap();
    }
    let found = find(&[folder.path()]);
    assert_eq!(paths(&found), ["caf\\xE8.txt", "caf\\xE9.txt"]);
    assert_eq!(source::read(&found.files[1]).unwrap(), b"caf\xe9.txt");
}

#[test]
fn a_file_that_grew_beyond_the_limit_is_a_problem() {
    let folder = folder(&[("a.txt", "Minutes"), ("b.txt", "Agenda")]);
    let found = find(&[folder.path()]);
    fs::write(folder.path().join("a.txt"), "x".repeat(101)).unwrap();
    fs::remove_file(folder.path().join("b.txt")).unwrap();
    let problems: Vec<_> = found.files.iter().map(|file| source::read(file).unwrap_err()).collect();
    assert_eq!(
        (problems[0].kind, problems[0].detail.as_str()),
        (ProblemKind::TooLarge, "more than 100 bytes")
    );
    assert_eq!(problems[1].kind, ProblemKind::Unreadable);
    assert_eq!(problems[1].path, found.files[1].shown);
}

#[test]
fn the_nearer_manifest_wins() {
    let folder = folder(&[
        (
            "papers.csv",
            "path,council,title,url\na/b.txt,Ambleford,Far,https://a.uk/far\na/c.txt,Ambleford,,\n",
        ),
        ("a/papers.csv", "Path,Title\nb.txt,Near\n"),
        ("a/b.txt", "x"),
        ("a/c.txt", "x"),
        ("a/d.txt", "x"),
    ]);
    let found = find(&[folder.path()]);
    assert_eq!(details(&found), []);
    let row = file(&found, "a/b.txt").origin.manifest.clone().unwrap();
    assert_eq!((row.title.as_deref(), row.council.as_deref()), (Some("Near"), Some("Ambleford")));
    assert_eq!(file(&found, "a/b.txt").origin.address.as_deref(), Some("https://a.uk/far"));
    assert!(file(&found, "a/c.txt").origin.manifest.is_some());
    assert_eq!(file(&found, "a/d.txt").origin.manifest, None);
}

#[test]
fn bad_rows_are_named() {
    let folder = folder(&[
        ("papers.csv", "path,date\nb.txt,2017-02-30\ngone.txt,\na\\c.txt,\n./b.txt,\n.h.txt,\n"),
        ("b.txt", "x"),
        ("a/c.txt", "x"),
        (".h.txt", "x"),
    ]);
    let found = find(&[folder.path()]);
    let expected = [
        "line 2, column `date`: `2017-02-30` is no date (2017-01-18 or 18/01/2017)",
        "line 3, column `path`: there is no file `gone.txt`",
        "line 5, column `path`: `./b.txt` stands in line 2 already",
        "line 6, column `path`: there is no file `.h.txt`",
    ];
    assert_eq!(details(&found), expected.map(|detail| (ProblemKind::Manifest, detail)));
    assert!(file(&found, "a/c.txt").origin.manifest.is_some());
}

#[test]
fn mirror_folders_give_addresses() {
    let folder = folder(&[("democracy.ambleford.gov.uk/docs/a b.html", "x"), ("minutes.txt", "x")]);
    let found = find(&[folder.path()]);
    let inner = "democracy.ambleford.gov.uk/docs/a b.html";
    let address = Some("https://democracy.ambleford.gov.uk/docs/a%20b.html");
    assert_eq!(file(&found, inner).origin.address.as_deref(), address);
    assert_eq!(file(&found, "minutes.txt").origin.address, None);

    let found = find(&[&folder.path().join("democracy.ambleford.gov.uk")]);
    assert_eq!(file(&found, "docs/a b.html").origin.address.as_deref(), address);
}

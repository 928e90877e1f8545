//! Tests what a second `minutebook index` does: what it reads, takes out, keeps and says.

#![allow(clippy::print_stdout)]

use std::fs;
use std::fs::File;
use std::thread;
use std::time::Duration;

use minutebook::index::FORMAT;
use minutebook::index::Writer;

use crate::support::Corpus;
use crate::support::setup;

fn minutes(day: u8, resolved: &str) -> String {
    format!(
        "Alder Parish Council\n\nMinutes of the meeting held on {day} May 2019\n\nPresent: Cllr Ash\n\n\
         1. Apologies\n\nNone.\n\n2. Budget\n\nRESOLVED that {resolved}.\n\n3. Close\n\nThe meeting closed.\n"
    )
}

/// A folder of three papers with its index.
fn indexed() -> Corpus {
    let corpus = Corpus::empty();
    for (name, day) in [("a", 3), ("b", 10), ("c", 17)] {
        corpus.write(&format!("papers/{name}.txt"), minutes(day, "it be set").as_bytes());
    }
    assert!(changes(&corpus, &["papers"]).starts_with("added 3 "));
    corpus
}

/// Builds again and returns the line that says what was done.
fn changes(corpus: &Corpus, args: &[&str]) -> String {
    let told = corpus.minutebook([&["index"], args].concat());
    assert!(told.ends_with("[exit 0]\n"), "{told}");
    told.lines().find(|line| line.starts_with("added")).unwrap().to_owned()
}

#[test]
fn a_file_under_another_name_is_known_by_its_content() {
    let corpus = indexed();
    let papers = corpus.path().join("papers");
    fs::create_dir(papers.join("2019")).unwrap();
    fs::rename(papers.join("b.txt"), papers.join("2019/may.txt")).unwrap();
    assert_eq!(
        changes(&corpus, &["papers"]),
        "added 0 · changed 0 · removed 0 · unchanged 2 · renamed 1"
    );
    let found = corpus.minutebook(["search", "budget", "--format", "json"]);
    assert!(found.contains("2019/may.txt") && !found.contains("b.txt"), "{found}");
    assert!(found.contains("\"total\": 3"), "{found}");
}

#[test]
fn a_copy_under_another_name_is_new_and_no_renaming() {
    let corpus = indexed();
    let papers = corpus.path().join("papers");
    fs::copy(papers.join("b.txt"), papers.join("d.txt")).unwrap();
    assert_eq!(changes(&corpus, &["papers"]), "added 1 · changed 0 · removed 0 · unchanged 3");
}

#[test]
fn papers_of_files_that_are_gone_leave_or_stay_marked() {
    let corpus = indexed();
    let gone = corpus.path().join("papers/b.txt");
    let text = fs::read(&gone).unwrap();
    fs::remove_file(&gone).unwrap();
    let kept = "added 0 · changed 0 · removed 0 · unchanged 2 · gone but kept 1";
    assert_eq!(changes(&corpus, &["papers", "--keep-gone"]), kept);
    assert_eq!(changes(&corpus, &["papers", "--keep-gone"]), kept);
    let found = corpus.minutebook(["mentions", "budget", "--format", "json"]);
    assert!(found.contains("\"papers\": 3"), "{found}");
    let told = corpus.minutebook(["coverage", "--problems"]);
    assert!(told.contains("gone                 papers/b.txt"), "{told}");
    // It comes back, and is no longer gone.
    fs::write(&gone, text).unwrap();
    assert_eq!(changes(&corpus, &["papers"]), "added 0 · changed 1 · removed 0 · unchanged 2");
    assert!(!corpus.minutebook(["coverage", "--problems"]).contains("gone "));
    fs::remove_file(&gone).unwrap();
    assert_eq!(changes(&corpus, &["papers"]), "added 0 · changed 0 · removed 1 · unchanged 2");
}

#[test]
fn a_change_that_keeps_size_and_time_is_noticed() {
    let corpus = indexed();
    let path = corpus.path().join("papers/b.txt");
    // Until then the times of the files tell nothing, and they are read again.
    thread::sleep(Duration::from_millis(2_100));
    assert_eq!(changes(&corpus, &["papers"]), "added 0 · changed 0 · removed 0 · unchanged 3");
    let ledger = fs::read_dir(corpus.path().join("index"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.extension().is_some_and(|extension| extension == "jsonl"));
    assert!(!fs::read_to_string(ledger.unwrap()).unwrap().contains("\"stamp\":\"\""));
    let modified = fs::metadata(&path).unwrap().modified().unwrap();
    fs::write(&path, minutes(10, "it be cut")).unwrap();
    File::options().append(true).open(&path).unwrap().set_modified(modified).unwrap();
    assert_eq!(changes(&corpus, &["papers"]), "added 0 · changed 1 · removed 0 · unchanged 2");
    let told = corpus.minutebook(["mentions", "cut"]);
    assert!(told.starts_with("1 mention in 1 item"), "{told}");
}

/// Makes an index look as if an older program had written it.
fn made_old(corpus: &Corpus) {
    let manifest = corpus.path().join("index/manifest.json");
    let text = fs::read_to_string(&manifest).unwrap();
    let format = format!("\"format\": {FORMAT}");
    fs::write(&manifest, text.replace(&format, "\"format\": 1")).unwrap();
}

#[test]
fn an_index_of_an_older_format_is_built_anew_and_that_is_said() {
    let corpus = indexed();
    made_old(&corpus);
    let told = corpus.minutebook(["index", "papers"]);
    assert!(told.contains("had the older format 1: it was built anew"), "{told}");
    assert!(told.contains("added 3 ") && told.ends_with("[exit 0]\n"), "{told}");
    assert!(corpus.minutebook(["search", "budget"]).ends_with("[exit 0]\n"));
}

#[test]
fn an_older_index_of_more_than_is_read_now_stays() {
    let corpus = indexed();
    corpus.write("others/d.txt", minutes(24, "it stay").as_bytes());
    assert!(changes(&corpus, &["others"]).starts_with("added 1 "));
    made_old(&corpus);
    let told = corpus.minutebook(["index", "papers"]);
    let hint = "minutebook index <folder>/others <folder>/papers";
    assert!(told.contains(hint) && told.ends_with("[exit 2]\n"), "{told}");
    assert!(fs::metadata(corpus.path().join("index/segments/meta.json")).is_ok());
    assert!(changes(&corpus, &["others", "papers"]).starts_with("added 4 "));
}

#[test]
fn other_rules_read_every_file_again_and_that_is_said() {
    let corpus = indexed();
    let mut writer = Writer::open(&corpus.path().join("index"), &setup(1)).unwrap();
    let mut ledger = writer.ledger().clone();
    ledger.rules = "other".to_owned();
    for entry in ledger.entries.values_mut() {
        let mut old = entry.as_ref().clone();
        old.told = "other".to_owned();
        *entry = old.into();
    }
    writer.commit(ledger).unwrap();
    writer.close().unwrap();
    let told = corpus.minutebook(["index", "papers"]);
    assert!(told.contains("changed since: every file was read again"), "{told}");
    assert!(told.contains("changed 3 "), "{told}");
    assert!(!corpus.minutebook(["index", "papers"]).contains("read again"));
}

#[test]
fn no_commit_writes_over_the_account_of_the_one_before() {
    let corpus = indexed();
    let mut writer = Writer::open(&corpus.path().join("index"), &setup(1)).unwrap();
    for _ in 0..3 {
        // No paper changes, so that the engine has no new number for the commit.
        let (before, ledger) = (writer.card().unwrap().ledger.clone(), writer.ledger().clone());
        assert_ne!(writer.commit(ledger).unwrap().ledger, before);
    }
}

#[test]
fn what_a_run_that_was_ended_left_behind_is_removed() {
    let corpus = indexed();
    for stray in ["index/manifest.json.new", "index/ledger-9999.jsonl", "index/segments/x.new"] {
        corpus.write(stray, b"half");
    }
    assert_eq!(changes(&corpus, &["papers"]), "added 0 · changed 0 · removed 0 · unchanged 3");
    for stray in ["index/manifest.json.new", "index/ledger-9999.jsonl", "index/segments/x.new"] {
        assert!(!corpus.path().join(stray).exists(), "{stray}");
    }
}

#[test]
fn a_damaged_index_is_refused_and_not_called_up_to_date() {
    let corpus = indexed();
    for entry in fs::read_dir(corpus.path().join("index/segments")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "fast") {
            let mut bytes = fs::read(&path).unwrap();
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
            fs::write(&path, bytes).unwrap();
        }
    }
    let told = corpus.minutebook(["index", "papers"]);
    assert!(told.contains(".fast` is missing, damaged or cut short"), "{told}");
    assert!(told.ends_with("[exit 2]\n"), "{told}");
}

#[test]
#[cfg(unix)]
fn what_cannot_be_opened_this_time_stays() {
    use std::os::unix::fs::PermissionsExt;
    let corpus = indexed();
    corpus.write("papers/closed/d.txt", minutes(24, "it be so").as_bytes());
    assert!(changes(&corpus, &["papers"]).starts_with("added 1 "));
    let [file, folder] = ["papers/b.txt", "papers/closed"].map(|it| corpus.path().join(it));
    for path in [&file, &folder] {
        fs::set_permissions(path, fs::Permissions::from_mode(0o000)).unwrap();
    }
    if fs::read(&file).is_ok() {
        println!("skipped: this user may read everything");
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
        return;
    }
    let told = changes(&corpus, &["papers"]);
    assert!(told.contains("removed 0") && told.contains("in closed folders, kept 1"), "{told}");
    let found = corpus.minutebook(["mentions", "budget", "--format", "json"]);
    assert!(found.contains("\"papers\": 4"), "{found}");
    let problems = corpus.minutebook(["coverage", "--problems"]);
    assert!(problems.contains("what was read from it before stays"), "{problems}");
    for path in [&file, &folder] {
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
    }
    assert!(changes(&corpus, &["papers"]).contains("removed 0 · unchanged 4"));
    assert!(!corpus.minutebook(["coverage", "--problems"]).contains("stays"));
}

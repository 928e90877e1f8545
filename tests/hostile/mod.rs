//! Hostile files: no file may end a build, hang it, vanish from its account, or change what is
//! found in the files beside it.
//!
//! The real command reads them, since what a file can bring down is a process.

// What became of each file is told where the output is asked for.
#![allow(clippy::print_stdout)]

/// A build over every hostile file at once.
mod build;

/// Makes the hostile files.
pub(crate) mod made;

/// Good files with changes by chance, as many as are asked for.
mod mutations;

use std::collections::BTreeMap;
use std::fs;
use std::fs::File;
use std::time::Duration;
use std::time::Instant;

use serde_json::Value;

use crate::support::Corpus;

/// Longer than any build here takes on a slow machine; a build that takes longer hangs.
const LONGEST: Duration = Duration::from_secs(10 * 60);

/// Builds the index of `papers` in the corpus and returns the summary.
///
/// It must end by itself, and say that it went well.
#[track_caller]
fn build(corpus: &Corpus) -> Value {
    let (out, err) = (corpus.path().join("summary.json"), corpus.path().join("stderr"));
    let mut command = corpus.command(["index", "papers", "--format", "json"]);
    command.stdout(File::create(&out).unwrap()).stderr(File::create(&err).unwrap());
    let started = Instant::now();
    let mut child = command.spawn().unwrap();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if started.elapsed() > LONGEST {
            child.kill().unwrap();
            child.wait().unwrap();
            panic!("the build did not end");
        }
        std::thread::sleep(Duration::from_millis(20));
    };
    let complaint = String::from_utf8_lossy(&fs::read(&err).unwrap()).into_owned();
    assert_eq!(status.code(), Some(0), "{status}: {complaint}");
    serde_json::from_slice(&fs::read(&out).unwrap()).unwrap()
}

/// What became of a file, or of everything in an archive.
#[derive(Debug, Default)]
struct Fate {
    papers: u64,
    /// The problems that are told, by their words, and how often.
    problems: BTreeMap<String, u64>,
}

impl Fate {
    fn told(&self) -> String {
        let told = self.problems.iter().map(|(problem, times)| format!("{problem} {times}"));
        told.collect::<Vec<_>>().join(", ")
    }
}

/// Every file of `papers/hostile`, by its name, with what the index and `coverage` tell of it.
#[track_caller]
fn fates(corpus: &Corpus) -> BTreeMap<String, Fate> {
    let mut fates = BTreeMap::new();
    for entry in fs::read_dir(corpus.path().join("papers/hostile")).unwrap() {
        fates.insert(entry.unwrap().file_name().into_string().unwrap(), Fate::default());
    }
    let output = corpus.command(["coverage", "--format", "json"]).output().unwrap();
    let coverage: Value = serde_json::from_slice(&output.stdout).unwrap();
    for problem in coverage["problems"].as_array().unwrap() {
        let path = problem["path"].as_str().unwrap();
        if let Some(fate) = fate(&mut fates, path) {
            let problem = problem["problem"].as_str().unwrap().to_owned();
            *fate.problems.entry(problem).or_default() += 1;
        }
    }
    for line in ledger(corpus).lines().skip(1) {
        let entry: Value = serde_json::from_str(line).unwrap();
        if let Some(fate) = fate(&mut fates, entry["shown"].as_str().unwrap()) {
            fate.papers += u64::from(!entry["paper"].is_null());
        }
    }
    fates
}

/// The fate of the file at `path`, or of the archive that it lies in.
fn fate<'a>(fates: &'a mut BTreeMap<String, Fate>, path: &str) -> Option<&'a mut Fate> {
    let below = path.strip_prefix("papers/hostile/")?;
    let archive = below.split("!/").next().unwrap_or(below).trim_end_matches('!');
    let name = if fates.contains_key(below) { below } else { archive };
    fates.get_mut(name)
}

/// The account of files that the index keeps.
fn ledger(corpus: &Corpus) -> String {
    let paths = fs::read_dir(corpus.path().join("index")).unwrap();
    let mut ledgers: Vec<_> = paths
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.file_name().unwrap().to_string_lossy().starts_with("ledger-"))
        .collect();
    ledgers.sort();
    assert_eq!(ledgers.len(), 1, "{ledgers:?}");
    fs::read_to_string(&ledgers[0]).unwrap()
}

/// Holds a build to its promise: each file is a paper or has a problem with a name.
#[track_caller]
fn check_account(corpus: &Corpus, summary: &Value) -> BTreeMap<String, Fate> {
    let fates = fates(corpus);
    let vanished: Vec<&String> = fates
        .iter()
        .filter(|(_, fate)| fate.papers == 0 && fate.problems.is_empty())
        .map(|(name, _)| name)
        .collect();
    assert!(vanished.is_empty(), "{} files vanished: {vanished:?}", vanished.len());
    let count = |key: &str| summary[key].as_u64().unwrap();
    let told = count("papers") + count("no_paper") + count("unreadable") + count("manifests");
    assert_eq!(count("files"), told, "{summary}");
    fates
}

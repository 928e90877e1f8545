//! Commands that read while the index is refreshed again and again: each answers from one commit,
//! and what it says of the index is true of that commit.

use std::collections::BTreeMap;
use std::fs;
use std::sync::Mutex;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;
use std::thread;
use std::time::Duration;

use serde_json::Value;

use super::Place;
use super::Round;
use super::corpus;
use super::held::EVERYTHING;
use super::held::papers;
use super::none_of;
use super::shortened;

/// How many papers there are at first. Each refresh takes one out, which is quickly done.
const PAPERS: usize = 40;

/// How many ask at the same time.
const READERS: usize = 3;

/// Every commit that was seen: its fingerprint, and how many papers it has.
type Commits = Mutex<BTreeMap<String, u64>>;

/// Asks one question, and holds the answer against itself and against others from the same commit.
fn ask(place: &Place, question: &[&str], commits: &Commits) -> Round {
    let told = place.ask(question.iter().copied());
    told.unbroken()?;
    if told.code != Some(0) {
        return Err(format!("ended with {:?}: {}", told.code, shortened(&told.err)));
    }
    if question == EVERYTHING {
        papers(&told)?;
    }
    let answer: Value = serde_json::from_str(&told.out).map_err(|error| error.to_string())?;
    let fingerprint = answer["index"]["fingerprint"].as_str().ok_or("no fingerprint")?.to_owned();
    let count = answer["papers"].as_u64().ok_or("no number of papers")?;
    let known = *commits.lock().unwrap().entry(fingerprint).or_insert(count);
    match known == count {
        true => Ok(()),
        false => Err(format!("{known} papers, and {count}, under one fingerprint")),
    }
}

#[test]
fn an_answer_beside_refreshes_is_of_one_commit() {
    let place = Place::new();
    let path = |paper: usize| format!("paper-{paper}.txt");
    place.move_to(&(0..PAPERS).map(|at| (path(at), corpus::paper_text(at, 0))).collect());
    place.build().unwrap();
    let (over, commits, faults) =
        (AtomicBool::new(false), Commits::default(), Mutex::new(Vec::new()));
    let mut asked = 0;
    thread::scope(|scope| {
        let read = || {
            let mut asked = 0;
            while !over.load(Ordering::Relaxed) {
                let question =
                    if asked % 2 == 0 { EVERYTHING } else { &["coverage", "--format", "json"] };
                if let Err(fault) = ask(&place, question, &commits) {
                    faults.lock().unwrap().push(format!("{}: {fault}", question[0]));
                }
                asked += 1;
            }
            asked
        };
        let readers: Vec<_> = (0..READERS).map(|_| scope.spawn(read)).collect();
        for paper in 1..PAPERS {
            fs::remove_file(place.path().join("papers").join(path(paper))).unwrap();
            if let Err(fault) = place.build() {
                faults.lock().unwrap().push(format!("index: {fault}"));
            }
            thread::sleep(Duration::from_millis(5));
        }
        over.store(true, Ordering::Relaxed);
        asked = readers.into_iter().map(|reader| reader.join().unwrap()).sum();
    });
    println!("{asked} answers from {} of {PAPERS} commits", commits.lock().unwrap().len());
    none_of(&faults.into_inner().unwrap(), asked);
}

//! An index with one bit or byte changed, with files cut, gone or exchanged: a command answers as
//! from the whole index, or says that it is damaged. It never answers wrongly and never breaks.
//!
//! 500 places in every run; `MINUTEBOOK_FLIPS=20000` for as many as that.

use std::collections::BTreeMap;
use std::fs;
use std::sync::Mutex;
use std::thread;
use std::time::Instant;

use crate::hostile::made::chance::Chance;

use super::Place;
use super::Round;
use super::Told;
use super::corpus;
use super::corpus::Files;
use super::held;
use super::held::EVERYTHING;
use super::none_of;
use super::read_below;
use super::times;

/// How many places are changed, unless told otherwise.
const USUAL: usize = 500;

/// At how many lengths each file is cut.
const CUTS: usize = 20;

/// For so many changed places one refresh is made over a changed index.
const PLACES_A_REFRESH: usize = 10;

/// How many copies of the index are damaged side by side.
const LANES: usize = 2;

/// The state of the corpus, which is indexed in three steps: so there are three segments.
const STATE: usize = 0;

/// What is asked of a damaged index, in turn, beside [`EVERYTHING`].
const QUESTIONS: &[&[&str]] = &[
    &["search", "zebra", "--format", "json"],
    &["search", "the", "--limit", "0", "--format", "json", "--sort", "date"],
    &["search", "\"looked after children\"", "--limit", "0", "--format", "csv"],
    &["search", "allow* OR *port", "--limit", "0", "--format", "json"],
    &["search", "caseload NEAR/6 panel", "--limit", "0"],
    &["search", "fery~ council:brackenshire date:2019..", "--limit", "0", "--format", "json"],
    &["mentions", "report*", "--limit", "0", "--format", "json"],
    &["mentions", "ferry lane", "--limit", "0", "--format", "csv"],
    &["facets", "committee", "--format", "json"],
    &["facets", "person", "caseloads", "--format", "json"],
    &["coverage", "--problems"],
    &["coverage", "--format", "json"],
    &["recommendations", "--limit", "0", "--format", "json"],
    &["statements", "ofsted", "--limit", "0", "--format", "json"],
    &["show", SHOWN],
];

/// Stands for the id of an item.
const SHOWN: &str = "<id>";

/// An undamaged index and what it answers.
struct Whole {
    /// Where it was built.
    place: Place,
    index: Files,
    /// The files in an order that does not depend on the names of segments.
    names: Vec<String>,
    questions: Vec<Vec<String>>,
    answers: Vec<Told>,
}

impl Whole {
    fn new() -> Self {
        let place = Place::new();
        let all = corpus::state(STATE);
        for step in [1, 2, 0] {
            let part = all.iter().enumerate().filter(|(at, _)| step == 0 || at % 3 < step);
            place.move_to(&part.map(|(_, (path, bytes))| (path.clone(), bytes.clone())).collect());
            // One thread writes one segment.
            let told = place.ask(["index", "papers", "--threads", "1"]);
            assert_eq!(told.code, Some(0), "{told:?}");
        }
        let mut index = Files::new();
        read_below(&place.index(), &place.index(), &mut index);
        assert_eq!(index.keys().filter(|name| name.ends_with(".store")).count(), 3);
        let mut names: Vec<String> = index.keys().cloned().collect();
        let extension = |name: &String| name.rsplit('.').next().map(str::to_owned);
        names.sort_by_cached_key(|name| (extension(name), index[name].len(), name.clone()));
        let everything = place.ask(EVERYTHING.iter().copied());
        let answer: serde_json::Value = serde_json::from_str(&everything.out).unwrap();
        let id = answer["hits"][3]["id"].as_str().unwrap();
        let asked = [EVERYTHING].into_iter().chain(QUESTIONS.iter().copied());
        let questions: Vec<Vec<String>> =
            asked.map(|words| words.iter().map(|word| word.replace(SHOWN, id)).collect()).collect();
        let answers = questions.iter().map(|words| ask(&place, words)).collect();
        let whole = Self { place, index, names, questions, answers };
        for (question, told) in whole.questions.iter().zip(&whole.answers) {
            assert_eq!((told.code, told.err.as_str()), (Some(0), ""), "{question:?}: {told:?}");
        }
        whole
    }

    /// A copy of the index in another place.
    fn copy(&self) -> Place {
        let place = Place::new();
        self.restore(&place);
        place
    }

    fn restore(&self, place: &Place) {
        place.without_index();
        for (name, bytes) in &self.index {
            let path = place.index().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
    }

    /// Asks one question and holds the answer against that of the whole index.
    fn check(&self, place: &Place, question: usize) -> Round<Answered> {
        let told = ask(place, &self.questions[question]);
        let judged = judge(&told, &self.answers[question]);
        judged.map_err(|fault| format!("{:?} {fault}", self.questions[question]))
    }

    /// One change to a file by chance: the place, and the file as changed.
    fn change(&self, chance: &mut Chance, of: &str) -> (usize, Vec<u8>) {
        let mut bytes = self.index[of].clone();
        let at = chance.below(bytes.len());
        if chance.below(8) == 0 {
            // A part that was never written, as a disk may leave it.
            let end = bytes.len().min(at + 1 + chance.below(4096));
            let same = bytes[at..end].iter().all(|byte| *byte == 0);
            bytes[at..end].fill(if same { 0xff } else { 0 });
            return (at, bytes);
        }
        bytes[at] = match chance.below(4) {
            0 => bytes[at] ^ (1 + chance.byte() % 255),
            1 => {
                if bytes[at] == 0 {
                    0xff
                } else {
                    0
                }
            }
            _ => bytes[at] ^ (1 << chance.below(8)),
        };
        (at, bytes)
    }

    /// The file that is changed by the place number `number`: each has its turn, then the larger
    /// ones come more often.
    fn file(&self, number: usize, chance: &mut Chance) -> &str {
        let filled: Vec<&String> =
            self.names.iter().filter(|name| !self.index[*name].is_empty()).collect();
        if number < 2 * filled.len() || chance.below(3) == 0 {
            return filled[number % filled.len()];
        }
        let mut left = chance.below(filled.iter().map(|name| self.index[*name].len()).sum());
        let at = |name: &&&String| {
            let here = left < self.index[**name].len();
            left = left.saturating_sub(self.index[**name].len());
            here
        };
        filled.iter().find(at).unwrap()
    }
}

fn ask(place: &Place, words: &[String]) -> Told {
    place.ask(words.iter().map(String::as_str))
}

/// How a command came through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Answered {
    AsFromTheWhole,
    Refused,
}

/// Fails where a command answered otherwise than `expected` without saying why, or broke.
fn judge(told: &Told, expected: &Told) -> Round<Answered> {
    if told == expected {
        return Ok(Answered::AsFromTheWhole);
    }
    if told.code == Some(2) {
        return told.refused("`index").map(|()| Answered::Refused);
    }
    told.unbroken()?;
    Err(format!("WRONG: answered {}", held::unlike(told, expected)))
}

/// How often each kind of file came through in which way.
type Tally = Mutex<BTreeMap<(String, String), usize>>;

/// Counts how a command came through.
fn note(tally: &Tally, name: &str, answered: &Round<Answered>) {
    let how = match answered {
        Ok(answered) => format!("{answered:?}"),
        Err(fault) if fault.contains("WRONG") => "WRONG".to_owned(),
        Err(_) => "broke or said nothing".to_owned(),
    };
    *tally.lock().unwrap().entry((held::kind(name), how)).or_default() += 1;
}

/// Does something for every number below `rounds`, on copies of the index side by side, and fails
/// where one of them does.
fn side_by_side(
    whole: &Whole,
    rounds: usize,
    one: impl Fn(usize, &Place, &Tally, &mut Vec<String>) + Sync,
) {
    let (tally, faults) = (Tally::default(), Mutex::new(Vec::new()));
    let began = Instant::now();
    thread::scope(|scope| {
        for lane in 0..LANES {
            let (tally, faults, one) = (&tally, &faults, &one);
            scope.spawn(move || {
                let place = whole.copy();
                for number in (lane..rounds).step_by(LANES) {
                    let mut found = Vec::new();
                    one(number, &place, tally, &mut found);
                    faults.lock().unwrap().append(&mut found);
                }
            });
        }
    });
    for ((kind, how), times) in tally.lock().unwrap().iter() {
        println!("{kind}: {how} {times}");
    }
    println!("{rounds} rounds in {:?}", began.elapsed());
    none_of(&faults.into_inner().unwrap(), rounds);
}

#[test]
fn a_changed_byte_gives_the_same_answer_or_none() {
    let whole = Whole::new();
    side_by_side(&whole, times("MINUTEBOOK_FLIPS", USUAL), |number, place, tally, faults| {
        let mut chance = Chance::new(number as u64);
        let name = whole.file(number, &mut chance);
        let (at, bytes) = whole.change(&mut chance, name);
        let path = place.index().join(name);
        fs::write(&path, bytes).unwrap();
        for question in
            [0, 1 + 2 * number % QUESTIONS.len(), 1 + (2 * number + 1) % QUESTIONS.len()]
        {
            let answered = whole.check(place, question);
            note(tally, name, &answered);
            if let Err(fault) = answered {
                let size = whole.index[name].len();
                faults.push(format!("place {number}, byte {at} of {size} of {name}: {fault}"));
            }
        }
        fs::write(&path, &whole.index[name]).unwrap();
    });
}

#[test]
fn a_file_that_was_cut_or_is_gone_gives_the_same_answer_or_none() {
    let whole = Whole::new();
    side_by_side(&whole, whole.names.len() * (CUTS + 1), |number, place, tally, faults| {
        let (name, cut) = (&whole.names[number / (CUTS + 1)], number % (CUTS + 1));
        let (path, bytes) = (place.index().join(name), &whole.index[name]);
        let mut chance = Chance::new(number as u64);
        let end = chance.below(bytes.len());
        let questions = match cut {
            0 => {
                fs::remove_file(&path).unwrap();
                (0..=QUESTIONS.len()).collect()
            }
            _ if bytes.is_empty() => return,
            1 => {
                // Not cut but longer than it was.
                fs::write(&path, [&bytes[..], &bytes[..=end]].concat()).unwrap();
                vec![0, 1 + number % QUESTIONS.len()]
            }
            _ => {
                fs::write(&path, &bytes[..end]).unwrap();
                vec![0, 1 + number % QUESTIONS.len()]
            }
        };
        for question in questions {
            let answered = whole.check(place, question);
            note(tally, name, &answered);
            if let Err(fault) = answered {
                let how = match cut {
                    0 => "gone".to_owned(),
                    1 => format!("with {} bytes more", end + 1),
                    _ => format!("cut at {end}"),
                };
                faults.push(format!("{name} {how} of {}: {fault}", bytes.len()));
            }
        }
        fs::write(&path, bytes).unwrap();
    });
}

#[test]
fn a_file_from_another_segment_gives_the_same_answer_or_none() {
    let whole = Whole::new();
    let of_segments = whole.names.iter().filter(|name| held::kind(name).contains("<segment>"));
    let mut pairs: Vec<(&String, &String)> = Vec::new();
    for name in of_segments.clone() {
        let others = of_segments.clone().filter(|other| held::kind(other) == held::kind(name));
        pairs.extend(others.filter(|other| *other != name).map(|other| (name, other)));
    }
    side_by_side(&whole, pairs.len(), |number, place, tally, faults| {
        let (name, other) = pairs[number];
        let path = place.index().join(name);
        fs::write(&path, &whole.index[other]).unwrap();
        for question in
            [0, 1 + 2 * number % QUESTIONS.len(), 1 + (5 * number + 1) % QUESTIONS.len()]
        {
            let answered = whole.check(place, question);
            note(tally, name, &answered);
            faults.extend(answered.err().map(|fault| format!("{other} as {name}: {fault}")));
        }
        fs::write(&path, &whole.index[name]).unwrap();
    });
}

#[test]
fn a_refresh_never_makes_damage_look_whole() {
    let whole = Whole::new();
    let lessened = corpus::lessened(STATE).unwrap();
    whole.place.move_to(corpus::state(lessened));
    let rounds = times("MINUTEBOOK_FLIPS", USUAL) / PLACES_A_REFRESH;
    let (mut faults, mut how) = (Vec::new(), BTreeMap::<String, usize>::new());
    let began = Instant::now();
    for number in 0..rounds {
        let mut chance = Chance::new(77_000 + number as u64);
        let name = whole.file(usize::MAX, &mut chance);
        let (at, bytes) = whole.change(&mut chance, name);
        whole.restore(&whole.place);
        fs::write(whole.place.index().join(name), bytes).unwrap();
        let outcome = || -> Round<String> {
            let built = whole.place.ask(["index", "papers"]);
            if built.code != Some(0) {
                return built.refused("`index").map(|()| "refused".to_owned());
            }
            built.unbroken()?;
            for (at, expected) in held::clean_answers(lessened).iter().enumerate() {
                let told = whole.place.ask(held::QUESTIONS[at].iter().copied());
                judge(&told, expected)
                    .map_err(|fault| format!("{:?} {fault}", held::QUESTIONS[at]))?;
            }
            Ok("refreshed".to_owned())
        };
        match outcome() {
            Ok(outcome) => *how.entry(outcome).or_default() += 1,
            Err(fault) => faults.push(format!("place {number}, byte {at} of {name}: {fault}")),
        }
    }
    println!("{rounds} refreshes in {:?}: {how:?}", began.elapsed());
    none_of(&faults, rounds);
}

//! A second writer, and builds that are asked to stop: by Ctrl-C, or by the system.

use std::fs;
use std::time::Duration;
use std::time::Instant;

use rustix::process::Pid;
use rustix::process::Signal;
use rustix::process::kill_process;
use rustix::process::kill_process_group;
use serde_json::Value;

use super::Place;
use super::corpus;
use super::corpus::Files;
use super::held::EVERYTHING;
use super::read_below;
use super::running::LONGEST;
use super::running::Running;

/// How long a build may take to stop.
const TO_STOP: Duration = Duration::from_secs(if cfg!(debug_assertions) { 5 } else { 1 });

/// How many papers a build has to read that is long enough to be met in the middle. The number is
/// below a thousand so that it is told without a comma.
const MANY: usize = 360;

/// Papers in formats that take long to read.
fn many() -> Files {
    let formats = ["minutes.pdf", "parish.docx", "report.odt", "minutes.txt", "parish.html"];
    let file = |at: usize| {
        let format = formats[at % formats.len()];
        let bytes = corpus::fixture(&format!("tests/fixtures/samples/formats/{format}"));
        (format!("{}/{at}-{format}", at % 7), bytes)
    };
    (0..MANY).map(file).collect()
}

/// How many papers the index holds.
fn papers(place: &Place) -> u64 {
    let told = place.ask(["coverage", "--format", "json"]);
    told.unbroken().unwrap();
    if told.code == Some(2) {
        assert!(told.err.contains("there is no index in `index`"), "{told:?}");
        return 0;
    }
    let answer: Value = serde_json::from_str(&told.out).unwrap();
    answer["papers"].as_u64().unwrap()
}

#[test]
fn a_second_writer_is_refused_at_once_and_told_by_whom() {
    let place = Place::new();
    place.move_to(&many());
    let mut first = Running::start(&place, &["--format", "json"]);
    while !place.index().join("segments/meta.json").exists() {
        assert!(!first.ended(), "the first build ended without an index");
        std::thread::sleep(Duration::from_millis(2));
    }
    std::thread::sleep(Duration::from_millis(100));
    // It stands still, so that it cannot end before the second has been refused.
    kill_process(Pid::from_child(&first.child), Signal::STOP).unwrap();
    let asked = Instant::now();
    let told = place.ask(["index", "papers/1"]);
    println!("refused in {:?}: {}", asked.elapsed(), told.err);
    assert!(!first.ended());
    told.refused("`index`").unwrap();
    assert!(asked.elapsed() < TO_STOP, "it took {:?}", asked.elapsed());
    // A copy of the folder is written by no one, whoever its lock may name.
    let mut copied = Files::new();
    read_below(&place.index(), &place.index(), &mut copied);
    for (name, bytes) in copied {
        let path = place.path().join("copy").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    let copy = place.ask(["index", "papers/1", "--index", "copy"]);
    assert_eq!(copy.code, Some(0), "{copy:?}");

    kill_process(Pid::from_child(&first.child), Signal::KILL).unwrap();
    first.end(LONGEST).unwrap();
    let next = place.ask(["index", "papers/1"]);
    assert_eq!(next.code, Some(0), "after the first was killed: {next:?}");
    let number = first.child.id().to_string();
    let names_it = told.err.split(|c: char| !c.is_ascii_digit()).any(|word| word == number);
    assert!(names_it, "the process {number} is not named: {}", told.err);
}

#[test]
fn a_build_that_is_asked_to_stop_keeps_what_it_has_read() {
    let place = Place::new();
    place.move_to(&many());
    let (mut held, mut stopped_midway) = (0, 0);
    let mut wait = Duration::from_secs(1);
    for (signal, code) in [(Signal::INT, 130), (Signal::TERM, 143)].into_iter().cycle().take(12) {
        let mut run = Running::start(&place, &["--format", "json"]);
        run.wait_until(wait);
        let asked = Instant::now();
        let pid = Pid::from_child(&run.child);
        let sent = match signal {
            // As a terminal does: to the processes that read for it too.
            Signal::INT => kill_process_group(pid, signal),
            _ => kill_process(pid, signal),
        };
        let (status, told) = run.end(TO_STOP).unwrap();
        if sent.is_err() || status.success() {
            break;
        }
        let now = papers(&place);
        println!(
            "stopped after {wait:?}, within {:?}: {now} papers\n{}",
            asked.elapsed(),
            told.err
        );
        told.unbroken().unwrap();
        assert_eq!(status.code(), Some(code), "{signal:?}: {status}, {}", told.err);
        assert!(now >= held, "{held} papers became {now}");
        if now > held {
            // So many in all, or so many this time.
            let counts = [now.to_string(), (now - held).to_string()];
            let mut numbers = told.err.split(|c: char| !c.is_ascii_digit()).map(str::to_owned);
            assert!(numbers.any(|word| counts.contains(&word)), "{counts:?}: {}", told.err);
        }
        stopped_midway += usize::from(now > held && now < MANY as u64);
        if now == held {
            wait *= 2;
        }
        held = now;
    }
    assert!(stopped_midway > 0, "no build could be stopped midway with something read");
    let summary = place.build().unwrap();
    let summary: Value = serde_json::from_str(&summary.out).unwrap();
    assert!(summary["unchanged"].as_u64() >= Some(held), "{held} were read: {summary}");
    assert_eq!(summary["papers"], MANY);
    let ended = place.ask(EVERYTHING.iter().copied());
    place.without_index();
    place.build().unwrap();
    let clean = place.ask(EVERYTHING.iter().copied());
    assert!(ended == clean, "a build that was stopped answers otherwise in the end");
}

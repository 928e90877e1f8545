//! Builds that are killed at any moment, while others search, and while papers change.
//!
//! 200 rounds in every run; `MINUTEBOOK_KILLS=5000` for as many as that.

use std::fs;
use std::sync::Mutex;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;
use std::thread;
use std::time::Duration;
use std::time::Instant;

use rustix::process::Pid;
use rustix::process::Signal;
use rustix::process::kill_process;

use crate::hostile::made::chance::Chance;

use super::Place;
use super::Round;
use super::between;
use super::between::May;
use super::corpus;
use super::corpus::STATES;
use super::held;
use super::none_of;
use super::running::LONGEST;
use super::running::Running;
use super::times;

/// How many rounds, unless told otherwise.
const USUAL: usize = 200;

/// How many corpora are moved and indexed side by side.
const LANES: usize = 3;

/// Commands that read while a build goes on. Each shows the state of one commit.
const BESIDE: &[&[&str]] = &[held::EVERYTHING, held::EVERYTHING, &["coverage", "--format", "json"]];

/// One corpus that goes from state to state.
struct Lane {
    place: Place,
    /// The state that the index is of; `None` where there is none yet.
    held: Option<usize>,
    /// How long a build takes: one that reads files, and one that only takes some out.
    lengths: [Duration; 2],
}

impl Lane {
    fn new() -> Self {
        let lengths = [Duration::from_millis(500), Duration::from_millis(50)];
        Self { place: Place::new(), held: None, lengths }
    }

    /// Moves the corpus, has it indexed, kills that, and has it indexed to the end.
    fn round(&mut self, chance: &mut Chance) -> Round {
        if chance.below(8) == 0 || self.held.is_none() {
            self.place.without_index();
            self.held = None;
        }
        let lessened = self.held.and_then(corpus::lessened).filter(|_| chance.below(8) > 0);
        let mut now = lessened.unwrap_or(chance.below(STATES));
        let length = self.lengths[usize::from(lessened.is_some())];
        self.place.move_to(corpus::state(now));
        let states = self.held.into_iter().chain([now]).collect();
        let mut may = May { states, first: self.held.is_none(), moved: false };
        for _ in 0..1 + usize::from(chance.below(4) == 0) {
            let threads = *chance.one_of(&["1", "2", "4"]);
            let mut run = Running::start(&self.place, &["--threads", threads]);
            if chance.below(6) == 0 {
                // The corpus moves on while it is being read.
                run.wait_until(length.mul_f64(chance.below(800) as f64 / 1000.0));
                now = chance.below(STATES);
                self.place.move_to(corpus::state(now));
                may.states.push(now);
                may.moved = true;
            }
            self.kill(&mut run, chance, length, &may)?;
            drop(run);
            let told = self.place.ask(held::EVERYTHING.iter().copied());
            may.hold(&told).map_err(|fault| format!("after it: {fault}"))?;
            may.first &= told.code == Some(2);
        }
        let began = Instant::now();
        self.place.build().map_err(|fault| format!("the next run: {fault}"))?;
        if !may.moved {
            let length = &mut self.lengths[usize::from(lessened.is_some())];
            *length = length.mul_f64(0.9).max(began.elapsed());
        }
        between::same(&self.place, now).map_err(|fault| format!("in the end: {fault}"))?;
        self.held = Some(now);
        Ok(())
    }

    /// Kills a build at a random moment, at times with searches going on beside it.
    fn kill(
        &self,
        run: &mut Running<'_>,
        chance: &mut Chance,
        length: Duration,
        may: &May,
    ) -> Round {
        let over = AtomicBool::new(false);
        let beside = chance.below(3) == 0;
        thread::scope(|scope| {
            let search = beside.then(|| scope.spawn(|| self.search(&over, may)));
            if chance.below(2) == 0 {
                self.wait_for_changes(run, 1 + chance.below(24));
                thread::sleep(Duration::from_micros(chance.below(1000) as u64));
            } else {
                run.wait_until(length.mul_f64(chance.below(1100) as f64 / 1000.0));
            }
            let signal = match chance.below(10) {
                0..7 => Signal::KILL,
                7 | 8 => Signal::TERM,
                _ => Signal::INT,
            };
            if !run.ended() {
                // It may end by itself before the signal reaches it.
                let _: rustix::io::Result<()> = kill_process(Pid::from_child(&run.child), signal);
            }
            let ended = run.end(LONGEST);
            over.store(true, Ordering::Relaxed);
            if let Some(search) = search {
                search.join().unwrap().map_err(|fault| format!("beside it: {fault}"))?;
            }
            let (_, told) = ended?;
            told.unbroken().map_err(|fault| format!("when killed with {signal:?} {fault}"))
        })
    }

    /// Waits until a build has so often changed which files lie in the index folder. The moments in
    /// which a commit can be cut are short: by time alone they would hardly be met.
    fn wait_for_changes(&self, run: &mut Running<'_>, changes: usize) {
        let index = self.place.index();
        let list = || {
            let folders = [index.clone(), index.join("segments")];
            let entries = folders.iter().flat_map(fs::read_dir).flatten().flatten();
            let mut names: Vec<_> = entries.map(|entry| entry.file_name()).collect();
            names.sort();
            names
        };
        let (mut before, mut seen) = (list(), 0);
        while seen < changes && !run.ended() {
            thread::sleep(Duration::from_micros(100));
            let now = list();
            seen += usize::from(now != before);
            before = now;
        }
    }

    /// Searches until told that it is over.
    fn search(&self, over: &AtomicBool, may: &May) -> Round {
        let mut asked = 0;
        while !over.load(Ordering::Relaxed) {
            let question = BESIDE[asked % BESIDE.len()];
            asked += 1;
            // Searches are not to take the build's time.
            thread::sleep(Duration::from_millis(20));
            let told = self.place.ask(question.iter().copied());
            if question == held::EVERYTHING {
                may.hold(&told)?;
            } else {
                told.unbroken()?;
                if told.code != Some(0) && !may.be_none(&told) {
                    return Err(format!("{question:?} ended so: {told:?}"));
                }
            }
        }
        Ok(())
    }
}

#[test]
fn a_build_killed_at_any_moment_loses_nothing() {
    let rounds = times("MINUTEBOOK_KILLS", USUAL);
    let faults = Mutex::new(Vec::new());
    let began = Instant::now();
    thread::scope(|scope| {
        for lane in 0..LANES {
            let faults = &faults;
            scope.spawn(move || {
                let mut corpus = Lane::new();
                for seed in (lane..rounds).step_by(LANES) {
                    if let Err(fault) = corpus.round(&mut Chance::new(seed as u64)) {
                        faults.lock().unwrap().push(format!("round {seed}: {fault}"));
                        corpus = Lane::new();
                    }
                }
                println!("lane {lane}: builds take {:?}", corpus.lengths);
            });
        }
    });
    println!("{rounds} rounds in {:?}", began.elapsed());
    none_of(&faults.into_inner().unwrap(), rounds);
}

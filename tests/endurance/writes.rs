//! Builds that cannot write: no room, no right, no folder. They say so, and the index is as before.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::process::Stdio;
use std::thread;
use std::time::Duration;
use std::time::Instant;

use crate::hostile::made::chance::Chance;

use super::Place;
use super::Round;
use super::Told;
use super::between;
use super::corpus;
use super::corpus::Files;
use super::held;
use super::held::EVERYTHING;
use super::held::QUESTIONS;
use super::none_of;
use super::read_below;
use super::running::LONGEST;
use super::running::Running;

/// The state that the index is of when a refresh fails.
const OLD: usize = 0;

/// The states that it is to be refreshed to: one without some of the papers, and another.
const NEW: [usize; 2] = [1, 3];

/// How large a file may become, in blocks of 512 bytes: from nothing to more than enough.
const BLOCKS: &[usize] =
    &[0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 20, 24, 28, 32, 40, 48, 64, 80, 96, 128, 9000];

/// How much room there is beyond what the index takes, in pages of 4 KB.
const PAGES: &[usize] = &[0, 1, 2, 3, 4, 6, 8, 10, 12, 16, 20, 24, 32, 48, 64, 9000];

/// From how many searches and builds the index is taken away.
const SEARCHES: u64 = 24;
const BUILDS: u64 = 14;

/// An index of the state [`OLD`], to be put back as often as needed.
struct Before {
    place: Place,
    index: Files,
}

impl Before {
    fn new() -> Self {
        let place = Place::new();
        place.move_to(corpus::state(OLD));
        place.build().unwrap();
        let mut index = Files::new();
        read_below(&place.index(), &place.index(), &mut index);
        Self { place, index }
    }

    /// Puts the index into a folder below the place, in place of what is there.
    fn put(&self, folder: &str) {
        let folder = self.place.path().join(folder);
        if folder.exists() {
            fs::remove_dir_all(&folder).unwrap();
        }
        for (name, bytes) in &self.index {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
    }

    /// Moves the papers to a state with the index of [`OLD`] beside them.
    fn at(&self, state: usize) {
        self.put("index");
        self.place.move_to(corpus::state(state));
    }
}

/// Judges a refresh that may have had too little room.
fn judge(told: &Told, old: impl FnOnce() -> Round, new: impl FnOnce() -> Round) -> Round<bool> {
    if told.code == Some(0) {
        return new().map(|()| true).map_err(|fault| format!("said it went well, but {fault}"));
    }
    told.refused("`index")?;
    if told.err.contains("what was read is in the index") {
        // Only its files are not in order, until there is room for that.
        return match new() {
            Err(fault) if fault.starts_with("strays") => Ok(false),
            other => other.map(|()| false),
        };
    }
    let said = super::shortened(&told.err);
    old().map(|()| false).map_err(|fault| format!("not as before: {fault}, though it said {said}"))
}

/// Runs the command with files held to so many blocks.
fn limited(place: &Place, blocks: usize) -> Told {
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" index papers");
    let mut command = Command::new("sh");
    command.args(["-c", &script, env!("CARGO_BIN_EXE_minutebook")]);
    let output = command.env_clear().current_dir(place.path()).stdin(Stdio::null()).output();
    let output = output.unwrap();
    Told {
        code: output.status.code(),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

#[test]
fn a_build_that_cannot_write_further_leaves_the_index_as_it_was() {
    let before = Before::new();
    let (mut faults, mut through, began) = (Vec::new(), 0, Instant::now());
    for (at, blocks) in BLOCKS.iter().enumerate() {
        // Where files are read a build takes longest: of these there are fewer.
        for new in NEW.into_iter().take(1 + usize::from(at % 4 == 3)) {
            before.at(new);
            let place = &before.place;
            let told = limited(place, *blocks);
            let whole = || between::same(place, new);
            let round =
                judge(&told, || between::same_answers(place, OLD), whole).and_then(|ended| {
                    through += usize::from(ended);
                    place.build()?;
                    between::same(place, new).map_err(|fault| format!("with room again: {fault}"))
                });
            faults.extend(round.err().map(|fault| format!("{blocks} blocks, to {new}: {fault}")));
        }
    }
    println!("{} sizes in {:?}, {through} had room", BLOCKS.len(), began.elapsed());
    assert!(through > 0, "no size was enough");
    none_of(&faults, BLOCKS.len());
}

/// Runs a script in the folder of a place as one who may mount there. `None` where that is not
/// permitted.
fn mounted(place: &Place, script: &str) -> Option<()> {
    let tried = Command::new("unshare").args(["-rm", "true"]).stderr(Stdio::null()).status();
    if !tried.is_ok_and(|status| status.success()) {
        println!("skipped: mounting is not permitted here");
        return None;
    }
    let mut command = Command::new("unshare");
    command.args(["-rm", "sh", "-c", script, env!("CARGO_BIN_EXE_minutebook")]);
    let output = command.current_dir(place.path()).output().unwrap();
    if output.status.code() == Some(99) {
        println!("skipped: {}", String::from_utf8_lossy(&output.stderr));
        return None;
    }
    assert!(output.status.success(), "{output:?}");
    Some(())
}

/// A line of a script that runs the command and keeps what it says in files of that name.
fn kept(name: &str, words: &[&str]) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("'{word}'")).collect();
    format!("\"$0\" {} >{name}.out 2>{name}.err; echo $? >{name}.code\n", words.join(" "))
}

/// Lines of a script that ask all questions.
fn asked(name: &str) -> String {
    let questions = QUESTIONS.iter().enumerate();
    questions.map(|(at, words)| kept(&format!("{name}{at}"), words)).collect()
}

/// What a line of a script kept.
fn told(folder: &Path, name: &str) -> Told {
    let read = |part: &str| fs::read_to_string(folder.join(format!("{name}.{part}"))).unwrap();
    Told { code: read("code").trim().parse().ok(), out: read("out"), err: read("err") }
}

/// Holds the answers that were kept against those of a state.
fn as_in(folder: &Path, name: &str, state: usize) -> Round {
    for (at, expected) in held::clean_answers(state).iter().enumerate() {
        let told = told(folder, &format!("{name}{at}"));
        if told != *expected {
            return Err(format!("{:?} {}", QUESTIONS[at], held::unlike(&told, expected)));
        }
    }
    Ok(())
}

#[test]
fn a_build_on_a_full_disk_leaves_the_index_as_it_was() {
    let before = Before::new();
    before.put("saved");
    let pages: usize = before.index.values().map(|bytes| bytes.len().div_ceil(4096)).sum();
    let (mut faults, mut through, began) = (Vec::new(), 0, Instant::now());
    for (at, more) in PAGES.iter().enumerate() {
        let new = NEW[usize::from(at % 4 == 3)];
        before.at(new);
        let (room, place) = (4 * (pages + more), &before.place);
        let script = format!(
            "mount -t tmpfs -o size={room}k none index && cp -R saved/. index || exit 99\n\
             {}{}mount -o remount,size=64m index || exit 99\n{}{}exit 0\n",
            kept("refresh", &["index", "papers"]),
            asked("before"),
            kept("again", &["index", "papers"]),
            asked("after"),
        );
        if mounted(place, &script).is_none() {
            continue;
        }
        let folder = place.path();
        let refresh = told(folder, "refresh");
        let (old, whole) = (|| as_in(folder, "before", OLD), || as_in(folder, "before", new));
        let round = judge(&refresh, old, whole).and_then(|ended| {
            through += usize::from(ended);
            let again = told(folder, "again");
            match again.code {
                Some(0) => as_in(folder, "after", new),
                _ => Err(again.err),
            }
            .map_err(|fault| format!("with room again: {fault}"))
        });
        faults.extend(round.err().map(|fault| format!("{more} pages, to {new}: {fault}")));
    }
    println!("{} sizes in {:?}, {through} had room", PAGES.len(), began.elapsed());
    none_of(&faults, PAGES.len());
}

#[test]
fn an_index_that_may_not_be_written_still_answers() {
    let before = Before::new();
    for state in [OLD, NEW[0], NEW[1]] {
        before.at(state);
        let script = format!(
            "mount --bind index index && mount -o remount,bind,ro index || exit 99\n{}{}exit 0\n",
            kept("refresh", &["index", "papers"]),
            asked("before"),
        );
        if mounted(&before.place, &script).is_none() {
            return;
        }
        let folder = before.place.path();
        let refresh = told(folder, "refresh");
        // Where nothing has changed there is nothing to write.
        if state != OLD || refresh.code != Some(0) {
            refresh.refused("`index").unwrap();
        }
        as_in(folder, "before", OLD).unwrap();
    }
}

#[test]
fn an_index_that_is_taken_away_is_told() {
    let before = Before::new();
    let (mut faults, place) = (Vec::new(), &before.place);
    let take_away = |chance: &mut Chance| {
        if chance.below(2) == 0 {
            fs::rename(place.index(), place.path().join("elsewhere")).unwrap();
            fs::remove_dir_all(place.path().join("elsewhere")).unwrap();
        } else {
            // While a build writes into it, the folder may have to be emptied again.
            while place.index().exists() && fs::remove_dir_all(place.index()).is_err() {}
        }
    };
    for seed in 0..SEARCHES {
        let mut chance = Chance::new(seed);
        before.at(OLD);
        let expected = &held::clean_answers(OLD)[0];
        let after = Duration::from_micros(chance.below(30_000) as u64);
        let told = thread::scope(|scope| {
            let search = scope.spawn(|| place.ask(EVERYTHING.iter().copied()));
            thread::sleep(after);
            take_away(&mut chance);
            search.join().unwrap()
        });
        if told != *expected
            && let Err(fault) = told.refused("`index")
        {
            faults.push(format!("search, taken away after {after:?}: {fault}"));
        }
    }
    for seed in 0..BUILDS {
        let mut chance = Chance::new(seed);
        let new = NEW[usize::from(chance.below(3) == 0)];
        before.at(new);
        let longest = if new == NEW[0] { 60_000 } else { 900_000 };
        let after = Duration::from_micros(chance.below(longest) as u64);
        let lock = fs::File::open(place.index().join("writing.lock")).unwrap();
        let mut run = Running::start(place, &[]);
        run.wait_until(after);
        take_away(&mut chance);
        // A build gives its lock back last: one that has done so need not tell of what came then.
        let ended = run.ended() || lock.try_lock().is_ok();
        drop(lock);
        let (_, told) = run.end(LONGEST).unwrap();
        let round = match told.code {
            Some(0) if ended && !place.index().exists() => Ok(()),
            Some(0) => between::same(place, new).map_err(|fault| format!("went well, but {fault}")),
            _ => told.refused("`index"),
        };
        let round = round.and_then(|()| {
            place.build().map_err(|fault| format!("the next run: {fault}"))?;
            between::same(place, new)
        });
        faults.extend(round.err().map(|fault| format!("build to {new}, {after:?}: {fault}")));
    }
    none_of(&faults, (SEARCHES + BUILDS) as usize);
}

//! Holds what is asked of each peer, and times the programs among them.

use std::error::Error;
use std::fmt;
use std::path::Path;
use std::process::Command;
use std::time::Duration;
use std::time::Instant;

use crate::measured::median;
use crate::measured::used;
use crate::texts::Texts;

/// What goes wrong in a bench is only told.
pub(crate) type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// What a query asks for. All words are exact forms, in small letters.
pub(crate) enum Shape {
    /// A word.
    Word(String),
    /// Two words, anywhere in an item.
    Both(String, String),
    /// Two words side by side.
    Phrase(String, String),
    /// Words that begin so.
    Prefix(String),
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(word) => write!(f, "{word}"),
            Self::Both(one, two) => write!(f, "{one} AND {two}"),
            Self::Phrase(one, two) => write!(f, "\"{one} {two}\""),
            Self::Prefix(start) => write!(f, "{start}*"),
        }
    }
}

/// A class of query, and how many items the scan counts for it.
pub(crate) struct Class {
    pub(crate) name: &'static str,
    pub(crate) shape: Shape,
    pub(crate) count: u64,
}

/// What is wanted of a query.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ask {
    /// How many items match.
    Count,
    /// The ten best.
    Ten,
}

impl Ask {
    /// The words for a row.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Ten => "top 10",
        }
    }
}

/// An index as built: seconds, and bytes on disk.
pub(crate) struct Built {
    pub(crate) cpu: f64,
    pub(crate) wall: f64,
    pub(crate) bytes: u64,
}

/// An answer: seconds of CPU, median of the runs, and the count where one was given.
pub(crate) struct Answer {
    pub(crate) cpu: f64,
    pub(crate) count: Option<u64>,
}

/// Something that finds words in texts.
pub(crate) trait Peer {
    /// Its name, for a column.
    fn name(&self) -> &'static str;
    /// Builds its index; `None` where it has none.
    fn build(&mut self, texts: &Texts, runs: usize) -> Result<Option<Built>>;
    /// Answers a query so many times; `None` where it cannot.
    fn ask(&mut self, class: &Class, ask: Ask, runs: usize) -> Result<Option<Answer>>;
}

/// The most runs of a build; a query is asked more often.
pub(crate) fn builds(runs: usize) -> usize {
    runs.min(3)
}

/// Times what this process does, over some runs: CPU and wall seconds, and what came last.
pub(crate) fn timed<T>(runs: usize, mut one: impl FnMut() -> Result<T>) -> Result<(f64, f64, T)> {
    let (mut cpu, mut wall) = (Vec::new(), Vec::new());
    loop {
        let (start, began) = (used(), Instant::now());
        let came = one()?;
        cpu.push(used() - start);
        wall.push(began.elapsed());
        if cpu.len() >= runs {
            return Ok((median(cpu), median(wall), came));
        }
    }
}

/// Runs a script of bash and times it with all that it starts: CPU, wall, and what it prints.
pub(crate) fn script(script: &str, arguments: &[&Path]) -> Result<(Duration, Duration, String)> {
    let timed = format!("TIMEFORMAT='%3R %3U %3S'; time {{\n{script}\n}}");
    let mut command = Command::new("bash");
    command.arg("-c").arg(timed).arg("bash").args(arguments).env("LC_ALL", "C.UTF-8");
    let output = command.output()?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let times: Vec<f64> = said
        .lines()
        .next_back()
        .unwrap_or_default()
        .split(' ')
        .filter_map(|it| it.parse().ok())
        .collect();
    let &[wall, user, system] = times.as_slice() else { return Err(said.into()) };
    if output.status.code().is_none_or(|code| code > 1) {
        return Err(said.into());
    }
    let seconds = Duration::from_secs_f64;
    Ok((seconds(user + system), seconds(wall), String::from_utf8(output.stdout)?))
}

/// Says whether a command is there.
pub(crate) fn is_installed(command: &str) -> bool {
    let found = Command::new("bash").args(["-c", "command -v \"$1\"", "bash", command]).output();
    found.is_ok_and(|output| output.status.success())
}

/// How many bytes of files lie in a folder and below, or a file has.
pub(crate) fn bytes_below(place: &Path) -> Result<u64> {
    if !place.is_dir() {
        return Ok(place.metadata()?.len());
    }
    let mut bytes = 0;
    for entry in std::fs::read_dir(place)? {
        bytes += bytes_below(&entry?.path())?;
    }
    Ok(bytes)
}

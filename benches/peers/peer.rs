//! Holds what is asked of each peer, and times the programs among them.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt;
use std::path::Path;
use std::process::Command;
use std::time::Duration;
use std::time::Instant;

use crate::measured::median;
use crate::measured::used;
use crate::scan::Scan;
use crate::texts::Texts;

/// What goes wrong in a bench is only told.
pub(crate) type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// The fields that are counted beside what was found.
pub(crate) const FACETS: [&str; 4] = ["council", "committee", "kind", "year"];

/// What a query asks for. All words are exact forms, in small letters.
pub(crate) enum Shape {
    /// A word.
    Word(String),
    /// Two words, anywhere in an item.
    Both(String, String),
    /// One of two words.
    Either(String, String),
    /// Words side by side.
    Phrase(Vec<String>),
    /// Two words, the second at most so many words before or after the first; neighbours are one
    /// word apart.
    Near(String, String, usize),
    /// Words that begin so.
    Prefix(String),
    /// Words that have this anywhere in them.
    Inside(String),
    /// A word, in papers from the first day of a year to the last of another.
    Dated(String, u64, u64),
    /// Words with at most one letter more, less or other, or two neighbours changed about.
    Misspelt(String),
}

impl Shape {
    /// The shape and its words as plain fields, as the guests are told it.
    pub(crate) fn fields(&self) -> String {
        match self {
            Self::Word(word) => format!("word\t{word}"),
            Self::Both(one, two) => format!("both\t{one}\t{two}"),
            Self::Either(one, two) => format!("either\t{one}\t{two}"),
            Self::Phrase(words) => format!("phrase\t{}", words.join("\t")),
            Self::Near(one, two, within) => format!("near\t{one}\t{two}\t{within}"),
            Self::Prefix(start) => format!("prefix\t{start}"),
            Self::Inside(part) => format!("inside\t{part}"),
            Self::Dated(word, from, to) => format!("dated\t{word}\t{from}0101\t{to}1231"),
            Self::Misspelt(word) => format!("misspelt\t{word}"),
        }
    }

    /// The condition on the date as SQL has it; empty where there is none.
    pub(crate) fn days(&self) -> String {
        match self {
            Self::Dated(_, from, to) => {
                format!(" AND date BETWEEN '{from}-01-01' AND '{to}-12-31'")
            }
            _ => String::new(),
        }
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(word) => write!(f, "{word}"),
            Self::Both(one, two) => write!(f, "{one} AND {two}"),
            Self::Either(one, two) => write!(f, "{one} OR {two}"),
            Self::Phrase(words) => write!(f, "\"{}\"", words.join(" ")),
            Self::Near(one, two, within) => write!(f, "{one} NEAR/{within} {two}"),
            Self::Prefix(start) => write!(f, "{start}*"),
            Self::Inside(part) => write!(f, "*{part}*"),
            Self::Dated(word, from, to) => write!(f, "{word}, {from} to {to}"),
            Self::Misspelt(word) => write!(f, "{word}~"),
        }
    }
}

/// A class of query, and what the scan says of it.
pub(crate) struct Class {
    pub(crate) name: &'static str,
    pub(crate) shape: Shape,
    pub(crate) scan: Scan,
    /// What it says by the rule that ours has for words.
    pub(crate) folded: Scan,
    /// What is wanted of it.
    pub(crate) asks: &'static [Ask],
}

/// What is wanted of a query.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ask {
    /// How many items match.
    Count,
    /// The ten best, with their texts.
    Ten,
    /// How many items have each value of four fields. Told is the sum of the largest of each.
    Facets,
    /// The ten newest, with their texts. Told is the oldest day among them, as 20170118.
    Newest,
}

impl Ask {
    /// The words for a row.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Ten => "top 10",
            Self::Facets => "4 facets",
            Self::Newest => "newest 10",
        }
    }

    /// What the rows of an answer tell: for facets `facet`, its name, a value and a count; for
    /// the newest `day` and the day; for a count only the count.
    pub(crate) fn told<'a>(self, rows: impl Iterator<Item = Vec<&'a str>>) -> Option<u64> {
        let mut rows = rows.filter(|row| match self {
            Self::Count => row.len() == 1,
            Self::Ten => false,
            Self::Facets => row[0] == "facet",
            Self::Newest => row[0] == "day",
        });
        match self {
            Self::Ten => None,
            Self::Count => rows.find_map(|row| row[0].parse().ok()),
            Self::Newest => rows.nth(9)?.get(1)?.parse().ok(),
            Self::Facets => {
                let mut most: BTreeMap<&str, u64> = BTreeMap::new();
                for row in rows {
                    let count: u64 = row.get(3)?.parse().ok()?;
                    let known = most.entry(row[1]).or_default();
                    *known = count.max(*known);
                }
                Some(most.values().sum())
            }
        }
    }

    /// What the scan tells; nothing of the ten best, for engines rank in ways of their own.
    pub(crate) fn of(self, scan: &Scan) -> Option<u64> {
        match self {
            Self::Count => Some(scan.count),
            Self::Ten => None,
            Self::Facets => Some(scan.facets),
            Self::Newest => Some(scan.tenth),
        }
    }
}

/// One statement of SQL that counts the values of the facets of what is `matching`.
pub(crate) fn facets(matching: &str) -> String {
    let fields = FACETS.join(", ");
    let counts = FACETS.map(|it| {
        format!("SELECT 'facet', '{it}', {it}, count(*) FROM found WHERE {it} <> '' GROUP BY {it}")
    });
    format!(
        "WITH found AS MATERIALIZED (SELECT {fields} {matching}) {}",
        counts.join(" UNION ALL ")
    )
}

/// An index as built: seconds, and bytes on disk.
pub(crate) struct Built {
    pub(crate) cpu: f64,
    pub(crate) wall: f64,
    pub(crate) bytes: u64,
}

/// An answer: seconds of CPU, median of the runs, and what was told (see [`Ask`]).
pub(crate) struct Answer {
    pub(crate) cpu: f64,
    pub(crate) told: Option<u64>,
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

/// The least a measured run of a query takes, in seconds: it is asked again until then, so that
/// what takes microseconds is measured over many.
pub(crate) const LEAST: f64 = 0.02;

/// How often something is to be done so that a run takes [`LEAST`] when once takes so many seconds.
pub(crate) fn times(once: f64) -> usize {
    (LEAST / once.max(1e-6)).ceil().clamp(1.0, 20_000.0) as usize
}

/// The CPU seconds that one time of something takes, median of the runs, and what came last.
pub(crate) fn repeated<T>(
    runs: usize,
    mut one: impl FnMut() -> Result<T>,
) -> Result<(f64, Option<T>)> {
    let mut again = 1;
    let mut last = None;
    let mut many = |again: usize| -> Result<Duration> {
        let start = used();
        for _ in 0..again {
            last = Some(one()?);
        }
        Ok(used() - start)
    };
    many(1)?;
    while again < 1 << 20 && many(again)?.as_secs_f64() < LEAST {
        again *= 2;
    }
    let cpu = (0..runs).map(|_| many(again)).collect::<Result<Vec<_>>>()?;
    Ok((median(cpu) / again as f64, last))
}

/// What scripts of bash begin with: where Debian keeps the programs of PostgreSQL.
const PLACES: &str = "for it in /usr/lib/postgresql/*/bin; do PATH=$PATH:$it; done\n";

/// Runs a script of bash and times it with all that it starts: CPU, wall, and what it prints.
pub(crate) fn script(script: &str, arguments: &[&Path]) -> Result<(Duration, Duration, String)> {
    let timed = format!("{PLACES}TIMEFORMAT='%3R %3U %3S'; time {{\n{script}\n}}");
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
    let told = said.trim().lines().rev().skip(1).collect::<Vec<_>>();
    let told = told.into_iter().rev().collect::<Vec<_>>().join("; ");
    let &[wall, user, system] = times.as_slice() else { return Err(said.into()) };
    if output.status.code().is_none_or(|code| code > 1) {
        return Err(told.into());
    }
    let seconds = Duration::from_secs_f64;
    Ok((seconds(user + system), seconds(wall), String::from_utf8(output.stdout)?))
}

/// The CPU seconds that a script of bash takes, median of the runs, and what it prints.
pub(crate) fn repeated_script(
    runs: usize,
    asked: &str,
    arguments: &[&Path],
) -> Result<(f64, String)> {
    // The first time warms the files up.
    let (_, _, said) = script(asked, arguments)?;
    let once = script(asked, arguments)?.0;
    let again = times(once.as_secs_f64().max(1e-3));
    // What is printed is read: into /dev/null some scanners only say that there is a match.
    let many = format!("for _ in {{1..{again}}}; do\n{asked}\ndone");
    let cpu = (0..runs).map(|_| Ok(script(&many, arguments)?.0));
    Ok((median(cpu.collect::<Result<_>>()?) / again as f64, said))
}

/// Says whether a script of bash comes to a good end.
pub(crate) fn is_so(script: &str) -> bool {
    let came = Command::new("bash").args(["-c", &format!("{PLACES}{script}")]).output();
    came.is_ok_and(|output| output.status.success())
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

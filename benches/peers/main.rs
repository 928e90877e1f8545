//! Builds and asks indexes of the same texts side by side, in one run on one machine.
//!
//! `cargo bench --bench peers -- [1k|20k|200k] [--bulk FOLDER] [--runs 5] [--only FTS5,rg]
//! [--install]`
//!
//! The papers are generated, or are those of a folder or of an archive that `tar` unpacks. Ours
//! builds from the files, with all that its reading does; the others are given the items that ours
//! cut, ready, so their figures leave out that work. Tantivy is there twice: as a bare loop with
//! the fields that are asked about, and with every field and value of ours, which is only built;
//! both build in turn with ours. Figures are CPU time unless a row says wall,
//! median of the runs, each run at least 20 ms of the same query (PostgreSQL tells wall time; Recoll
//! and the scanners start a process a query). What is not installed is left out by name;
//! `--install` tries to install it first, by `apt-get` or `brew`. Answers are held against a plain
//! scan (runs of letters and digits, in small letters; for ours without accents and apostrophes):
//! the bench fails where ours differ, and a peer whose count is far off is left out of that class,
//! since it answers another question. Needs `bash`; Linux only.

// A bench prints its figures, and how far it is.
#![allow(clippy::print_stdout, clippy::print_stderr)]

mod bare;
mod fields;
mod guest;
mod known;
mod limit;
/// Papers made from a seed.
#[path = "../made/mod.rs"]
mod made;
/// CPU time and medians.
#[path = "../measured/mod.rs"]
mod measured;
mod ours;
mod peer;
mod postgres;
mod recoll;
mod scan;
mod scanners;
mod sphinx;
mod sqlite;
mod table;
mod texts;
/// No one watches the builds.
#[path = "../unwatched/mod.rs"]
mod unwatched;

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;
use std::path::PathBuf;
use std::time::Duration;

use known::KNOWN;
use known::NO_PEERS;
use made::Size;
use measured::median;
use peer::Ask;
use peer::Built;
use peer::Class;
use peer::Peer;
use table::Table;
use texts::Texts;

/// How far a count may be from the scan's, as a part of it, before another question was answered:
/// engines that cut words in ways of their own differ by less. One item may always be off.
const FAR: f64 = 0.02;

/// Where papers of real councils lie in some checkouts.
const BULK: &str = "../shared/bulk";

fn main() -> Result<(), Box<dyn Error>> {
    let asked = Asked::read()?;
    if asked.install {
        known::install();
    }
    let folder = tempfile::tempdir()?;
    let texts = match &asked.bulk {
        Some(bulk) => Texts::take(bulk, folder.path())?,
        None => Texts::make(asked.size, folder.path())?,
    };
    let classes = texts.classes()?;
    let ours = ours::Ours::new(&texts);
    let fields = fields::Fields::new(folder.path(), ours.folder());
    let mut bench = Bench { runs: asked.runs, ..Bench::default() };
    bench.add(Box::new(ours), "");
    bench.add(Box::new(bare::Bare::new(folder.path())?), "0.27");
    bench.add(Box::new(fields), "");
    let in_turn = bench.peers.len();
    for known in KNOWN {
        if !asked.only.is_empty() && !asked.only.iter().any(|name| name == known.name) {
            bench.left_out.push(format!("{} (not asked for)", known.name));
        } else if known.is_there() {
            bench.add(driver(known.name, folder.path())?, &known.version());
        } else {
            bench.left_out.push(format!("{} (not installed; {})", known.name, known.how()));
        }
    }
    let mut table = Table::new(bench.peers.iter().map(|it| it.peer.name()).collect());
    bench.build_in_turn(in_turn, &texts, &mut table)?;
    bench.build(in_turn, &texts, &mut table);
    for class in &classes {
        bench.ask(class, &mut table)?;
    }

    println!("{}", table.behind());
    println!("{}", table::machine());
    texts.about.iter().for_each(|line| println!("{line}"));
    println!("{}", bench.versions.join(", "));
    let runs = asked.runs;
    println!("median of {runs} runs; in brackets how many times ours");
    println!("queries in CPU ms; PostgreSQL's by the clock of its server, Recoll's, rg's and");
    println!("ugrep's with the start of a process; PostgreSQL and Recoll are built once\n");
    println!("{table}");
    println!("{}", limit::lines(&texts, &table, runs)?);
    println!("answers that differ from the scan: {}", bench.notes.len());
    bench.notes.iter().for_each(|note| println!("  {note}"));
    println!("left out:");
    let no_peers = NO_PEERS.map(str::to_owned);
    bench.left_out.iter().chain(&no_peers).for_each(|one| println!("  {one}"));
    if asked.bulk.is_none() && Path::new(BULK).exists() {
        println!("papers of real councils: `--bulk {BULK}/…` takes a folder or an archive of them");
    }
    if bench.wrong > 0 { Err("some of our answers are wrong".into()) } else { Ok(()) }
}

/// What drives a program of this name.
fn driver(name: &'static str, folder: &Path) -> peer::Result<Box<dyn Peer>> {
    Ok(match name {
        "PostgreSQL" => Box::new(postgres::Postgres::new(folder)?),
        "FTS5" => Box::new(sqlite::Sqlite::new(folder)),
        "Xapian" => Box::new(guest::Guest::new(guest::XAPIAN, folder)),
        "Lucene" => Box::new(guest::Guest::new(guest::LUCENE, folder)),
        "Sphinx" => Box::new(sphinx::Sphinx::new(folder)),
        "Recoll" => Box::new(recoll::Recoll::new(folder)),
        _ => Box::new(scanners::Scanner::new(name)),
    })
}

/// The peers, and what is to be said of them.
#[derive(Default)]
struct Bench {
    runs: usize,
    peers: Vec<Entered>,
    /// The names and versions of those that tell theirs.
    versions: Vec<String>,
    left_out: Vec<String>,
    /// Answers that differ from the scan's.
    notes: Vec<String>,
    /// How many answers of ours do.
    wrong: usize,
}

/// A peer, and whether it has failed.
struct Entered {
    peer: Box<dyn Peer>,
    failed: bool,
}

impl Bench {
    fn add(&mut self, peer: Box<dyn Peer>, version: &str) {
        if !version.is_empty() {
            self.versions.push(format!("{} {version}", peer.name()));
        }
        self.peers.push(Entered { peer, failed: false });
    }

    /// Builds with the first so many, and ours from all forms of the papers, one after the other
    /// and then all again: what else the machine does then falls on all of them alike.
    fn build_in_turn(
        &mut self,
        first: usize,
        texts: &Texts,
        table: &mut Table,
    ) -> peer::Result<()> {
        let mut times: BTreeMap<(usize, &str), Vec<(Duration, Duration)>> = BTreeMap::new();
        let took = |built: &Built| {
            (Duration::from_secs_f64(built.cpu), Duration::from_secs_f64(built.wall))
        };
        for run in 1..=self.runs {
            eprintln!("builds in turn, {run} of {}", self.runs);
            for (at, Entered { peer, .. }) in self.peers.iter_mut().take(first).enumerate() {
                let built = peer.build(texts, 1)?.ok_or("nothing was built")?;
                times.entry((at, "")).or_default().push(took(&built));
                table.set("index / text", at, built.bytes as f64 / texts.bytes as f64);
            }
            for (form, papers) in &texts.also {
                let built = ours::Ours::from_form(texts, form).build_of(papers, 1)?;
                times.entry((0, form)).or_default().push(took(&built));
            }
        }
        for ((at, form), times) in times {
            let from = if form.is_empty() { String::new() } else { format!(" from {form}") };
            let (cpu, wall) = times.into_iter().unzip();
            table.set(&format!("build{from}, CPU s"), at, median(cpu));
            table.set(&format!("build{from}, wall s"), at, median(wall));
        }
        Ok(())
    }

    fn build(&mut self, from: usize, texts: &Texts, table: &mut Table) {
        for (at, Entered { peer, failed }) in self.peers.iter_mut().enumerate().skip(from) {
            eprintln!("{} builds", peer.name());
            match peer.build(texts, self.runs) {
                Ok(Some(built)) => {
                    table.set("build, CPU s", at, built.cpu);
                    table.set("build, wall s", at, built.wall);
                    table.set("index / text", at, built.bytes as f64 / texts.bytes as f64);
                }
                Ok(None) => {}
                Err(error) => {
                    self.left_out.push(format!("{} ({error})", peer.name()));
                    *failed = true;
                }
            }
        }
    }

    /// Asks all peers in turn; fails only where ours does.
    fn ask(&mut self, class: &Class, table: &mut Table) -> peer::Result<()> {
        let named = format!("{} ({})", class.name, class.shape);
        let mut elsewhere = vec![false; self.peers.len()];
        for &ask in class.asks {
            let row = format!("{named}, {}", ask.as_str());
            eprintln!("{row}");
            for (at, Entered { peer, failed }) in self.peers.iter_mut().enumerate() {
                if *failed || elsewhere[at] {
                    continue;
                }
                let answer = match peer.ask(class, ask, self.runs) {
                    Ok(Some(answer)) => answer,
                    Ok(None) => continue,
                    Err(error) if at == 0 => return Err(error),
                    Err(error) => {
                        self.left_out.push(format!("{} from {row} on ({error})", peer.name()));
                        *failed = true;
                        continue;
                    }
                };
                let mut is_far = false;
                if let Some((told, scan)) =
                    answer.told.zip(ask.of(if at == 0 { &class.folded } else { &class.scan }))
                    && told != scan
                {
                    let off = told.abs_diff(scan);
                    is_far = ask == Ask::Newest || off > 1 && off as f64 > FAR * scan as f64;
                    let left_out = if is_far && at > 0 { ": left out" } else { "" };
                    let name = peer.name();
                    self.notes.push(format!("{row}: {name} {told}, the scan {scan}{left_out}"));
                    self.wrong += usize::from(at == 0);
                }
                if is_far && at > 0 {
                    elsewhere[at] = ask == Ask::Count;
                } else {
                    table.set(&row, at, answer.cpu * 1e3);
                }
            }
        }
        Ok(())
    }
}

/// What the command line asks for.
struct Asked {
    size: Size,
    runs: usize,
    bulk: Option<PathBuf>,
    /// Only these of the programs that are known; all where it is empty.
    only: Vec<String>,
    install: bool,
}

impl Asked {
    /// Reads the command line; Cargo adds flags of its own, such as `--bench`.
    fn read() -> Result<Self, Box<dyn Error>> {
        let mut asked =
            Self { size: Size::Small, runs: 5, bulk: None, only: Vec::new(), install: false };
        let mut words = std::env::args().skip(1);
        while let Some(word) = words.next() {
            let mut next = |what| words.next().ok_or(format!("{word} wants {what}"));
            match word.as_str() {
                "--runs" => asked.runs = next("a number")?.parse::<usize>()?.max(1),
                "--bulk" => asked.bulk = Some(next("a folder or an archive")?.into()),
                "--only" => asked.only = next("names")?.split(',').map(str::to_owned).collect(),
                "--install" => asked.install = true,
                word if word.starts_with('-') => {}
                word => {
                    asked.size = word.parse()?;
                }
            }
        }
        Ok(asked)
    }
}

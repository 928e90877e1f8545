//! Builds and asks indexes of the same texts side by side, in one run on one machine.
//!
//! `cargo bench --bench peers -- [1k|20k|200k] [--runs 5]`
//!
//! The papers are generated. Ours builds from the files, with all that its reading does; the
//! others are given the items that ours cut, ready, so their figures leave out that work. Figures
//! are CPU time unless a row says wall, median of the runs (PostgreSQL tells its queries' wall
//! time); what is not installed is left out by name. Counts are held
//! against a plain scan (runs of letters and digits, in small letters), and the bench fails where
//! ours differ. Needs `bash` for the time of other programs; Linux only.

// A bench prints its figures.
#![allow(clippy::print_stdout)]

mod bare;
/// Papers made from a seed.
#[path = "../made/mod.rs"]
mod made;
/// CPU time and medians.
#[path = "../measured/mod.rs"]
mod measured;
mod ours;
mod peer;
mod postgres;
mod scanners;
mod sqlite;
mod table;
mod texts;

use std::error::Error;

use made::Size;
use peer::Ask;
use peer::Class;
use peer::Peer;
use table::Table;
use texts::Texts;

/// Programs that would be peers, and that this bench does not drive yet: (name, command).
const NOT_DRIVEN: [(&str, &str); 3] =
    [("Xapian", "omindex"), ("Recoll", "recollindex"), ("Sphinx", "searchd")];

fn main() -> Result<(), Box<dyn Error>> {
    let (size, runs) = asked()?;
    let folder = tempfile::tempdir()?;
    let texts = Texts::make(size, folder.path())?;
    let classes = texts.classes()?;
    let ours = ours::Ours::new(&texts);
    let html = ours.build_of(&texts.html, runs)?;
    let markdown = ours.build_of(&texts.markdown, runs)?;
    let mut peers: Vec<Box<dyn Peer>> = vec![Box::new(ours)];
    peers.push(Box::new(bare::Bare::new(folder.path())));
    let (mut left_out, mut notes) = (Vec::new(), Vec::new());
    for (name, command) in
        [("FTS5", "sqlite3"), ("PostgreSQL", "initdb"), ("rg", "rg"), ("ugrep", "ugrep")]
    {
        if !peer::is_installed(command) {
            left_out.push(format!("{name} ({command} is not installed)"));
            continue;
        }
        match name {
            "PostgreSQL" => peers.push(Box::new(postgres::Postgres::new(folder.path())?)),
            "FTS5" => peers.push(Box::new(sqlite::Sqlite::new(folder.path()))),
            _ => peers.push(Box::new(scanners::Scanner::new(command))),
        }
    }
    for (name, command) in NOT_DRIVEN {
        let why =
            if peer::is_installed(command) { "is not driven yet" } else { "is not installed" };
        left_out.push(format!("{name} ({command} {why})"));
    }

    let mut table = Table::new(peers.iter().map(|peer| peer.name()).collect());
    let mut wrong = 0;
    let mut failed = vec![false; peers.len()];
    for (at, peer) in peers.iter_mut().enumerate() {
        match peer.build(&texts, runs) {
            Ok(Some(built)) => {
                table.set("build, CPU s", at, built.cpu);
                table.set("build, wall s", at, built.wall);
                table.set("index / text", at, built.bytes as f64 / texts.bytes as f64);
            }
            Ok(None) => {}
            Err(error) => {
                left_out.push(format!("{} ({error})", peer.name()));
                failed[at] = true;
            }
        }
    }
    for (form, built) in [("HTML", html), ("Markdown", markdown)] {
        table.set(&format!("build from {form}, CPU s"), 0, built.cpu);
        table.set(&format!("build from {form}, wall s"), 0, built.wall);
    }
    for class in &classes {
        for ask in [Ask::Count, Ask::Ten] {
            let row = format!("{}, {}, CPU ms", class.named(), ask.as_str());
            for (at, peer) in peers.iter_mut().enumerate() {
                if failed[at] {
                    continue;
                }
                let Some(answer) = peer.ask(class, ask, runs)? else { continue };
                table.set(&row, at, answer.cpu * 1e3);
                if let Some(count) = answer.count.filter(|&count| count != class.count) {
                    let name = peer.name();
                    notes.push(format!("{}: {name} counts {count}, the scan {}", row, class.count));
                    wrong += usize::from(at == 0);
                }
            }
        }
    }
    drop(peers);

    let (forms, made) = (&texts.forms, size.items());
    println!("{}", table::machine());
    println!(
        "{made} items made, {} cut by ours, {:.1} MB of text",
        texts.items,
        texts.bytes as f64 / 1e6
    );
    forms.iter().for_each(|form| println!("  {form}"));
    let builds = peer::builds(runs);
    println!("median of {runs} runs, of builds {builds}; in brackets how many times ours");
    println!("PostgreSQL: one build with start and end of its server; queries by its own clock\n");
    println!("{table}");
    println!("counts that differ from the scan: {}", notes.len());
    notes.iter().for_each(|note| println!("  {note}"));
    println!("left out: {}", left_out.join(", "));
    if wrong > 0 { Err("some of our counts are wrong".into()) } else { Ok(()) }
}

/// The size and the runs of the command line; Cargo adds flags of its own, such as `--bench`.
fn asked() -> Result<(Size, usize), Box<dyn Error>> {
    let (mut size, mut runs) = (Size::Small, 5);
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        if word == "--runs" {
            runs = words.next().ok_or("--runs wants a number")?.parse::<usize>()?.max(1);
        } else if !word.starts_with('-') {
            size = word.parse()?;
        }
    }
    Ok((size, runs))
}

impl Class {
    /// The class and what is asked, for a row.
    fn named(&self) -> String {
        format!("{} ({})", self.name, self.shape)
    }
}

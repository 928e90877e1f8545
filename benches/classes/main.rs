//! Times each class of query in the library, and the whole program from its start, over generated
//! papers.
//!
//! ```sh
//! cargo bench --bench classes -- [1k|20k|200k] [--runs 9] [--builds 3] [--only CLASS] [--index DIR]
//! cargo bench --bench classes -- --growth [20k 200k] [--runs 9] [--builds 3] [--only CLASS]
//! ```
//!
//! Each query is asked as the command asks it that a user would type, but that nothing is printed.
//! Figures are CPU time but for those that say wall, medians of the runs. `--growth` says how much
//! more a match, and an item while indexing, costs in the larger of two sizes. `--only` takes the
//! classes whose names hold a text, and starts no program. Needs `bash` for the CPU time of the
//! program.

// A bench prints its figures.
#![allow(clippy::print_stdout)]

mod ask;
mod built;
mod list;
/// Papers made from a seed.
#[path = "../made/mod.rs"]
mod made;
/// CPU time and medians.
#[path = "../measured/mod.rs"]
mod measured;
mod parts;
mod start;
mod table;
/// No one watches the builds.
#[path = "../unwatched/mod.rs"]
mod unwatched;

use std::error::Error;
use std::path::PathBuf;

use minutebook::search::Coverage;

use ask::Asking;
use built::Built;
use made::Size;
use table::Measured;
use table::Row;

/// What goes wrong in a bench is only told.
type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// What the command line asks for.
struct Asked {
    sizes: Vec<Size>,
    runs: usize,
    builds: usize,
    index: Option<PathBuf>,
    growth: bool,
    only: String,
}

fn main() -> Result<()> {
    let Asked { mut sizes, runs, builds, index, growth, only } = asked()?;
    if sizes.is_empty() && growth {
        sizes = vec![Size::Middle, Size::Large];
    } else if sizes.is_empty() && index.is_none() {
        sizes = vec![Size::Small];
    }
    let rising = sizes.is_sorted_by_key(|size| size.items());
    if growth && (sizes.len() != 2 || !rising || index.is_some()) {
        return Err("--growth wants two sizes, the smaller first".into());
    }
    if !growth && sizes.len() + usize::from(index.is_some()) > 1 {
        return Err("one size, or --index".into());
    }
    let mut built: Vec<Built> = index.map(Built::there).transpose()?.into_iter().collect();
    for size in sizes {
        built.push(Built::make(size, builds)?);
    }
    let measured = measured(&built, runs, &only)?;
    measured.iter().for_each(|measured| println!("{measured}"));
    if let [before, after] = measured.as_slice() {
        println!("{}", table::growth(before, after));
    }
    Ok(())
}

/// Asks each class in turn, of each index in turn, and all of it again in the next run: what else
/// the machine does then falls on all of them.
fn measured(built: &[Built], runs: usize, only: &str) -> Result<Vec<Measured>> {
    let mut asking: Vec<Vec<Asking>> = Vec::new();
    for Built { library, .. } in built {
        let classes = list::classes(library)?.into_iter();
        let classes = classes.filter(|class| class.name.contains(only));
        asking.push(classes.map(|class| class.begin(library)).collect::<Result<_>>()?);
    }
    for _ in 0..runs {
        for (Built { library, .. }, asking) in built.iter().zip(&mut asking) {
            asking.iter_mut().try_for_each(|class| class.run(library))?;
        }
    }
    let mut measured = Vec::new();
    for (Built { folder, library, cost, text, .. }, asking) in built.iter().zip(asking) {
        let rows: Vec<Row> = asking.into_iter().map(Asking::end).collect();
        let starts = if only.is_empty() { list::starts(&rows) } else { Vec::new() };
        let starts = start::measure(folder, &starts, runs)?;
        let Coverage { papers, items, .. } = library.coverage();
        let parts = parts::table(folder, *text)?;
        measured.push(Measured { items, papers, cost: *cost, parts, rows, starts });
    }
    Ok(measured)
}

/// Reads the command line; Cargo adds flags of its own, such as `--bench`.
fn asked() -> Result<Asked> {
    let (sizes, only) = (Vec::new(), String::new());
    let mut asked = Asked { sizes, runs: 9, builds: 3, index: None, growth: false, only };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        match word.as_str() {
            flag @ ("--runs" | "--builds") => {
                let count = words.next().ok_or_else(|| format!("{flag} wants a number"))?;
                let count: usize = count.parse().map_err(|_| format!("{count} is no number"))?;
                let into = if flag == "--runs" { &mut asked.runs } else { &mut asked.builds };
                *into = count.max(1);
            }
            "--index" => asked.index = Some(words.next().ok_or("--index wants a folder")?.into()),
            "--only" => asked.only = words.next().ok_or("--only wants the name of a class")?,
            "--growth" => asked.growth = true,
            "--bench" => {}
            flag if flag.starts_with('-') => {
                let flags = "--runs, --builds, --index, --only and --growth";
                return Err(format!("{flag}: the flags are {flags}").into());
            }
            size => asked.sizes.push(size.parse()?),
        }
    }
    Ok(asked)
}

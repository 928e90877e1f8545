//! Times each class of query in the library, and the whole program from its start, over generated
//! papers.
//!
//! ```sh
//! cargo bench --bench classes -- [1k|20k|200k] [--runs 9] [--index DIR]
//! cargo bench --bench classes -- --growth [20k 200k] [--runs 9]
//! ```
//!
//! Each query is asked as the command asks it that a user would type, but that nothing is printed.
//! Figures are CPU time but for those that say wall, medians of the runs. `--growth` says how much
//! more a match, and an item while indexing, costs in the larger of two sizes. Needs `bash` for
//! the CPU time of the program.

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
mod start;
mod table;

use std::error::Error;
use std::path::PathBuf;

use built::Built;
use made::Size;
use table::Measured;

/// What goes wrong in a bench is only told.
type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// What the command line asks for.
struct Asked {
    sizes: Vec<Size>,
    runs: usize,
    index: Option<PathBuf>,
    growth: bool,
}

fn main() -> Result<()> {
    let Asked { sizes, runs, index, growth } = asked()?;
    if growth {
        let [small, large] = match sizes.as_slice() {
            [] => [Size::Middle, Size::Large],
            [small, large] if small.items() < large.items() => [*small, *large],
            _ => return Err("--growth wants two sizes, the smaller first".into()),
        };
        let (before, after) = (measured_of(small, runs)?, measured_of(large, runs)?);
        println!("{before}\n{after}\n{}", table::growth(&before, &after));
        return Ok(());
    }
    let measured = match (index, sizes.as_slice()) {
        (Some(index), []) => of_index(Built::there(index)?, runs)?,
        (None, []) => measured_of(Size::Small, runs)?,
        (None, [size]) => measured_of(*size, runs)?,
        _ => return Err("one size, or --index".into()),
    };
    println!("{measured}");
    Ok(())
}

/// Makes papers, indexes them, and asks.
fn measured_of(size: Size, runs: usize) -> Result<Measured> {
    of_index(Built::make(size)?, runs)
}

fn of_index(built: Built, runs: usize) -> Result<Measured> {
    let mut rows = Vec::new();
    for class in list::classes(&built.library)? {
        rows.push(class.measure(&built.library, runs)?);
    }
    let starts = start::measure(&built.folder, &list::starts(&rows), runs)?;
    let coverage = built.library.coverage();
    Ok(Measured { items: coverage.items, papers: coverage.papers, cost: built.cost, rows, starts })
}

/// Reads the command line; Cargo adds flags of its own, such as `--bench`.
fn asked() -> Result<Asked> {
    let mut asked = Asked { sizes: Vec::new(), runs: 9, index: None, growth: false };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        match word.as_str() {
            "--runs" => {
                asked.runs = words.next().ok_or("--runs wants a number")?.parse::<usize>()?.max(1);
            }
            "--index" => asked.index = Some(words.next().ok_or("--index wants a folder")?.into()),
            "--growth" => asked.growth = true,
            "--bench" => {}
            flag if flag.starts_with('-') => {
                return Err(format!("{flag}: the flags are --runs, --index and --growth").into());
            }
            size => asked.sizes.push(size.parse()?),
        }
    }
    Ok(asked)
}

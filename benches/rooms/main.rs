//! Times each room by itself over 1,000 generated items: the way of a paper into the index, and
//! that of a query but for `search`, which has a bench of its own.
//!
//! `cargo bench --bench rooms`, or `-- extract` for one room. Bytes a second are bytes of the
//! extracted text, so that forms can be compared. Times are wall times: run it where nothing else
//! runs.

mod given;
/// Papers made from a seed.
#[path = "../made/mod.rs"]
mod made;
mod papers;
mod questions;
/// Papers written without files.
#[path = "../written/mod.rs"]
mod written;

fn main() {
    divan::main();
}

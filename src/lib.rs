//! Full-text search over council committee papers.
//!
//! A paper passes through these rooms once, in this order:
//!
//! 1. [`source`] finds files and reads their bytes, with what was told of them from outside.
//! 2. [`extract`] turns bytes into text with blocks. It never fails; it reports.
//! 3. [`recognise`] says which kind of paper a text is, and why. What finds its words is in
//!    [`vocabulary`].
//! 4. [`normalise`] gives the [`Paper`](paper::Paper): council, committee, date, items. It leans
//!    on the tables of [`vocabulary`].
//! 5. [`index`] keeps papers on disk; it is the only room that writes below the index folder.
//!
//! [`pipeline`] is that journey as one function, and the only place with threads.
//!
//! A question passes through these, in this order:
//!
//! 1. [`query`] turns typed words into a [`Query`](query::Query) and back.
//! 2. [`search`] answers a query from an open index.
//! 3. [`verify`] counts again what an answer claims, in papers that were just read, without a
//!    look at the index: all it shares with `search` is tables of [`vocabulary`]. [`pipeline`]
//!    reads the papers.
//! 4. [`present`] writes an answer as text, JSON or CSV, and a comparison as SVG too.
//!
//! [`paper`], [`problem`] and [`error`] hold the words they share. Data flows one way:
//! `tests/architecture.rs` holds the walls. The command line lives in `main.rs` and `cli/`,
//! outside the library, and sees its public names only.

pub mod error;
pub mod extract;
pub mod index;
pub mod normalise;
pub mod paper;
pub mod pipeline;
pub mod present;
pub mod problem;
pub mod query;
pub mod recognise;
pub mod search;
pub mod source;
pub mod verify;
pub mod vocabulary;

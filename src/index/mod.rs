//! Keeps papers on disk: the only room that writes below the index folder.
//!
//! Where is a word? Which papers say so, and what do they look like? Who wrote this index, and
//! from which files? Not useful for: what a query means (see `search`), or what a paper says
//! (see `normalise`). Knows no HTML and no way a kind was recognised.

mod check;
mod concordance;
mod folder;
mod gate;
mod identity;
mod ledger;
mod lock;
mod manifest;
mod named;
mod reader;
mod record;
mod same;
mod schema;
mod sealed;
mod segments;
mod stated;
mod tokens;
mod writer;

pub use check::Aspect;
pub use check::Examination;
pub use check::Fault;
pub use check::Finding;
pub use check::Kept;
pub use check::KeptFile;
pub use check::PaperHeld;
pub use check::Part;
pub use check::Sources;
pub use check::Words;
pub use concordance::Concordance;
pub use concordance::ItemText;
pub use concordance::Spans;
pub use folder::is_there;
pub(crate) use gate::Gate;
pub use ledger::Entry;
pub use ledger::Ledger;
pub use ledger::PaperAccount;
pub use ledger::Root;
pub use manifest::Card;
pub use manifest::FORMAT;
pub use named::Named;
pub use reader::Reader;
pub use record::KeptPage;
pub use record::Known;
pub use record::Record;
pub use record::midnight;
pub use schema::FACETS;
pub use schema::Fields;
pub use schema::LAYERED;
pub use schema::WORDED;
pub use schema::WORDS_FOLLOW;
pub use stated::Stated;
pub use stated::Votes;
pub use tokens::Word;
pub(crate) use tokens::is_invisible;
pub use tokens::words;
pub use writer::Setup;
pub use writer::Writer;

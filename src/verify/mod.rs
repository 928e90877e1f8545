//! Counts the mentions of a query again, by a plain scan of papers that were just read, and
//! compares the count with what an answer claims.
//!
//! It is there to check the index, so it has its own code for all that the index decides: what a
//! word is and how it is folded (`words`), which words are forms of one another (`forms`), how
//! else they are spelt and when capitals count (`spelt`), what stars and misspellings take
//! (`pattern`, `misspelt`), where phrases and pairs stand (`pattern`), and which items a query
//! holds in (`scan`). For a check of the index itself it counts all words there are (`recount`). The walls keep it from `index` and `search`.
//!
//! What it shares, and what therefore goes unchecked: reading and normalising of files (a word
//! that extraction loses is lost to both), the parser of queries, the stemmer, and the tables of
//! spellings, acronyms and irregular plurals in [`vocabulary`](crate::vocabulary). One thing it
//! takes from the answer: which items a filter lets through.

mod claim;
mod compare;
mod forms;
mod misspelt;
mod pattern;
mod recount;
mod scan;
mod spelt;
mod words;

pub use claim::Claims;
pub use claim::Counts;
pub use claim::ItemClaim;
pub use claim::Span;
pub use claim::filters;
pub use compare::FileCheck;
pub use compare::Reread;
pub use compare::Side;
pub use compare::Spot;
pub use compare::State;
pub use compare::Verification;
pub use recount::FormDifference;
pub use recount::Forms;
pub use recount::ItemHeld;
pub use recount::PaperRecount;
pub use recount::forms;
pub use scan::Scan;

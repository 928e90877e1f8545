//! Writes answers for people to read, on a terminal or in a file.
//!
//! Knows how wide a line may be and whether it may carry colour; knows not where the lines go.
//! Whatever a paper says passes through `Page`, which takes away what could act on a terminal.

mod built;
mod checked;
mod compared;
mod facets;
mod found;
mod holdings;
mod inspected;
mod mentions;
mod page;
mod place;
mod problems;
mod receipt;
mod shown;
mod statements;
mod tables;
mod terms;
mod verified;

pub use built::built;
pub use built::built_in_brief;
pub use checked::checked;
pub use compared::compared;
pub use compared::compared_notes;
pub use facets::facet;
pub use found::found;
pub use found::notes;
pub use holdings::holdings;
pub use holdings::problems;
pub use inspected::inspected;
pub use mentions::mentions;
pub use mentions::related;
pub use page::Screen;
pub use receipt::receipt;
pub use shown::shown;
pub use statements::statements;
pub use terms::absent;
pub use terms::terms;
pub use verified::verified;

use page::Look;
use page::Page;
use page::Run;

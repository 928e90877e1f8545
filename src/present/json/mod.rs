//! Writes answers as JSON: one object, keys in snake case, absent values `null`.
//!
//! The shape is a contract with other programs, so it is made of types of this room alone; a
//! change in the library's own values cannot change it unseen.

mod about;
mod built;
mod checked;
mod compared;
mod escaping;
mod found;
mod heading;
mod holdings;
mod inspected;
mod mentions;
mod rows;
mod shown;
mod stated;
mod statements;
mod terms;
mod verified;

pub use built::built;
pub use checked::checked;
pub use compared::compared;
pub use found::facet;
pub use found::found;
pub use holdings::holdings;
pub use inspected::inspected;
pub use mentions::mentions;
pub use shown::shown;
pub use statements::statements;
pub use terms::terms;

use std::io;
use std::io::Write;

use serde::Serialize;

use escaping::Escaping;

/// Writes one object and a line end, as it is serialised: nothing is held back. Characters that
/// could act on a terminal are escaped too.
fn write(answer: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(Escaping(out), answer)?;
    out.write_all(b"\n")
}

#[cfg(test)]
mod tests {
    use super::write;

    #[test]
    fn what_acts_on_a_terminal_is_escaped_and_read_back_the_same() {
        let said = "a\u{1b}[31m\u{9b}2J\u{202e}b\u{7f}\n";
        let mut out = Vec::new();
        write(&said, &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(text, "\"a\\u001b[31m\\u009b2J\\u202eb\\u007f\\n\"\n");
        assert_eq!(serde_json::from_str::<String>(&text).unwrap(), said);
    }
}

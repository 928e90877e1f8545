//! Tells why a command failed: what, because of what, and what to do about it.

use std::error::Error as _;
use std::io;
use std::io::Write;

use minutebook::error::Error;

/// Writes the message, its causes and its hint, each on a line of its own.
pub(crate) fn tell(error: &Error, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "minutebook: {}", one_line(&error.to_string()))?;
    let mut cause = error.source();
    while let Some(because) = cause {
        writeln!(out, "  because: {}", one_line(&because.to_string()))?;
        cause = because.source();
    }
    if let Some(hint) = error.hint() {
        writeln!(out, "  hint: {}", one_line(&hint))?;
    }
    Ok(())
}

/// Writes that the program stopped where it never should.
pub(crate) fn tell_fault(fault: &str, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "minutebook: stopped without an answer, for a file of the index is damaged or the program is at fault"
    )?;
    writeln!(out, "  because: {}", one_line(fault))?;
    writeln!(
        out,
        "  hint: remove the index folder and run `minutebook index <FOLDER>` again; if it comes back, report this"
    )
}

/// A path or a query may hold what would move the terminal; a message may not.
fn one_line(message: &str) -> String {
    message.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::path::PathBuf;

    use insta::assert_snapshot;
    use minutebook::error::Error;

    use super::tell;

    fn told(error: &Error) -> String {
        let mut out = Vec::new();
        tell(error, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_failure_names_the_thing_its_cause_and_a_way_out() {
        let source = io::Error::other("Permission denied (os error 13)");
        let error = Error::Read { path: PathBuf::from("a\u{1b}[31m/b.html"), source };
        assert_snapshot!(told(&error), @r"
        minutebook: cannot read `a�[31m/b.html`
          because: Permission denied (os error 13)
          hint: check that the file is there and that you may read it
        ");
    }
}

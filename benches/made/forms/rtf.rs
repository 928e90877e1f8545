//! Writes a generated paper as rich text.

use super::Look;
use super::Made;
use super::lines;

/// A document of rich text, in ASCII: other letters are named by their numbers.
pub(super) fn written(paper: &Made) -> Vec<u8> {
    let mut out = String::from(
        "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fswiss Arial;}}\n{\\stylesheet{\\s0 \
         Normal;}{\\s1\\b heading 1;}{\\s2\\b heading 2;}{\\s3\\b heading 3;}}\n",
    );
    for (look, line) in lines(paper) {
        out.push_str(&match look {
            Look::Heading(level) => format!("\\pard\\s{level}\\outlinelevel{}\\b ", level - 1),
            Look::Bold => "\\pard\\s0\\b ".to_owned(),
            Look::Plain => "\\pard\\s0\\b0 ".to_owned(),
        });
        for c in line.chars() {
            match c {
                '\\' | '{' | '}' => out.extend(['\\', c]),
                c if c.is_ascii() => out.push(c),
                c => out.push_str(&format!("\\u{}?", u32::from(c))),
            }
        }
        out.push_str("\\par\n");
    }
    out.push('}');
    out.into_bytes()
}

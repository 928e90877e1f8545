//! Scanners (ripgrep, ugrep), over one file with an item a line: they read all of it each time.

use std::path::PathBuf;

use crate::peer::Answer;
use crate::peer::Ask;
use crate::peer::Built;
use crate::peer::Class;
use crate::peer::Peer;
use crate::peer::Result;
use crate::peer::Shape;
use crate::peer::repeated_script;
use crate::texts::Texts;

/// A scanner by its command, and the lines it scans.
pub(crate) struct Scanner {
    command: &'static str,
    lines: PathBuf,
}

impl Scanner {
    /// A scanner that goes by `command`.
    pub(crate) fn new(command: &'static str) -> Self {
        Self { command, lines: PathBuf::new() }
    }
}

impl Peer for Scanner {
    fn name(&self) -> &'static str {
        self.command
    }

    fn build(&mut self, texts: &Texts, _runs: usize) -> Result<Option<Built>> {
        self.lines.clone_from(&texts.lines);
        Ok(None)
    }

    fn ask(&mut self, class: &Class, ask: Ask, runs: usize) -> Result<Option<Answer>> {
        // A scanner ranks nothing, and knows no fields.
        if ask != Ask::Count {
            return Ok(None);
        }
        let it = self.command;
        let asked = match &class.shape {
            Shape::Word(word) => format!("{it} -i -w -c '{word}' \"$1\""),
            Shape::Both(one, two) => format!("{it} -i -w '{one}' \"$1\" | {it} -i -w -c '{two}'"),
            Shape::Either(one, two) => format!("{it} -i -w -c '{one}|{two}' \"$1\""),
            Shape::Phrase(words) => format!("{it} -i -c '\\b{}\\b' \"$1\"", words.join("\\W+")),
            Shape::Near(one, two, within) => {
                let between = format!("\\W+(\\w+\\W+){{0,{}}}", within - 1);
                let pattern = format!("\\b({one}{between}{two}|{two}{between}{one})\\b");
                format!("{it} -i -c '{pattern}' \"$1\"")
            }
            Shape::Prefix(start) => format!("{it} -i -c '\\b{start}' \"$1\""),
            Shape::Inside(part) => format!("{it} -i -c '{part}' \"$1\""),
            Shape::Dated(..) | Shape::Misspelt(_) => return Ok(None),
        };
        let (cpu, said) = repeated_script(runs, &asked, &[&self.lines])?;
        Ok(Some(Answer { cpu, told: Some(said.trim().parse().unwrap_or(0)) }))
    }
}

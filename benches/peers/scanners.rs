//! Scanners (ripgrep, ugrep), over one file with an item a line: they read all of it each time.

use std::path::PathBuf;

use crate::measured::median;
use crate::peer::Answer;
use crate::peer::Ask;
use crate::peer::Built;
use crate::peer::Class;
use crate::peer::Peer;
use crate::peer::Result;
use crate::peer::Shape;
use crate::peer::script;
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
        // A scanner ranks nothing.
        if ask == Ask::Ten {
            return Ok(None);
        }
        let it = self.command;
        let asked = match &class.shape {
            Shape::Word(word) => format!("{it} -i -w -c '{word}' \"$1\""),
            Shape::Both(one, two) => format!("{it} -i -w '{one}' \"$1\" | {it} -i -w -c '{two}'"),
            Shape::Phrase(one, two) => format!("{it} -i -c '\\b{one}\\W+{two}\\b' \"$1\""),
            Shape::Prefix(start) => format!("{it} -i -c '\\b{start}' \"$1\""),
        };
        let (mut times, mut count) = (Vec::new(), None);
        for _ in 0..runs {
            let (cpu, _, said) = script(&asked, &[&self.lines])?;
            times.push(cpu);
            count = Some(said.trim().parse().unwrap_or(0));
        }
        Ok(Some(Answer { cpu: median(times), count }))
    }
}

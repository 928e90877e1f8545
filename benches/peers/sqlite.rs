//! SQLite's FTS5, by its command line, with settings in its favour: no journal, no syncing.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::time::Duration;

use crate::measured::median;
use crate::peer::Answer;
use crate::peer::Ask;
use crate::peer::Built;
use crate::peer::Class;
use crate::peer::Peer;
use crate::peer::Result;
use crate::peer::Shape;
use crate::peer::builds;
use crate::peer::bytes_below;
use crate::peer::script;
use crate::texts::Texts;

/// FTS5.
pub(crate) struct Sqlite {
    database: PathBuf,
    commands: PathBuf,
}

impl Sqlite {
    /// Its database comes to lie in `folder`.
    pub(crate) fn new(folder: &Path) -> Self {
        Self { database: folder.join("fts5.db"), commands: folder.join("fts5.sql") }
    }
}

impl Peer for Sqlite {
    fn name(&self) -> &'static str {
        "FTS5"
    }

    fn build(&mut self, texts: &Texts, runs: usize) -> Result<Option<Built>> {
        let rows = texts.rows.display();
        fs::write(
            &self.commands,
            format!(
                "PRAGMA journal_mode=OFF;\nPRAGMA synchronous=OFF;\n\
                 CREATE VIRTUAL TABLE docs USING fts5(council UNINDEXED, committee UNINDEXED, \
                 date UNINDEXED, kind UNINDEXED, body, tokenize='unicode61 remove_diacritics 2');\n\
                 .mode ascii\n.separator \"\\t\" \"\\n\"\n.import \"{rows}\" docs\n"
            ),
        )?;
        let (mut cpu, mut wall) = (Vec::new(), Vec::new());
        for _ in 0..builds(runs) {
            if self.database.exists() {
                fs::remove_file(&self.database)?;
            }
            let took = script("sqlite3 -bail \"$1\" < \"$2\"", &[&self.database, &self.commands])?;
            cpu.push(took.0);
            wall.push(took.1);
        }
        let bytes = bytes_below(&self.database)?;
        Ok(Some(Built { cpu: median(cpu), wall: median(wall), bytes }))
    }

    fn ask(&mut self, class: &Class, ask: Ask, runs: usize) -> Result<Option<Answer>> {
        let words = match &class.shape {
            Shape::Word(word) => format!("\"{word}\""),
            Shape::Both(one, two) => format!("\"{one}\" AND \"{two}\""),
            Shape::Phrase(one, two) => format!("\"{one} {two}\""),
            Shape::Prefix(start) => format!("\"{start}\"*"),
        };
        let statement = match ask {
            Ask::Count => format!("SELECT count(*) FROM docs WHERE docs MATCH '{words}';"),
            Ask::Ten => format!(
                "SELECT council, body FROM docs WHERE docs MATCH '{words}' ORDER BY rank LIMIT 10;"
            ),
        };
        // The first time warms the pages up, and is not timed.
        let mut commands = format!("{statement}\n.timer on\n");
        for _ in 0..runs {
            writeln!(commands, "{statement}")?;
        }
        fs::write(&self.commands, commands)?;
        let place: [&Path; 2] = [&self.database, &self.commands];
        let (_, _, said) = script("sqlite3 -bail \"$1\" < \"$2\"", &place)?;
        let times: Vec<Duration> = said.lines().filter_map(time).collect();
        if times.is_empty() {
            return Err("sqlite3 tells no times".into());
        }
        let count = match ask {
            Ask::Count => said.lines().find_map(|line| line.parse().ok()),
            Ask::Ten => None,
        };
        Ok(Some(Answer { cpu: median(times), count }))
    }
}

/// The CPU time of a line such as `Run Time: real 0.001 user 0.000605 sys 0.000021`.
fn time(line: &str) -> Option<Duration> {
    let (_, times) = line.strip_prefix("Run Time: ")?.split_once(" user ")?;
    let (user, system) = times.split_once(" sys ")?;
    let seconds = user.parse::<f64>().ok()? + system.parse::<f64>().ok()?;
    Some(Duration::from_secs_f64(seconds))
}

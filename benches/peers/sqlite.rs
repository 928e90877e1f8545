//! SQLite's FTS5, by its command line, with settings in its favour: no journal, no syncing.

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
use crate::peer::bytes_below;
use crate::peer::facets;
use crate::peer::script;
use crate::peer::times;
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
        // Of the two ways it takes rows in, the other takes quotation marks for its own.
        let rows = self.commands.with_extension("ascii");
        fs::write(
            &rows,
            fs::read_to_string(&texts.rows)?.replace('\t', "\u{1f}").replace('\n', "\u{1e}"),
        )?;
        fs::write(
            &self.commands,
            format!(
                "PRAGMA journal_mode=OFF;\nPRAGMA synchronous=OFF;\n\
                 CREATE VIRTUAL TABLE docs USING fts5(council UNINDEXED, committee UNINDEXED, \
                 kind UNINDEXED, year UNINDEXED, date UNINDEXED, body, tokenize='unicode61 remove_diacritics 2');\n\
                 .import --ascii \"{}\" docs\n",
                rows.display()
            ),
        )?;
        let (mut cpu, mut wall) = (Vec::new(), Vec::new());
        for _ in 0..runs {
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
            Shape::Word(word) | Shape::Dated(word, ..) => format!("\"{word}\""),
            Shape::Both(one, two) => format!("\"{one}\" AND \"{two}\""),
            Shape::Either(one, two) => format!("\"{one}\" OR \"{two}\""),
            Shape::Phrase(words) => format!("\"{}\"", words.join(" ")),
            // It counts the words between.
            Shape::Near(one, two, within) => format!("NEAR({one} {two}, {})", within - 1),
            Shape::Prefix(start) => format!("\"{start}\"*"),
            Shape::Inside(_) | Shape::Misspelt(_) => return Ok(None),
        };
        let days = class.shape.days();
        let matching = format!("FROM docs WHERE docs MATCH '{words}'{days}");
        let statement = match ask {
            Ask::Count => format!("SELECT count(*) {matching};"),
            Ask::Ten => format!("SELECT council, body {matching} ORDER BY rank LIMIT 10;"),
            Ask::Facets => format!("{};", facets(&matching)),
            Ask::Newest => format!(
                "SELECT 'day', replace(date, '-', ''), council, body {matching} \
                 ORDER BY date DESC LIMIT 10;"
            ),
        };
        // The first time warms the pages up, the second tells how long it takes.
        let first = self.run(&statement, 2)?;
        let once = first.lines().filter_map(time).next_back().ok_or("sqlite3 tells no times")?;
        let again = times(once.as_secs_f64());
        let said = self.run(&statement, again * runs)?;
        let taken: Vec<Duration> = said.lines().filter_map(time).collect();
        let cpu = taken.chunks(again).map(|it| it.iter().sum::<Duration>());
        let cpu = median(cpu.collect()) / again as f64;
        let rows = first.lines().map(|line| line.split('|').collect::<Vec<_>>());
        Ok(Some(Answer { cpu, told: ask.told(rows) }))
    }
}

impl Sqlite {
    /// Runs a statement so many times, and gives what was printed, the times too.
    fn run(&self, statement: &str, times: usize) -> Result<String> {
        let statements = format!("{statement}\n").repeat(times);
        fs::write(&self.commands, format!(".timer on\n{statements}"))?;
        let place: [&Path; 2] = [&self.database, &self.commands];
        Ok(script("sqlite3 -bail \"$1\" < \"$2\"", &place)?.2)
    }
}

/// The CPU time of a line such as `Run Time: real 0.001 user 0.000605 sys 0.000021`.
fn time(line: &str) -> Option<Duration> {
    let (_, times) = line.strip_prefix("Run Time: ")?.split_once(" user ")?;
    let (user, system) = times.split_once(" sys ")?;
    let seconds = user.parse::<f64>().ok()? + system.parse::<f64>().ok()?;
    Some(Duration::from_secs_f64(seconds))
}

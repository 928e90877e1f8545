//! Runs `minutebook demo`.

use std::fs;
use std::path::Path;
use std::path::PathBuf;

use clap::Parser;
use minutebook::error::Error;
use minutebook::error::Result;
use minutebook::pipeline;
use minutebook::present;

use super::Cli;
use super::Outcome;
use super::index;
use super::progress::Bar;
use super::samples::SAMPLES;
use super::terminal::Terminal;

/// Index sample papers and ask them three questions
///
/// Writes papers made up for the purpose into a temporary folder, builds an index beside them,
/// and shows each question as it would be typed, with its answer. Nothing is left behind.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {}

/// What is asked: what the question is for, and the words after `minutebook`.
const QUESTIONS: [(&str, &[&str]); 3] = [
    (
        "Every mention of caseloads, counted exactly and cited.",
        &["mentions", "caseloads", "--limit", "4", "--context", "8"],
    ),
    ("All of Ofsted's recommendations.", &["recommendations", "--from", "ofsted"]),
    ("The same question asked of every council, year by year.", &["compare", "caseloads"]),
];

impl Args {
    pub(crate) fn run(&self, terminal: &mut Terminal<'_>) -> Result<Outcome> {
        let folder = tempfile::tempdir()
            .map_err(|source| Error::Write { path: std::env::temp_dir(), source })?;
        let papers = folder.path().join("papers");
        for (path, bytes) in SAMPLES {
            write(&papers.join(path), bytes)?;
        }
        let index = folder.path().join("index");
        let out = &mut *terminal.out;
        writeln!(
            out,
            "The {} sample files are invented: councils, people and events do not exist. They have\n\
             the shape of real papers, their gaps and faults included.\n",
            SAMPLES.len()
        )?;
        writeln!(out, "$ minutebook index papers")?;
        let summary = pipeline::build(
            std::slice::from_ref(&papers),
            &index,
            &pipeline::Options::default(),
            &Bar::hidden(),
        )?;
        let built = index::built(&summary, "index".to_owned());
        present::text::built_in_brief(&built, terminal.screen, terminal.out)?;
        for (purpose, words) in QUESTIONS {
            writeln!(terminal.out, "\n{purpose}\n\n$ minutebook {}", words.join(" "))?;
            ask(words, &index, terminal)?;
        }
        writeln!(
            terminal.out,
            "\nNow with papers of your own: `minutebook index <FOLDER>`, then `minutebook mentions \
             <WORDS>`."
        )?;
        Ok(Outcome::of(summary.papers > 0))
    }
}

/// Runs a command line as if it had been typed where the temporary index lies.
fn ask(words: &[&str], index: &Path, terminal: &mut Terminal<'_>) -> Result<Outcome> {
    let index = index.as_os_str().to_owned();
    let words = words.iter().map(|word| (*word).into());
    let typed = std::iter::once("minutebook".into()).chain(words).chain(["--index".into(), index]);
    match Cli::try_parse_from(typed) {
        Ok(cli) => cli.command.run(terminal),
        // The questions stand above, and a test reads each of them.
        Err(error) => {
            Err(Error::Query { message: error.to_string(), hint: "report this".to_owned() })
        }
    }
}

/// Writes a file, and the folders above it where they are missing.
fn write(path: &PathBuf, bytes: &[u8]) -> Result<()> {
    let written =
        path.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(path, bytes));
    written.map_err(|source| Error::Write { path: path.clone(), source })
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::Cli;
    use super::QUESTIONS;

    #[test]
    fn every_question_is_a_command_line() {
        for (_, words) in QUESTIONS {
            let typed = ["minutebook"].into_iter().chain(words.iter().copied());
            Cli::try_parse_from(typed).unwrap();
        }
    }
}

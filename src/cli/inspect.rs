//! Runs `minutebook inspect`.

use std::path::PathBuf;

use minutebook::error::Result;
use minutebook::pipeline;
use minutebook::pipeline::Inspection;
use minutebook::present;
use minutebook::present::Inspected;

use super::Outcome;
use super::ocr::Ocr;
use super::readers;
use super::terminal::Format;
use super::terminal::Terminal;

/// Say what a file is taken to say, without an index
///
/// Shows the kind of paper and the lines that say so; council, committee and date, how surely
/// they are known and from what; the items; and whatever fell short. Of a folder, every file.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Files or folders
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    #[command(flatten)]
    ocr: Ocr,

    /// Write the answer in this form
    ///
    /// JSON is the object of the file itself where there is one file, else {"files": […]}.
    #[arg(long, value_enum, default_value = "text", help_heading = "Output")]
    format: Format,
}

impl Args {
    pub(crate) fn run(&self, terminal: &mut Terminal<'_>) -> Result<Outcome> {
        let mut read = Vec::new();
        for path in &self.files {
            read.extend(pipeline::inspect(
                path,
                &readers::apart(),
                self.ocr.language().as_deref(),
            )?);
        }
        let files: Vec<Inspected<'_>> = read.iter().map(shown).collect();
        let one = matches!(self.files.as_slice(), [path] if !path.is_dir());
        match self.format {
            Format::Text => {
                for (at, file) in files.iter().enumerate() {
                    if at > 0 {
                        terminal.out.write_all(b"\n")?;
                    }
                    present::text::inspected(file, terminal.screen, terminal.out)?;
                }
            }
            Format::Json => present::json::inspected(&files, one, terminal.out)?,
            Format::Csv => present::csv::inspected(&files, terminal.out)?,
        }
        Ok(Outcome::of(files.iter().any(|file| file.paper.is_some())))
    }
}

/// Gives what is to be shown of a file.
fn shown(read: &Inspection) -> Inspected<'_> {
    let verdict = read.verdict.as_ref();
    let evidence = verdict.map(|verdict| verdict.evidence.as_slice()).unwrap_or_default();
    Inspected {
        path: &read.path,
        // A manifest may say another kind than the text; the paper has the one that counts.
        kind: read.paper.as_ref().map(|it| it.kind).or(verdict.map(|verdict| verdict.kind)),
        evidence: evidence.iter().map(|met| (met.number, met.line.as_str())).collect(),
        paper: read.paper.as_ref(),
        furniture_words: read.furniture_words,
        problems: &read.problems,
    }
}

//! Runs `minutebook coverage`.

use minutebook::error::Result;
use minutebook::present;

use super::Outcome;
use super::folder::Folder;
use super::terminal::Format;
use super::terminal::Terminal;

/// Say what the index holds, and what it could not read
///
/// Counts the papers by council, year and kind, and the files that fell short by what fell short.
/// Papers without a value stand under `(unknown)`, so that each table adds up.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// List every file that fell short, with the reason
    #[arg(long)]
    problems: bool,

    /// Show all values of each table, not the first few
    #[arg(long)]
    all: bool,

    #[command(flatten)]
    folder: Folder,

    /// Write the answer in this form
    ///
    /// JSON holds the tables and the problems; CSV one or the other, as asked for.
    #[arg(long, value_enum, default_value = "text", help_heading = "Output")]
    format: Format,
}

impl Args {
    pub(crate) fn run(&self, terminal: &mut Terminal<'_>) -> Result<Outcome> {
        let holdings = self.folder.open()?.holdings()?;
        let screen = terminal.screen;
        let out = &mut *terminal.out;
        match (self.format, self.problems) {
            (Format::Text, true) => present::text::problems(&holdings, screen, out)?,
            (Format::Text, false) => {
                let index = self.folder.option();
                present::text::holdings(&holdings, self.all, &index, screen, out)?;
            }
            (Format::Json, _) => present::json::holdings(&holdings, out)?,
            (Format::Csv, true) => present::csv::problems(&holdings, out)?,
            (Format::Csv, false) => present::csv::holdings(&holdings, out)?,
        }
        let found = if self.problems { !holdings.problems.is_empty() } else { holdings.files > 0 };
        Ok(Outcome::of(found))
    }
}

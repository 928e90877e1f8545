//! Runs `minutebook show`.

use minutebook::error::Result;
use minutebook::present;

use super::Outcome;
use super::folder::Folder;
use super::terminal::Format;
use super::terminal::Terminal;

/// Show an item or a paper, whole
///
/// Takes an id as `minutebook search` prints it: that of an item, or that of a paper for all its
/// items. Says where the paper comes from, and what decided its council, committee and date.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The id of an item or a paper
    id: String,

    #[command(flatten)]
    folder: Folder,

    /// Write the answer in this form
    #[arg(long, value_enum, default_value = "text", help_heading = "Output")]
    format: Format,
}

impl Args {
    pub(crate) fn run(&self, terminal: &mut Terminal<'_>) -> Result<Outcome> {
        let shown = self.folder.open()?.show(&self.id)?;
        match self.format {
            Format::Text => present::text::shown(&shown, terminal.screen, terminal.out)?,
            Format::Json => present::json::shown(&shown, terminal.out)?,
            Format::Csv => present::csv::shown(&shown, terminal.out)?,
        }
        Ok(Outcome::of(!shown.items.is_empty()))
    }
}

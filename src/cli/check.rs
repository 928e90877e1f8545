//! Runs `minutebook check`.

use minutebook::error::Result;
use minutebook::pipeline;
use minutebook::pipeline::Recount;
use minutebook::pipeline::Soundness;
use minutebook::present;
use minutebook::present::Checked;

use super::Outcome;
use super::again::Again;
use super::folder::Folder;
use super::help;
use super::progress::Bar;
use super::readers;
use super::terminal::Form;
use super::terminal::Terminal;

/// The language of scans where none is named.
const OCR: &str = "eng";

/// Say whether the index is sound, and how to mend it
///
/// Reads every file of the index and compares it with its checksum; the account of files with the
/// index, paper by paper; and each word of each text with the words that are searched, one by
/// one. Writes nothing.
#[derive(Debug, clap::Args)]
#[command(after_long_help = help::CHECK)]
pub(crate) struct Args {
    /// Read papers again from their files, and count every word form in them
    ///
    /// The counts are taken by a plain scan, without the index, and compared with what the index
    /// holds. Files that have changed or are gone since are named; they are no fault of the index.
    #[arg(long)]
    deep: bool,

    /// Read so many papers again; 0 for all. The same index gives the same sample
    #[arg(long, value_name = "N", default_value_t = 100, requires = "deep")]
    sample: usize,

    #[command(flatten)]
    folder: Folder,

    /// Write the answer in this form
    #[arg(long, value_enum, default_value = "text", help_heading = "Output")]
    format: Form,
}

impl Args {
    pub(crate) fn run(&self, terminal: &mut Terminal<'_>) -> Result<Outcome> {
        let bar = Bar::doing("checking", "opening the index");
        let soundness = pipeline::check(&self.folder.index, &bar);
        bar.clear();
        let mut soundness = soundness?;
        if self.deep {
            soundness.recount = Some(self.recount(&soundness)?);
        }
        let command = self.build(&soundness);
        let checked = Checked { folder: self.folder.name(), command, soundness: &soundness };
        match self.format {
            Form::Text => present::text::checked(&checked, terminal.screen, terminal.out)?,
            Form::Json => present::json::checked(&checked, terminal.out)?,
        }
        Ok(if soundness.is_sound() { Outcome::Found } else { Outcome::Unverified })
    }

    /// Reads papers again, unless the index is damaged.
    fn recount(&self, soundness: &Soundness) -> Result<Recount> {
        if !soundness.is_whole() {
            return Ok(Recount::unmade("the index itself is not sound"));
        }
        let bar = Bar::new();
        let (folder, readers) = (&self.folder.index, readers::apart());
        let recount = pipeline::recount(folder, self.sample, &readers, &bar);
        bar.clear();
        recount
    }

    /// The command that builds the index from what it was built from.
    fn build(&self, soundness: &Soundness) -> String {
        let mut again = Again::new("index");
        if let Some(language) = &soundness.ocr {
            again.switch("--ocr", true);
            if language != OCR {
                again.flag("--ocr-language", language);
            }
        }
        if let Some(index) = self.folder.named() {
            again.flag("--index", &index);
        }
        let roots: Vec<&str> = soundness.roots.iter().map(|(root, _)| root.as_str()).collect();
        if roots.is_empty() { again.ending(&[]) + " <FOLDER>" } else { again.ending(&roots) }
    }
}

//! Runs `minutebook index`.

use std::path::PathBuf;

use minutebook::error::Error;
use minutebook::error::Result;
use minutebook::pipeline;
use minutebook::pipeline::Options;
use minutebook::pipeline::Summary;
use minutebook::present;
use minutebook::present::Built;

use super::Outcome;
use super::folder::Folder;
use super::help;
use super::ocr::Ocr;
use super::progress::Bar;
use super::readers;
use super::stop::Stop;
use super::terminal::Form;
use super::terminal::Terminal;

/// Build or refresh the index from files and folders
///
/// Reads saved web pages, PDFs, Word, OpenDocument and rich text files, plain text and Markdown.
/// Files that have not changed are
/// not read again; files that are gone leave the index. A `papers.csv` beside papers may say
/// where they were published: path,url,council,committee,date,kind,title.
///
/// Ctrl-C stops it, and keeps what is done. It may be stopped at any moment: the index is as it was
/// after its last commit, and running the same command again finishes the job.
#[derive(Debug, clap::Args)]
#[command(after_long_help = help::INDEX)]
pub(crate) struct Args {
    /// Files and folders with papers
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,

    #[command(flatten)]
    folder: Folder,

    /// Do not read files larger than this: bytes, or 500K, 64M, 1G; at most an eighth of `--memory`
    #[arg(long, value_name = "SIZE", default_value = "64M", value_parser = bytes)]
    max_file_size: u64,

    /// Read papers with this many threads; 0 for one a core
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u8).range(0..=128))]
    threads: u8,

    #[command(flatten)]
    ocr: Ocr,

    /// Read every file again, also where it has not changed
    #[arg(long)]
    afresh: bool,

    /// Keep the papers of files that are gone, marked as such
    #[arg(long)]
    keep_gone: bool,

    /// Take at most so much memory, the readers of PDF and office files included: at least 256M
    #[arg(long, value_name = "SIZE", default_value = "1G", value_parser = memory)]
    memory: u64,

    /// Write the summary in this form
    #[arg(long, value_enum, default_value = "text", help_heading = "Output")]
    format: Form,
}

impl Args {
    pub(crate) fn run(&self, terminal: &mut Terminal<'_>) -> Result<Outcome> {
        let options = Options {
            file_bytes: self.max_file_size,
            threads: usize::from(self.threads),
            afresh: self.afresh,
            readers: readers::apart(),
            ocr: self.ocr.language(),
            keep_gone: self.keep_gone,
            memory: self.memory,
        };
        let stop = Stop::listen();
        let bar = Bar::new().until(&stop);
        let summary = pipeline::build(&self.paths, &self.folder.index, &options, &bar);
        bar.clear();
        let summary = match summary {
            Err(error @ Error::Stopped { .. }) => {
                super::tell(&error);
                return Ok(Outcome::Stopped(stop.exit_code()));
            }
            other => other?,
        };
        let built = built(&summary, self.folder.name());
        match self.format {
            Form::Text => {
                let index = self.folder.option();
                present::text::built(&built, &index, terminal.screen, terminal.out)?;
            }
            Form::Json => present::json::built(&built, terminal.out)?,
        }
        Ok(Outcome::of(summary.papers > 0))
    }
}

/// Gives what is to be shown of a build.
pub(crate) fn built(summary: &Summary, folder: String) -> Built<'_> {
    Built { folder, version: env!("CARGO_PKG_VERSION"), summary }
}

/// Reads a size: a number of bytes, or one of K, M, G behind it, in steps of 1024.
fn bytes(typed: &str) -> std::result::Result<u64, String> {
    let upper = typed.trim().to_ascii_uppercase();
    let upper = upper.strip_suffix("IB").or(upper.strip_suffix('B')).unwrap_or(&upper);
    let (digits, step) = match upper.chars().last() {
        Some('K') => (&upper[..upper.len() - 1], 1 << 10),
        Some('M') => (&upper[..upper.len() - 1], 1 << 20),
        Some('G') => (&upper[..upper.len() - 1], 1 << 30),
        _ => (upper, 1),
    };
    let number: u64 = digits
        .trim()
        .parse()
        .map_err(|_| "write a number of bytes, or 500K, 64M, 1G".to_owned())?;
    number.checked_mul(step).ok_or_else(|| "more bytes than can be counted".to_owned())
}

/// Reads a size of memory.
fn memory(typed: &str) -> std::result::Result<u64, String> {
    let size = bytes(typed)?;
    if size < pipeline::LEAST_MEMORY {
        return Err(format!("give at least {}M", pipeline::LEAST_MEMORY >> 20));
    }
    Ok(size)
}

#[cfg(test)]
mod tests {
    use super::bytes;

    #[test]
    fn sizes_are_read_as_people_write_them() {
        for (typed, expected) in
            [("0", 0), ("1200", 1200), ("500K", 512_000), ("64MB", 64 << 20), ("1gib", 1 << 30)]
        {
            assert_eq!(bytes(typed), Ok(expected), "{typed}");
        }
        for typed in ["", "M", "-1", "1.5G", "99999999999G", "lots"] {
            assert!(bytes(typed).is_err(), "{typed}");
        }
    }
}

//! Gives tests a folder of papers and a way to run the real command in it.
//!
//! It knows no subcommand: what a test types is what is run.

pub(crate) mod archives;

use std::fs;
use std::path::Path;
use std::process::Command;

use minutebook::index::Setup;
use minutebook::pipeline::Readers;
use tempfile::TempDir;

/// A temporary folder of papers, in which commands are run. It is gone when the value is.
pub(crate) struct Corpus {
    folder: TempDir,
}

impl Corpus {
    /// Writes papers, each at a path below the folder.
    pub(crate) fn new<'a>(papers: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let corpus = Self { folder: tempfile::tempdir().unwrap() };
        for (path, text) in papers {
            corpus.write(path, text.as_bytes());
        }
        corpus
    }

    /// A folder with nothing in it.
    pub(crate) fn empty() -> Self {
        Self::new([])
    }

    /// Writes one more file, or another text for one that is there.
    pub(crate) fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// Where the folder lies.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The command with these arguments, to be run in the folder with an empty environment, so
    /// that neither the width nor the colours nor the index of whoever runs the tests counts.
    pub(crate) fn command<'a>(&self, args: impl IntoIterator<Item = &'a str>) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_minutebook"));
        command.args(args).env_clear().current_dir(self.path());
        command
    }

    /// Runs the command and returns what it wrote to stdout, then to stderr, then how it ended.
    /// Where the folder lies and what an index is a digest of are left out.
    #[must_use = "compare what was written"]
    pub(crate) fn minutebook<'a>(&self, args: impl IntoIterator<Item = &'a str>) -> String {
        let output = self.command(args).output().unwrap();
        let mut told = String::from_utf8(output.stdout).unwrap();
        told.push_str(&String::from_utf8(output.stderr).unwrap());
        let told = told.replace(&*self.path().to_string_lossy(), "<folder>");
        let digests = regex::Regex::new(r"\b[0-9a-f]{16}\b").unwrap();
        let told = digests.replace_all(&told, "<fingerprint>");
        match output.status.code() {
            Some(code) => format!("{told}[exit {code}]\n"),
            None => format!("{told}[killed]\n"),
        }
    }
}

/// PDF and office files are read as the command reads them.
pub(crate) fn readers() -> Readers {
    Readers::Apart(env!("CARGO_BIN_EXE_minutebook").into())
}

/// Runs the command in an empty folder.
#[must_use = "compare what was written"]
pub(crate) fn minutebook<'a>(args: impl IntoIterator<Item = &'a str>) -> String {
    Corpus::empty().minutebook(args)
}

/// How an index is written in tests.
pub(crate) fn setup(threads: usize) -> Setup {
    Setup { threads, memory: 1 << 30, process: std::process::id() }
}

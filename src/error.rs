//! Holds the one error type of the library: why a command could not be carried out.
//!
//! Each message names the thing that failed; the cause is kept in `source`, and a hint says
//! what to do. Poor documents are no errors: they are [problems](crate::problem).

use std::io;
use std::path::Path;
use std::path::PathBuf;

use thiserror::Error;

/// A result whose error is [`enum@Error`].
pub type Result<T> = std::result::Result<T, Error>;

/// Why a command could not be carried out.
#[derive(Debug, Error)]
pub enum Error {
    /// A file or folder given on the command line is not there.
    #[error("there is no file or folder `{}`", path.display())]
    Missing {
        /// The path as typed.
        path: PathBuf,
    },
    /// A file could not be read.
    #[error("cannot read `{}`", path.display())]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file could not be written.
    #[error("cannot write `{}`", path.display())]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The answer could not be written to its output.
    #[error("cannot write the answer")]
    Output(
        /// What the system said.
        #[from]
        io::Error,
    ),
    /// No file below the given paths can hold a paper.
    #[error("no papers in {}{detail}", shown(paths))]
    NoPapers {
        /// The paths as typed.
        paths: Vec<PathBuf>,
        /// What was there instead, as the end of the sentence; may be empty.
        detail: String,
    },
    /// A program that reads pictures is not installed.
    #[error("`--ocr` needs the program `{program}`, which is not installed")]
    NoOcr {
        /// The program.
        program: &'static str,
    },
    /// The program that reads pictures does not know a language.
    #[error("`tesseract` does not know the language `{language}`")]
    NoOcrLanguage {
        /// The language as typed.
        language: String,
        /// The languages it knows.
        known: Vec<String>,
    },
    /// There is no index in the folder.
    #[error("there is no index in `{}`", path.display())]
    NoIndex {
        /// The index folder.
        path: PathBuf,
    },
    /// The index was written in another format.
    #[error("the index in `{}` has format {found}, this program reads format {expected}", path.display())]
    Format {
        /// The index folder.
        path: PathBuf,
        /// The files and folders it was built from, where they are known.
        roots: Vec<String>,
        /// The format number found.
        found: u32,
        /// The format number this program reads and writes.
        expected: u32,
    },
    /// Another process writes the index.
    #[error("the index in `{}` is being written by another process{}", path.display(), number(*process))]
    Locked {
        /// The index folder.
        path: PathBuf,
        /// The number of that process, where it is known.
        process: Option<u32>,
    },
    /// The index is complete, but not in as few files as it should be.
    #[error("what was read is in the index `{}`, but its files could not be put in order", path.display())]
    Untidy {
        /// The index folder.
        path: PathBuf,
        /// What kept it from that.
        source: Box<Error>,
    },
    /// A build was stopped on request before it was done.
    #[error("stopped: {done} of {files} files are done, and in the index `{}`", path.display())]
    Stopped {
        /// The index folder.
        path: PathBuf,
        /// How many files are done.
        done: u64,
        /// How many files there are.
        files: u64,
    },
    /// A folder that is not an index would have been written into.
    #[error("`{}` holds other files and no index", path.display())]
    NotAnIndex {
        /// The folder given as `--index`.
        path: PathBuf,
    },
    /// The index cannot be read or is damaged.
    #[error("the index in `{}` cannot be used: {detail}", path.display())]
    Broken {
        /// The index folder.
        path: PathBuf,
        /// What is wrong with it.
        detail: String,
    },
    /// A query or filter is not understood.
    #[error("{message}")]
    Query {
        /// What is not understood.
        message: String,
        /// What to write instead.
        hint: String,
    },
    /// No paper or item goes by the id.
    #[error("nothing in the index has the id `{id}`")]
    UnknownId {
        /// The id as typed.
        id: String,
        /// The nearest id, where one is near.
        nearest: Option<String>,
    },
}

impl Error {
    /// Says what to do about it, or `None` where the message says all.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Missing { .. } => Some("check the spelling, or give the folder that holds your papers".into()),
            Self::Read { .. } => Some("check that the file is there and that you may read it".into()),
            Self::Write { .. } => Some("check that the folder can be written to and that the disk is not full".into()),
            Self::Output(_) => None,
            Self::NoPapers { .. } => Some("give a folder with saved web pages, PDFs, Word files or text".into()),
            Self::NoOcr { .. } => Some("install Tesseract and Poppler (Debian and Ubuntu: `apt install tesseract-ocr poppler-utils`; macOS: `brew install tesseract poppler`), or leave `--ocr` out".into()),
            Self::NoOcrLanguage { known, .. } => Some(format!("it knows {}; others are packages of their own, such as `tesseract-ocr-cym` for Welsh", known.join(", "))),
            Self::NoIndex { path } => Some(format!("build it first: `minutebook index <FOLDER>{}`, or name another with `--index`", option(path))),
            Self::Format { found, expected, .. } if found > expected => {
                Some("a newer minutebook wrote it: use that one, or name another folder with `--index`".into())
            }
            Self::Format { roots, .. } if !roots.is_empty() => {
                let roots: Vec<String> = roots.iter().map(|root| quoted(root)).collect();
                Some(format!("build it again from all it was built from: `minutebook index {}`", roots.join(" ")))
            }
            Self::Format { .. } => Some("run `minutebook index` on the same folders again: then it is built anew".into()),
            Self::Untidy { .. } => Some("it answers as it should; make room on the disk and run the same command again".into()),
            Self::Stopped { .. } => Some("run the same command again to read the rest".into()),
            Self::Locked { .. } => Some("wait until the other `minutebook index` is done, or name another folder with `--index`".into()),
            Self::NotAnIndex { .. } => Some("name an empty or new folder with `--index`".into()),
            Self::Broken { path, .. } => Some(format!(
                "remove the folder `{}` and run `minutebook index <FOLDER>{}` again",
                path.display(),
                option(path)
            )),
            Self::Query { hint, .. } => (!hint.is_empty()).then(|| hint.clone()),
            Self::UnknownId { nearest: Some(nearest), .. } => Some(format!("did you mean `{nearest}`?")),
            Self::UnknownId { nearest: None, .. } => Some("take an id from the answer of `minutebook search`".into()),
        }
    }
}

/// The number of a process, as the end of a sentence.
fn number(process: Option<u32>) -> String {
    process.map(|process| format!(", number {process}")).unwrap_or_default()
}

/// What names an index folder behind a command; nothing for the one that is taken where none is.
fn option(folder: &Path) -> String {
    let name = folder.display().to_string();
    if name == "index" { String::new() } else { format!(" --index {}", quoted(&name)) }
}

/// A path as it can be typed.
fn quoted(path: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "/._-+".contains(c);
    if path.chars().all(is_plain) {
        path.to_owned()
    } else {
        format!("'{}'", path.replace('\'', "'\\''"))
    }
}

/// Lists paths for a message: `a`, `b`.
fn shown(paths: &[PathBuf]) -> String {
    let quoted: Vec<String> = paths.iter().map(|path| format!("`{}`", path.display())).collect();
    quoted.join(", ")
}

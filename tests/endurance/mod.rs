//! Endurance: builds that are killed, stopped, left without room, and an index that is damaged.
//! Whatever happens, a command answers rightly or says that it cannot.
//!
//! The real command is run, since what is killed is a process.

// How the rounds went is told where the output is asked for.
#![allow(clippy::print_stdout)]

/// Commands that read while the index is refreshed.
mod beside;

/// What may be answered while a build goes on, and what an index is to be in the end.
#[cfg(unix)]
mod between;

/// A small corpus that changes.
mod corpus;

/// One byte or bit of an index changed, files of it cut or gone.
mod flips;

/// Builds killed at any moment.
#[cfg(unix)]
mod kills;

/// What commands answer, and what it is held against.
mod held;

/// Builds that go on, and how they end.
#[cfg(unix)]
mod running;

/// A second writer, and builds that are asked to stop.
#[cfg(unix)]
mod stops;

/// Builds that cannot write: no room, no right, no folder.
#[cfg(unix)]
mod writes;

use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::process::Stdio;

use tempfile::TempDir;

use corpus::Files;

/// A result whose error says what went wrong in a round.
type Round<T = ()> = Result<T, String>;

/// How a command ended and what it wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Told {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Told {
    /// Fails where the command broke instead of saying what is wrong.
    fn unbroken(&self) -> Round {
        let broken = ["panicked", "stopped without an answer", "RUST_BACKTRACE"];
        match broken.iter().any(|word| self.err.contains(word)) {
            true => Err(format!("it broke: {}", shortened(&self.err))),
            false => Ok(()),
        }
    }

    /// Fails where the command did not fail with a message that names `folder` and says what to do.
    fn refused(&self, folder: &str) -> Round {
        self.unbroken()?;
        let clear = self.err.starts_with("minutebook: ")
            && self.err.contains(folder)
            && self.err.contains("\n  hint: ");
        match (self.code, clear) {
            (Some(2), true) => Ok(()),
            (code, _) => Err(format!("ended with {code:?} and said {:?}", shortened(&self.err))),
        }
    }
}

/// The start of a long message.
fn shortened(text: &str) -> String {
    text.chars().take(600).collect()
}

/// A temporary folder with `papers` and `index`, in which commands are run.
struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("papers")).unwrap();
        Self { folder }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn index(&self) -> PathBuf {
        self.path().join("index")
    }

    /// The command with these arguments, to be run in the folder with an empty environment.
    fn command<'a>(&self, args: impl IntoIterator<Item = &'a str>) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_minutebook"));
        command.args(args).env_clear().current_dir(self.path()).stdin(Stdio::null());
        command
    }

    /// Runs a command to its end.
    fn ask<'a>(&self, args: impl IntoIterator<Item = &'a str>) -> Told {
        let output = self.command(args).output().unwrap();
        Told {
            code: output.status.code(),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// Builds or refreshes the index to the end.
    fn build(&self) -> Round<Told> {
        let told = self.ask(["index", "papers", "--format", "json"]);
        told.unbroken()?;
        match told.code {
            Some(0) => Ok(told),
            code => Err(format!("the build ended with {code:?}: {}", shortened(&told.err))),
        }
    }

    /// Makes the folder `papers` hold these files. A file that only has another path is renamed;
    /// every other change comes about in one step.
    fn move_to(&self, files: &Files) {
        let papers = self.path().join("papers");
        let mut there = Files::new();
        read_below(&papers, &papers, &mut there);
        for (path, bytes) in files.iter().filter(|(path, _)| !there.contains_key(*path)) {
            let same = |(old, held): &(&String, &Vec<u8>)| {
                !files.contains_key(*old) && *held == bytes && papers.join(old).exists()
            };
            let to = papers.join(path);
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            match there.iter().find(same) {
                Some((old, _)) => fs::rename(papers.join(old), to).unwrap(),
                None => self.put(&to, bytes),
            }
        }
        for (path, held) in &there {
            match files.get(path) {
                Some(bytes) if bytes != held => self.put(&papers.join(path), bytes),
                None if papers.join(path).exists() => fs::remove_file(papers.join(path)).unwrap(),
                _ => {}
            }
        }
    }

    fn put(&self, to: &Path, bytes: &[u8]) {
        let new = self.path().join("coming");
        fs::write(&new, bytes).unwrap();
        fs::rename(new, to).unwrap();
    }

    /// Removes the index.
    fn without_index(&self) {
        if self.index().exists() {
            fs::remove_dir_all(self.index()).unwrap();
        }
    }
}

/// Reads every file below `folder`, by its path below `root`.
fn read_below(root: &Path, folder: &Path, files: &mut Files) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read_below(root, &path, files);
        } else {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap();
            files.insert(name.replace('\\', "/"), fs::read(&path).unwrap());
        }
    }
}

/// The number in an environment variable, or `usual`.
fn times(name: &str, usual: usize) -> usize {
    let told = std::env::var_os(name);
    let told = told.as_deref().map(|told: &OsStr| told.to_str().and_then(|told| told.parse().ok()));
    told.map_or(usual, |times| times.unwrap_or_else(|| panic!("{name} is a number")))
}

/// Fails with the first of what went wrong, and how much did.
#[track_caller]
fn none_of(faults: &[String], of: usize) {
    for fault in faults {
        println!("FAULT {fault}");
    }
    let first: Vec<&String> = faults.iter().take(5).collect();
    assert!(faults.is_empty(), "{} of {of} rounds went wrong, such as {first:#?}", faults.len());
}

//! Reads the command line and runs one subcommand.
//!
//! The only place that owns stdout and stderr. Exit codes: 0 found, 1 nothing found, 2 failed; an
//! answer that was to be verified and does not agree with the files has failed, and so has an index
//! that is not sound. A closed pipe is 0, since whoever reads has had enough. A build that was asked
//! to stop ends as shells expect of a program that a signal ended: 130 for Ctrl-C.

mod again;
mod asking;
mod beside;
mod check;
mod compare;
mod completions;
mod coverage;
mod demo;
mod facets;
mod failure;
mod folder;
mod help;
mod index;
mod inspect;
mod mentions;
mod ocr;
mod progress;
mod readers;
mod recommendations;
mod samples;
mod search;
mod show;
mod stated;
mod statements;
mod stop;
mod terminal;
mod terms;
mod typed;

use std::ffi::OsString;
use std::io;
use std::io::ErrorKind;
use std::process::ExitCode;

use clap::CommandFactory;
use clap::Parser;
use minutebook::error::Error;
use minutebook::error::Result;
use minutebook::pipeline;

use terminal::Colour;
use terminal::Terminal;

/// Search the papers of council committees
///
/// minutebook reads saved web pages and documents of UK councils, cuts them into items, and
/// finds every item in which words occur, with council, committee, date and a citation.
#[derive(Debug, Parser)]
#[command(name = "minutebook", version, after_help = help::START)]
struct Cli {
    /// Colour the answer
    ///
    /// `auto` colours on a terminal only, and heeds NO_COLOR, CLICOLOR and TERM=dumb.
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value = "auto")]
    #[arg(help_heading = "Output")]
    colour: Colour,

    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    Index(index::Args),
    Search(search::Args),
    Mentions(mentions::Args),
    Statements(statements::Args),
    Recommendations(recommendations::Args),
    Compare(compare::Args),
    Facets(facets::Args),
    Show(show::Args),
    Inspect(inspect::Args),
    Coverage(coverage::Args),
    Check(check::Args),
    Demo(demo::Args),
    Completions(completions::Args),
}

/// How a command ended that did not fail.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Outcome {
    /// There was something to show.
    Found,
    /// There was nothing to show.
    Nothing,
    /// There was an answer, but the files it is drawn from do not bear it out; or the index is not
    /// sound.
    Unverified,
    /// It was asked to stop, which has been told.
    Stopped(ExitCode),
}

impl Outcome {
    fn of(found: bool) -> Self {
        if found { Self::Found } else { Self::Nothing }
    }
}

impl Command {
    fn run(&self, terminal: &mut Terminal<'_>) -> Result<Outcome> {
        match self {
            Self::Index(args) => args.run(terminal),
            Self::Search(args) => args.run(terminal),
            Self::Mentions(args) => args.run(terminal),
            Self::Statements(args) => args.run(terminal),
            Self::Recommendations(args) => args.run(terminal),
            Self::Compare(args) => args.run(terminal),
            Self::Facets(args) => args.run(terminal),
            Self::Show(args) => args.run(terminal),
            Self::Inspect(args) => args.run(terminal),
            Self::Coverage(args) => args.run(terminal),
            Self::Check(args) => args.run(terminal),
            Self::Demo(args) => args.run(terminal),
            Self::Completions(args) => args.run(terminal),
        }
    }
}

/// Runs what was typed and says how it ended.
pub(crate) fn run(typed: impl IntoIterator<Item = OsString>) -> ExitCode {
    let typed: Vec<OsString> = typed.into_iter().collect();
    if let [_, only] = typed.as_slice()
        && only == pipeline::WORKER
    {
        return readers::serve();
    }
    let cli = match Cli::try_parse_from(typed::words_last(typed, Cli::command())) {
        Ok(cli) => cli,
        Err(error) => return usage(&error),
    };
    match terminal::with_stdout(cli.colour, |terminal| cli.command.run(terminal)) {
        Ok(Outcome::Found) => ExitCode::SUCCESS,
        Ok(Outcome::Nothing) => ExitCode::from(1),
        Ok(Outcome::Unverified) => ExitCode::from(2),
        Ok(Outcome::Stopped(code)) => code,
        Err(Error::Output(error)) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            tell(&error);
            ExitCode::from(2)
        }
    }
}

/// Tells why a command failed.
fn tell(error: &Error) {
    // Where stderr is closed too there is no one left to tell.
    let _: io::Result<()> = failure::tell(error, &mut anstream::stderr().lock());
}

/// Tells of a fault in the program, or in the files it trusts.
pub(crate) fn tell_fault(fault: &str) {
    // Where stderr is closed too there is no one left to tell.
    let _: io::Result<()> = failure::tell_fault(fault, &mut anstream::stderr().lock());
}

/// Prints help, the version, or what is wrong with the command line.
fn usage(error: &clap::Error) -> ExitCode {
    let code = u8::try_from(error.exit_code()).unwrap_or(2);
    match error.print() {
        Err(failed) if failed.kind() != ErrorKind::BrokenPipe => ExitCode::from(2),
        _ => ExitCode::from(code),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::Cli;

    #[test]
    fn the_arguments_do_not_contradict_each_other() {
        Cli::command().debug_assert();
    }
}

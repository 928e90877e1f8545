//! Starts the command line.
//!
//! Declares [`cli`], which stands outside the library and sees its public names only.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run(std::env::args_os())
}

//! Starts the command line.
//!
//! Declares [`cli`], which stands outside the library and sees its public names only.

mod cli;

use std::panic;
use std::process::ExitCode;

fn main() -> ExitCode {
    panic::set_hook(Box::new(|fault| cli::tell_fault(&fault.to_string())));
    // The last resort: files damaged in a way that the search engine does not check for can make
    // it stop in the middle. Then that is said, and nothing is answered.
    panic::catch_unwind(|| cli::run(std::env::args_os())).unwrap_or(ExitCode::from(2))
}

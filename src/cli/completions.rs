//! Runs `minutebook completions`.

use clap::CommandFactory;
use clap_complete::Shell;
use minutebook::error::Result;

use super::Cli;
use super::Outcome;
use super::terminal::Terminal;

/// Write completions for a shell
///
/// For bash, for example: minutebook completions bash > ~/.local/share/bash-completion/completions/minutebook
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Which shell
    #[arg(value_enum)]
    shell: Shell,
}

impl Args {
    pub(crate) fn run(&self, terminal: &mut Terminal<'_>) -> Result<Outcome> {
        // The generator panics where writing fails, so it writes to memory.
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "minutebook", &mut script);
        terminal.out.write_all(&script)?;
        Ok(Outcome::Found)
    }
}

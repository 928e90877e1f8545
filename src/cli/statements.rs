//! Runs `minutebook statements`.

use minutebook::error::Result;

use super::Outcome;
use super::again::Again;
use super::help;
use super::stated::Common;
use super::terminal::Terminal;

/// List statements: resolutions, requests, actions, votes, …
///
/// A statement is a passage that does something: it resolves, requests, recommends. Words of the
/// query, `is:` and `by:` must hold of the statement itself, other fields of its item.
///
/// Flags may stand before or after the words, as with `search`.
#[derive(Debug, clap::Args)]
#[command(after_help = help::SEE_LONG, after_long_help = help::statements())]
#[command(mut_arg("kind", |kind| kind.long("paper-kind")))]
pub(crate) struct Args {
    /// Only statements of this kind: resolution, request, action, vote, …
    ///
    /// Also recommendation, motion, amendment, question, answer, declaration, apologies and
    /// appointment. Several are joined with OR. The same as `is:` in the query; the kind of paper
    /// is `kind:` there, or `--paper-kind`.
    #[arg(long = "kind", value_name = "KIND", help_heading = "Filters")]
    does: Vec<String>,

    #[command(flatten)]
    common: Common,
}

impl Args {
    pub(crate) fn run(&self, terminal: &mut Terminal<'_>) -> Result<Outcome> {
        let query = self.common.query(&self.does)?;
        let options = self.common.options();
        self.common.answer(&query, &options, false, Again::new("statements"), terminal)
    }
}

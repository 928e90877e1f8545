//! Runs `minutebook recommendations`.

use clap::builder::PossibleValuesParser;
use clap::builder::TypedValueParser;
use minutebook::error::Result;
use minutebook::paper::Level;
use minutebook::paper::StatementKind;
use minutebook::search::StatementOptions;

use super::Outcome;
use super::again::Again;
use super::help;
use super::stated::Common;
use super::terminal::Terminal;

/// List recommendations, claims of them, and mentions
///
/// Those whose text is there come first; then claims, which only say how many there are (`17
/// Ofsted recommendations`); then mentions. The same recommendation in several papers of one
/// council is one row with its occurrences; councils are never put together.
///
/// With `--from`, what there is of each council is summed up. A council of a nation where the body
/// has no powers is not applicable, not zero.
#[derive(Debug, clap::Args)]
#[command(after_help = help::SEE_LONG, after_long_help = help::recommendations())]
pub(crate) struct Args {
    /// Only rows of this level
    #[arg(long, value_name = "LEVEL", value_parser = levels(), help_heading = "Filters")]
    level: Vec<Level>,

    /// Show of each row when and where it was said, and what became of it
    #[arg(long, help_heading = "Output")]
    history: bool,

    #[command(flatten)]
    common: Common,
}

impl Args {
    pub(crate) fn run(&self, terminal: &mut Terminal<'_>) -> Result<Outcome> {
        let query = self.common.query(&[])?;
        let options = StatementOptions {
            kinds: vec![StatementKind::Recommendation],
            levels: self.level.clone(),
            grouped: true,
            ..self.common.options()
        };
        let mut again = Again::new("recommendations");
        for level in &self.level {
            again.flag("--level", level.as_str());
        }
        again.switch("--history", self.history);
        self.common.answer(&query, &options, self.history, again, terminal)
    }
}

/// Reads the word of a level.
fn levels() -> impl TypedValueParser<Value = Level> {
    PossibleValuesParser::new(Level::ALL.map(Level::as_str))
        .try_map(|word| Level::from_word(&word).ok_or("no such level"))
}

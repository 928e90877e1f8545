//! Puts a statement that is kept together with its words.

use crate::index::Stated;

use super::answer::Quoted;

/// The statement with its words out of the text of its item, or `None` where it lies outside of
/// it: then the index was not written by us.
pub(in crate::search) fn quoted(stated: &Stated, text: &str) -> Option<Quoted> {
    let statement = stated.statement()?;
    let lead_in = statement.lead_in.clone().and_then(|lead_in| text.get(lead_in));
    Some(Quoted {
        text: text.get(statement.span.clone())?.to_owned(),
        lead_in: lead_in.map(str::to_owned),
        statement,
    })
}

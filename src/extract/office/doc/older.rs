//! stub
use crate::extract::office::archive::Refusal;
use crate::extract::office::story::Story;
use crate::problem::ProblemKind;
pub(super) fn read(_: Vec<u8>) -> Result<Story, Refusal> {
    Err((ProblemKind::FormatNotReadYet, "Word 6 or 95 document".to_owned()))
}

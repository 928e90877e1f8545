//! Turns a text and its kind into a [`Paper`]: whose it is, which committee, which day, which
//! items.
//!
//! Knows how papers are worded; knows no file format and no index. A value that is not sure is
//! left out: a gap is better than a wrong value.

use crate::extract::Text;
use crate::paper::Origin;
use crate::paper::Paper;
use crate::problem::Problem;
use crate::recognise::Verdict;

/// Reads the paper in `text`.
pub fn paper(text: Text, verdict: &Verdict, origin: Origin) -> (Paper, Vec<Problem>) {
    let paper = Paper {
        address: text.address.clone().or_else(|| origin.address.clone()),
        origin,
        kind: verdict.kind,
        title: None,
        council: None,
        committee: None,
        date: None,
        decision_date: None,
        text: text.content,
        items: Vec::new(),
        rubbish: Vec::new(),
        people: Vec::new(),
        topics: Vec::new(),
    };
    (paper, Vec::new())
}

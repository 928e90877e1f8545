//! Tells pages that only list other pages: search results, calendars, lists of decisions.
//!
//! Such a page is mostly links, dates and titles, and holds no prose. Knows no kind of paper.

use crate::extract::BlockKind;
use crate::extract::Line;
use crate::recognise::head;
use crate::recognise::rules::RULES;

/// How many lines from the top a heading may stand where it is no heading block.
const TOP: usize = 3;

/// How many lines above or below the opener of a list its heading may stand in a page without
/// markup.
const FLAT: usize = 6;

/// From this many words on a line is prose: titles and entries are shorter.
const PROSE: usize = 14;

/// Returns the lines that make this page a mere list, or `None` if it is more than that.
///
/// `is_paper` says that the page also looks like some kind of paper: then it takes a heading and
/// an opener together. A paper taken for a list would be lost, a list taken for a paper is noise.
pub(super) fn evidence(lines: &[Line<'_>], is_paper: bool) -> Option<Vec<usize>> {
    let rule = &RULES.listing;
    let is_heading = |(at, line): (usize, &Line<'_>)| {
        (at < TOP || matches!(line.kind, BlockKind::Heading(1 | 2)))
            && rule.headings.is_match(head(line.text))
    };
    let heading = lines.iter().enumerate().position(is_heading);
    let opener = lines.iter().position(|line| {
        let head = head(line.text);
        rule.opener_words.are_met(head) && rule.openers.is_match(head)
    });
    // A page flattened to text has its heading below the menu; what opens its list is close.
    let heading = heading.or_else(|| {
        let from = opener?.saturating_sub(FLAT);
        let to = lines.len().min(opener? + FLAT);
        (from..to).find(|at| rule.headings.is_match(head(lines[*at].text)))
    });
    let is_entry = |line: &Line<'_>| rule.entries.is_match(head(line.text));
    let is_prose =
        |line: &Line<'_>| line.text.split_whitespace().nth(PROSE - 1).is_some() && !is_entry(line);
    // Without a heading a list is nothing but entries.
    if heading.is_none() && (is_paper || lines.iter().any(is_prose)) {
        return None;
    }
    let entries: Vec<usize> = (0..lines.len()).filter(|at| is_entry(&lines[*at])).collect();
    let prose = lines.iter().filter(|line| is_prose(line)).count();
    let both = heading.is_some() && opener.is_some();
    let titled = heading.is_some() && prose * 5 <= lines.len();
    let bare = entries.len() * 3 >= lines.len() && entries.len() >= 2 && prose == 0;
    let sure = both || (heading.is_some() && bare);
    if !(sure || (!is_paper && (titled || (bare && entries.len() * 2 >= lines.len())))) {
        return None;
    }
    let mut numbers: Vec<usize> = heading.into_iter().chain(opener).collect();
    if numbers.is_empty() {
        numbers = entries.into_iter().take(3).collect();
    }
    numbers.sort_unstable();
    numbers.dedup();
    Some(numbers)
}

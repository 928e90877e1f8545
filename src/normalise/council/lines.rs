//! Reads the lines of a letterhead, of a title and of a path: which council does one name by
//! itself?
//!
//! Knows single lines; which lines may name the author is for `council` to say.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

use crate::normalise::bodies;
use crate::normalise::reading::Reading;
use crate::normalise::reading::folded_space;
use crate::vocabulary::councils;
use crate::vocabulary::councils::How;
use crate::vocabulary::councils::Tier;

/// What may follow the name on its line: the words of a meeting's title.
static TITLE_WORDS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:[\s,.:;–—|()*_-]|\b(?:draft|approved|unapproved|minutes|minuites|minuted|meetings?|agenda|annual|ordinary|extra-?ordinary|special|monthly|virtual|online|public|open|cyfarfod|cofnodion|parish|assembly|general|agm|the|of|for|and|from|held|on|notice|summons|spring|summer|autumn|winter|january|february|march|april|may|june|july|august|september|sept|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|report|newsletter|news|committee|full|council)\b|\b\d{1,4}(?:st|nd|rd|th)?\b)*$")
        .expect("a fixed pattern")
});

/// What may follow the name where the line is the title of a meeting, whatever comes then.
static MEETING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^\W{1,3}(?:(?:draft|approved|unapproved|unconfirmed)\s+)*(?:minutes|agenda)\s+(?:of|for)\s+(?:(?:the|an?)\s+)?(?:\w+\s+){0,4}meeting\b")
        .expect("a fixed pattern")
});

/// The second line of a name that a letterhead breaks.
static REST_OF_NAME: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:(?:&|and)\s+)?(?:(?:county|city|borough|district|town|parish|community)\s+)?council\W*$")
        .expect("a fixed pattern")
});

/// The yearly meeting of a parish council: `Alder Annual Parish Council`.
static ANNUAL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(\p{Alphabetic} )annual ((?:parish|town|community) council\b)")
        .expect("a fixed pattern")
});

/// What stands in each name that the pattern finds, in any case: the pattern is slow.
const ANNUAL_WORD: &[u8] = b" annual ";

/// The labels of a meeting's place and of people: a council named below one is not the author.
const LABELS: [&str; 6] = ["venue", "contact", "location", "place", "from", "address"];

/// The council that opens or closes the title of a page, as sites sign theirs: `Agenda - Kent
/// County Council`.
pub(super) fn by_page_title(reading: &Reading<'_>) -> Option<(String, String)> {
    let title = reading.page_title?;
    let parts = || title.split(['|', '–']).flat_map(|part| part.split(" - ")).map(folded_space);
    let own = |name: &String| name.len() < folded_space(title).len();
    let last = parts().last().filter(|name| {
        councils::by_full_name(name).is_some()
            || bodies::typed_council(name).is_some_and(|found| found == name)
    });
    // At the beginning a name may be that of a subject: there it must be a council we know.
    let first = || parts().next().filter(|name| councils::by_full_name(name).is_some());
    let name = last.or_else(first).filter(own)?;
    Some((name, title.to_owned()))
}

/// The parts of a line that says where a page stands: `Home > Kent County Council > Agenda`.
pub(super) fn crumbs(line: &str) -> Option<Vec<&str>> {
    let rest = line.strip_prefix("Home")?.trim_start();
    let mark = ['>', '»', '›', '/'].into_iter().find(|mark| rest.starts_with(*mark))?;
    Some(rest.split(mark).collect())
}

/// Says whether the next line is the value of a label that names no author.
pub(super) fn is_label(line: &str) -> bool {
    let lower = line.trim().to_lowercase();
    lower.strip_suffix(':').is_some_and(|label| LABELS.contains(&label.trim_end()))
}

/// The council that a line names with nothing but the words of a title, or its committee, beside
/// it.
pub(super) fn alone(line: &str) -> Option<String> {
    let line = folded_space(line);
    let line = line.trim_matches(|c: char| !c.is_alphanumeric() && c != ')' && c != '(');
    let line = bodies::without_meeting_words(line);
    let line = without_annual(line);
    let name = bodies::council(&line)?;
    let start = line.find(name)?;
    let rest = &line[start + name.len()..];
    let is_committee = || rest.starts_with([' ', ',']) && bodies::committee(rest).is_some();
    let is_title = rest.len() <= 80 && (TITLE_WORDS.is_match(rest) || is_committee());
    (is_title || MEETING.is_match(rest)).then(|| name.to_owned())
}

/// The council whose name a letterhead breaks: `Hill City` and below it `& County Council`.
pub(super) fn broken(line: &str, next: &str) -> Option<String> {
    let rest = folded_space(next);
    if !REST_OF_NAME.is_match(&rest) || line.len() > 60 {
        return None;
    }
    let first = folded_space(line);
    let first = first.trim_matches(|c: char| !c.is_alphanumeric());
    let both = format!("{first} {}", rest.trim_end_matches(|c: char| !c.is_alphanumeric()));
    let name = bodies::typed_council(&both)?;
    (name.len() == both.len()).then(|| name.to_owned())
}

/// The fire authority, park or other body that is no council, whose name opens that of its
/// committee: `Alder Combined Authority Transport Committee`.
pub(super) fn other_body(name: &str) -> Option<&str> {
    let mention = councils::mentions(name).next()?;
    let [body] = mention.bodies.as_slice() else { return None };
    (mention.span.start == 0 && mention.how == How::Name && body.tier == Tier::Other)
        .then(|| &name[mention.span])
}

/// `Alder Annual Parish Council` as the council is called on other days.
pub(super) fn without_annual(name: &str) -> Cow<'_, str> {
    let mut words = name.as_bytes().windows(ANNUAL_WORD.len());
    if !words.any(|word| word.eq_ignore_ascii_case(ANNUAL_WORD)) {
        return Cow::from(name);
    }
    ANNUAL.replace(name, "$1$2")
}

//! Reads a passage that may be the head of a meeting: its extent, its body, its day.
//!
//! A head may run over many lines, and a roll of members may follow in the same paragraph.
//! Which passages are heads is for `heads` to say; how they are worded is in `heads.toml`.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use serde::Deserialize;

use crate::normalise::dates;
use crate::normalise::dates::Found;
use crate::normalise::pattern;
use crate::normalise::pattern::Pattern;
use crate::normalise::reading::Reading;
use crate::normalise::reading::folded_space;
use crate::normalise::reading::is_heading;

/// How far a head may run, in lines and in bytes.
const LONGEST: (usize, usize) = (14, 420);

#[derive(Deserialize)]
struct Table {
    decided: String,
    item_of: String,
    page: String,
    minutes: String,
    meeting: String,
    call: String,
    summons: String,
    weak_call: String,
    no_head: String,
    approval: String,
    no_day: String,
    body_end: String,
    body_of: String,
    body_before: String,
    body_held: String,
    body_holds: String,
    body_welsh: String,
    stop: String,
    roll: String,
}

/// The wordings of `heads.toml`.
pub(super) struct Wordings {
    /// A label with day and body.
    pub(super) decided: Pattern,
    /// The meeting that a page of one agenda item names.
    pub(super) item_of: Pattern,
    /// The heading of a meeting's page.
    pub(super) page: Pattern,
    /// `Minutes of`.
    pub(super) minutes: Pattern,
    /// A head of minutes without that word.
    pub(super) meeting: Pattern,
    /// A call to a meeting.
    pub(super) call: Pattern,
    /// A call that only members are sent.
    pub(super) summons: Pattern,
    /// Words that may be a call.
    pub(super) weak_call: Pattern,
    /// An item that speaks of minutes.
    pub(super) no_head: Pattern,
    /// Words that approve other minutes.
    pub(super) approval: Pattern,
    /// Words beside a day that is not the meeting's.
    pub(super) no_day: Pattern,
    bodies: [Body; 5],
    stop: Pattern,
    roll: Pattern,
}

/// Words round the name of a body.
struct Body {
    /// Words of which one stands in each passage that the pattern matches.
    cues: AhoCorasick,
    pattern: Pattern,
}

/// The wordings, read once.
pub(super) static WORDINGS: LazyLock<Wordings> = LazyLock::new(|| {
    let table: Table = toml::from_str(include_str!("heads.toml"))
        .expect("heads.toml is embedded and parsed in a test");
    let one = |pattern: &str| -> Pattern {
        // A word boundary of ASCII letters: that of Unicode makes the search slow at the first
        // curly quote, and no word looked for begins or ends with an accent.
        let pattern = pattern.replace(r"\b", r"(?-u:\b)");
        pattern::pattern(format!("(?i){pattern}"))
    };
    let ended = |pattern: &str| one(&format!("{pattern}{}", table.body_end));
    Wordings {
        decided: one(&table.decided),
        item_of: one(&table.item_of),
        page: one(&table.page),
        minutes: one(&table.minutes),
        meeting: one(&table.meeting),
        call: one(&table.call),
        summons: one(&table.summons),
        weak_call: one(&table.weak_call),
        no_head: one(&table.no_head),
        approval: one(&table.approval),
        no_day: one(&table.no_day),
        bodies: [
            (one(&table.body_welsh), &["yngor"][..]),
            (one(&table.body_holds), &["held their", "held it", "held a"]),
            (ended(&table.body_of), &["meeting of", "meetings of"]),
            (one(&table.body_before), &["meeting"]),
            (ended(&table.body_held), &["minutes"]),
        ]
        .map(|(pattern, cues)| Body { cues: any_of(cues), pattern }),
        stop: one(&table.stop),
        roll: one(&table.roll),
    }
});

/// The first bytes of a line, as far as a head may run.
pub(super) fn start(line: &str) -> &str {
    &line[..line.floor_char_boundary(LONGEST.1)]
}

/// Words that few lines hold, and each that a pattern of `heads.toml` finds: the patterns are slow.
pub(super) struct Cues {
    /// Of heads of minutes.
    pub(super) minutes: AhoCorasick,
    /// Of heads of minutes without that word.
    pub(super) meeting: AhoCorasick,
    /// Of the heading of a page.
    pub(super) weekday: AhoCorasick,
    /// Of a call to a meeting.
    pub(super) call: AhoCorasick,
}

/// These words, in any case.
pub(super) static CUES: LazyLock<Cues> = LazyLock::new(|| Cues {
    minutes: any_of(&["minutes"]),
    meeting: any_of(&["meeting", "yfarfod"]),
    weekday: any_of(&["day", "dydd"]),
    call: any_of(&[
        "held", "summoned", "attend", "called", "given", "will", "takes", "notice", "meeting",
    ]),
});

fn any_of(words: &[&str]) -> AhoCorasick {
    let builder = AhoCorasick::builder().ascii_case_insensitive(true).build(words);
    builder.expect("a few fixed words")
}

/// Joins the line `at` and those that run on from it. Returns the passage and how many lines it
/// took. `opens` says that a line opens a head of its own.
pub(super) fn running(
    reading: &Reading<'_>,
    at: usize,
    opens: fn(&str) -> bool,
) -> (String, usize) {
    let mut passage = folded_space(start(reading.lines[at].text));
    let mut taken = 1;
    for line in reading.lines.iter().skip(at + 1).take(LONGEST.0 - 1) {
        let other_block = is_heading(line) != is_heading(&reading.lines[at]) && !runs_on(line.text);
        // The cheapest questions first.
        if other_block
            || (passage.ends_with('.') && passage.len() > 80)
            || passage.len() + line.text.len() > LONGEST.1
            || line.text.contains("://")
            || opens(line.text)
            || WORDINGS.stop.is_match(line.text)
            || WORDINGS.approval.is_match(line.text)
            || !dates::in_line(&passage).is_empty()
        {
            break;
        }
        // A name broken at its hyphen: `CAPPAMORE-` `KILMALLOCK`.
        if !passage.ends_with('-') || passage.ends_with(" -") {
            passage.push(' ');
        }
        passage.push_str(&folded_space(line.text));
        taken += 1;
    }
    (passage, taken)
}

/// The part of a passage before the roll of members begins in it.
pub(super) fn before_roll(passage: &str) -> &str {
    // A roll never opens a head, so the first words are passed over.
    let from = passage.floor_char_boundary(30);
    let roll = WORDINGS.roll.find(&passage[from..]);
    roll.map_or(passage, |found| &passage[..from + found.start()])
}

/// The words of a passage that stand where the name of the body that met does.
pub(super) fn body(passage: &str) -> Option<String> {
    const NO_NAMES: [&str; 7] =
        ["the", "last", "previous", "our", "meeting", "the meeting", "proceedings at"];
    // The cues have single spaces between words.
    let is_spaced = passage.contains("  ");
    WORDINGS
        .bodies
        .iter()
        .filter(|body| is_spaced || body.cues.is_match(passage))
        .filter_map(|body| Some(body.pattern.captures(passage)?["body"].to_owned()))
        .find(|body| !NO_NAMES.contains(&body.to_lowercase().as_str()))
}

/// The first day in a passage.
pub(super) fn day(passage: &str) -> Option<Found> {
    dates::in_line(passage).into_iter().next()
}

/// Says whether a line can only be the rest of a head: `HELD IN THE TOWN HALL`.
fn runs_on(line: &str) -> bool {
    let first = line.split_whitespace().next().unwrap_or_default();
    ["held", "on", "at"].iter().any(|word| first.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wordings_are_patterns() {
        let w = &*WORDINGS;
        let heads = [&w.decided, &w.item_of, &w.page, &w.minutes, &w.meeting, &w.call, &w.summons];
        let others = [&w.weak_call, &w.no_head, &w.approval, &w.no_day, &w.stop, &w.roll];
        let bodies = w.bodies.iter().map(|body| &body.pattern);
        for pattern in heads.into_iter().chain(others).chain(bodies) {
            assert!(!pattern.as_str().is_empty());
        }
    }

    #[test]
    fn the_body_ends_where_the_place_or_the_day_begins() {
        let body = |passage| body(passage);
        assert_eq!(
            body("Minutes of a meeting of the Audit Panel held in Ash Hall").as_deref(),
            Some("Audit Panel")
        );
        assert_eq!(
            body("Minutes of the Audit Panel meeting, 5 May").as_deref(),
            Some("Audit Panel")
        );
        assert_eq!(body("Minutes of the Audit Panel on Monday").as_deref(), Some("Audit Panel"));
        assert_eq!(body("Minutes of the meeting held on Monday"), None);
    }

    #[test]
    fn the_roll_is_no_part_of_the_head() {
        let passage = "Minutes of the Audit Panel held on 5 May 2011 Present: A. Reed";
        assert_eq!(before_roll(passage), "Minutes of the Audit Panel held on 5 May 2011 ");
    }
}

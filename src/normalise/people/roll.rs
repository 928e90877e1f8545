//! Reads the labels of rolls (`Present:`, `Apologies for absence`), and says how far a roll runs.
//!
//! A label is made of a few known words and holds a key word, so that any council's wording is
//! read. A roll ends where a sentence begins.

use super::lists::LISTS;
use super::lists::List;
use super::names;
use super::names::Trust;
use super::scan::Passage;
use super::scan::Shape;
use crate::paper::Attendance;
use crate::paper::PersonKind;
use crate::vocabulary::roles;
use crate::vocabulary::roles::Marks;

/// How many words a label may have.
const LONGEST: usize = 12;

/// The roll that a passage stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Roll {
    /// What it says of those named.
    pub(super) attendance: Attendance,
    /// On which side they sit, unless their role tells otherwise.
    pub(super) kind: Option<PersonKind>,
    /// Those named sit at the table.
    pub(super) seated: bool,
    /// A title that stood alone before a list: `County Councillors`.
    pub(super) councillors: bool,
    /// The role in that title.
    pub(super) role: Option<String>,
    /// How many of those named so far bear a councillor's title.
    pub(super) titled: usize,
}

impl Roll {
    /// The same roll where it is that of the members.
    pub(super) fn seated(self) -> Self {
        Self {
            attendance: Attendance::Present,
            kind: Some(PersonKind::Councillor),
            seated: true,
            ..self
        }
    }
}

/// Reads the label at the byte `from` and returns its roll and where the label ends. `first` says
/// that a line begins there.
pub(super) fn label(passage: &Passage<'_>, from: usize, first: bool) -> Option<(Roll, usize)> {
    let text = passage.text;
    // Most lines begin with a word that no label begins with.
    if let Some(cap) = passage.caps.first().filter(|cap| cap.start == from) {
        let plain = text.as_bytes().get(cap.end).is_none_or(|byte| b" ,.\n".contains(byte));
        if plain && cap.shape == Shape::Word && !cap.marks.has(Marks::FILL | Marks::ROLL) {
            return None;
        }
    }
    let mut at = from;
    let mut keys = Marks::default();
    let mut words: Vec<&str> = Vec::new();
    let mut leads = false;
    loop {
        let rest = &text[at..passage.end];
        let Some(c) = rest.chars().next() else {
            return (first && named(keys)).then(|| (roll(keys, &words), at));
        };
        if c == ':' {
            let known = named(keys) || first && lists_people(&words);
            return known.then(|| (roll(keys, &words), at + 1));
        }
        if c.is_alphanumeric() {
            let word = &rest[..rest
                .find(|c: char| !c.is_alphanumeric() && !"-'\u{2019}".contains(c))
                .unwrap_or(rest.len())];
            // `Present (4 Councillors):`
            if word.len() <= 2
                && text[..at].ends_with('(')
                && word.bytes().all(|b| b.is_ascii_digit())
            {
                at += word.len();
                continue;
            }
            let marks = roles::marks(word);
            let known = marks.has(Marks::FILL | Marks::ROLL);
            if words.is_empty() && !known {
                return None;
            }
            let cap = passage.at(at);
            let titled = c.is_uppercase()
                && passage.caps.get(cap).is_some_and(|cap| cap.start == at)
                && stands_before_name(passage, cap, &words);
            if titled || !known {
                let key = named(keys) && (first || leads) && c.is_uppercase();
                let opens = || titled || leads || first && begins_name(passage, cap, at);
                return (key && opens()).then(|| (roll(keys, &words), at));
            }
            if words.len() >= LONGEST || word.len() == 1 {
                return None;
            }
            keys = keys | marks;
            leads = word == "from";
            words.push(word);
            at += word.len();
        } else if matches!(c, '\t' | '\n') || rest.starts_with("   ") {
            if first && named(keys) && rest.trim_start().starts_with(char::is_uppercase) {
                let next = passage.at(at);
                if !passage.marks(next).has(Marks::FILL)
                    || stands_before_name(passage, next, &words)
                {
                    return Some((roll(keys, &words), at));
                }
            }
            at += c.len_utf8();
        } else if matches!(c, '\u{2013}' | '\u{2014}' | '-' | '.' | ';') {
            let closes = first && named(keys) && !words.is_empty();
            return closes.then(|| (roll(keys, &words), at + c.len_utf8()));
        } else if matches!(c, ' ' | '\u{a0}' | '/' | '&' | '(' | ')' | '*' | '_' | '\\' | ',') {
            at += c.len_utf8();
        } else {
            return None;
        }
    }
}

/// Says whether a title before a name stands at the word `cap`.
fn stands_before_name(passage: &Passage<'_>, cap: usize, words: &[&str]) -> bool {
    !words.is_empty()
        && names::titles(passage, cap).is_some()
        && names::name(passage, cap, Trust::Prose).is_some()
}

/// Says whether a name or a role before one stands at the byte `at`.
fn begins_name(passage: &Passage<'_>, cap: usize, at: usize) -> bool {
    let Some(found) = passage.caps.get(cap).filter(|found| found.start == at) else { return false };
    found.marks.has(Marks::HEAD) || names::name(passage, cap, Trust::Roll).is_some()
}

fn named(keys: Marks) -> bool {
    keys.has(Marks::ROLL)
}

/// Says whether a label without a key word lists people: `Councillors:`.
fn lists_people(words: &[&str]) -> bool {
    words.last().is_some_and(|word| LISTS.roll.people.has_folded(word))
}

/// The roll that a label with these key words and words opens.
fn roll(keys: Marks, words: &[&str]) -> Roll {
    let has = |wanted: &List| words.iter().any(|word| wanted.has_folded(word));
    let plain = |attendance, kind, seated| Roll {
        attendance,
        kind,
        seated,
        councillors: false,
        role: None,
        titled: 0,
    };
    if keys.has(Marks::CO_OPTED) {
        return plain(Attendance::Present, Some(PersonKind::CoOpted), false);
    }
    if keys.has(Marks::APOLOGIES) {
        return plain(Attendance::Apologies, Some(PersonKind::Councillor), true);
    }
    if has(&LISTS.roll.guests) {
        return guests();
    }
    if keys.has(Marks::ABSENT) {
        return plain(Attendance::Absent, Some(PersonKind::Councillor), true);
    }
    if keys.has(Marks::ATTENDING) || has(&LISTS.roll.also) {
        let members = has(&LISTS.roll.members) && !has(&LISTS.roll.others);
        let officers = has(&LISTS.roll.officers);
        let kind = if officers {
            Some(PersonKind::Officer)
        } else if members {
            Some(PersonKind::Councillor)
        } else {
            None
        };
        let attendance = if members { Attendance::Present } else { Attendance::InAttendance };
        return plain(attendance, kind, members);
    }
    plain(Attendance::Present, Some(PersonKind::Councillor), true)
}

/// The roll of the members who are there.
pub(super) fn members() -> Roll {
    guests().seated()
}

/// The roll of those who come as guests or from the public.
pub(super) fn guests() -> Roll {
    Roll {
        attendance: Attendance::InAttendance,
        kind: Some(PersonKind::External),
        seated: false,
        councillors: false,
        role: None,
        titled: 0,
    }
}

/// Says whether what stands between two entries of one line is no more than capitalised words, as
/// a role that is not known: ` Vice Charman, `.
pub(super) fn is_post(gap: &str) -> bool {
    let words = gap.trim_start().strip_suffix(", ");
    words.is_some_and(|words| {
        words.len() < 32 && words.split(' ').all(|word| word.starts_with(char::is_uppercase))
    })
}

/// Says whether what stands between two entries of a roll of apologies says why the first is not
/// there: ` who was unwell, `.
pub(super) fn excuses(gap: &str) -> bool {
    let gap = gap.trim_start_matches([' ', ',', ')']);
    let closed = gap.trim_end();
    LISTS.roll.excuse.starts(gap)
        && (closed.ends_with([',', ';']) || closed.ends_with(" and"))
        && gap.len() < 120
        && !gap.contains(". ")
}

/// Says whether what stands between two entries of a roll still belongs to it: no sentence.
pub(super) fn runs_on(gap: &str) -> bool {
    let mut strange = 0;
    let mut number = false;
    for word in gap.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | ',' | ';' | '/')) {
        // The number of the next item.
        number |= word.len() > 1
            && word.ends_with(['.', ')'])
            && word[..word.len() - 1].bytes().all(|byte| byte.is_ascii_digit());
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if bare.is_empty() || !bare.starts_with(char::is_alphabetic) || number {
            continue;
        }
        let marks = roles::marks(bare);
        if marks.has(Marks::SPEAKS) && !marks.has(Marks::FILL) {
            return false;
        }
        let known = Marks::FILL | Marks::INSIDE | Marks::HEAD | Marks::ROLL | Marks::REMARK;
        if !marks.has(known) {
            strange += 1;
        }
    }
    strange <= 1 && !number
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Option<(Attendance, Option<PersonKind>, &str)> {
        let passage = Passage::new(line, 0, line.len(), Vec::new());
        let (roll, end) = label(&passage, 0, true)?;
        Some((roll.attendance, roll.kind, &line[end..]))
    }

    #[test]
    fn labels_open_rolls_whatever_their_words() {
        use Attendance::{Absent, Apologies, InAttendance, Present};
        use PersonKind::{CoOpted, Councillor, External, Officer};
        for (line, attendance, kind, rest) in [
            ("Present:", Present, Some(Councillor), ""),
            ("PRESENT Councillors A Reed", Present, Some(Councillor), "Councillors A Reed"),
            ("Present\tChairman\tM. Reed", Present, Some(Councillor), "\tChairman\tM. Reed"),
            ("In attendance: Mrs P Gray", InAttendance, None, " Mrs P Gray"),
            ("Officers in attendance:", InAttendance, Some(Officer), ""),
            (
                "Apologies for absence were received from Cllr Hill",
                Apologies,
                Some(Councillor),
                "Cllr Hill",
            ),
            ("Members of the public: Ann Reed", InAttendance, Some(External), " Ann Reed"),
            ("Absent: Cllr Dale", Absent, Some(Councillor), " Cllr Dale"),
            ("Co-opted members", Present, Some(CoOpted), ""),
            ("YN BRESENNOL:", Present, Some(Councillor), ""),
            ("WRTH LAW:", InAttendance, Some(Officer), ""),
        ] {
            assert_eq!(read(line), Some((attendance, kind, rest)), "{line}");
        }
    }

    #[test]
    fn sentences_open_no_roll() {
        for line in [
            "Present arrangements will go on",
            "Members present were in favour of it",
            "Officers reported on the wall",
            "Apologies should be sent to the Clerk",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }

    #[test]
    fn a_roll_ends_where_a_sentence_begins() {
        assert!(runs_on(", ") && runs_on(" (from item 4) and ") && runs_on(" together with "));
        assert!(!runs_on(" opened the meeting at "));
        assert!(!runs_on(" 1. "));
    }
}

//! Says how a typed word may be spelt and printed, by the tables of the vocabulary.
//!
//! The tables are those of the index; what is made of them is worked out here again.

use crate::vocabulary::synonyms;
use crate::vocabulary::synonyms::Group;
use crate::vocabulary::synonyms::Tie;

use super::forms::Endings;
use super::forms::Forms;
use super::forms::Stemmed;

/// One way to spell what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spelling {
    /// All words but the last, and whether a hyphen must stand behind each.
    pub(super) before: Vec<(String, bool)>,
    /// The last word.
    pub(super) last: String,
    /// The endings it may take.
    pub(super) endings: Endings,
}

/// The ways to spell typed words, given folded. They themselves come first, with a space, a hyphen
/// or any other sign between them.
pub(super) fn spellings(typed: &[String]) -> Vec<Spelling> {
    let Some((last, before)) = typed.split_last() else { return Vec::new() };
    let ways = synonyms::groups().iter().filter(|group| is_spelt(group, before, last));
    let mut others = Vec::new();
    for group in ways {
        for form in group.forms.iter().filter(|form| form.words != typed) {
            if let Some((last, before)) = form.words.split_last() {
                let hyphens = form.hyphens.iter().copied();
                others.push(Spelling {
                    before: before.iter().cloned().zip(hyphens).collect(),
                    last: last.clone(),
                    endings: endings(group),
                });
            }
        }
    }
    let own = Spelling {
        before: before.iter().map(|word| (word.clone(), false)).collect(),
        last: last.clone(),
        // A single word is any word, whatever the table takes it for. Several that the table
        // knows are what they are there.
        endings: match others.first() {
            Some(other) if !before.is_empty() => other.endings,
            _ => Endings::All,
        },
    };
    std::iter::once(own).chain(others).collect()
}

/// Says whether a group lists spellings of these words.
fn is_spelt(group: &Group, before: &[String], last: &str) -> bool {
    let last = Stemmed::new(last.to_owned());
    matches!(group.kind, Tie::Spelling | Tie::Misprint)
        && group.forms.iter().any(|form| {
            form.words.split_last().is_some_and(|(form_last, form_before)| {
                form_before == before && Forms::new(form_last, endings(group)).holds(&last)
            })
        })
}

fn endings(group: &Group) -> Endings {
    if group.verb { Endings::All } else { Endings::Plural }
}

/// Returns the acronym that was typed in its capitals, with a plural s or without, if it is an
/// ordinary word too: such a one counts as it is printed only.
pub(super) fn in_capitals(typed: &str) -> Option<&'static str> {
    let acronyms = synonyms::acronyms().iter().filter(|acronym| acronym.cased);
    let mut shorts = acronyms.map(|acronym| acronym.short.text.as_str());
    shorts.find(|short| typed.strip_prefix(short).is_some_and(|rest| matches!(rest, "" | "s")))
}

#[cfg(test)]
mod tests {
    use super::in_capitals;
    use super::spellings;
    use crate::verify::words;

    #[track_caller]
    fn check(typed: &str, expected: &[&str]) {
        let words: Vec<String> = words::typed(typed).into_iter().map(|it| it.folded).collect();
        let told = |before: &[(String, bool)], last: &str| {
            let begin = before
                .iter()
                .map(|(word, hyphen)| format!("{word}{}", [" ", "-"][usize::from(*hyphen)]));
            begin.collect::<String>() + last
        };
        let found: Vec<String> =
            spellings(&words).iter().map(|it| told(&it.before, &it.last)).collect();
        assert_eq!(found, expected, "{typed}");
    }

    #[test]
    fn words_are_spelt_by_the_table() {
        check("caseloads", &["caseloads", "caseload", "case load"]);
        check("Case-Load", &["case load", "caseload"]);
        check("on-lines", &["on lines", "online", "on-line"]);
        check("online", &["online", "on-line"]);
        check("emailing", &["emailing", "email", "e-mail"]);
        check("case-loading", &["case loading"]);
        check("the", &["the"]);
    }

    #[test]
    fn acronyms_that_are_words_are_told_by_their_capitals() {
        assert_eq!(in_capitals("LED"), Some("LED"));
        assert_eq!(in_capitals("TENs"), Some("TEN"));
        for word in ["led", "Led", "LEDS", "LEDss", "MASH", "s", ""] {
            assert_eq!(in_capitals(word), None, "{word}");
        }
    }
}

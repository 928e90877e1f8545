//! Says how else typed words are spelt, by the table of the vocabulary: `caseload`, `case load`.
//!
//! Knows no index: which of the spellings occur in one is for the caller to look up.

use crate::vocabulary::synonyms;
use crate::vocabulary::synonyms::Form;
use crate::vocabulary::synonyms::Group;
use crate::vocabulary::synonyms::Tie;

use super::forms::Endings;
use super::forms::Lexeme;

/// The spellings of typed words, with the endings that the last word of each stands for. Those
/// typed are among them; none, if the words are spelt in one way only.
pub(crate) fn of(typed: &[String]) -> Vec<(&'static Form, Endings)> {
    let spelt = |group: &&Group| matches!(group.kind, Tie::Spelling | Tie::Misprint);
    synonyms::groups()
        .iter()
        .filter(spelt)
        .filter(|group| group.forms.iter().any(|form| is_form(typed, form, endings(group))))
        .flat_map(|group| group.forms.iter().map(move |form| (form, endings(group))))
        .collect()
}

/// The endings that the last words of a group stand for.
pub(crate) fn endings(group: &Group) -> Endings {
    if group.verb { Endings::All } else { Endings::Plural }
}

/// Says whether typed words are a form of the table, its last word with any of these endings.
pub(crate) fn is_form(typed: &[String], form: &Form, endings: Endings) -> bool {
    let (Some((last, before)), Some((form_last, form_before))) =
        (typed.split_last(), form.words.split_last())
    else {
        return false;
    };
    // Most words differ in their first letters, and a lexeme takes its time.
    let alike = |a: &str, b: &str| a == b || a.bytes().zip(b.bytes()).take(2).all(|(a, b)| a == b);
    before == form_before && alike(last, form_last) && Lexeme::new(form_last, endings).is_form(last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index;

    fn words(text: &str) -> Vec<String> {
        index::words(text).into_iter().map(|word| word.folded).collect()
    }

    fn spellings(typed: &str) -> Vec<&'static str> {
        of(&words(typed)).into_iter().map(|(form, _)| form.text.as_str()).collect()
    }

    #[test]
    fn spellings_are_found_from_any_form() {
        for typed in ["caseload", "Caseloads", "case-load", "case-loads"] {
            assert_eq!(spellings(typed), ["caseload", "case load"], "{typed}");
        }
        assert_eq!(spellings("co-operating"), ["cooperate", "co-operate"]);
        assert_eq!(spellings("focussed"), ["focus", "focuss"]);
        assert_eq!(spellings("principal-social-workers")[1], "principle social worker");
        for typed in ["case", "case-loading", "workloader", "ofsted", "line", ""] {
            assert!(spellings(typed).is_empty(), "{typed}");
        }
    }

    #[test]
    fn the_table_and_the_index_cut_words_alike() {
        let forms = synonyms::groups().iter().flat_map(|group| &group.forms);
        let acronyms = synonyms::acronyms().iter();
        let forms = forms.chain(acronyms.flat_map(|one| one.long.iter().chain([&one.short])));
        for form in forms {
            assert_eq!(words(&form.text), form.words, "{}", form.text);
        }
    }

    #[test]
    fn no_two_spellings_overlap() {
        for group in synonyms::groups() {
            if !matches!(group.kind, Tie::Spelling | Tie::Misprint) {
                continue;
            }
            for (a, b) in group.forms.iter().flat_map(|a| group.forms.iter().map(move |b| (a, b))) {
                for from in 0..a.words.len() {
                    let rest = &a.words[from..];
                    if from == 0 && rest.len() == b.words.len() {
                        continue;
                    }
                    let alike =
                        |(a, b): (&String, &String)| Lexeme::new(a, Endings::All).is_form(b);
                    let overlap = rest.iter().zip(&b.words).all(alike);
                    assert!(!overlap, "`{}` and `{}` may overlap", a.text, b.text);
                }
            }
        }
    }
}

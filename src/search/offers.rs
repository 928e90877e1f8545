//! Says what else may be worth asking than what was typed: what an acronym stands for, the
//! acronym of a long form, other names, near words. Offered, never counted in.
//!
//! Knows no index: what is offered may occur in none. For words of one stem see
//! [`Dictionary::kin`](super::dictionary::Dictionary::kin).

use crate::index;
use crate::query::Part;
use crate::query::Pattern;
use crate::query::Query;
use crate::vocabulary::synonyms;
use crate::vocabulary::synonyms::Acronym;
use crate::vocabulary::synonyms::Form;
use crate::vocabulary::synonyms::Tie;

use super::answer::Why;
use super::forms::Endings;
use super::spellings;

/// A query that may be worth asking too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Offer {
    /// What to ask: a word, or a phrase.
    pub(super) query: Query,
    /// What was typed of which it is offered.
    pub(super) of: String,
    /// Why it is.
    pub(super) why: Why,
    /// Whether it is one of several meanings.
    pub(super) ambiguous: bool,
}

/// What was typed, word by word.
struct Typed {
    text: String,
    words: Vec<String>,
    /// Whether its spellings are counted already, as those of a bare word are.
    spelt: bool,
    /// Whether its words were typed side by side without quotes, so that any place of each counts.
    loose: bool,
}

/// Lists what may be worth asking beside `query`, in the order of its words, each once.
pub(super) fn of(query: &Query) -> Vec<Offer> {
    let mut offers: Vec<Offer> = Vec::new();
    for typed in typed(query) {
        for offer in of_words(&typed) {
            let own =
                query.patterns().iter().any(|own| offer.query == Query::Match((*own).clone()));
            if !own && offers.iter().all(|other| other.query != offer.query) {
                offers.push(offer);
            }
        }
    }
    offers
}

/// The words of the patterns of a query, and those of several bare words side by side.
fn typed(query: &Query) -> Vec<Typed> {
    let folded = |text: &str| index::words(text).into_iter().map(|word| word.folded).collect();
    let mut found = Vec::new();
    let parts = if let Query::And(parts) = query { &**parts } else { &[] };
    let bare = |part: &Query| match part {
        Query::Match(Pattern::Word(word)) => Some(word.clone()),
        _ => None,
    };
    let side_by_side: Vec<String> = parts.iter().filter_map(bare).collect();
    let others = parts.iter().any(|part| matches!(part, Query::Match(_)) && bare(part).is_none());
    if side_by_side.len() > 1 && !others {
        let text = side_by_side.join(" ");
        found.push(Typed { words: folded(&text), text, spelt: false, loose: true });
    }
    for pattern in query.patterns() {
        let (text, spelt) = match pattern {
            Pattern::Word(word) => (word.clone(), true),
            Pattern::Phrase(parts) if parts.iter().all(|part| matches!(part, Part::Word(_))) => {
                let words: Vec<&str> = parts.iter().map(Part::as_str).collect();
                (words.join(" "), false)
            }
            _ => continue,
        };
        found.push(Typed { words: folded(&text), text, spelt, loose: false });
    }
    found
}

fn of_words(typed: &Typed) -> Vec<Offer> {
    let offer = |form: &Form, why, ambiguous| Offer {
        // Bare, a spelling would count all others too.
        query: asked(form, matches!(why, Why::Spelling | Why::Misprint)),
        of: typed.text.clone(),
        why,
        ambiguous,
    };
    let spellings = spellings::of(&typed.words);
    let is_typed = |form: &Form, endings| {
        spellings::is_form(&typed.words, form, endings)
            || spellings.iter().any(|(other, _)| spellings::is_form(&other.words, form, endings))
    };
    let mut offers = Vec::new();
    for acronym in synonyms::acronyms() {
        let Acronym { short, long, ambiguous, .. } = acronym;
        if is_acronym(typed, acronym) {
            offers.extend(long.iter().map(|form| offer(form, Why::LongForm, *ambiguous)));
        } else if long.iter().any(|form| is_typed(form, Endings::Plural)) {
            offers.push(offer(short, Why::Acronym, *ambiguous));
        }
    }
    for group in synonyms::groups() {
        let endings = spellings::endings(group);
        let is_one = |form: &Form| match group.kind {
            Tie::Spelling | Tie::Misprint => spellings::is_form(&typed.words, form, endings),
            Tie::Term | Tie::Near => is_typed(form, endings),
        };
        let Some(at) = group.forms.iter().position(is_one) else { continue };
        let others = group.forms.iter().filter(|form| !is_one(form));
        match group.kind {
            Tie::Spelling if !typed.spelt => {
                offers.extend(others.map(|form| offer(form, Why::Spelling, false)));
            }
            Tie::Misprint if !typed.spelt => {
                offers.extend(others.map(|form| offer(form, Why::Misprint, false)));
            }
            Tie::Spelling | Tie::Misprint => {}
            Tie::Term => offers.extend(others.map(|form| offer(form, Why::Term, false))),
            Tie::Near if at == 0 => {
                offers.extend(others.map(|form| offer(form, Why::Near, false)));
            }
            Tie::Near => {
                offers.extend(group.forms.first().map(|form| offer(form, Why::Near, false)));
            }
        }
    }
    if typed.loose && (!offers.is_empty() || !spellings.is_empty()) {
        // As they are, and joined to one word, which has forms.
        let phrase = Form::from(typed.text.clone());
        let joined = Form::from(typed.text.replace(' ', "-"));
        let phrases = [joined, phrase].map(|form| offer(&form, Why::Phrase, false));
        offers.splice(0..0, phrases);
    }
    offers
}

/// Says whether an acronym was typed: one that is a word too, in its capitals only.
fn is_acronym(typed: &Typed, acronym: &Acronym) -> bool {
    match acronym.cased {
        true => {
            let known = synonyms::in_capitals(&typed.text);
            known.is_some_and(|known| known.short == acronym.short)
        }
        false => spellings::is_form(&typed.words, &acronym.short, Endings::Plural),
    }
}

/// The query for a form of the table: a word in its forms, unless `exact`; a phrase as it is.
fn asked(form: &Form, exact: bool) -> Query {
    if !form.text.contains(' ') && !exact {
        return Query::Match(Pattern::Word(form.text.clone()));
    }
    let words = form.text.split(' ').map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    let words = words.filter(|word| !word.is_empty());
    Query::Match(Pattern::Phrase(words.map(|word| Part::Word(word.to_owned())).collect()))
}

#[cfg(test)]
mod tests {
    use super::Why;
    use super::of;
    use crate::query::Query;

    fn offers(typed: &str) -> Vec<(String, Why)> {
        let query: Query = typed.parse().unwrap();
        of(&query).into_iter().map(|offer| (offer.query.to_string(), offer.why)).collect()
    }

    #[track_caller]
    fn check(typed: &str, expected: &[(&str, Why)]) {
        let expected: Vec<(String, Why)> =
            expected.iter().map(|(query, why)| ((*query).to_owned(), *why)).collect();
        assert_eq!(offers(typed), expected, "{typed}");
    }

    #[test]
    fn an_acronym_offers_its_long_form_and_the_other_way_round() {
        assert_eq!(
            offers("MASH")[0],
            ("\"multi-agency safeguarding hub\"".to_owned(), Why::LongForm)
        );
        let back = offers("\"Multi Agency Safeguarding Hubs\"");
        assert_eq!(back[0], ("MASH".to_owned(), Why::Acronym));
        assert!(back.contains(&("\"safeguarding hub\"".to_owned(), Why::Term)));
        let meanings = of(&"PCN".parse().unwrap());
        assert!(meanings.len() == 2 && meanings.iter().all(|offer| offer.ambiguous));
        assert!(offers("O&S").contains(&("\"overview and scrutiny\"".to_owned(), Why::LongForm)));
    }

    #[test]
    fn a_word_in_small_letters_is_no_acronym_of_it() {
        assert!(offers("SEND").iter().all(|(_, why)| *why == Why::LongForm));
        assert!(offers("SEND").len() > 1);
        check("send", &[]);
    }

    #[test]
    fn near_words_are_offered_whatever_the_spelling() {
        for typed in ["caseloads", "case-load", "\"caseload\""] {
            let all = offers(typed);
            assert!(all.contains(&("workload".to_owned(), Why::Near)), "{typed}: {all:?}");
        }
        assert!(offers("\"caseload\"").contains(&("\"case load\"".to_owned(), Why::Spelling)));
        assert!(!offers("caseload").contains(&("\"case load\"".to_owned(), Why::Spelling)));
        // From a near word only the word that it lies near to.
        check("workloads", &[("caseload", Why::Near)]);
    }

    #[test]
    fn words_side_by_side_are_offered_as_a_phrase() {
        let all = offers("principal social worker council:leeds");
        assert_eq!(all[0], ("principal-social-worker".to_owned(), Why::Phrase));
        assert_eq!(all[1], ("\"principal social worker\"".to_owned(), Why::Phrase));
        let spelt = offers("social workers");
        assert!(spelt.contains(&("\"socialworker\"".to_owned(), Why::Spelling)), "{spelt:?}");
        assert!(all.contains(&("\"principle social worker\"".to_owned(), Why::Misprint)));
        assert!(all.contains(&("PSW".to_owned(), Why::Acronym)));
        check("lamp post", &[]);
    }

    #[test]
    fn what_was_asked_is_not_offered() {
        assert!(!offers("caseload OR workload").contains(&("workload".to_owned(), Why::Near)));
    }

    #[test]
    fn all_that_the_table_offers_can_be_asked() {
        use crate::vocabulary::synonyms;
        let forms = synonyms::groups().iter().flat_map(|group| &group.forms);
        let acronyms = synonyms::acronyms().iter();
        for form in forms.chain(acronyms.flat_map(|one| one.long.iter().chain([&one.short]))) {
            for exact in [false, true] {
                let query = super::asked(form, exact);
                assert_eq!(query.to_string().parse::<Query>().unwrap(), query, "{}", form.text);
            }
        }
    }
}

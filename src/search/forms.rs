//! Says which words are forms of one another: `caseload` and `caseloads`, `agree` and `agreed`.
//!
//! Two words are forms of one word if the English stemmer gives both the same stem and both can
//! be had from one base by inflection alone (plural, -ed, -ing). The stemmer by itself joins too
//! much (`recommend`, `recommendation`), inflection by itself too (`caring`, `car`).
//! Knows no index: words are given and judged.

use frostem::Algorithm;
use frostem::Stemmer;

use crate::vocabulary::plurals;

/// Words shorter than this have no forms: `as` is not the plural of `a`.
const SHORTEST: usize = 3;

/// Which endings make forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Endings {
    /// Plural, -ed and -ing.
    All,
    /// Plural alone.
    Plural,
}

/// One typed word, ready to be compared with the words of the index.
pub(crate) struct Lexeme {
    typed: String,
    stem: String,
    bases: Vec<String>,
    endings: Endings,
    stemmer: Stemmer,
}

impl Lexeme {
    /// Takes a folded word.
    pub(crate) fn new(typed: &str, endings: Endings) -> Self {
        let stemmer = Stemmer::new(Algorithm::English);
        let stem = stemmer.stem(typed).into_owned();
        Self { typed: typed.to_owned(), stem, bases: bases(typed, endings), endings, stemmer }
    }

    /// Returns the beginning that all regular forms share, for a walk of the dictionary.
    pub(crate) fn prefix(&self) -> &str {
        if self.bases.is_empty() {
            return &self.typed;
        }
        let stem = self.stem.trim_end_matches(['e', 'i', 'y']);
        let shared = self.typed.bytes().zip(stem.bytes()).take_while(|(a, b)| a == b).count();
        &self.typed[..shared]
    }

    /// Returns the forms that no rule gives and that may stand elsewhere in the dictionary.
    pub(crate) fn irregular(&self) -> &'static [String] {
        plurals::forms(&self.typed)
    }

    /// Says whether `other` is a form of the typed word.
    pub(crate) fn is_form(&self, other: &str) -> bool {
        if other == self.typed || self.irregular().iter().any(|form| form == other) {
            return true;
        }
        !self.bases.is_empty()
            && self.stemmer.stem(other) == self.stem
            && bases(other, self.endings).iter().any(|base| self.bases.contains(base))
    }

    /// Says whether `other` has the stem of the typed word without being a form of it:
    /// `recommend`, where `recommendation` was typed.
    pub(crate) fn is_kin(&self, other: &str) -> bool {
        !self.bases.is_empty() && self.stemmer.stem(other) == self.stem && !self.is_form(other)
    }
}

/// Returns every word that `word` may be an inflection of, itself included; none for a word that
/// has no forms (too short, or with digits or letters outside a to z).
fn bases(word: &str, endings: Endings) -> Vec<String> {
    if word.len() < SHORTEST || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Vec::new();
    }
    let mut bases = vec![word.to_owned()];
    let mut next = 0;
    // Endings may be stacked (`meetings` is a plural of an -ing), hence the walk.
    while let Some(word) = bases.get(next).cloned() {
        next += 1;
        for base in shorter(&word, endings) {
            if base.len() >= 2 && !bases.contains(&base) {
                bases.push(base);
            }
        }
    }
    bases.retain(|base| !plurals::is_one(base));
    bases
}

/// Takes one ending off.
fn shorter(word: &str, endings: Endings) -> Vec<String> {
    let mut found = Vec::new();
    if let Some(rest) = word.strip_suffix('s')
        && !rest.ends_with(['s', 'u', 'i'])
    {
        found.push(rest.to_owned());
        if let Some(rest) = rest.strip_suffix('e') {
            found.push(rest.to_owned());
            if let Some(rest) = rest.strip_suffix('i') {
                found.push(format!("{rest}y"));
            }
        }
    }
    if endings == Endings::Plural {
        return found;
    }
    // `dying` is a form of `die`, not of `dye`, whose own keeps its e.
    if word.len() == 5 && word.ends_with("ying") {
        found.push(format!("{}ie", &word[..1]));
        return found;
    }
    for ending in ["ed", "ing"] {
        if let Some(rest) = word.strip_suffix(ending)
            && rest.len() >= 2
        {
            found.push(rest.to_owned());
            found.push(format!("{rest}e"));
            found.extend(undoubled(rest));
            if let Some(rest) = rest.strip_suffix('i') {
                found.push(format!("{rest}y"));
            }
        }
    }
    found
}

/// Takes back the doubled consonant of `planned` and `planning`.
fn undoubled(stem: &str) -> Option<String> {
    let bytes = stem.as_bytes();
    let [.., before, last] = bytes else { return None };
    (before == last && !b"aeiou".contains(last)).then(|| stem[..stem.len() - 1].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(typed: &str, forms: &[&str], others: &[&str]) {
        let lexeme = Lexeme::new(typed, Endings::All);
        for form in forms {
            assert!(lexeme.is_form(form), "`{form}` is a form of `{typed}`");
            assert!(
                form.starts_with(lexeme.prefix())
                    || lexeme.irregular().iter().any(|one| one == form),
                "`{form}` is out of reach of the prefix `{}`",
                lexeme.prefix()
            );
        }
        for other in others {
            assert!(!lexeme.is_form(other), "`{other}` is no form of `{typed}`");
        }
    }

    #[test]
    fn plurals_and_verb_endings_are_forms() {
        check("caseload", &["caseload", "caseloads"], &["case", "workload"]);
        check("caseloads", &["caseload", "caseloads"], &[]);
        check("agree", &["agree", "agrees", "agreed", "agreeing"], &["agreement"]);
        check("plan", &["plan", "plans", "planned", "planning"], &["plane", "planet", "planner"]);
        check("make", &["make", "makes", "making"], &["maker"]);
        check("family", &["family", "families"], &["familiar"]);
        check("meetings", &["meeting", "meetings", "meet", "meets"], &[]);
        check("child", &["children", "childrens", "child"], &["childish"]);
        check("applied", &["apply", "applies", "applied", "applying"], &["appliance", "apple"]);
    }

    #[test]
    fn words_of_one_stem_but_another_sense_are_no_forms() {
        check(
            "recommendation",
            &["recommendation", "recommendations"],
            &["recommend", "recommended"],
        );
        check("policy", &["policy", "policies"], &["police", "policing", "polices"]);
        check("caring", &["caring", "care", "cares", "cared"], &["car", "cars", "careful"]);
        check("universe", &["universe", "universes"], &["university", "universities"]);
        check("news", &["news"], &["new"]);
        check("general", &["general", "generals"], &["generate", "generous"]);
        check("ofsted", &["ofsted"], &["often"]);
    }

    #[test]
    fn nouns_with_a_plural_of_their_own_have_no_endings() {
        check("man", &["man", "men", "mens"], &["manned", "manning"]);
        check("manned", &["manned", "manning"], &["man", "men"]);
        check("foot", &["foot", "feet"], &["footing", "footed"]);
        // These plurals are forms of a verb too.
        check("live", &["live", "lives", "lived", "living"], &["life"]);
        check("life", &["life", "lives"], &["live", "living"]);
        check("analyse", &["analyse", "analyses", "analysed"], &["analysis"]);
    }

    #[test]
    fn verbs_in_ie_change_their_ending() {
        check("die", &["die", "dies", "died", "dying"], &["dye", "dyed"]);
        check("dying", &["die", "dies", "died", "dying"], &["dye", "dyed", "dyeing"]);
        check("dye", &["dye", "dyes"], &["dying", "die"]);
        check("lie", &["lie", "lies", "lied", "lying"], &["lye"]);
        check("apply", &["apply", "applied", "applying"], &[]);
    }

    #[test]
    fn a_noun_has_a_plural_and_no_other_ending() {
        let load = Lexeme::new("load", Endings::Plural);
        assert!(load.is_form("load") && load.is_form("loads"));
        assert!(!load.is_form("loaded") && !load.is_form("loading"));
    }

    #[test]
    fn kin_have_the_stem_and_are_no_forms() {
        let lexeme = Lexeme::new("recommendations", Endings::All);
        assert!(lexeme.is_kin("recommend") && lexeme.is_kin("recommended"));
        assert!(!lexeme.is_kin("recommendation") && !lexeme.is_kin("record"));
        assert!("recommend".starts_with(lexeme.prefix()));
    }

    #[test]
    fn short_words_and_numbers_have_no_forms() {
        check("as", &["as"], &["a", "ass"]);
        check("2017", &["2017"], &["201"]);
        check("bus", &["bus", "buses"], &["bu"]);
        check("s106", &["s106"], &["s10"]);
    }
}

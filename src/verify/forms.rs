//! Says whether a word is a form of a typed word, by a reading of English inflection of its own.
//!
//! Two words are forms of one another if they have the same stem and one base gives both by
//! plural, -ed and -ing. The index takes endings off to find that base; here they are put on.
//! The stemmer is the same crate, and so is the table of plurals that follow no rule.

use std::sync::LazyLock;

use frostem::Algorithm;
use frostem::Stemmer;

use crate::vocabulary::plurals;

static STEMMER: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::new(Algorithm::English));

/// The shortest word that has forms: `as` is not the plural of `a`.
const SHORTEST: usize = 3;

/// Which endings make forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Endings {
    /// Plural, -ed and -ing.
    All,
    /// Plural alone.
    Plural,
}

/// A word, ready to be compared.
pub(super) struct Forms {
    word: Stemmed,
    endings: Endings,
    /// Every word of which it may be an inflection. Empty for one without forms by the rule.
    bases: Vec<String>,
    /// Its forms that follow no rule.
    irregular: &'static [String],
}

/// A folded word with its stem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stemmed {
    pub(super) word: String,
    pub(super) stem: String,
}

impl Stemmed {
    /// Takes a folded word.
    pub(super) fn new(word: String) -> Self {
        let stem = STEMMER.stem(&word).into_owned();
        Self { word, stem }
    }
}

impl Forms {
    /// Takes a folded word.
    pub(super) fn new(word: &str, endings: Endings) -> Self {
        Self {
            word: Stemmed::new(word.to_owned()),
            endings,
            bases: if inflects(word) { bases(word, endings) } else { Vec::new() },
            irregular: plurals::forms(word),
        }
    }

    /// Says whether a folded word counts as this one.
    pub(super) fn holds(&self, other: &Stemmed) -> bool {
        other.word == self.word.word
            || self.irregular.contains(&other.word)
            || other.stem == self.word.stem
                && inflects(&other.word)
                && self.bases.iter().any(|base| leads(base, &other.word, self.endings))
    }
}

/// Says whether a word has forms at all.
fn inflects(word: &str) -> bool {
    word.len() >= SHORTEST && word.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// Every base that leads to `word`: a beginning of it, or one with other last letters. A word
/// whose plural follows no rule is no base: `man` does not become `manned`.
fn bases(word: &str, endings: Endings) -> Vec<String> {
    let beginnings = (1..=word.len()).map(|end| &word[..end]);
    let mut bases: Vec<String> = beginnings
        .flat_map(|start| ["", "e", "y", "ie"].map(|last| format!("{start}{last}")))
        .filter(|base| base.len() >= 2 && leads(base, word, endings) && !plurals::is_one(base))
        .collect();
    bases.sort_unstable();
    bases.dedup();
    bases
}

/// Says whether `base` becomes `word` by endings put on, one behind another (`meet`, `meeting`,
/// `meetings`).
fn leads(base: &str, word: &str, endings: Endings) -> bool {
    base == word
        || inflected(base, endings).iter().any(|next| {
            // What comes behind changes no more of a word than its last letter.
            next.len() <= word.len()
                && word.as_bytes().starts_with(&next.as_bytes()[..next.len() - 1])
                && leads(next, word, endings)
        })
}

/// A word with one ending more, in every way it may be put on.
fn inflected(base: &str, endings: Endings) -> Vec<String> {
    let Some(last) = base.chars().next_back() else { return Vec::new() };
    let short = &base[..base.len() - last.len_utf8()];
    let mut all = vec![format!("{base}es")];
    if !matches!(last, 's' | 'u' | 'i') {
        all.push(format!("{base}s"));
    }
    if last == 'y' {
        all.push(format!("{short}ies"));
    }
    if endings == Endings::Plural {
        return all;
    }
    for ending in ["ed", "ing"] {
        // What stands before -ed and -ing has two letters at least: `red` is no form.
        let mut put = |stem: String| {
            if stem.len() >= 2 {
                all.push(stem + ending);
            }
        };
        put(base.to_owned());
        match last {
            'e' => put(short.to_owned()),
            'y' => put(format!("{short}i")),
            _ => {}
        }
        if !matches!(last, 'a' | 'e' | 'i' | 'o' | 'u') {
            put(format!("{base}{last}"));
        }
    }
    // `dying` is of `die`, and of no `dy` or `dye`.
    all.retain(|form| !(form.len() == 5 && form.ends_with("ying")));
    if let Some(first) = base.strip_suffix("ie").filter(|first| first.len() == 1) {
        all.push(format!("{first}ying"));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::Endings;
    use super::Forms;
    use super::Stemmed;

    fn holds(rule: &Forms, word: &str) -> bool {
        rule.holds(&Stemmed::new(word.to_owned()))
    }

    #[track_caller]
    fn check(typed: &str, forms: &[&str], others: &[&str]) {
        let rule = Forms::new(typed, Endings::All);
        for form in forms {
            assert!(holds(&rule, form), "`{form}` is a form of `{typed}`");
        }
        for other in others {
            assert!(!holds(&rule, other), "`{other}` is no form of `{typed}`");
        }
    }

    #[test]
    fn endings_make_forms() {
        check("caseloads", &["caseload", "caseloads"], &["case", "workload", "caseloader"]);
        check("plan", &["plans", "planned", "planning"], &["plane", "planet", "planner"]);
        check("make", &["makes", "making"], &["maker"]);
        check("families", &["family"], &["familiar"]);
        check("meetings", &["meeting", "meet", "meets"], &["met"]);
        check("applied", &["apply", "applies", "applying"], &["apple"]);
        check("policy", &["policies"], &["police", "policing"]);
        check("caring", &["care", "cared", "cares"], &["car", "cars"]);
        check("recommendation", &["recommendations"], &["recommend", "recommended"]);
        check("die", &["dies", "died", "dying"], &["dye", "dyed"]);
        check("dyed", &["dyed"], &["dying"]);
        check("as", &["as"], &["a", "ass"]);
        check("2017", &["2017"], &["2017s"]);
    }

    #[test]
    fn forms_beyond_the_rule_are_those_of_the_table() {
        check("child", &["children", "childrens"], &["childish"]);
        check("men", &["man"], &["manned", "manning"]);
        check("manned", &["manning"], &["man", "mans"]);
        check("lives", &["life", "live", "living"], &["liver"]);
    }

    #[test]
    fn a_noun_has_a_plural_and_no_other_ending() {
        let rule = Forms::new("load", Endings::Plural);
        assert!(holds(&rule, "loads") && !holds(&rule, "loaded") && !holds(&rule, "loading"));
    }
}

//! Says whether a word is a form of a typed word, by a reading of English inflection of its own.
//!
//! Two words are forms of one another if they have the same stem and one base gives both by
//! plural, -ed and -ing. The index takes endings off to find that base; here they are put on.
//! What the answer lists beyond this rule (irregular plurals, other spellings) is taken from it:
//! see [`Forms::only_listed`]. The stemmer is the same crate.

use std::sync::LazyLock;

use frostem::Algorithm;
use frostem::Stemmer;

use super::words;

static STEMMER: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::new(Algorithm::English));

/// The shortest word that has forms: `as` is not the plural of `a`.
const SHORTEST: usize = 3;

/// A typed word, ready to be compared.
pub(super) struct Forms {
    typed: Stemmed,
    /// Every word of which the typed one may be an inflection. Empty for one without forms.
    bases: Vec<String>,
    /// Single words that the answer lists as forms.
    listed: Vec<Stemmed>,
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
    /// Takes a folded word and the forms that an answer lists for it.
    pub(super) fn new(typed: &str, listed: &[String]) -> Self {
        let single = listed.iter().filter(|form| words::typed(form).len() == 1);
        Self {
            bases: if inflects(typed) { bases(typed) } else { Vec::new() },
            typed: Stemmed::new(typed.to_owned()),
            listed: single.cloned().map(Stemmed::new).collect(),
        }
    }

    /// Says whether a folded word counts as the typed one.
    pub(super) fn holds(&self, word: &Stemmed) -> bool {
        self.follows(word) || self.listed.iter().any(|form| form.word == word.word)
    }

    /// The forms that only the answer vouches for.
    pub(super) fn only_listed(&self) -> impl Iterator<Item = &str> {
        self.listed.iter().filter(|form| !self.follows(form)).map(|form| form.word.as_str())
    }

    /// Says whether a word is a form by the rule.
    fn follows(&self, other: &Stemmed) -> bool {
        other.stem == self.typed.stem
            && (other.word == self.typed.word
                || inflects(&other.word) && self.bases.iter().any(|base| leads(base, &other.word)))
    }
}

/// Says whether a word has forms at all.
fn inflects(word: &str) -> bool {
    word.len() >= SHORTEST && word.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// Every base that leads to `word`: a beginning of it, or one with another last letter.
fn bases(word: &str) -> Vec<String> {
    let beginnings = (1..=word.len()).map(|end| &word[..end]);
    let mut bases: Vec<String> = beginnings
        .flat_map(|start| [start.to_owned(), format!("{start}e"), format!("{start}y")])
        .filter(|base| base.len() >= 2 && leads(base, word))
        .collect();
    bases.sort_unstable();
    bases.dedup();
    bases
}

/// Says whether `base` becomes `word` by endings put on, one behind another (`meet`, `meeting`,
/// `meetings`).
fn leads(base: &str, word: &str) -> bool {
    base == word
        || inflected(base).iter().any(|next| {
            // No ending changes more of a word than its last letter.
            next.len() <= word.len()
                && word.as_bytes().starts_with(&next.as_bytes()[..next.len() - 1])
                && leads(next, word)
        })
}

/// A word with one ending more, in every way it may be put on.
fn inflected(base: &str) -> Vec<String> {
    let Some(last) = base.chars().next_back() else { return Vec::new() };
    let short = &base[..base.len() - last.len_utf8()];
    let mut all = vec![format!("{base}es")];
    if !matches!(last, 's' | 'u' | 'i') {
        all.push(format!("{base}s"));
    }
    if last == 'y' {
        all.push(format!("{short}ies"));
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
    all
}

#[cfg(test)]
mod tests {
    use super::Forms;
    use super::Stemmed;

    fn holds(rule: &Forms, word: &str) -> bool {
        rule.holds(&Stemmed::new(word.to_owned()))
    }

    #[track_caller]
    fn check(typed: &str, forms: &[&str], others: &[&str]) {
        let rule = Forms::new(typed, &[]);
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
        check("as", &["as"], &["a", "ass"]);
        check("2017", &["2017"], &["2017s"]);
    }

    #[test]
    fn forms_beyond_the_rule_are_taken_from_the_answer_and_named() {
        let listed = ["children", "child", "looked after child"].map(str::to_owned);
        let rule = Forms::new("child", &listed);
        assert!(holds(&rule, "children"));
        assert!(!holds(&rule, "looked after child"), "a form of several words is no word");
        assert_eq!(rule.only_listed().collect::<Vec<&str>>(), ["children"]);
    }
}

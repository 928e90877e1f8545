//! Tells which words of a query are acronyms in capitals and ordinary words otherwise, and how
//! they were taken.

use crate::query::Part;
use crate::query::Pattern;
use crate::query::Query;
use crate::vocabulary::synonyms;

use super::answer::Capitals;

/// Lists such words of a query, in order and each once.
pub(super) fn of(query: &Query) -> Vec<Capitals> {
    let mut found = Vec::new();
    for pattern in query.patterns() {
        add(pattern, &mut found);
    }
    found
}

fn add(pattern: &Pattern, found: &mut Vec<Capitals>) {
    let typed = match pattern {
        Pattern::Word(word) => word,
        Pattern::Phrase(parts) => match &**parts {
            [Part::Word(word)] => word,
            // In a phrase the words beside it tell which is meant.
            _ => return,
        },
        Pattern::Near(near) => {
            return near.left.iter().chain(&near.right).for_each(|side| add(side, found));
        }
        Pattern::Wildcard(_) | Pattern::Misspelt { .. } => return,
    };
    let held = synonyms::in_capitals(typed);
    let known = held.or_else(|| synonyms::in_capitals(&typed.to_uppercase()));
    let Some(acronym) = known else { return };
    let word = Capitals { acronym: acronym.short.text.clone(), held: held.is_some() };
    if !found.contains(&word) {
        found.push(word);
    }
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn words_in_capitals_are_held_to_them_and_others_are_not() {
        let told = |typed: &str| -> Vec<(String, bool)> {
            let query = typed.parse().unwrap();
            of(&query).into_iter().map(|word| (word.acronym, word.held)).collect()
        };
        let owned = |words: &[(&str, bool)]| -> Vec<(String, bool)> {
            words.iter().map(|(word, held)| ((*word).to_owned(), *held)).collect()
        };
        assert_eq!(told("SEND send SEND"), owned(&[("SEND", true), ("SEND", false)]));
        assert_eq!(told("\"TENs\" NEAR/3 led"), owned(&[("TEN", true), ("LED", false)]));
        assert_eq!(told("MASH -SEND \"please SEND it\" sends"), []);
    }
}

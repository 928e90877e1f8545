//! Says under which names the people and topics of an item are found.
//!
//! An officer counts in a facet as `role · name`, the role in the form that compares across
//! councils. `officer:` finds more words than the facet shows: the role as printed, another
//! spelling, the organisation.

use std::collections::BTreeSet;

use serde::Deserialize;
use serde::Serialize;

use crate::paper::Item;
use crate::paper::Paper;
use crate::paper::Person;
use crate::paper::PersonKind;

use super::schema::WORDS_FOLLOW;

/// Someone named in an item. Part of the format of the index.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// The name, where one is printed.
    pub name: Option<String>,
    /// The role as printed.
    pub role: Option<String>,
    /// The role as it compares across councils, where it differs from the printed one.
    pub post: Option<String>,
    /// `officer`, `councillor`, `external`, `co_opted` or `unknown`.
    pub kind: String,
    /// Other spellings of the name, and the body the person comes from.
    pub more: Vec<String>,
}

/// The people named in `item`, in the order of the paper.
pub(crate) fn in_item(paper: &Paper, item: &Item) -> Vec<Named> {
    let named = paper.people.iter().filter(|person| {
        person.spans.iter().any(|at| item.spans.iter().any(|span| span.contains(&at.start)))
    });
    named.map(Named::of).collect()
}

/// The facet values and the terms of these people: (field, value), each once.
pub(crate) fn values(people: &[Named]) -> BTreeSet<(&'static str, String)> {
    let mut values = BTreeSet::new();
    for person in people {
        let value = person.value();
        if person.kind == PersonKind::Officer.as_str() {
            values.insert(("officer", value.clone()));
            values.insert(("officer_words", person.term(&value)));
        }
        values.insert(("person_words", person.term(&value)));
        values.insert(("person", value));
        if let Some(post) = person.post() {
            values.insert(("role", post.to_owned()));
        }
    }
    values
}

/// These topics and their upper levels: `children/front-door` counts as `children` too.
pub(crate) fn both_levels(topics: &[String]) -> Vec<&str> {
    let mut levels: Vec<&str> = topics.iter().map(String::as_str).collect();
    levels.extend(topics.iter().filter_map(|topic| Some(topic.split_once('/')?.0)));
    levels.sort_unstable();
    levels.dedup();
    levels
}

impl Named {
    fn of(person: &Person) -> Self {
        let post = person.canonical_role.clone();
        Self {
            name: person.name.clone(),
            role: person.role.clone(),
            post: post.filter(|post| person.role.as_ref() != Some(post)),
            kind: person.kind.as_str().to_owned(),
            more: person.aliases.iter().chain(&person.organisation).cloned().collect(),
        }
    }

    fn post(&self) -> Option<&str> {
        self.post.as_deref().or(self.role.as_deref())
    }

    /// `Director of Children's Services · Ann Hill`.
    fn value(&self) -> String {
        let parts: Vec<&str> = self.post().into_iter().chain(self.name.as_deref()).collect();
        parts.join(" · ")
    }

    /// The facet's value with the further words.
    fn term(&self, value: &str) -> String {
        let printed = self.role.iter().filter(|_| self.post.is_some());
        let words: Vec<&str> = printed.chain(&self.more).map(String::as_str).collect();
        match words.as_slice() {
            [] => value.to_owned(),
            words => format!("{value}{WORDS_FOLLOW}{}", words.join(" ")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn officer() -> Named {
        Named {
            name: Some("Ann Hill".to_owned()),
            role: Some("Interim Director of Parks".to_owned()),
            post: Some("Director of Parks".to_owned()),
            kind: "officer".to_owned(),
            more: vec!["Anne Hill".to_owned()],
        }
    }

    #[test]
    fn an_officer_counts_by_post_and_name_and_is_found_by_every_printed_word() {
        let values = values(&[officer()]);
        assert!(values.contains(&("officer", "Director of Parks · Ann Hill".to_owned())));
        assert!(values.contains(&("role", "Director of Parks".to_owned())));
        let words = "Director of Parks · Ann Hill\u{1f}Interim Director of Parks Anne Hill";
        assert!(values.contains(&("officer_words", words.to_owned())));
    }

    #[test]
    fn a_councillor_is_a_person_and_no_officer() {
        let councillor =
            Named { kind: "councillor".to_owned(), role: None, post: None, ..officer() };
        let values = values(&[councillor]);
        assert!(values.iter().all(|(field, _)| !field.starts_with("officer") && *field != "role"));
        assert!(values.contains(&("person", "Ann Hill".to_owned())));
    }

    #[test]
    fn topics_count_on_both_levels_once() {
        let topics = ["children/front-door".to_owned(), "children/send".to_owned()];
        assert_eq!(both_levels(&topics), ["children", "children/front-door", "children/send"]);
    }
}

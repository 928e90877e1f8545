//! Finds which values of an index a typed name stands for.
//!
//! `lancashire` stands for every council whose name has that word; a whole name stands for
//! itself alone. A name that fits nothing is refused with the nearest that the index holds:
//! never a silent empty answer.

use std::collections::BTreeSet;

use tantivy::schema::Field as IndexField;

use crate::error::Error;
use crate::error::Result;
use crate::index;
use crate::index::FACETS;
use crate::index::Reader;
use crate::index::WORDED;
use crate::index::WORDS_FOLLOW;
use crate::query::Field;
use crate::vocabulary::external;

use super::alive;
use super::glob::Glob;
use super::succession;

/// The index field behind a query field that takes names, or `None` for the others.
pub(crate) fn index_field(field: Field) -> Option<&'static str> {
    match field {
        Field::Council => Some("council"),
        Field::Committee => Some("committee"),
        Field::Function => Some("function"),
        Field::Theme => Some("theme"),
        Field::Officer => Some("officer"),
        Field::Person => Some("person"),
        Field::Role => Some("role"),
        Field::Topic => Some("topic"),
        Field::Kind => Some("kind"),
        Field::Is => Some("statement"),
        Field::By => Some("body"),
        Field::Id => Some("id"),
        Field::Path => Some("path"),
        Field::Date | Field::Title | Field::Only => None,
    }
}

/// The index field whose terms a filter on `field` takes: for people one that holds more words
/// than the facet does.
pub(crate) fn term_field(field: Field) -> Option<&'static str> {
    let name = index_field(field)?;
    Some(WORDED.iter().find(|(facet, _)| *facet == name).map_or(name, |(_, worded)| worded))
}

/// The values as facets show them, without further words.
pub(crate) fn shown(values: &[String]) -> Vec<String> {
    let mut shown: Vec<String> = values.iter().map(|value| facet(value).to_owned()).collect();
    shown.dedup();
    shown
}

/// The part of a term that is a facet's value.
fn facet(term: &str) -> &str {
    term.split(WORDS_FOLLOW).next().unwrap_or(term)
}

/// Lists the values that `typed` stands for in `field`, sorted.
pub(crate) fn meant(reader: &Reader, field: Field, typed: &str) -> Result<Vec<String>> {
    let Some(name) = index_field(field) else { return Ok(Vec::new()) };
    let all = all(reader, term_field(field).unwrap_or(name))?;
    if all.is_empty() {
        return Err(Error::Query {
            message: format!(
                "nothing in this index has a value of `{}:`, so it cannot be answered",
                field.name()
            ),
            hint: "leave it out; `minutebook coverage` says what the index holds".to_owned(),
        });
    }
    let found = fitting(field, typed, &all);
    if found.is_empty() {
        return Err(Error::Query {
            message: format!("no {name} in this index is called `{typed}`"),
            hint: match (taken_over(field, typed, &all), nearest(typed, &all)) {
                (Some(hint), _) => hint,
                (None, Some(near)) => format!("did you mean `{}`?", facet(near)),
                _ if FACETS.contains(&name) => format!("`minutebook facets {name}` lists them"),
                _ => "write it as answers print it; `*` stands for any letters".to_owned(),
            },
        });
    }
    Ok(found)
}

/// What to ask for where the index has only papers of those that a council took over from.
fn taken_over(field: Field, typed: &str, all: &[String]) -> Option<String> {
    let before = match field {
        Field::Council => succession::predecessors_among(typed, all),
        _ => Vec::new(),
    };
    let listed: Vec<String> = before.iter().map(|name| format!("`{name}`")).collect();
    (!listed.is_empty()).then(|| format!("it took over from {}, which it holds", listed.join(", ")))
}

/// Every value of a raw field, sorted.
pub(crate) fn all(reader: &Reader, name: &str) -> Result<Vec<String>> {
    let list = |field: IndexField| -> tantivy::Result<Vec<String>> {
        let mut values = BTreeSet::new();
        for segment in reader.searcher().segment_readers() {
            let inverted = segment.inverted_index(field)?;
            let mut stream = inverted.terms().stream()?;
            while stream.advance() {
                if alive::is_held(segment, &inverted, stream.value())? {
                    values.insert(String::from_utf8_lossy(stream.key()).into_owned());
                }
            }
        }
        Ok(values.into_iter().collect())
    };
    reader.schema().get_field(name).and_then(list).map_err(|error| reader.broken(&error))
}

/// The values that `typed` fits.
fn fitting(field: Field, typed: &str, all: &[String]) -> Vec<String> {
    let kept = |keep: &dyn Fn(&str) -> bool| -> Vec<String> {
        all.iter().filter(|value| keep(value)).cloned().collect()
    };
    let lower = typed.to_lowercase();
    if typed.contains('*') {
        let glob = Glob::new(&lower, '*');
        return kept(&|value| glob.fits(&value.to_lowercase()));
    }
    if matches!(field, Field::Id | Field::Path) {
        // The whole, or a folder of it; of a path also the bare file name.
        return kept(&|value| {
            let value = value.to_lowercase();
            let below = value.strip_prefix(&lower).is_some_and(|rest| {
                rest.is_empty() || rest.starts_with('/') || lower.ends_with('/')
            });
            below || field == Field::Path && value.rsplit('/').next() == Some(&lower)
        });
    }
    let body = external::bodies().by_word(typed).filter(|_| field == Field::By);
    let label = body.map(|body| folded(&body.label));
    let is_body = |value: &str| label.as_ref().is_some_and(|label| folded(value) == *label);
    let named = kept(&is_body);
    // A council has committees that go by the name of its own scrutiny or audit.
    if !named.is_empty() && body.is_some_and(|body| !body.internal) {
        return named;
    }
    let words = folded(typed);
    let exact = kept(&|value| folded(facet(value)) == words);
    if !exact.is_empty() || words.is_empty() {
        return exact;
    }
    kept(&|value| {
        let folded = folded(value);
        is_body(value) || words.iter().all(|word| folded.contains(word))
    })
}

fn folded(text: &str) -> Vec<String> {
    index::words(&text.replace('&', " and ")).into_iter().map(|word| word.folded).collect()
}

/// The value nearest to `typed`, whole or in one of its words, if one is near.
fn nearest<'a>(typed: &str, all: &'a [String]) -> Option<&'a String> {
    // No value of ours is so long: nothing can be near.
    if typed.len() > 300 {
        return None;
    }
    let typed = folded(typed).join(" ");
    let far = typed.chars().count().div_ceil(3);
    let distance = |value: &String| {
        let words = folded(value);
        let whole = strsim::damerau_levenshtein(&typed, &words.join(" "));
        let by_word = words.iter().map(|word| strsim::damerau_levenshtein(&typed, word)).min();
        // A value that begins with what was typed is near, however long it is.
        let begun = words.iter().any(|word| word.starts_with(&typed)).then_some(1);
        whole.min(by_word.unwrap_or(usize::MAX)).min(begun.unwrap_or(usize::MAX))
    };
    all.iter()
        .map(|value| (distance(value), value))
        .filter(|(distance, _)| *distance <= far)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(field: Field, typed: &str, expected: &[&str]) {
        let all = [
            "Fernshire County Council",
            "Fern Valley District Council",
            "North Fernshire Council",
            "minutes/2017/a.txt",
            "minutes/2018/b.txt",
        ]
        .map(str::to_owned);
        assert_eq!(fitting(field, typed, &all), expected);
    }

    #[test]
    fn a_name_fits_by_whole_words() {
        check(
            Field::Council,
            "fernshire",
            &["Fernshire County Council", "North Fernshire Council"],
        );
        check(Field::Council, "FERN", &["Fern Valley District Council"]);
        check(Field::Council, "council fernshire county", &["Fernshire County Council"]);
        check(Field::Council, "fernshire county council", &["Fernshire County Council"]);
        check(
            Field::Council,
            "fern*",
            &["Fernshire County Council", "Fern Valley District Council"],
        );
        check(Field::Council, "fernshyre", &[]);
    }

    #[test]
    fn an_outside_body_fits_by_any_of_its_names() {
        let all = ["Care Quality Commission", "Health Scrutiny Board", "Ofsted", "Scrutiny review"];
        let all = all.map(str::to_owned);
        let fit = |typed| fitting(Field::By, typed, &all);
        assert_eq!(fit("cqc"), all[..1]);
        assert_eq!(fit("Office for Standards in Education"), all[2..3]);
        assert_eq!(fit("board"), all[1..2]);
        assert_eq!(fit("scrutiny"), [all[1].clone(), all[3].clone()]);
        assert_eq!(fit("task and finish group"), all[3..]);
        assert!(fit("estyn").is_empty());
        assert!(fitting(Field::Council, "cqc", &all).is_empty());
    }

    #[test]
    fn a_path_fits_by_folder_file_name_or_stars() {
        check(Field::Path, "minutes/2017", &["minutes/2017/a.txt"]);
        check(Field::Path, "b.txt", &["minutes/2018/b.txt"]);
        check(Field::Path, "minutes/*/a.txt", &["minutes/2017/a.txt"]);
        check(Field::Path, "minutes/20", &[]);
    }

    #[test]
    fn the_nearest_value_is_offered() {
        let all = ["Fernshire County Council".to_owned(), "Oakham Town Council".to_owned()];
        assert_eq!(nearest("fernshyre", &all), Some(&all[0]));
        assert_eq!(nearest("oak", &all), Some(&all[1]));
        assert_eq!(nearest("zzz", &all), None);
    }
}

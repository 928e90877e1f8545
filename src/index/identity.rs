//! Makes the readable, stable names of papers and items.
//!
//! `lancashire/childrens-services-scrutiny/2017-01-18/minutes-3f9a1c0b77e2/4`: whose paper, which
//! committee, which meeting, which kind, a digest of where it was published, and the item. The
//! name depends on the paper alone, not on what else is indexed.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use crate::paper::Item;
use crate::paper::Paper;
use crate::paper::Part;

/// How many hexadecimal digits of the digest a name carries: 48 bits, so that among a million
/// papers of one committee and day two alike are not to be expected.
const DIGEST_DIGITS: usize = 12;

/// Words that say little in the name of a council or committee and only make ids longer.
const COUNCIL_NOISE: &[&str] = &[
    "council",
    "county",
    "borough",
    "city",
    "district",
    "metropolitan",
    "of",
    "the",
    "london",
    "royal",
];
const COMMITTEE_NOISE: &[&str] = &["committee", "the"];

/// Returns the id of a paper.
pub(crate) fn paper_id(paper: &Paper) -> String {
    let council = paper.council.as_ref().map_or_else(
        || "unknown-council".to_owned(),
        |fact| short_name(&fact.value.name, COUNCIL_NOISE),
    );
    let committee = paper.committee.as_ref().map_or_else(
        || "unknown-committee".to_owned(),
        |fact| short_name(&fact.value.name, COMMITTEE_NOISE),
    );
    let date =
        paper.date.as_ref().map_or_else(|| "undated".to_owned(), |fact| fact.value.to_string());
    let digest = blake3::hash(publication(paper).as_bytes()).to_hex();
    format!(
        "{council}/{committee}/{date}/{}-{}",
        paper.kind.as_str().replace('_', "-"),
        &digest[..DIGEST_DIGITS]
    )
}

/// Where the paper was published, else where it lies below its root. The path is part of it in
/// both cases, for pages that all claim the same address are common.
fn publication(paper: &Paper) -> String {
    format!("{}\n{}", paper.address.as_deref().unwrap_or_default(), paper.origin.path)
}

/// Returns the ids of a paper's items, in their order.
pub(crate) fn item_ids(paper_id: &str, items: &[Item]) -> Vec<String> {
    let mut used: HashMap<String, usize> = HashMap::new();
    let mut ids = Vec::with_capacity(items.len());
    for item in items {
        let name = match (item.part, &item.number) {
            (Part::Header, _) => "header".to_owned(),
            (Part::Trailer, _) => "trailer".to_owned(),
            (Part::Body, _) => "body".to_owned(),
            (Part::Item, Some(number)) => slug(number),
            (Part::Item, None) => slug(item.title.as_deref().unwrap_or("item")),
        };
        let name = if name.is_empty() { "item".to_owned() } else { name };
        let count = used.entry(name.clone()).or_default();
        *count += 1;
        // The second item of the same number is told apart by its rank: `4`, `4~2`.
        let last = if *count == 1 { name } else { format!("{name}~{count}") };
        ids.push(format!("{paper_id}/{last}"));
    }
    ids
}

/// Returns `name` as a slug without its noise words, or with them where nothing else is left.
fn short_name(name: &str, noise: &[&str]) -> String {
    let whole = slug(name);
    let kept: Vec<&str> = whole.split('-').filter(|word| !noise.contains(word)).collect();
    let short = if kept.is_empty() { whole } else { kept.join("-") };
    if short.is_empty() { "unnamed".to_owned() } else { short }
}

/// Returns `name` in lower-case ASCII letters and digits joined by hyphens, at most 60 long.
fn slug(name: &str) -> String {
    let mut slug = String::new();
    for c in name.nfkd() {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !matches!(c, '\'' | '\u{2019}')
            && c.is_ascii() | c.is_whitespace()
            && !slug.ends_with('-')
            && !slug.is_empty()
        {
            slug.push('-');
        }
        if slug.len() >= 60 {
            break;
        }
    }
    slug.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_short_and_readable() {
        assert_eq!(short_name("Fernshire County Council", COUNCIL_NOISE), "fernshire");
        assert_eq!(short_name("London Borough of Marlow Reach", COUNCIL_NOISE), "marlow-reach");
        assert_eq!(
            short_name("Children’s Services Scrutiny Committee", COMMITTEE_NOISE),
            "childrens-services-scrutiny"
        );
        assert_eq!(short_name("City Council", COUNCIL_NOISE), "city-council");
        assert_eq!(short_name("委員会", COMMITTEE_NOISE), "unnamed");
    }
}

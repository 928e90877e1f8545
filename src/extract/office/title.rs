//! Tells whether the title in a document's properties is its title.
//!
//! Most are left over from the document that served as a template, or name a file. Only one
//! whose words stand at the start of the text is believed.

use std::collections::HashSet;

/// How much of the text is searched for the words of a title, in bytes.
const START: usize = 1_500;

/// The longest title, in characters.
const LENGTH: usize = 200;

/// Returns the title if it is one.
pub(super) fn of(property: Option<&str>, text: &str) -> Option<String> {
    let title = property?.split_whitespace().collect::<Vec<_>>().join(" ");
    let words: Vec<String> = words(&title).collect();
    let is_file = title.contains(['\\', '_']) || title.starts_with("Microsoft Word");
    if words.len() < 2 || is_file || title.chars().count() > LENGTH {
        return None;
    }
    let mut end = START.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let start: HashSet<String> = self::words(&text[..end]).collect();
    words.iter().all(|word| start.contains(word)).then_some(title)
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
}

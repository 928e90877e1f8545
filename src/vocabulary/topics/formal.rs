//! Tells items that are a form alone: declarations of interest, and a heading under which there
//! was nothing.

use serde::Deserialize;

/// The text of an item of declarations is at most this long, in bytes; a longer one holds other
/// business too.
const LONGEST_DECLARATION: usize = 1000;

/// The longest text that says that there was nothing, in bytes.
const LONGEST_NOTHING: usize = 60;

/// Words that items of form have.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Formal {
    /// What the titles of declarations hold: `declarations of interest`.
    declarations: Vec<String>,
    /// With these an item begins that has nothing else: `none`.
    nothing: Vec<String>,
}

impl Formal {
    /// Says whether so much text, in bytes, holds business, whatever it goes under.
    pub fn is_too_long(&self, length: usize) -> bool {
        length > LONGEST_DECLARATION
    }

    /// Says whether an item that goes under `title`, and whose text beside it is `rest`, is
    /// about nothing. An item without a text is: an agenda's, say, is about what its title says.
    pub fn is_about_nothing(&self, title: &str, rest: &str) -> bool {
        if self.is_too_long(rest.len()) {
            return false;
        }
        let title = words(title);
        if self.declarations.iter().any(|form| title.contains(form.as_str())) {
            return true;
        }
        // Most texts are long: they need no reading.
        let rest = rest.trim();
        if rest.len() > 2 * LONGEST_NOTHING {
            return false;
        }
        let rest = words(rest);
        let says = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
        says.len() <= LONGEST_NOTHING
            && self.nothing.iter().any(|nothing| {
                let after = says.strip_prefix(nothing.as_str());
                after.is_some_and(|after| after.is_empty() || after.starts_with(' '))
            })
    }
}

/// The words in small letters, one gap between them.
fn words(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    }
    words.to_lowercase()
}

#[cfg(test)]
mod tests {
    use crate::vocabulary::topics::taxonomy;

    #[test]
    fn a_heading_without_business_is_told() {
        let formal = &taxonomy().formal;
        for (title, rest) in [
            ("Declarations of Interest", "Cllr Marl in the churchyard of Upper Wold."),
            ("9. Planning Applications", " 9.1 None."),
            ("Highways", "\n - Nothing to report\n"),
            ("CYNLLUNIO", "Dim."),
        ] {
            assert!(formal.is_about_nothing(title, rest), "{title}");
        }
        for (title, rest) in [
            ("Planning Applications", ""),
            ("Planning Applications", "Nonesuch House: a new porch."),
            ("Highways", "None of the potholes on the road to Upper Wold has been mended so far."),
        ] {
            assert!(!formal.is_about_nothing(title, rest), "{title} {rest}");
        }
        assert!(!formal.is_about_nothing("Declarations of interest", &"a b ".repeat(300)));
    }
}

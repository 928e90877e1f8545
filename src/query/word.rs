//! Turns one typed word, or one quoted text, into a [`Pattern`].
//!
//! Marks at the edges of a word fall away, except those that mean something: `*` and a final
//! `~`. It knows neither operators nor fields, only that a word which looks like an operator
//! after its marks have fallen away is meant as a word.

use crate::error::Error;

use super::lex;
use super::pattern::Part;
use super::pattern::Pattern;
use super::refuse;

/// Says whether `c` separates words: white space, or a character that no one can see.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

/// Says whether `c` is a double quotation mark, straight or curly. Any of them closes any other.
pub(super) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„')
}

/// Reads one bare word. A text without a letter or a digit is no word: `None`.
pub(super) fn pattern(chunk: &str) -> Result<Option<Pattern>, Error> {
    let Some(core) = Core::of(chunk) else { return Ok(None) };
    if core.after.trim_start_matches('*').starts_with('~')
        && core.bare.contains(char::is_alphabetic)
    {
        return misspelt(core.bare, "1", &core).map(Some);
    }
    if let Some((word, figures)) = distance(core.bare) {
        return misspelt(word, figures, &core).map(Some);
    }
    let word = core.starred();
    Ok(Some(match word.contains('*') {
        true => Pattern::Wildcard(word),
        // Bare, it would be an operator: marks at its edges show that the word is meant.
        false if lex::is_operator(&word) => Pattern::Phrase(vec![Part::Word(word)]),
        false => Pattern::Word(word),
    }))
}

/// Reads a quoted text. Without a letter or a digit in it there is nothing to find: `None`.
pub(super) fn phrase(text: &str) -> Option<Pattern> {
    let part = |typed: &str| match Core::of(typed) {
        Some(core) => {
            let word = core.starred();
            Some(if word.contains('*') { Part::Wildcard(word) } else { Part::Word(word) })
        }
        // A star that stands alone is any one word.
        None => typed.contains('*').then(|| Part::Wildcard("*".to_owned())),
    };
    let mut parts: Vec<Part> = text.split(is_space).filter_map(part).collect();
    // At the edges it says nothing.
    let is_any = |part: &Part| part.as_str() == "*";
    while parts.last().is_some_and(is_any) {
        parts.pop();
    }
    let first = parts.iter().position(|part| !is_any(part)).unwrap_or(parts.len());
    parts.drain(..first);
    (!parts.is_empty()).then_some(Pattern::Phrase(parts))
}

/// A word with the marks before and after it set apart.
struct Core<'a> {
    typed: &'a str,
    before: &'a str,
    bare: &'a str,
    after: &'a str,
}

impl<'a> Core<'a> {
    fn of(chunk: &'a str) -> Option<Self> {
        let first = chunk.find(char::is_alphanumeric)?;
        let last = chunk.rfind(char::is_alphanumeric)?;
        let mut end = last + chunk[last..].chars().next().map_or(0, char::len_utf8);
        // `councillor(s)` keeps the bracket that it opened.
        let opened =
            chunk[first..end].rfind('(').is_some_and(|at| !chunk[first + at..end].contains(')'));
        if opened && chunk[end..].starts_with(')') {
            end += 1;
        }
        Some(Self {
            typed: chunk,
            before: &chunk[..first],
            bare: &chunk[first..end],
            after: &chunk[end..],
        })
    }

    /// The word with the stars that touch it, and each run of stars made one.
    fn starred(&self) -> String {
        let mut word = String::with_capacity(self.bare.len() + 2);
        let stars = (self.before.ends_with('*'), self.after.starts_with('*'));
        if stars.0 {
            word.push('*');
        }
        for c in self.bare.chars() {
            if c != '*' || !word.ends_with('*') {
                word.push(c);
            }
        }
        if stars.1 {
            word.push('*');
        }
        word
    }
}

/// Splits `word~2` into the word and its figures. In `10~20` and `a~b` the mark is no more than
/// a mark.
fn distance(bare: &str) -> Option<(&str, &str)> {
    let (word, figures) = bare.rsplit_once('~')?;
    let counted = !figures.is_empty() && figures.bytes().all(|byte| byte.is_ascii_digit());
    let ends_well = word.ends_with(|c: char| c.is_alphanumeric() || c == ')' || c == '*');
    (counted && ends_well && word.contains(char::is_alphabetic)).then_some((word, figures))
}

/// Checks a misspelling and how far it may be off.
fn misspelt(word: &str, figures: &str, core: &Core<'_>) -> Result<Pattern, Error> {
    if core.before.ends_with('*') || word.contains('*') || core.after.contains('*') {
        return Err(refuse::wild_and_misspelt(core.typed, word));
    }
    match figures.parse() {
        Ok(distance @ 1..=2) => Ok(Pattern::Misspelt { word: word.to_owned(), distance }),
        _ => Err(refuse::too_misspelt(core.typed, word)),
    }
}

#[cfg(test)]
mod tests {
    use crate::query::Pattern;
    use crate::query::Query;

    fn word(text: &str) -> Query {
        Query::Match(Pattern::Word(text.to_owned()))
    }

    #[track_caller]
    fn check(typed: &str, words: &[&str]) {
        let query: Query = typed.parse().unwrap_or_else(|error| panic!("{typed}: {error}"));
        assert_eq!(query, Query::all_of(words.iter().map(|text| word(text))), "{typed}");
    }

    #[test]
    fn ordinary_marks_never_fail() {
        check("o'neill 14:30 kosten/baten", &["o'neill", "14:30", "kosten/baten"]);
        check("(budget", &["budget"]);
        check("budget) budget: :budget", &["budget", "budget", "budget"]);
        check("https://x mailto:a@b.uk ftp://", &["https://x", "mailto:a@b.uk", "ftp"]);
        check("a & b - c – d", &["a", "b", "c", "d"]);
        check("50% £1,500 C# #tag what? …", &["50", "1,500", "C", "tag", "what"]);
        check("a:(^", &["a"]);
        check("re-inspection --x –x +y", &["re-inspection", "x", "x", "y"]);
        check("councillor(s) 17(1)(b), x( y", &["councillor(s)", "17(1)(b)", "x", "y"]);
        check("council: leeds", &["council", "leeds"]);
        check(
            "council:\"\" council:() council:- std::fs",
            &["council", "council", "council", "std::fs"],
        );
        check("10~20 a~b ~5 10~", &["10~20", "a~b", "5", "10"]);
        for nothing in
            ["", " \u{a0}\n", "*", "**", "()", "\"\"", "&", "- – —", "“”", ")(", ":", "\u{0}"]
        {
            check(nothing, &[]);
        }
    }

    #[track_caller]
    fn prints(typed: &str, printed: &str) {
        let query: Query = typed.parse().unwrap_or_else(|error| panic!("{typed}: {error}"));
        assert_eq!(query.to_string(), printed, "{typed}");
    }

    #[test]
    fn phrases() {
        prints("\"children  looked, after\"", "\"children looked after\"");
        prints("“children looked after” a", "\"children looked after\" a");
        prints("\"unclosed (as it is", "\"unclosed as it is\"");
        prints("-\"* free * meal* *\"x", "-\"free * meal*\" x");
        prints("\"OR NOT\" \"section 17(1)\"", "\"OR NOT\" \"section 17(1)\"");
    }

    #[test]
    fn wildcards_and_misspellings() {
        prints("case* *load* w**d (a*)", "case* *load* w*d a*");
        prints("c?t a.*", "c?t a");
        prints("ofsed~ ofsed~1, ofsed~2 -ofsed~", "ofsed~ ofsed~ ofsed~2 -ofsed~");
    }
}

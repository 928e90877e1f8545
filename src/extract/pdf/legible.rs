//! Says whether the letters of a page can be those that a reader sees.
//!
//! Some files map their letters wrongly: the page shows words, the file says `%85721`. Such a
//! page is told by what no language writes, and only where no common word of any language of
//! these islands stands on it. Tables, maps and lists of names are never taken for it.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::extract::pdf::page::Page;

/// Common words of languages, from `common_words.toml`.
#[derive(Debug, Deserialize)]
struct Common {
    words: BTreeSet<String>,
}

static COMMON: LazyLock<Common> = LazyLock::new(|| {
    toml::from_str(include_str!("common_words.toml"))
        .expect("common_words.toml is embedded and parsed in a test")
});

/// Fewer words than this tell nothing.
const FEWEST_WORDS: usize = 40;
/// One word in this many that would be a common one, were the letters others, tells a wrong map.
const SHIFTED_SHARE: usize = 12;
/// Fewer such words are chance.
const FEWEST_SHIFTED: usize = 3;
/// How far the numbers of glyphs lie below the codes of their letters: the space is the third.
const GLYPHS_BEFORE: u8 = 29;
/// One common word in this many is a language.
const COMMON_SHARE: usize = 40;

/// Says whether the text of a page can be read.
pub(super) fn is_legible(page: &Page) -> bool {
    if page.unmapped > 20 && 2 * page.unmapped > page.glyphs {
        return false;
    }
    let (mut words, mut common, mut broken, mut mute, mut shifted) = (0, 0, 0, 0, 0);
    for line in &page.lines {
        for cell in &line.cells {
            for word in cell.text.split_whitespace().filter(|word| !is_number(word)) {
                words += 1;
                shifted += usize::from(is_shifted(word));
                let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
                if COMMON.words.contains(&bare.to_lowercase()) {
                    common += 1;
                } else if is_broken(word) {
                    broken += 1;
                } else if is_mute(bare) {
                    mute += 1;
                }
            }
        }
    }
    if common * COMMON_SHARE > words {
        return true;
    }
    if shifted >= FEWEST_SHIFTED && SHIFTED_SHARE * shifted > words {
        return false;
    }
    words < FEWEST_WORDS || (2 * broken < words && 5 * (mute + broken) < 3 * words)
}

/// Says whether a word becomes a common one when its letters are taken for the numbers of glyphs
/// in the order that most fonts have: `WKH` for `the`.
fn is_shifted(word: &str) -> bool {
    if word.len() < 2 || word.bytes().any(|byte| byte > b'~' - GLYPHS_BEFORE) {
        return false;
    }
    let meant: String = word.bytes().map(|byte| (byte + GLYPHS_BEFORE) as char).collect();
    let bare = meant.trim_matches(|c: char| !c.is_alphanumeric());
    bare.len() > 1 && COMMON.words.contains(&bare.to_lowercase())
}

/// Says whether a word is a number, a sum, a date or a code.
fn is_number(word: &str) -> bool {
    let digits = word.chars().filter(char::is_ascii_digit).count();
    2 * digits >= word.chars().count() || !word.contains(char::is_alphanumeric)
}

/// Says whether a word is written as no language does: signs between its letters.
fn is_broken(word: &str) -> bool {
    let inner = word.trim_matches(|c: char| c.is_ascii_punctuation() || !c.is_alphanumeric());
    let signs = inner.chars().filter(|c| {
        !c.is_alphanumeric() && !matches!(c, '\'' | '’' | '-' | '.' | '/' | '@' | '&' | ':' | '–')
    });
    let is_address = word.contains("//") || word.contains("www") || word.contains('@');
    signs.count() > 0 && !is_address
}

/// Says whether a word of Latin letters has no vowel, and is no short form in capitals.
fn is_mute(word: &str) -> bool {
    let is_latin = word.chars().all(|c| c.is_ascii_alphabetic());
    let is_short = word.len() < 4 || (word.len() < 7 && !word.contains(char::is_lowercase));
    is_latin && !is_short && !word.contains(|c: char| "aeiouwyAEIOUWY".contains(c))
}

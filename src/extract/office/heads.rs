//! Tells which lines of a document's headers belong to its text.
//!
//! A letterhead names the council where the text may not; other headers and footers repeat
//! what the text says on every page. It knows no file format.

use std::collections::HashSet;

use crate::extract::office::story::Piece;
use crate::extract::office::story::Story;
use crate::extract::office::story::paragraphs;

/// How many lines at the start of the text are searched for the words of a letterhead.
const LINES: usize = 20;

/// The most lines of a header that are kept.
const KEPT: usize = 12;

/// Returns the lines of the first page's header that the text itself does not begin with.
pub(super) fn letterhead(story: &Story) -> Vec<String> {
    let mut first = HashSet::new();
    let mut lines = 0;
    paragraphs(&story.body, &mut |paragraph| {
        if lines < LINES {
            lines += 1;
            first.extend(words(&paragraph.text));
        }
    });
    let mut kept = Vec::new();
    paragraphs(&story.letterhead, &mut |paragraph| {
        for line in paragraph.text.split('\n') {
            let says_more = words(line).any(|word| !first.contains(&word) && !is_of_page(&word));
            let line = line.trim().to_owned();
            let is_new = says_more && line.contains(char::is_alphabetic) && !kept.contains(&line);
            if is_new && kept.len() < KEPT {
                kept.push(line);
            }
        }
    });
    kept
}

/// How many words of headers and footers are left out when the lines `kept` are not.
pub(super) fn words_aside(story: &Story, kept: &[String]) -> usize {
    let running: usize = story.running.iter().map(|pieces| count(pieces)).sum();
    let kept: usize = kept.iter().map(|line| words(line).count()).sum();
    (running + count(&story.letterhead)).saturating_sub(kept)
}

fn count(pieces: &[Piece]) -> usize {
    let mut all = 0;
    paragraphs(pieces, &mut |paragraph| all += words(&paragraph.text).count());
    all
}

/// The words of a line in lower case, without what stands around them.
fn words(line: &str) -> impl Iterator<Item = String> {
    line.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
}

/// Says whether a word only tells the page: `Page 3 of 12`, in the languages of these islands.
fn is_of_page(word: &str) -> bool {
    const WORDS: &[&str] = &["page", "pages", "of", "tudalen", "o", "leathanach", "de", "duilleag"];
    WORDS.contains(&word) || word.chars().all(|c| c.is_ascii_digit())
}

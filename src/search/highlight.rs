//! Cuts the passages of a text that show why it was found, with every match marked.
//!
//! A phrase is marked where it stands as a phrase, not its loose words. Works on the text alone,
//! with the same words and shapes as the search; asks no index.

use std::collections::BTreeSet;
use std::collections::HashMap;

use crate::index;
use crate::index::Word;

use super::answer::Snippet;
use super::spans::Places;
use super::words::Compiled;

/// How many words a passage has, and how many of them stand before its first match.
const WORDS: usize = 32;
const BEFORE: usize = 10;

/// A run of words to be marked, and the pattern it belongs to.
type Mark = (usize, usize, usize);

/// Returns at most `most` passages of `text` in the order of the text: those with the most
/// different patterns, then with the most matches. Without any match, the beginning.
pub(crate) fn snippets(text: &str, patterns: &[&Compiled], most: usize) -> Vec<Snippet> {
    if most == 0 {
        return Vec::new();
    }
    let words = index::words(text);
    let marks = marks(text, &words, patterns);
    if marks.is_empty() {
        return if words.is_empty() { Vec::new() } else { vec![passage(text, &words, 0, &[])] };
    }
    let mut chosen: Vec<usize> = Vec::new();
    let mut met: BTreeSet<usize> = BTreeSet::new();
    while chosen.len() < most {
        let Some(best) = best(&marks, &chosen, &met) else { break };
        met.extend(inside(&marks, best).iter().map(|mark| mark.2));
        chosen.push(marks[best].0);
    }
    chosen.sort_unstable();
    chosen.into_iter().map(|first| passage(text, &words, begin(first), &marks)).collect()
}

/// The mark around which the best passage lies that overlaps none of the chosen: the one with the
/// most patterns not yet met, then with the most marks, then the earliest. Marks are in order, so
/// each is looked at with those of one passage only.
fn best(marks: &[Mark], chosen: &[usize], met: &BTreeSet<usize>) -> Option<usize> {
    let free =
        |first: usize| chosen.iter().all(|&other| begin(first).abs_diff(begin(other)) >= WORDS);
    let worth = |at: usize| {
        let inside = inside(marks, at);
        let fresh: BTreeSet<usize> =
            inside.iter().map(|mark| mark.2).filter(|pattern| !met.contains(pattern)).collect();
        (fresh.len(), inside.len())
    };
    (0..marks.len())
        .filter(|&at| free(marks[at].0))
        .max_by_key(|&at| (worth(at), std::cmp::Reverse(at)))
}

/// The marks from `at` on that begin in the same passage.
fn inside(marks: &[Mark], at: usize) -> &[Mark] {
    let end = begin(marks[at].0) + WORDS;
    let count = marks[at..].iter().take_while(|mark| mark.0 < end).count();
    &marks[at..at + count]
}

/// The first word of the passage around a match.
fn begin(first: usize) -> usize {
    first.saturating_sub(BEFORE)
}

/// Finds all matches, in order.
fn marks(text: &str, words: &[Word], patterns: &[&Compiled]) -> Vec<Mark> {
    let mut wanted: HashMap<&str, Vec<(usize, usize)>> = HashMap::new();
    for (number, pattern) in patterns.iter().enumerate() {
        for (leaf, leaf_words) in pattern.leaves.iter().enumerate() {
            for word in leaf_words {
                wanted.entry(word).or_default().push((number, leaf));
            }
        }
    }
    let mut places: Vec<Vec<Vec<u32>>> =
        patterns.iter().map(|pattern| vec![Vec::new(); pattern.leaves.len()]).collect();
    for (at, word) in words.iter().enumerate() {
        for &(number, leaf) in wanted.get(word.folded.as_str()).into_iter().flatten() {
            if patterns[number].held[leaf].fits(text, words, at) {
                places[number][leaf].push(u32::try_from(at).unwrap_or(u32::MAX));
            }
        }
    }
    let mut marks = Vec::new();
    for (number, pattern) in patterns.iter().enumerate() {
        let here = Here { text, words, pattern, places: &places[number] };
        let found = pattern.shape.occurrences(&here);
        for (start, end) in found.into_iter().flat_map(|occurrence| occurrence.marks) {
            marks.push((start as usize, end as usize, number));
        }
    }
    marks.sort_unstable();
    marks.dedup_by_key(|mark| (mark.0, mark.1));
    marks
}

/// The words of one text, with the places of the leaves of a pattern.
struct Here<'a> {
    text: &'a str,
    words: &'a [Word],
    pattern: &'a Compiled,
    places: &'a [Vec<u32>],
}

impl Places for Here<'_> {
    fn of(&self, leaf: usize) -> &[u32] {
        self.places.get(leaf).map(Vec::as_slice).unwrap_or_default()
    }

    fn fits(&self, leaf: usize, place: u32) -> bool {
        let held = self.pattern.held.get(leaf);
        held.is_some_and(|held| held.fits(self.text, self.words, place as usize))
    }
}

/// Cuts the passage that begins at word `first`, with the marks that lie in it.
fn passage(text: &str, words: &[Word], first: usize, marks: &[Mark]) -> Snippet {
    let last = (first + WORDS).min(words.len()) - 1;
    // The beginning and the end of the text are taken whole, signs and all.
    let from = if first == 0 { 0 } else { words[first].span.start };
    let to = if last + 1 == words.len() {
        text.len()
    } else {
        let end = words[last].span.end;
        end + text[end..].find(char::is_whitespace).unwrap_or(0)
    };
    let mut snippet = Snippet { text: String::new(), marks: Vec::new() };
    let mut length = 0;
    let mut push = |snippet: &mut Snippet, c: char| {
        snippet.text.push(c);
        length += 1;
        length
    };
    if first > 0 {
        push(&mut snippet, '…');
    }
    let from_first = marks.partition_point(|mark| mark.0 < first);
    let inside: Vec<(usize, usize)> = marks[from_first..]
        .iter()
        .take_while(|mark| mark.0 <= last)
        .filter(|mark| mark.1 <= last + 1)
        .map(|mark| (words[mark.0].span.start, words[mark.1 - 1].span.end))
        .collect();
    let mut at = from;
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut blank = true;
    for c in text[from..to].chars() {
        let width = c.len_utf8();
        if c.is_whitespace() {
            // White space is folded; what stands at the very beginning is dropped.
            if !blank {
                push(&mut snippet, ' ');
            }
            blank = true;
        } else {
            let behind = push(&mut snippet, c);
            blank = false;
            for (start, end) in inside.iter().filter(|(start, _)| *start == at) {
                open.push((behind - 1, *end));
                debug_assert!(start < end, "a mark covers something");
            }
            open.retain(|&(start, end)| {
                if at + width >= end {
                    snippet.marks.push((start, behind));
                    return false;
                }
                true
            });
        }
        at += width;
    }
    if snippet.text.ends_with(' ') {
        snippet.text.pop();
    }
    if last + 1 < words.len() {
        snippet.text.push('…');
    }
    snippet.marks.sort_unstable();
    snippet
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::search::held::Held;
    use crate::search::spans::Shape;

    fn word(forms: &[&str]) -> Compiled {
        let words = forms.iter().map(|form| (*form).to_owned()).collect();
        compiled(vec![words], Shape::Leaf(0))
    }

    fn phrase(parts: &[&str]) -> Compiled {
        let leaves = parts.iter().map(|part| vec![(*part).to_owned()]).collect();
        compiled(leaves, Shape::Sequence((0..parts.len()).map(Shape::Leaf).collect()))
    }

    fn compiled(leaves: Vec<Vec<String>>, shape: Shape) -> Compiled {
        let held = vec![Held::Free; leaves.len()];
        Compiled { leaves, held, shape, forms: BTreeMap::new() }
    }

    /// Shows snippets with their marks in square brackets.
    fn shown(text: &str, patterns: &[&Compiled], most: usize) -> Vec<String> {
        snippets(text, patterns, most)
            .into_iter()
            .map(|snippet| {
                let mut shown = String::new();
                for (at, c) in snippet.text.chars().chain(['\0']).enumerate() {
                    for _ in snippet.marks.iter().filter(|mark| mark.1 == at) {
                        shown.push(']');
                    }
                    for _ in snippet.marks.iter().filter(|mark| mark.0 == at) {
                        shown.push('[');
                    }
                    if c != '\0' {
                        shown.push(c);
                    }
                }
                shown
            })
            .collect()
    }

    #[test]
    fn every_form_is_marked_and_white_space_folded() {
        let text = "Members asked about\n caseloads;  the caseload\u{a0}of new staff.";
        assert_eq!(
            shown(text, &[&word(&["caseload", "caseloads"])], 2),
            ["Members asked about [caseloads]; the [caseload] of new staff."]
        );
    }

    #[test]
    fn a_phrase_is_marked_only_where_it_stands_whole() {
        assert_eq!(
            shown(
                "The work plan: plan the work, then work plan it.",
                &[&phrase(&["work", "plan"])],
                1
            ),
            ["The [work plan]: plan the work, then [work plan] it."]
        );
    }

    #[test]
    fn letters_outside_ascii_are_marked_by_characters() {
        assert_eq!(
            shown("Café – “children’s” café", &[&word(&["childrens"])], 1),
            ["Café – “[children’s]” café"]
        );
        let snippet = &snippets("éé x", &[&word(&["x"])], 1)[0];
        assert_eq!(snippet.marks, [(3, 4)]);
    }

    #[test]
    fn passages_with_more_of_the_query_come_first_and_stand_in_order() {
        let filler = "and so on ".repeat(40);
        let text = format!("budget {filler} budget school {filler} end");
        let patterns = [&word(&["budget"]), &word(&["school"])];
        let found = shown(&text, &patterns, 1);
        assert_eq!(found.len(), 1);
        assert!(found[0].contains("[budget] [school]"), "{}", found[0]);
        assert!(found[0].starts_with('…') && found[0].ends_with('…'));
        assert_eq!(shown(&text, &patterns, 9).len(), 2);
    }

    #[test]
    fn without_a_match_the_beginning_is_shown() {
        assert_eq!(shown("One two.", &[&word(&["three"])], 2), ["One two."]);
        assert!(shown(" … ", &[], 2).is_empty());
    }
}

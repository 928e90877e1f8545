//! Reads the role that stands beside a name, or alone: where it begins, where it ends.
//!
//! A role is made of capitalised words and the small words between them (`of`, `and`), and holds a
//! word that makes a role (`Manager`). It ends before a verb, a name or a stop.

use std::ops::Range;

use super::lists::LISTS;
use super::names;
use super::names::Trust;
use super::scan::Cap;
use super::scan::Passage;
use super::scan::Shape;
use super::scan::is_blank;
use super::titles::joins_titles;
use crate::vocabulary::roles;
use crate::vocabulary::roles::Marks;

/// How long a role may be, in bytes.
const LONGEST: usize = 180;

/// Reads the role that begins at the byte `from`, where blanks may stand. `open` lets small
/// letters begin it: behind a comma or a dash. Returns where it stands.
pub(super) fn at(passage: &Passage<'_>, from: usize, open: bool) -> Option<Range<usize>> {
    // Where small letters may not begin it, a capitalised word must make it a role: most places
    // have none near, and reading on is dear.
    let near = |cap: &&Cap| cap.start < from + LONGEST;
    let may = |cap: &Cap| cap.marks.has(Marks::HEAD);
    if !open && !passage.caps[passage.at(from)..].iter().take_while(near).any(may) {
        return None;
    }
    let (role, head) = phrase(passage, from, open)?;
    head.then_some(role)
}

/// Reads the words that hang together like a role from the byte `from`. Says too whether one of
/// them makes it a role; else it may be a body.
pub(super) fn phrase(
    passage: &Passage<'_>,
    from: usize,
    open: bool,
) -> Option<(Range<usize>, bool)> {
    let text = passage.text;
    let limit = text.floor_char_boundary((from + LONGEST).min(passage.end));
    let mut start = from + blanks(&text[from..limit]);
    if open {
        for article in [
            "the ",
            "our ",
            "as ",
            "a ",
            "an ",
            "currently ",
            "former ",
            "newly appointed ",
            "new ",
        ] {
            let kept = article == "former ";
            if text[start..limit].starts_with(article) && !kept {
                start += article.len();
            }
        }
    }
    // Where the role may end: behind the last word that is sure.
    let mut end = start;
    let mut head = false;
    let mut at = start;
    while at < limit {
        let rest = &text[at..limit];
        let c = rest.chars().next()?;
        if matches!(c, ' ' | '\u{a0}') || c == '\n' && end > start {
            let wide = rest.bytes().take_while(|byte| *byte == b' ').count();
            if wide > 2 && end > start {
                break;
            }
            at += c.len_utf8();
        } else if c == '(' {
            let Some(close) = bracket(passage, at, limit) else { break };
            at = close;
            end = close;
        } else if c == ',' {
            if end == start || !goes_on(passage, at, limit) {
                break;
            }
            at += 1;
        } else if matches!(c, '&' | '/' | '\u{2013}' | '-') {
            let next = rest[c.len_utf8()..].trim_start().chars().next();
            let dash = matches!(c, '\u{2013}' | '-');
            if end == start
                || next.is_none_or(|next| !next.is_uppercase() && !next.is_ascii_digit())
                || dash && names::name(passage, passage.at(at), Trust::Prose).is_some()
            {
                break;
            }
            at += c.len_utf8();
        } else if c.is_alphanumeric() {
            let word = word(rest);
            let bare = bare(word);
            // `A. Reed Clerk's Travel`: the role ends there.
            let owned = bare.len() < word.len() && !word.ends_with(['\'', '\u{2019}']);
            let marks = roles::marks(bare);
            if owned && marks.has(Marks::HEAD) && !next_is_head(&text[at + word.len()..limit]) {
                head = true;
                end = at + bare.len();
                break;
            }
            let after = at + word.len();
            if c.is_uppercase() {
                let cap = passage.at(at);
                // `ON BEHALF OF THE VICAR` is no role.
                let leads = end == start && marks.has(Marks::INSIDE) && !marks.has(Marks::HEAD);
                if leads || begins_name(passage, cap, at, end > start) || LISTS.role.stop.has(word)
                {
                    break;
                }
                head |= marks.has(Marks::HEAD);
                end = after;
                if start == at && LISTS.name.offices.has(word) {
                    break;
                }
            } else if c.is_ascii_digit() {
                let number = word.bytes().all(|byte| byte.is_ascii_digit());
                let telephone = word.len() > 1 && word.starts_with('0');
                if word.len() > 3 || telephone || !number || end == start && !head {
                    break;
                }
                end = after;
            } else if marks.has(Marks::HEAD)
                && (open || head)
                && !follows_and(text, start, at, head)
            {
                head = true;
                end = after;
            } else if marks.has(Marks::INSIDE) && end > start {
                if word == "and" && begins_name(passage, passage.at(after), after, true) {
                    break;
                }
            } else if head && owns(&text[start..at]) && !marks.has(Marks::SPEAKS | Marks::INSIDE) {
                // `Director for Children's care`.
                end = after;
            } else if head && LISTS.role.bodies.has(word) {
                end = after;
            } else if open
                && end == start
                && word.len() < 16
                && next_is_head(&text[after..limit])
                && !LISTS.role.several.has(word)
            {
                // `parish clerk`: a small word before the one that makes the role.
            } else {
                break;
            }
            at = after;
        } else {
            break;
        }
    }
    let role = start..end;
    (end > start + 1).then_some((role, head))
}

/// Says whether words end in a genitive: `Children's`.
fn owns(words: &str) -> bool {
    let words = words.trim_end();
    ["'s", "\u{2019}s", "s'", "s\u{2019}"].iter().any(|end| words.ends_with(end))
}

/// Says whether a small word that makes a role stands behind `and`: `Mr Hill, Clerk and members`.
fn follows_and(text: &str, start: usize, at: usize, head: bool) -> bool {
    head && text[start..at].trim_end().ends_with(" and")
}

/// How many bytes of blanks `rest` begins with.
fn blanks(rest: &str) -> usize {
    rest.len() - rest.trim_start_matches([' ', '\u{a0}', '*', '_', '\t']).len()
}

/// The word that `rest` begins with, with hyphens and apostrophes inside.
fn word(rest: &str) -> &str {
    let stop = |c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '\u{2019}' | '-');
    let end = rest.find(stop).unwrap_or(rest.len());
    rest[..end].trim_end_matches('-')
}

/// The word without `'s`.
fn bare(word: &str) -> &str {
    let cut = word.strip_suffix('s').unwrap_or(word);
    match cut.strip_suffix(['\'', '\u{2019}']) {
        Some(cut) => cut,
        None => word.trim_end_matches(['\'', '\u{2019}']),
    }
}

fn next_is_head(rest: &str) -> bool {
    let next = rest.trim_start();
    let word = word(next);
    rest.starts_with(' ') && roles::marks(word).has(Marks::HEAD)
}

/// Says whether a name begins at the word `cap`, which is to stand at the byte `at`. Inside a
/// role, a given name counts only with what looks like a surname.
fn begins_name(passage: &Passage<'_>, cap: usize, at: usize, inside: bool) -> bool {
    let Some(found) = passage.caps.get(cap) else { return false };
    if found.start > at + 1 {
        return false;
    }
    if found.marks.has(Marks::HEAD) && !found.marks.has(Marks::GIVEN) && !inside {
        return false;
    }
    match names::titles(passage, cap) {
        Some((titles, next)) => {
            (!titles.rank || titles.councillor || inside)
                && joins_titles(passage.gap(next - 1), titles.rank)
                && names::titled(passage, next, titles).is_some()
        }
        None => {
            (found.marks.has(Marks::GIVEN) && !found.marks.has(Marks::NO)
                || found.shape == Shape::Initials && inside)
                && names::name(passage, cap, Trust::Roll).is_some_and(|name| !name.given.is_empty())
        }
    }
}

/// The end of the bracket that opens at `at`, where it belongs to the role: `(Children)`.
fn bracket(passage: &Passage<'_>, at: usize, limit: usize) -> Option<usize> {
    let inner = &passage.text[at + 1..limit];
    let close = inner.find(')')?;
    let words = &inner[..close];
    let next = inner[close + 1..].trim_start_matches([' ', '\u{a0}']).chars().next();
    let go_on = next.is_some_and(char::is_uppercase);
    let plain = words.len() <= 40 && words.starts_with(char::is_uppercase) && !words.contains('\n');
    (plain
        && (go_on || words.contains(' '))
        && names::name(passage, passage.at(at), Trust::Prose).is_none())
    .then_some(at + close + 2)
}

/// Says whether a role goes on behind the comma at `at`: with capitals that are no name.
fn goes_on(passage: &Passage<'_>, at: usize, limit: usize) -> bool {
    let rest = &passage.text[at + 1..limit];
    let begin = at + 1 + blanks(rest);
    let next = passage.text[begin..limit].chars().next();
    if !next.is_some_and(char::is_uppercase) {
        return false;
    }
    let cap = passage.at(begin);
    let Some(found) = passage.caps.get(cap) else { return false };
    if found.start != begin || names::name(passage, cap, Trust::Roll).is_some() {
        return false;
    }
    // Semicolons part the people of this list, so commas do not.
    let sentence = rest.find([';', '\n']).filter(|end| rest.as_bytes()[*end] == b';');
    if sentence.is_some_and(|end| !rest[..end].contains(". ")) {
        return true;
    }
    // The chunk must be of a role or a department.
    found.marks.has(Marks::NO | Marks::HEAD | Marks::PLACE)
        && !found.marks.has(Marks::SPEAKS | Marks::TITLE)
        && !LISTS.role.stop.has(passage.word(cap))
}

/// Reads a post in small letters that ends at the byte `stop`: `the clerk`.
fn small_before(text: &str, from: usize, stop: usize) -> Option<Range<usize>> {
    let before = &text[from..stop];
    let post = LISTS.role.small.iter().rev().find(|post| before.ends_with(post))?;
    let start = stop - post.len();
    let whole = text[from..start].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
    whole.then_some(start..stop)
}

/// Reads the role that ends right before the byte `end`: `Improvement Advisor, NAME`. It begins no
/// earlier than `from`.
pub(super) fn before(passage: &Passage<'_>, from: usize, end: usize) -> Option<Range<usize>> {
    let text = passage.text;
    let stop = text[from..end]
        .trim_end_matches([' ', '\u{a0}', ',', '-', '\u{2013}', '\t', ':', '(', '*']);
    let stop = from + stop.len();
    let gap = &text[stop..end];
    // More than one mark parts them.
    let marks = gap.chars().filter(|c| !c.is_whitespace()).count();
    if gap.is_empty() || marks > 1 && gap.trim() != "--" {
        return None;
    }
    let mut first = passage.at(stop);
    let mut begin = None;
    while first > 0 {
        let cap = passage.caps[first - 1];
        if cap.start < from {
            break;
        }
        let gap = &text[cap.end..begin.unwrap_or(stop)];
        let inner = gap.trim();
        let joins = begin.is_none() && gap.is_empty()
            || begin.is_some()
                && (is_blank(gap, 2)
                    || cap.possessive
                    || inner.len() < 14
                        && !inner.is_empty()
                        && inner.split_whitespace().all(|word| {
                            roles::marks(word).has(Marks::INSIDE) && word != "with" && word != "by"
                        }));
        if !joins
            || cap.marks.has(Marks::SPEAKS)
                && begin.is_some()
                && passage.word(first - 1).len() > 3
                && !cap.marks.has(Marks::HEAD | Marks::NO)
        {
            break;
        }
        if LISTS.role.parts.has_folded(passage.word(first - 1)) {
            break;
        }
        begin = Some(cap.start);
        first -= 1;
    }
    let Some(begin) = begin else { return small_before(text, from, stop) };
    let role = begin..stop;
    // `the post of Chairman - Mr Reed proposed`: he proposed someone.
    if text[from..begin].ends_with("of ") || text[from..begin].ends_with("for ") {
        return None;
    }
    if role.len() > LONGEST {
        return None;
    }
    // `Chairman's Report - Ann Reed`, `Reports from Councillors - Ann Reed`: headings.
    let mut rest = &text[role.clone()];
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '-').unwrap_or(rest.len());
        let marks = roles::marks(&rest[..end]);
        rest = &rest[end..];
        let owns = rest.starts_with(['\'', '\u{2019}']);
        if marks.has(Marks::HEAD) && !marks.has(Marks::MANY) && !owns {
            return Some(role);
        }
        rest = rest.get(rest.chars().next().map_or(0, char::len_utf8)..).unwrap_or_default();
    }
    None
}

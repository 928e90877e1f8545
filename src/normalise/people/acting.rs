//! Reads the roles that act without a name: `The Operational Director reported`.

use std::ops::Range;

use super::lists::LISTS;
use super::names;
use super::names::Trust;
use super::roles as reading_roles;
use super::scan::Passage;
use crate::vocabulary::roles;
use crate::vocabulary::roles::Marks;

/// Reads the roles that act at the word `at`: `The Operational Director and the Cabinet Member
/// presented`. In a roll a role is enough.
pub(super) fn acting(
    passage: &Passage<'_>,
    cursor: usize,
    at: usize,
    listed: bool,
) -> Option<Vec<Range<usize>>> {
    let cap = passage.caps[at];
    if !passage.any.has(Marks::HEAD) || cap.start < cursor {
        return None;
    }
    let before = &passage.text.as_bytes()[passage.start..cap.start];
    let article = passage.word(at) == "The";
    if !article && !before.ends_with(b"the ") && !before.ends_with(b"The ") {
        return None;
    }
    let mut found = Vec::new();
    let mut from = if article { cap.end } else { cap.start };
    loop {
        let role = reading_roles::at(passage, from, false)?;
        let printed = &passage.text[role.clone()];
        let second = LISTS.role.second.iter().find_map(|link| printed.find(link));
        let role = second.map_or(role.clone(), |at| role.start..role.start + at);
        if !may_act(&passage.text[role.clone()]) {
            return None;
        }
        let end = role.end;
        found.push(role);
        let rest = passage.after(end).trim_start_matches([' ', '\u{a0}', '\n']);
        let word = rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        let lower = word.starts_with(char::is_lowercase);
        if lower && acts(word, found.len() == 1 && !passage.text[found[0].clone()].contains(' ')) {
            return Some(found);
        }
        let again = [", the ", ", and the ", "and the ", "and ", ", "]
            .iter()
            .find_map(|lead| rest.strip_prefix(lead).map(|after| passage.end - after.len()));
        match again {
            Some(next)
                if found.len() < 5 && passage.after(next).starts_with(char::is_uppercase) =>
            {
                let name = names::name(passage, passage.at(next), Trust::Prose);
                if name.is_some() {
                    return None;
                }
                from = next;
            }
            _ => {
                return (listed && roll_post(&passage.text[found[0].clone()])).then_some(found);
            }
        }
    }
}

/// Says whether a verb shows that someone acts. A chairman or clerk may also have done so.
fn acts(verb: &str, short: bool) -> bool {
    roles::marks(verb).has(Marks::SPEAKS) && (short || !LISTS.role.weak.has(verb))
}

/// Says whether a role in a roll stands for someone who is not named.
fn roll_post(role: &str) -> bool {
    LISTS.role.roll.has_folded(role)
}

/// Says whether a role is one person's, and not a body or several people.
pub(super) fn may_act(role: &str) -> bool {
    let lower = role.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    let of = words.iter().position(|word| ["of", "for", "to", "with"].contains(word));
    let own = &words[..of.unwrap_or(words.len())];
    let Some(last) = own.last() else { return false };
    if words.len() == 1 {
        return roles::marks(words[0]).has(Marks::ALONE);
    }
    let bare = last.trim_end_matches([',', '\'', '\u{2019}']);
    let is_body = roles::marks(bare).has(Marks::BODY);
    let plural = bare.ends_with('s') && !bare.ends_with("ss") && !is_body && of.is_none();
    let member = own.ends_with(&["member"])
        && (lower.contains("cabinet") || lower.contains("executive") || lower.contains("lead"));
    let post = own.iter().any(|word| roles::marks(word).has(Marks::POST)) || member;
    let body = is_body && !own.iter().any(|word| ["director", "head", "leader"].contains(word));
    let pub_sign = own.len() > 1 && bare == "head" && of.is_none();
    let one = words.len() <= 14 && !lower.contains(" and the ");
    post && one
        && !pub_sign
        && !plural
        && !body
        && !own.iter().any(|word| word.ends_with("ors") || word.ends_with("ers"))
}

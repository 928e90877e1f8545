//! Joins the mentions of one person within a paper.
//!
//! Full names make persons; a surname alone joins the one person it can mean, or none. People
//! are never joined across papers.

use std::collections::HashMap;

use super::mention::Mention;
use crate::paper::Attendance;
use crate::paper::PersonKind;
use crate::vocabulary::folded;
use crate::vocabulary::roles;

/// How long a surname must be for a misspelling of it to count.
const LONG: usize = 6;

/// A person with all mentions of them.
#[derive(Debug, Default)]
pub(super) struct Joined {
    /// Which mentions, in order of their joining.
    pub(super) mentions: Vec<usize>,
    given: Vec<String>,
    surname: String,
    he: bool,
    she: bool,
    councillor: bool,
    rank: bool,
    seated: bool,
    /// Something tells that they come from outside: an address, a payment, a post.
    outside: bool,
    /// Words beside their name say where they come from.
    afar: bool,
    /// What the last roll says that they stand in.
    rolled: Option<Attendance>,
}

/// The persons found so far, by their surnames.
#[derive(Default)]
struct Persons {
    all: Vec<Joined>,
    by_surname: HashMap<String, Vec<usize>>,
    /// By the first and by the last three letters of a long surname: one wrong letter leaves one
    /// of them whole.
    by_edge: HashMap<(bool, [char; 3]), Vec<usize>>,
}

/// Joins the mentions that have a name. Returns the persons, in no order that matters.
pub(super) fn join(mentions: &[Mention]) -> Vec<Joined> {
    let mut persons = Persons::default();
    let named = mentions.iter().enumerate().filter(|(_, mention)| !mention.surname.is_empty());
    let (full, short): (Vec<_>, Vec<_>) = named.partition(|(_, mention)| !mention.given.is_empty());
    // The fullest first: `John Brown` must be there when `J Brown` asks who is meant.
    let (words, initials): (Vec<_>, Vec<_>) =
        full.into_iter().partition(|(_, mention)| parts(&mention.given)[0].len() > 1);
    for (at, mention) in words.into_iter().chain(initials) {
        persons.full(at, mention);
    }
    for (at, mention) in short {
        persons.short(at, mention);
    }
    persons.all
}

/// A given name or initials as they are compared: `["m", "j", "a"]`, `["john"]`.
fn parts(given: &str) -> Vec<String> {
    let mut parts = Vec::new();
    for word in given.split([' ', '.', '-']).filter(|word| !word.is_empty()) {
        let letters = word.chars().filter(|c| c.is_alphabetic());
        // `DT` is two initials.
        if word.chars().count() <= 3 && word.chars().all(char::is_uppercase) {
            parts.extend(letters.map(|c| c.to_lowercase().collect::<String>()));
        } else {
            parts.push(folded(word));
        }
    }
    if parts.is_empty() {
        parts.push(String::new());
    }
    parts
}

/// Says whether two given names may be one person's.
fn agree(a: &[String], b: &[String]) -> bool {
    let (short, long) = if a[0].len() <= b[0].len() { (&a[0], &b[0]) } else { (&b[0], &a[0]) };
    if short.chars().count() > 1 {
        return long == short
            || short.chars().count() >= 3 && long.starts_with(short.as_str())
            || roles::is_short_form(short, long);
    }
    long.starts_with(short.as_str())
        && a.iter().zip(b).skip(1).all(|(one, other)| {
            let (one, other) = (one.chars().next(), other.chars().next());
            one == other
        })
}

impl Persons {
    fn add(&mut self, at: usize, mention: &Mention) {
        let surname = mention.folded.clone();
        let id = self.all.len();
        self.by_surname.entry(surname.clone()).or_default().push(id);
        for edge in edges(&surname) {
            self.by_edge.entry(edge).or_default().push(id);
        }
        let given = if mention.given.is_empty() { Vec::new() } else { parts(&mention.given) };
        self.all.push(Joined { given, surname, ..Joined::default() });
        self.tell(id, at, mention);
    }

    fn tell(&mut self, id: usize, at: usize, mention: &Mention) {
        let person = &mut self.all[id];
        person.mentions.push(at);
        let couple = mention.he && mention.she;
        person.he |= mention.he && !couple;
        person.she |= mention.she && !couple;
        person.councillor |= mention.councillor;
        person.rank |= mention.rank;
        person.seated |= mention.seated;
        person.afar |= mention.afar;
        person.outside |= mention.outside
            || mention.role.is_some()
            || mention.place == Some(PersonKind::External);
        if mention.seated {
            person.rolled = mention.attendance;
        }
        // `John` says more than `J`.
        if mention.given.is_empty() {
            return;
        }
        let given = parts(&mention.given);
        if given.first().map_or(0, String::len) > person.given.first().map_or(0, String::len) {
            person.given = given;
        }
    }

    fn full(&mut self, at: usize, mention: &Mention) {
        let given = parts(&mention.given);
        let surname = mention.folded.as_str();
        let known = self.by_surname.get(surname).cloned().unwrap_or_default();
        let mut fits: Vec<usize> = known
            .into_iter()
            .filter(|id| self.fits(*id, mention) && agree(&self.all[*id].given, &given))
            .filter(|id| !self.beside(*id, mention, &given))
            .collect();
        if fits.len() > 1 {
            let same = |id: &usize| self.all[*id].given == given;
            if fits.iter().any(same) {
                fits.retain(same);
            } else if mention.councillor {
                fits.retain(|id| self.all[*id].councillor);
            }
        }
        match fits.as_slice() {
            [] => match self.misspelt(surname, mention, Some(&given)) {
                Some(id) => self.tell(id, at, mention),
                None => self.add(at, mention),
            },
            [id] => self.tell(*id, at, mention),
            // Two may be meant: then neither is.
            _ => {}
        }
    }

    fn short(&mut self, at: usize, mention: &Mention) {
        let surname = mention.folded.as_str();
        let known = self.by_surname.get(surname).cloned().unwrap_or_default();
        let any = !known.is_empty();
        let mut fits: Vec<usize> = known.into_iter().filter(|id| self.fits(*id, mention)).collect();
        if mention.councillor || mention.seated {
            // `Cllr Reed` is not the Ann Reed who is paid for the hedge.
            let led = |person: &Joined| (person.he || person.she) && !mention.he && !mention.she;
            let inside = |person: &Joined| {
                person.councillor || person.seated || !person.outside && !led(person)
            };
            // `Mrs Reed` and `Reed` in one roll are two.
            let other = |person: &Joined| {
                mention.seated
                    && person.given.is_empty()
                    && person.rolled == mention.attendance
                    && person.she != mention.she
            };
            fits.retain(|id| inside(&self.all[*id]) && !other(&self.all[*id]));
        }
        if fits.len() > 1 {
            let close = |id: &usize| {
                let person = &self.all[*id];
                if mention.councillor {
                    person.councillor || person.seated && !person.he && !person.she
                } else {
                    mention.he && person.he
                        || mention.she && person.she
                        || mention.rank && person.rank
                }
            };
            let closest: Vec<usize> = fits.iter().copied().filter(close).collect();
            if !closest.is_empty() {
                fits = closest;
            } else if !mention.councillor {
                let others: Vec<usize> =
                    fits.iter().copied().filter(|id| !self.all[*id].councillor).collect();
                if !others.is_empty() {
                    fits = others;
                }
            }
        }
        match fits.as_slice() {
            [id] => self.tell(*id, at, mention),
            [] => match self.misspelt(surname, mention, None).filter(|_| !any) {
                Some(id) => self.tell(id, at, mention),
                None => self.add(at, mention),
            },
            _ => {}
        }
    }

    /// Says whether person and mention are two entries of one roll: `A Reed` and `A J Reed`.
    fn beside(&self, id: usize, mention: &Mention, given: &[String]) -> bool {
        let person = &self.all[id];
        mention.seated
            && person.rolled == mention.attendance
            && person.given != given
            && person.given.first() == given.first()
    }

    /// Says whether honorific and title of a mention fit a person.
    fn fits(&self, id: usize, mention: &Mention) -> bool {
        let person = &self.all[id];
        let couple = mention.he && mention.she;
        let gender = couple || !(mention.he && person.she || mention.she && person.he);
        let office = !(mention.rank && person.councillor || mention.councillor && person.rank);
        // `D. Hale` of the roll is not the Dan Hale from Ashby.
        let stranger = mention.seated && person.afar && !person.councillor && !person.seated;
        gender && office && !stranger
    }

    /// The one person whose long surname differs from `surname` by one letter.
    fn misspelt(
        &self,
        surname: &str,
        mention: &Mention,
        given: Option<&[String]>,
    ) -> Option<usize> {
        let mut near: Vec<usize> = edges(surname)
            .into_iter()
            .filter_map(|edge| self.by_edge.get(&edge))
            .flatten()
            .copied()
            .filter(|id| {
                let person = &self.all[*id];
                let names = match given {
                    // Two initials that agree prove little.
                    Some(given) => agree(&person.given, given) && !person.given.is_empty(),
                    None => mention.councillor == person.councillor || !mention.councillor,
                };
                names
                    && self.fits(*id, mention)
                    && person.surname.len().abs_diff(surname.len()) <= 1
                    && strsim::osa_distance(&person.surname, surname) == 1
            })
            .collect();
        near.sort_unstable();
        near.dedup();
        match near.as_slice() {
            [id] => Some(*id),
            _ => None,
        }
    }
}

/// The first and the last letters of a long surname.
fn edges(surname: &str) -> Vec<(bool, [char; 3])> {
    let letters: Vec<char> = surname.chars().collect();
    match (letters.first_chunk(), letters.last_chunk()) {
        (Some(first), Some(last)) if letters.len() >= LONG - 1 => {
            vec![(false, *first), (true, *last)]
        }
        _ => Vec::new(),
    }
}

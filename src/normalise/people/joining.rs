//! Joins the mentions of one person within a paper.
//!
//! Full names make persons; a surname alone joins the one person it can mean, or none. People
//! are never joined across papers.

use std::collections::BTreeSet;

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

/// A mention that has a name.
struct Named<'a> {
    /// Which mention.
    at: usize,
    mention: &'a Mention,
    /// Its given names; none where it is a surname alone.
    given: Vec<String>,
}

/// The persons found so far.
#[derive(Default)]
struct Persons<'a> {
    all: Vec<Joined>,
    /// Each person's surname, with their place in `all`.
    surnames: BTreeSet<(&'a str, usize)>,
    /// The same by the first and by the last three letters of a long surname: one wrong letter
    /// leaves one of them whole.
    edges: BTreeSet<(Edge, usize)>,
}

/// Three letters of a surname, and whether they are its last.
type Edge = (bool, [char; 3]);

/// Joins the mentions that have a name. Returns the persons, in no order that matters.
pub(super) fn join(mentions: &[Mention]) -> Vec<Joined> {
    let mut persons = Persons::default();
    let named = mentions.iter().enumerate().filter(|(_, mention)| !mention.surname.is_empty());
    let named = named.map(|(at, mention)| {
        let given = if mention.given.is_empty() { Vec::new() } else { parts(&mention.given) };
        Named { at, mention, given }
    });
    let (full, short): (Vec<_>, Vec<_>) = named.partition(|named| !named.given.is_empty());
    // The fullest first: `John Brown` must be there when `J Brown` asks who is meant.
    let (words, initials): (Vec<_>, Vec<_>) =
        full.into_iter().partition(|named| named.given[0].len() > 1);
    for named in words.into_iter().chain(initials) {
        persons.full(named);
    }
    for named in short {
        persons.short(named);
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

impl<'a> Persons<'a> {
    fn add(&mut self, named: Named<'a>) {
        let surname = named.mention.folded.as_str();
        let id = self.all.len();
        self.surnames.insert((surname, id));
        self.edges.extend(edges(surname).into_iter().flatten().map(|edge| (edge, id)));
        let Named { at, mention, given } = named;
        self.all.push(Joined { given, surname: surname.to_owned(), ..Joined::default() });
        self.tell(id, Named { at, mention, given: Vec::new() });
    }

    /// The persons of the surname `surname`, in order.
    fn called(&self, surname: &'a str) -> impl Iterator<Item = usize> {
        self.surnames.range((surname, 0)..=(surname, usize::MAX)).map(|(_, id)| *id)
    }

    fn tell(&mut self, id: usize, named: Named<'a>) {
        let Named { at, mention, given } = named;
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
        if given.first().map_or(0, String::len) > person.given.first().map_or(0, String::len) {
            person.given = given;
        }
    }

    fn full(&mut self, named: Named<'a>) {
        let Named { mention, given, .. } = &named;
        let surname = mention.folded.as_str();
        let mut fits: Vec<usize> = self
            .called(surname)
            .filter(|id| self.fits(*id, mention) && agree(&self.all[*id].given, given))
            .filter(|id| !self.beside(*id, mention, given))
            .collect();
        if fits.len() > 1 {
            let same = |id: &usize| self.all[*id].given == *given;
            if fits.iter().any(same) {
                fits.retain(same);
            } else if mention.councillor {
                fits.retain(|id| self.all[*id].councillor);
            }
        }
        match fits.as_slice() {
            [] => match self.misspelt(surname, mention, Some(given)) {
                Some(id) => self.tell(id, named),
                None => self.add(named),
            },
            [id] => self.tell(*id, named),
            // Two may be meant: then neither is.
            _ => {}
        }
    }

    fn short(&mut self, named: Named<'a>) {
        let mention = named.mention;
        let surname = mention.folded.as_str();
        let any = self.called(surname).next().is_some();
        let mut fits: Vec<usize> =
            self.called(surname).filter(|id| self.fits(*id, mention)).collect();
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
            [id] => self.tell(*id, named),
            [] => match self.misspelt(surname, mention, None).filter(|_| !any) {
                Some(id) => self.tell(id, named),
                None => self.add(named),
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
            .flatten()
            .flat_map(|edge| self.edges.range((edge, 0)..=(edge, usize::MAX)))
            .map(|(_, id)| *id)
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
fn edges(surname: &str) -> Option<[Edge; 2]> {
    let mut first = surname.chars();
    let mut last = surname.chars().rev();
    let first = [first.next()?, first.next()?, first.next()?];
    let [c, b, a] = [last.next()?, last.next()?, last.next()?];
    let long = surname.chars().nth(LONG - 2).is_some();
    long.then_some([(false, first), (true, [a, b, c])])
}

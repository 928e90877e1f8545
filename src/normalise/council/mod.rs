//! Says which council published a paper.
//!
//! Printed only where a full name stands alone in the head of the paper: other councils are
//! named in discussion and as examples all the time. Else the manifest or the host tells; else
//! the whole text is weighed. The day of the meeting chooses among councils of one name.

mod cues;
mod existing;
mod inferred;
mod lines;
mod supplied;
mod tally;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::extract::BlockKind;
use crate::normalise::bodies;
use crate::normalise::casing;
use crate::normalise::council::existing::Meant;
use crate::normalise::council::lines::alone;
use crate::normalise::council::lines::broken;
use crate::normalise::council::lines::by_page_title;
use crate::normalise::council::lines::crumbs;
use crate::normalise::council::lines::is_label;
use crate::normalise::council::lines::other_body;
use crate::normalise::council::lines::without_annual;
use crate::normalise::council::supplied::host;
use crate::normalise::heads::Head;
use crate::normalise::reading::Reading;
use crate::normalise::reading::evidence;
use crate::normalise::reading::folded_space;
use crate::paper::Council;
use crate::paper::Fact;
use crate::paper::Layer;
use crate::paper::Origin;
use crate::paper::PaperKind;
use crate::vocabulary::councils;
use crate::vocabulary::councils::Body;
use crate::vocabulary::folded;

/// How many lines from the top the name may stand alone.
const TOP: usize = 10;

/// How many bytes a letterhead may take.
const HEAD: usize = 3_000;

/// How many bytes of a text are searched for signs of another country.
const SIGNS: usize = 60_000;

/// Returns the council, or `None` if nothing tells it. The day is that of the meeting: no council
/// is given for a day on which it did not exist.
pub(super) fn find(
    reading: &Reading<'_>,
    heads: &[Head],
    origin: &Origin,
    address: Option<&str>,
    committee: Option<&str>,
    day: Option<Date>,
) -> Option<Fact<Council>> {
    let about = About { reading, origin, address, committee, day };
    about
        .printed(heads)
        .or_else(|| about.supplied())
        .or_else(|| inferred::find(reading, committee, day))
}

/// A paper, and what is known of it before its council is.
struct About<'a> {
    reading: &'a Reading<'a>,
    origin: &'a Origin,
    address: Option<&'a str>,
    committee: Option<&'a str>,
    day: Option<Date>,
}

impl About<'_> {
    fn printed(&self, heads: &[Head]) -> Option<Fact<Council>> {
        // The head of the meeting itself is the surest place.
        for dated in [true, false] {
            let of_day = heads.iter().filter(|head| head.day.is_some() == dated);
            let named = of_day.filter_map(|head| {
                let body = head.body.as_deref()?;
                let body = without_annual(bodies::without_meeting_words(body));
                let name = bodies::council(&body).or_else(|| other_body(&body))?;
                Some((name.to_owned(), head.passage.clone()))
            });
            if let Some(fact) = self.the_only(named.collect()) {
                return Some(fact);
            }
        }
        // A page of no kind known may bear any name at its head: only its heading is its own.
        let is_loose = matches!(self.reading.kind, PaperKind::Other | PaperKind::Listing);
        if let Some(fact) = self.the_only(by_page_title(self.reading).into_iter().collect()) {
            return Some(fact);
        }
        let top = self.reading.head(TOP);
        let lines = top.iter().enumerate().filter(|(at, line)| {
            let may_be_own = !is_loose
                || *at == 0
                // The banner of a site, below the first word of its menu.
                || *at == 1 && councils::by_full_name(line.text).is_some()
                || matches!(line.kind, BlockKind::Heading(1 | 2))
                || crumbs(line.text).is_some();
            may_be_own && !at.checked_sub(1).is_some_and(|before| is_label(top[before].text))
        });
        let named = lines.flat_map(|(at, line)| {
            let parts = crumbs(line.text).unwrap_or_else(|| vec![line.text]);
            let broken = top.get(at + 1).and_then(|next| broken(line.text, next.text));
            let names = parts.into_iter().filter_map(alone).chain(broken);
            names.map(|name| (name, line.text.to_owned())).collect::<Vec<_>>()
        });
        self.the_only(named.collect())
    }

    /// The one council that all of these name, or `None` if there are none or several. Those that
    /// did not exist on the day are passed over.
    fn the_only(&self, named: Vec<(String, String)>) -> Option<Fact<Council>> {
        let councils: Vec<(Council, String)> = named
            .into_iter()
            .filter_map(|(name, line)| Some((self.council(&name)?, line)))
            .collect();
        let key = |council: &Council| {
            council.id.clone().unwrap_or_else(|| folded(&council.name.replace('&', "and")))
        };
        let all: BTreeSet<String> = councils.iter().map(|(council, _)| key(council)).collect();
        let mut different =
            all.iter().filter(|name| !all.iter().any(|other| is_glued(name, other)));
        let (only, None) = (different.next()?, different.next()) else { return None };
        let (council, line) = councils.into_iter().find(|(council, _)| key(council) == *only)?;
        Some(Fact { value: council, layer: Layer::Explicit, evidence: evidence(&line) })
    }

    /// The council that a printed full name means.
    fn council(&self, printed: &str) -> Option<Council> {
        let printed = self.without_irish(printed);
        let meant = match councils::is_full_name(printed) {
            true => existing::named(printed, self.day),
            false => Meant::Unknown,
        };
        match meant {
            Meant::Body(body) if !self.is_of_abroad(body) => Some(known(body)),
            Meant::Body(_) | Meant::Unknown => Some(as_printed(printed)),
            Meant::NotThen => None,
        }
    }

    /// Cuts off the last word of the Irish name that stands in the next column of a letterhead:
    /// `Comhairle Contae Chill` beside `Hill County Council`.
    fn without_irish<'a>(&self, printed: &'a str) -> &'a str {
        let Some((first, rest)) = printed.split_once(' ') else { return printed };
        let head = &self.reading.content[..self.reading.content.floor_char_boundary(HEAD)];
        let is_irish =
            ["Contae", "Cathrach"].iter().any(|word| head.contains(&format!("{word} {first}")));
        if is_irish && bodies::typed_council(rest).is_some() { rest } else { printed }
    }

    /// Says whether a council of this name is rather one of another country: towns there have the
    /// same names.
    fn is_of_abroad(&self, body: &Body) -> bool {
        if !cues::has_namesake(&body.place) {
            return false;
        }
        let host = self.address.and_then(host);
        if host.is_some_and(|host| !councils::at_host(host).is_empty() || host.ends_with(".uk")) {
            return false;
        }
        let text = self.reading.content;
        cues::signs(&text[..text.floor_char_boundary(SIGNS)]).are_of_abroad()
    }
}

/// Says whether `name` is `other` with a word stuck to its beginning: `OFWEST HILL PARISH COUNCIL`.
fn is_glued(name: &str, other: &str) -> bool {
    let stuck = name.strip_suffix(other);
    other.contains(' ') && stuck.is_some_and(|stuck| stuck.ends_with(char::is_alphabetic))
}

fn known(body: &Body) -> Council {
    Council { name: body.name.clone(), id: Some(body.id.clone()) }
}

fn as_printed(name: &str) -> Council {
    let name = casing::recased(&folded_space(name));
    // After `o` the first letter of the word changes: `cyfarfod o Gyngor Cymuned Bryn`.
    let changed = ["Gyngor ", "Chyngor "].iter().find_map(|word| name.strip_prefix(word));
    let name = changed.map_or(name.clone(), |rest| format!("Cyngor {rest}"));
    Council { name, id: None }
}

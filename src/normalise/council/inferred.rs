//! Infers the council of a paper that neither prints it in its head nor was told it.
//!
//! Everything in the text that names a body is weighed; one that is clearly ahead of all others
//! is given, with what decided. Papers of parishes and of other countries, and texts that are no
//! papers of a committee, get none: a wrong council is worse than none.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::normalise::council::cues;
use crate::normalise::council::cues::Signs;
use crate::normalise::council::tally;
use crate::normalise::council::tally::Tally;
use crate::normalise::reading::Reading;
use crate::normalise::reading::evidence;
use crate::paper::Council;
use crate::paper::Fact;
use crate::paper::Layer;
use crate::paper::PaperKind;
use crate::vocabulary::councils;
use crate::vocabulary::councils::Body;
use crate::vocabulary::councils::Tier;

/// How many bytes of a text are weighed: whoever wrote it shows in less.
const MOST: usize = 100_000;
/// The score from which a body may be the author.
const ENOUGH: f32 = 5.0;
/// The same for a text that is of no known kind.
const ENOUGH_FOR_ANY: f32 = 9.0;
/// The score that is enough where no other body is named at all.
const ENOUGH_ALONE: f32 = 2.0;
/// How much of the best score the next may have.
const CLEAR: f32 = 0.5;

/// Returns the council that the whole text points to, or `None` if it is not clear.
pub(super) fn find(
    reading: &Reading<'_>,
    committee: Option<&str>,
    day: Option<Date>,
) -> Option<Fact<Council>> {
    if reading.kind == PaperKind::Listing {
        return None;
    }
    let text = beginning(reading.content);
    let signs = cues::signs(text);
    if signs.are_of_abroad() || (signs.local > 0 && !is_page_of_software(reading.kind)) {
        return None;
    }
    let tallies = tally::count(text, committee, day);
    if tallies.is_empty() {
        return None;
    }
    let (body, tally) = best(&tallies, &signs, reading.kind)?;
    let mut printed = tally.printed.clone();
    printed.extend(tally.districts.iter().filter_map(|id| {
        let place = &councils::by_id(id)?.place;
        (tally.score(body, &signs) - tally.own_score() > 0.0).then(|| place.clone())
    }));
    Some(Fact {
        value: Council { name: body.name.clone(), id: Some(body.id.clone()) },
        layer: Layer::Inferred,
        evidence: evidence(&format!("the text names {}", printed.join("; "))),
    })
}

/// The part of a text in which the author would show.
fn beginning(text: &str) -> &str {
    &text[..text.floor_char_boundary(MOST)]
}

fn best<'a>(
    tallies: &'a BTreeMap<&'static str, Tally>,
    signs: &Signs,
    kind: PaperKind,
) -> Option<(&'static Body, &'a Tally)> {
    let mut best: Option<(f32, &'static Body, &Tally)> = None;
    for (id, tally) in tallies {
        let Some(body) = councils::by_id(id) else { continue };
        let score = tally.score(body, signs);
        if best.is_none_or(|(highest, ..)| score > highest) {
            best = Some((score, body, tally));
        }
    }
    let (score, body, tally) = best?;
    let others = tallies.iter().filter(|(id, _)| **id != body.id);
    let next = others
        .filter_map(|(id, other)| Some((councils::by_id(id)?, other)))
        // The districts that told the county are no rivals of it.
        .filter(|(rival, _)| {
            !tally.districts.contains(rival.id.as_str()) || tally.own_score() >= ENOUGH
        })
        .map(|(rival, other)| other.rivalry(rival, signs))
        .fold(0.0, f32::max);
    let clear = score >= ENOUGH && next <= score * CLEAR && tally.is_fit(body, signs, kind);
    if kind == PaperKind::Other {
        let sure = score >= ENOUGH_FOR_ANY && tally.own_name > 0 && tally.contact + tally.email > 0;
        // A certificate or a notice: whoever acts in it issues it.
        let acts = tally.acting > 0 && next == 0.0;
        return ((clear && sure) || acts).then_some((body, tally));
    }
    let alone = score >= ENOUGH_ALONE
        && next == 0.0
        && (tally.own_place > 0 || tally.name > 0 && tally.place > 0)
        && signs.upper_tier >= 2
        && matches!(body.tier, Tier::County | Tier::Single);
    (clear || alone).then_some((body, tally))
}

impl Tally {
    /// How much speaks for `body` as the author.
    fn score(&self, body: &Body, signs: &Signs) -> f32 {
        self.own_score() + self.score_by_districts(body, signs)
    }

    /// The same without the districts of a county.
    fn own_score(&self) -> f32 {
        let points = |count: usize, first: f32, each: f32, most: f32| match count {
            0 => 0.0,
            count => (first + each * (count - 1) as f32).min(most),
        };
        let sure = points(self.own_place, 2.0, 2.0, 4.0) + points(self.place, 1.0, 1.0, 3.0);
        let bare = if sure > 0.0 { points(self.bare_place, 0.5, 0.5, 1.5) } else { 0.0 };
        // Initials that may be another's count beside something that is not.
        let told = self.contact + self.email + self.web + self.name + self.own_name > 0;
        let vague = if told { points(self.vague_initials, 1.0, 0.5, 2.5) } else { 0.0 };
        let committee = if self.names_committee { 4.0 } else { 0.0 };
        points(self.contact, 6.0, 1.0, 8.0)
            + points(self.email, 3.0, 1.0, 6.0)
            + points(self.web, 1.5, 0.5, 3.0)
            + points(self.own_name, 4.0, 1.0, 8.0)
            + points(self.name, 1.5, 0.75, 5.0)
            + points(self.initials, 2.0, 0.5, 4.0)
            + vague
            + committee
            + sure
            + bare
    }

    /// What the districts named say for their county: several, or one with the county's initials,
    /// and the county's own words beside them.
    fn score_by_districts(&self, body: &Body, signs: &Signs) -> f32 {
        let one = self.called_district && self.vague_initials > 0 && signs.upper_tier >= 2;
        let enough = self.districts.len() >= 2 || one;
        if body.tier != Tier::County || !enough || signs.county == 0 {
            return 0.0;
        }
        let initials = if self.vague_initials > 0 { 2.0 } else { 0.0 };
        0.5 + (self.districts.len() as f32).min(4.0) + initials + 1.5
    }

    /// How much stands against another body as the author.
    fn rivalry(&self, body: &Body, signs: &Signs) -> f32 {
        let named = (self.other_name as f32).min(3.0) + (self.bare_place as f32 * 0.5).min(1.5);
        self.score(body, signs) + named
    }

    /// Says whether what was counted can decide for a body of its tier. A county is named in the
    /// papers of its districts and the other way round: names in passing are not enough there.
    fn is_fit(&self, body: &Body, signs: &Signs, kind: PaperKind) -> bool {
        // A report bears the address of its author; elsewhere it may be a guest's.
        let enough_mail = if kind == PaperKind::Report { 1 } else { 2 };
        let addressed = self.contact + self.own_name > 0 || self.email >= enough_mail;
        match body.tier {
            Tier::County => {
                addressed || self.names_committee || self.score_by_districts(body, signs) > 0.0
            }
            Tier::District => addressed,
            Tier::Single => {
                addressed
                    || self.names_committee
                    || self.own_place > 0
                    || self.initials > 0
                    || (self.name >= 2 && self.place > 0)
            }
            Tier::Other => addressed,
        }
    }
}

/// Says whether a page of this kind comes from the software of principal councils.
fn is_page_of_software(kind: PaperKind) -> bool {
    matches!(
        kind,
        PaperKind::DecisionDetails
            | PaperKind::IssueDecisions
            | PaperKind::IssueMeetings
            | PaperKind::AgendaItem
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::reading::tests::text;

    #[track_caller]
    fn check(kind: PaperKind, plain: &str, expected: Option<&str>) {
        let text = text(plain);
        let found = find(&Reading::new(&text, kind, &[]), None, None);
        let id = found.and_then(|fact| fact.value.id);
        assert_eq!(id.as_deref(), expected, "{plain}");
    }

    const ITEM: PaperKind = PaperKind::AgendaItem;

    #[test]
    fn addresses_of_those_to_write_to_decide() {
        let page =
            "Cabinet\nVenue: Council Chamber\nContact: A. Reed  Email: a.reed@rutland.gov.uk";
        check(PaperKind::AgendaAndMinutes, page, Some("RUT"));
        check(PaperKind::Report, "Report author: A. Reed\na.reed@kent.gov.uk", Some("KEN"));
        let two = "Contact: a.reed@kent.gov.uk or b.hill@medway.gov.uk";
        check(PaperKind::Report, two, None);
        // Two councils stood at this address, and no day is known.
        check(PaperKind::Report, "Contact: a.reed@somerset.gov.uk", None);
    }

    #[test]
    fn districts_tell_their_county_beside_its_own_words() {
        let item = "Children's Services\nTeam Leader – Lancaster District; social workers. \
            All districts in the County had a team. LCC led it.";
        check(ITEM, item, Some("LAN"));
        check(ITEM, "Team Leader – Lancaster District; a social worker.", None);
        check(ITEM, "Fylde, Wyre, Hyndburn and Rossendale were named in passing.", None);
    }

    #[test]
    fn a_place_alone_needs_words_of_its_own_work() {
        let care = "Ofsted and social workers: children and young people in care in Blackpool.";
        check(ITEM, care, Some("BPL"));
        check(ITEM, "Ofsted and social workers. A visit to Blackpool.", None);
        let two = format!("{care} In Burnley it was otherwise.");
        check(ITEM, &two, None);
        // A word of the language and a surname.
        check(ITEM, "Ofsted and social workers. Services in Reading improve.", None);
        check(ITEM, "Ofsted and social workers. Mr Preston and the Nelson Room.", None);
    }

    #[test]
    fn examples_employers_and_partners_are_no_authors() {
        for plain in [
            "Ofsted. Social workers. Others, such as Leeds City Council and Kent County Council, do so.",
            "The peer review was led by the Chief Executive of Leeds City Council. Leeds City Council did well.",
            "The County Council objected. Kent County Council is the highway authority. Kent County Council replied.",
            "The debt of £27m is that of Medway Council. Medway Council repays it. Medway Council agrees.",
        ] {
            check(ITEM, plain, None);
        }
    }

    #[test]
    fn parishes_other_countries_and_texts_of_no_kind_get_none() {
        let mail = "Contact: a.reed@kent.gov.uk";
        check(PaperKind::Minutes, mail, Some("KEN"));
        check(PaperKind::Minutes, &format!("{mail}\nThe Parish Council met."), None);
        check(PaperKind::Other, mail, None);
        check(PaperKind::Listing, mail, None);
        let notice = "Certificate\nKent County Council hereby certify that the use is lawful.";
        check(PaperKind::Other, notice, Some("KEN"));
        let abroad = "Services in Lancaster, Pennsylvania. The zoning ordinance. $400";
        check(ITEM, &format!("{mail}\n{abroad}"), None);
    }
}

//! Says which council published a paper.
//!
//! Printed only where a full name stands alone in the head of the paper: other councils are
//! named in discussion and as examples all the time. Else the manifest or the host tells; else
//! the whole text is weighed. The day of the meeting chooses among councils of one name.

mod cues;
mod existing;
mod inferred;
mod supplied;
mod tally;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use crate::extract::BlockKind;
use crate::normalise::bodies;
use crate::normalise::casing;
use crate::normalise::council::existing::Meant;
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
use crate::vocabulary::councils::How;
use crate::vocabulary::councils::Tier;
use crate::vocabulary::folded;

/// How many lines from the top the name may stand alone.
const TOP: usize = 10;

/// What may follow the name on its line: the words of a meeting's title.
static TITLE_WORDS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:[\s,.:;–—|()*_-]|\b(?:draft|approved|unapproved|minutes|minuites|minuted|meetings?|agenda|annual|ordinary|extra-?ordinary|special|monthly|virtual|online|public|open|cyfarfod|cofnodion|parish|assembly|general|agm|the|of|for|and|from|held|on|notice|summons|spring|summer|autumn|winter|january|february|march|april|may|june|july|august|september|sept|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|report|newsletter|news|committee|full|council)\b|\b\d{1,4}(?:st|nd|rd|th)?\b)*$")
        .expect("a fixed pattern")
});

/// How many bytes of a text are searched for signs of another country.
const SIGNS: usize = 60_000;

/// The labels of a meeting's place and of people: a council named below one is not the author.
const LABELS: [&str; 6] = ["venue", "contact", "location", "place", "from", "address"];

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
                let body = bodies::without_meeting_words(body);
                let name = bodies::council(body).or_else(|| other_body(body))?;
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
        let named = lines.flat_map(|(_, line)| {
            let parts = crumbs(line.text).unwrap_or_else(|| vec![line.text]);
            let names = parts.into_iter().filter_map(alone);
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
        let key = |council: &Council| council.id.clone().unwrap_or_else(|| folded(&council.name));
        let all: BTreeSet<String> = councils.iter().map(|(council, _)| key(council)).collect();
        let mut different =
            all.iter().filter(|name| !all.iter().any(|other| is_glued(name, other)));
        let (only, None) = (different.next()?, different.next()) else { return None };
        let (council, line) = councils.into_iter().find(|(council, _)| key(council) == *only)?;
        Some(Fact { value: council, layer: Layer::Explicit, evidence: evidence(&line) })
    }

    /// The council that a printed full name means.
    fn council(&self, printed: &str) -> Option<Council> {
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

/// The council that opens or closes the title of a page, as sites sign theirs: `Agenda - Kent
/// County Council`.
fn by_page_title(reading: &Reading<'_>) -> Option<(String, String)> {
    let title = reading.page_title?;
    let parts = || title.split(['|', '–']).flat_map(|part| part.split(" - ")).map(folded_space);
    let own = |name: &String| name.len() < folded_space(title).len();
    let last = parts().last().filter(|name| {
        councils::by_full_name(name).is_some()
            || bodies::typed_council(name).is_some_and(|found| found == name)
    });
    // At the beginning a name may be that of a subject: there it must be a council we know.
    let first = || parts().next().filter(|name| councils::by_full_name(name).is_some());
    let name = last.or_else(first).filter(own)?;
    Some((name, title.to_owned()))
}

/// The parts of a line that says where a page stands: `Home > Kent County Council > Agenda`.
fn crumbs(line: &str) -> Option<Vec<&str>> {
    let rest = line.strip_prefix("Home")?.trim_start();
    let mark = ['>', '»', '›', '/'].into_iter().find(|mark| rest.starts_with(*mark))?;
    Some(rest.split(mark).collect())
}

/// Says whether the next line is the value of a label that names no author.
fn is_label(line: &str) -> bool {
    let lower = line.trim().to_lowercase();
    lower.strip_suffix(':').is_some_and(|label| LABELS.contains(&label.trim_end()))
}

/// The council that a line names with nothing but the words of a title, or its committee, beside
/// it.
fn alone(line: &str) -> Option<String> {
    let line = folded_space(line);
    let line = line.trim_matches(|c: char| !c.is_alphanumeric() && c != ')' && c != '(');
    let line = bodies::without_meeting_words(line);
    let name = bodies::council(line)?;
    let start = line.find(name)?;
    let rest = &line[start + name.len()..];
    let is_committee = || rest.starts_with([' ', ',']) && bodies::committee(rest).is_some();
    (rest.len() <= 80 && (TITLE_WORDS.is_match(rest) || is_committee())).then(|| name.to_owned())
}

/// The fire authority, park or other body that is no council, whose name opens that of its
/// committee: `Alder Combined Authority Transport Committee`.
fn other_body(name: &str) -> Option<&str> {
    let mention = councils::mentions(name).next()?;
    let [body] = mention.bodies.as_slice() else { return None };
    (mention.span.start == 0 && mention.how == How::Name && body.tier == Tier::Other)
        .then(|| &name[mention.span])
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

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::normalise::heads;
    use crate::normalise::reading::tests::text;

    #[track_caller]
    fn check(kind: PaperKind, address: Option<&str>, plain: &str, expected: Option<&str>) {
        check_on(None, kind, address, plain, expected);
    }

    #[track_caller]
    fn check_on(
        day: Option<Date>,
        kind: PaperKind,
        address: Option<&str>,
        plain: &str,
        expected: Option<&str>,
    ) {
        let text = text(plain);
        let reading = Reading::new(&text, kind, &[]);
        let (heads, origin) = (heads::find(&reading), Origin::default());
        let found = find(&reading, &heads, &origin, address, None, day);
        let shown = found.map(|fact| {
            format!("{} {} {}", fact.value.name, fact.value.id.unwrap_or_default(), fact.layer)
        });
        assert_eq!(shown.as_deref(), expected, "{plain}");
    }

    #[test]
    fn a_full_name_alone_in_the_head_counts() {
        check(
            PaperKind::Minutes,
            None,
            "Lancashire  County Council\nMinutes",
            Some("Lancashire County Council LAN explicit"),
        );
        check(
            PaperKind::Minutes,
            None,
            "MINUTES OF THE MEETING OF FOXHOLE PARISH COUNCIL HELD ON 9 MARCH 2022",
            Some("Foxhole Parish Council  explicit"),
        );
        check(
            PaperKind::Minutes,
            None,
            "# Foxhole Parish Council Meeting March 2022\nwords",
            Some("Foxhole Parish Council  explicit"),
        );
        check(
            PaperKind::AgendaItem,
            None,
            "Home > Kent County Council > Agenda item\nAgenda item",
            Some("Kent County Council KEN explicit"),
        );
    }

    #[test]
    fn names_in_sentences_and_two_names_do_not() {
        check(
            PaperKind::Report,
            None,
            "Report\nKent County Council has shown how this is done.",
            None,
        );
        check(PaperKind::Minutes, None, "The Parish Council\nCouncillors", None);
        check(PaperKind::Minutes, None, "Kent County Council\nLancashire County Council", None);
        check(PaperKind::Other, None, "# News\nwords\nKent County Council", None);
        check(
            PaperKind::AgendaItem,
            None,
            "Home > Council and Democracy > Agenda item\nAgenda item",
            None,
        );
    }

    #[test]
    fn the_host_of_the_address_supplies_it() {
        let address = Some("https://democracy.portsmouth.gov.uk/mgAi.aspx?ID=3045");
        check(
            PaperKind::AgendaItem,
            address,
            "Agenda item",
            Some("Portsmouth City Council POR supplied"),
        );
        check(
            PaperKind::AgendaItem,
            Some("democracy.adur-worthing.gov.uk/mgAi.aspx"),
            "Agenda item",
            None,
        );
        check(PaperKind::AgendaItem, Some("mgAi.aspx"), "Agenda item", None);
    }

    #[test]
    fn names_are_read_with_their_committee_and_in_every_spelling() {
        for (line, expected) in [
            ("Lancashire County Council Cabinet", "Lancashire County Council LAN"),
            ("Kent County Council, Health Scrutiny Committee", "Kent County Council KEN"),
            ("LB Barnet", "London Borough of Barnet BNE"),
            ("Royal Borough of Greenwich", "Royal Borough of Greenwich GRE"),
            ("Cyngor Sir Ynys Môn", "Isle of Anglesey County Council AGY"),
            ("Comhairle nan Eilean Siar", "Comhairle nan Eilean Siar ELS"),
            ("THE HIGHLAND COUNCIL", "The Highland Council HLD"),
            ("City of Bradford MDC", "City of Bradford Metropolitan District Council BRD"),
            ("Council of the City of Sunderland", "Sunderland City Council SND"),
        ] {
            let plain = format!("{line}\nMinutes");
            check(PaperKind::Minutes, None, &plain, Some(&format!("{expected} explicit")));
        }
        check(
            PaperKind::DecisionDetails,
            None,
            "Decision details\nDecided at meeting: 15/09/2017 - West Yorkshire Combined Authority Transport Committee",
            Some("West Yorkshire Combined Authority WYCA explicit"),
        );
    }

    #[test]
    fn a_council_below_the_label_of_a_place_is_no_author() {
        check(PaperKind::Minutes, None, "Minutes\nVenue:\nKent County Council\nPresent: A", None);
        check(PaperKind::Minutes, None, "Minutes\nVenue: Kent County Council\nPresent: A", None);
        check(
            PaperKind::AgendaItem,
            None,
            "Home » Kent County Council » Agenda item\nAgenda item",
            Some("Kent County Council KEN explicit"),
        );
    }

    #[test]
    fn no_council_is_given_for_a_day_on_which_it_was_not() {
        let (old, new) = (Some(date(2017, 5, 1)), Some(date(2024, 5, 1)));
        let minutes = PaperKind::Minutes;
        let dorset = Some("Dorset County Council DOR explicit");
        check_on(old, minutes, None, "Dorset County Council\nMinutes", dorset);
        check_on(new, minutes, None, "Dorset County Council\nMinutes", None);
        check_on(old, minutes, None, "Dorset Council\nMinutes", None);
        let address = Some("https://democracy.somerset.gov.uk/mgAi.aspx?ID=1");
        let item = PaperKind::AgendaItem;
        let county = Some("Somerset County Council SOM supplied");
        check_on(old, item, address, "Agenda item", county);
        check_on(new, item, address, "Agenda item", Some("Somerset Council SMT supplied"));
        check_on(None, item, address, "Agenda item", None);
        // What is printed goes before what the host tells.
        let craven = Some("Craven District Council CRA explicit");
        let address = Some("https://edemocracy.northyorks.gov.uk/mgAi.aspx?ID=1");
        check_on(old, minutes, address, "Craven District Council\nMinutes", craven);
    }

    #[test]
    fn councils_of_villages_sign_in_many_ways() {
        let minutes = PaperKind::Minutes;
        for (plain, expected) in [
            (
                "8 January 2020\nAsh and Hill Community Council held their meeting at 7pm on the 8th January 2020.",
                "Ash and Hill Community Council",
            ),
            (
                "CYFARFOD\nCynhaliwyd cyfarfod Cyngor Cymuned Bryn a Chwm am 7.30pm ar y 12fed Chwefror 2020.",
                "Cyngor Cymuned Bryn a Chwm",
            ),
            (
                "CYNGOR CYMUNED BRYN A CHWM\nCYFARFOD 14 IONAWR 2015\nCynhaliwyd gyfarfod o Gyngor Cymuned Bryn a Chwm am 7:30 ar 14 Ionawr 2015",
                "Cyngor Cymuned Bryn a Chwm",
            ),
            (
                "Ash Hill Youth Parish Council\nMinutes of the meeting on Tuesday 23rd May 2006",
                "Ash Hill Youth Parish Council",
            ),
            (
                "West Ashby Parish Council Meeting\nMINUTES OFWEST ASHBY PARISH COUNCIL MEETING\nPresent: A. Reed",
                "West Ashby Parish Council",
            ),
            (
                "Ashby Community Council Public Meeting Agenda\nTuesday 17th August 2021",
                "Ashby Community Council",
            ),
        ] {
            check(minutes, None, plain, Some(&format!("{expected}  explicit")));
        }
        check(
            PaperKind::Listing,
            None,
            "Search\nKent County Council\nHome",
            Some("Kent County Council KEN explicit"),
        );
    }

    #[test]
    fn a_namesake_abroad_keeps_its_printed_name() {
        let abroad = "Cambridge City Council\nMinutes\nThe City Manager, of Cambridge, Massachusetts, spoke on the zoning ordinance.";
        check(PaperKind::Minutes, None, abroad, Some("Cambridge City Council  explicit"));
        let home = "Cambridge City Council\nMinutes\nThe Local Government Act 1972 lets the borough spend £400 on a twin town in Massachusetts.";
        check(PaperKind::Minutes, None, home, Some("Cambridge City Council CAB explicit"));
    }
}

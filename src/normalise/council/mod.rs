//! Says which council published a paper.
//!
//! Printed only where a full name stands alone in the head of the paper: other councils are
//! named in discussion and as examples all the time. Else the manifest or the host tells.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use crate::extract::BlockKind;
use crate::normalise::bodies;
use crate::normalise::casing;
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

/// What may follow the name on its line: the words of a meeting's title.
static TITLE_WORDS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:[\s,.:;–—|()*_-]|\b(?:draft|approved|unapproved|minutes|minuites|minuted|meetings?|agenda|annual|ordinary|extra-?ordinary|special|monthly|virtual|online|parish|assembly|general|agm|the|of|for|and|from|held|on|notice|summons|spring|summer|autumn|winter|january|february|march|april|may|june|july|august|september|sept|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|report|newsletter|news|committee|full|council)\b|\b\d{1,4}(?:st|nd|rd|th)?\b)*$")
        .expect("a fixed pattern")
});

/// Returns the council, or `None` if nothing tells it.
pub(super) fn find(
    reading: &Reading<'_>,
    heads: &[Head],
    origin: &Origin,
    address: Option<&str>,
) -> Option<Fact<Council>> {
    printed(reading, heads).or_else(|| supplied(origin, address))
}

fn printed(reading: &Reading<'_>, heads: &[Head]) -> Option<Fact<Council>> {
    // The head of the meeting itself is the surest place.
    for dated in [true, false] {
        let named = heads.iter().filter(|head| head.day.is_some() == dated).filter_map(|head| {
            let body = head.body.as_deref()?;
            let name = bodies::council(bodies::without_meeting_words(body))?;
            Some((name.to_owned(), head.passage.clone()))
        });
        if let Some(fact) = the_only(named.collect()) {
            return Some(fact);
        }
    }
    // A page of no kind known may bear any name at its head: only its heading is its own.
    let is_loose = matches!(reading.kind, PaperKind::Other | PaperKind::Listing);
    if let Some(fact) = the_only(by_page_title(reading).into_iter().collect()) {
        return Some(fact);
    }
    let lines = reading.head(TOP).iter().enumerate().filter(|(at, line)| {
        !is_loose
            || *at == 0
            || matches!(line.kind, BlockKind::Heading(1 | 2))
            || line.text.starts_with("Home >")
    });
    let named = lines.flat_map(|(_, line)| {
        let parts: Vec<&str> = match line.text.strip_prefix("Home >") {
            Some(rest) => rest.split('>').collect(),
            None => vec![line.text],
        };
        parts
            .into_iter()
            .filter_map(|part| Some((alone(part)?, line.text.to_owned())))
            .collect::<Vec<_>>()
    });
    the_only(named.collect())
}

/// The council that closes the title of a page, as sites sign theirs: `Agenda - Kent County
/// Council`.
fn by_page_title(reading: &Reading<'_>) -> Option<(String, String)> {
    let title = reading.page_title?;
    let last = title.rsplit(['|', '–']).next()?;
    let last = folded_space(last.rsplit(" - ").next()?);
    let name = last.as_str();
    let known = councils::by_full_name(name).is_some();
    let named = known || bodies::typed_council(name).is_some_and(|found| found == name);
    (named && name.len() < title.len()).then(|| (name.to_owned(), title.to_owned()))
}

/// The council that a line names with nothing but the words of a title beside it.
fn alone(line: &str) -> Option<String> {
    let line = folded_space(line);
    let line = line.trim_matches(|c: char| !c.is_alphanumeric() && c != ')' && c != '(');
    let line = bodies::without_meeting_words(line);
    let name = bodies::council(line)?;
    let start = line.find(name)?;
    let rest = &line[start + name.len()..];
    (rest.len() <= 80 && TITLE_WORDS.is_match(rest)).then(|| name.to_owned())
}

/// The one council that all of these name, or `None` if there are none or several.
fn the_only(named: Vec<(String, String)>) -> Option<Fact<Council>> {
    let councils: Vec<(Council, String)> = named
        .into_iter()
        .map(|(name, line)| (council(&name, councils::by_full_name(&name)), line))
        .collect();
    let different: BTreeSet<String> = councils
        .iter()
        .map(|(council, _)| council.id.clone().unwrap_or_else(|| folded(&council.name)))
        .collect();
    let (council, line) = councils.into_iter().next().filter(|_| different.len() == 1)?;
    Some(Fact { value: council, layer: Layer::Explicit, evidence: evidence(&line) })
}

fn council(printed: &str, known: Option<&Body>) -> Council {
    match known {
        Some(body) => Council { name: body.name.clone(), id: Some(body.id.clone()) },
        None => Council { name: casing::recased(&folded_space(printed)), id: None },
    }
}

fn supplied(origin: &Origin, address: Option<&str>) -> Option<Fact<Council>> {
    let fact = |value: Council, evidence: &str| Fact {
        value,
        layer: Layer::Supplied,
        evidence: evidence.to_owned(),
    };
    if let Some(name) = origin.manifest.as_ref().and_then(|row| row.council.as_deref()) {
        return Some(fact(council(name, councils::by_name(name)), "papers.csv"));
    }
    if let Some(address) = address
        && let Some(body) = host(address).and_then(councils::by_host)
    {
        return Some(fact(council(&body.name, Some(body)), address));
    }
    let folders = origin.path.rsplit_once('/')?.0;
    folders.rsplit('/').find_map(|folder| Some(fact(named_by_folder(folder)?, folder)))
}

/// The council that a folder is named after: `alder-county-council`, `Kent County Council`.
fn named_by_folder(folder: &str) -> Option<Council> {
    let name = folded_space(&folder.replace(['-', '_'], " "));
    if let Some(body) = councils::by_full_name(&name) {
        return Some(council(&body.name, Some(body)));
    }
    // Small letters are those of a file system, not of a name.
    let name = if name.chars().any(char::is_uppercase) {
        name
    } else {
        casing::recased(&name.to_uppercase())
    };
    (bodies::typed_council(&name)? == name).then(|| council(&name, None))
}

/// The host of an address, which may lack its scheme, as the folders of a mirror do.
fn host(address: &str) -> Option<&str> {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next()?;
    let host = host.rsplit('@').next()?.split(':').next()?;
    host.contains('.').then_some(host)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::heads;
    use crate::normalise::reading::tests::text;

    #[track_caller]
    fn check(kind: PaperKind, address: Option<&str>, plain: &str, expected: Option<&str>) {
        let text = text(plain);
        let reading = Reading::new(&text, kind, &[]);
        let found = find(&reading, &heads::find(&reading), &Origin::default(), address);
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
}

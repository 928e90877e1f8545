//! Finds councils and other public bodies by name and by host, in the registry `councils.csv`.
//!
//! The table builds on mySociety's names and codes of UK local authorities (CC BY 4.0) and on
//! GOV.UK's local links (Crown copyright); its columns `source` and `licence_note` say which.
//! A name or host that several bodies share finds none of them, or all where all are asked for.
//! Knows no paper: whether a name counts where it stands is for the caller to judge.

mod body;
mod mentions;
mod spelling;

use std::collections::HashMap;
use std::sync::LazyLock;

use jiff::civil::Date;
use serde::Deserialize;

pub use body::BareName;
pub use body::Body;
pub use body::Tier;
pub use mentions::How;
pub use mentions::Mention;
pub use mentions::mentions;

use crate::vocabulary::folded;

/// The registry as a table. Lists inside a cell are parted by `|`.
const TABLE: &str = include_str!("councils.csv");

/// Words of which a name must hold one to stand for a body on its own: `Lancaster` is a town
/// and a surname, `Lancaster City Council` is neither.
const FULL: [&str; 8] = [
    "council",
    "borough",
    "city of",
    "corporation",
    "authority",
    "cyngor",
    "comhairle",
    "police and crime panel",
];

/// The columns that are read here; the table has more.
#[derive(Deserialize)]
struct Row {
    id: String,
    official_name: String,
    nice_name: String,
    body_kind: String,
    type_code: String,
    nation: String,
    region: String,
    start: String,
    end: String,
    replaced_by: String,
    parent_id: String,
    combined_authority_id: String,
    homepage: String,
    democracy_hosts: String,
    aliases: String,
    bare_name_risk: String,
    host_shared: String,
}

#[derive(Default)]
struct Registry {
    bodies: Vec<Body>,
    by_id: HashMap<String, usize>,
    /// Folded official name → bodies.
    official: HashMap<String, Vec<usize>>,
    /// Folded short name or alias → bodies. An official name goes before another's alias.
    names: HashMap<String, Vec<usize>>,
    /// The host of its committee pages → bodies.
    hosts: HashMap<String, Vec<usize>>,
    /// The domain of its homepage → bodies.
    domains: HashMap<String, Vec<usize>>,
    /// Each body's names as the table writes them, the official one first.
    spellings: Vec<Vec<String>>,
}

static REGISTRY: LazyLock<Registry> = LazyLock::new(Registry::read);

/// Returns the body whose id is `id`.
pub fn by_id(id: &str) -> Option<&'static Body> {
    REGISTRY.by_id.get(id).map(|at| &REGISTRY.bodies[*at])
}

/// Returns the bodies that `id` took over from, in the order of the table.
pub fn predecessors(id: &str) -> Vec<&'static Body> {
    let replaced = |body: &&Body| body.replaced_by.iter().any(|successor| successor == id);
    REGISTRY.bodies.iter().filter(replaced).collect()
}

/// Returns the bodies that took over from `id`, in the order of the table.
pub fn successors(id: &str) -> Vec<&'static Body> {
    let ids = by_id(id).map(|body| body.replaced_by.as_slice()).unwrap_or_default();
    ids.iter().filter_map(|id| by_id(id)).collect()
}

/// Says whether `name` has the form of a body's full name: it holds `Council`, `Borough`, `City
/// of` or the like, or initials of these (`LB Alder`, `Alder MBC`).
pub fn is_full_name(name: &str) -> bool {
    is_full(&folded(name))
}

fn is_full(folded: &str) -> bool {
    FULL.iter().any(|word| folded.contains(word)) || spelling::is_short(folded)
}

/// Returns the body whose official name or alias is `name` and is a full name: one that holds
/// `Council`, `Borough`, `City of` or the like.
pub fn by_full_name(name: &str) -> Option<&'static Body> {
    let folded = folded(name);
    if is_full(&folded) { only(&REGISTRY.called(&folded)) } else { None }
}

/// Returns the body that goes by `name`, be it a full name, a short one or an alias. For names
/// that are known to mean a council, such as a manifest's.
pub fn by_name(name: &str) -> Option<&'static Body> {
    only(&called(name))
}

/// Returns every body that goes by `name`. Those whose official name it is go before those that
/// have it for an alias; the day of a paper may choose among several.
pub fn called(name: &str) -> Vec<&'static Body> {
    REGISTRY.called(&folded(name))
}

/// Returns the body whose pages stand at `host`, or `None` if it is unknown or shared.
pub fn by_host(host: &str) -> Option<&'static Body> {
    only(&at_host(host))
}

/// Returns every body whose pages stand at `host`: several where they share it.
pub fn at_host(host: &str) -> Vec<&'static Body> {
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    let bodies = |found: &Vec<usize>| found.iter().map(|at| &REGISTRY.bodies[*at]).collect();
    if let Some(found) = REGISTRY.hosts.get(&host) {
        return bodies(found);
    }
    let mut domain = host.as_str();
    loop {
        if let Some(found) = REGISTRY.domains.get(domain) {
            return bodies(found);
        }
        match domain.split_once('.') {
            Some((_, rest)) => domain = rest,
            None => return Vec::new(),
        }
    }
}

fn only(found: &[&'static Body]) -> Option<&'static Body> {
    match found {
        [body] => Some(body),
        _ => None,
    }
}

impl Registry {
    fn read() -> Self {
        let mut registry = Self::default();
        // A row that does not parse is left out here and fails the test below.
        for row in csv::Reader::from_reader(TABLE.as_bytes()).into_deserialize::<Row>().flatten() {
            registry.add(row);
        }
        // A first day counts only where another body stood there before: elsewhere it is the day
        // of a new status, and the council of that name is older.
        let replaced: Vec<String> =
            registry.bodies.iter().flat_map(|body| body.replaced_by.clone()).collect();
        for body in &mut registry.bodies {
            if !replaced.contains(&body.id) {
                body.start = None;
            }
        }
        registry
    }

    fn add(&mut self, row: Row) {
        let at = self.bodies.len();
        insert(&mut self.official, folded(&row.official_name), at);
        for name in cell(&row.aliases).chain([row.nice_name.as_str()]) {
            insert(&mut self.names, folded(name), at);
        }
        let place = place(&row.nice_name).to_owned();
        insert(&mut self.names, folded(&place), at);
        for host in cell(&row.democracy_hosts).chain(cell(&row.host_shared)) {
            insert(&mut self.hosts, host.to_ascii_lowercase(), at);
        }
        if let Some(domain) = domain(&row.homepage) {
            insert(&mut self.domains, domain, at);
        }
        let aliases = cell(&row.aliases).map(str::to_owned);
        self.spellings.push([row.official_name.clone()].into_iter().chain(aliases).collect());
        self.by_id.insert(row.id.clone(), at);
        let some = |text: String| (!text.is_empty()).then_some(text);
        let day = |text: &str| text.parse::<Date>().ok();
        self.bodies.push(Body {
            tier: tier(&row.body_kind, &row.type_code),
            bare_name: match row.bare_name_risk.as_str() {
                "word" => BareName::Word,
                "surname_or_town" => BareName::SurnameOrTown,
                _ => BareName::Place,
            },
            replaced_by: cell(&row.replaced_by).map(str::to_owned).collect(),
            id: row.id,
            name: row.official_name,
            place,
            nation: row.nation,
            region: row.region,
            parent: some(row.parent_id),
            combined_authority: some(row.combined_authority_id),
            start: day(&row.start),
            end: day(&row.end),
        });
    }

    fn called(&'static self, folded: &str) -> Vec<&'static Body> {
        let found = self.named(folded);
        if !found.is_empty() {
            return found;
        }
        let forms = spelling::forms(folded);
        let others = forms.iter().map(|form| self.named(form));
        others.into_iter().find(|found| !found.is_empty()).unwrap_or_default()
    }

    fn named(&'static self, folded: &str) -> Vec<&'static Body> {
        let found = self.official.get(folded).or_else(|| self.names.get(folded));
        found.into_iter().flatten().map(|at| &self.bodies[*at]).collect()
    }
}

fn insert(map: &mut HashMap<String, Vec<usize>>, key: String, at: usize) {
    if !key.is_empty() {
        let found = map.entry(key).or_default();
        if !found.contains(&at) {
            found.push(at);
        }
    }
}

fn cell(list: &str) -> impl Iterator<Item = &str> {
    list.split('|').map(str::trim).filter(|part| !part.is_empty())
}

/// The place in a short name: `Buckinghamshire` of `Buckinghamshire County`.
fn place(nice_name: &str) -> &str {
    let nice_name = nice_name.strip_prefix("The ").unwrap_or(nice_name);
    if let Some(place) = ["City of ", "County "].iter().find_map(|of| nice_name.strip_prefix(of)) {
        // The City of London is no other name of London.
        return if place == "London" { nice_name } else { place };
    }
    let ends = [" County", " City", " Council"];
    ends.iter().find_map(|end| nice_name.strip_suffix(end)).unwrap_or(nice_name)
}

fn tier(kind: &str, code: &str) -> Tier {
    match (kind, code) {
        ("principal_council", "CTY") => Tier::County,
        ("principal_council", "NMD") => Tier::District,
        ("principal_council", _) => Tier::Single,
        _ => Tier::Other,
    }
}

/// The host of a homepage without `www.`, or `None` where it is no domain of a body's own.
fn domain(homepage: &str) -> Option<String> {
    let (_, rest) = homepage.split_once("://")?;
    let host = rest.split(['/', '?', ':']).next()?.to_ascii_lowercase();
    let domain = host.strip_prefix("www.").unwrap_or(&host);
    (domain.contains('.') && domain != "gov.uk").then(|| domain.to_owned())
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use jiff::civil::date;

    use super::*;

    fn id(body: Option<&'static Body>) -> Option<&'static str> {
        body.map(|body| body.id.as_str())
    }

    fn ids(bodies: &[&'static Body]) -> Vec<&'static str> {
        bodies.iter().map(|body| body.id.as_str()).collect()
    }

    #[test]
    fn the_table_parses_and_ids_are_unique() {
        let rows: Result<Vec<Row>, _> =
            csv::Reader::from_reader(TABLE.as_bytes()).into_deserialize().collect();
        let rows = rows.unwrap();
        let ids: HashSet<&str> = rows.iter().map(|row| row.id.as_str()).collect();
        assert_eq!((rows.len(), ids.len()), (579, 579));
        for row in &rows {
            for day in [&row.start, &row.end] {
                assert!(day.is_empty() || day.parse::<Date>().is_ok(), "{}: {day}", row.id);
            }
            for other in cell(&row.replaced_by)
                .chain(cell(&row.parent_id))
                .chain(cell(&row.combined_authority_id))
            {
                assert!(ids.contains(other), "{} names {other}", row.id);
            }
        }
    }

    #[test]
    fn full_names_count_and_bare_places_do_not() {
        assert_eq!(id(by_full_name("LANCASHIRE  COUNTY COUNCIL")), Some("LAN"));
        assert_eq!(id(by_full_name("Royal Borough of Kingston upon Thames")), Some("KTT"));
        assert_eq!(id(by_full_name("Lancashire")), None);
        assert_eq!(id(by_full_name("Parish Council")), None);
        assert_eq!(id(by_name("Lancashire")), Some("LAN"));
    }

    #[test]
    fn names_are_known_in_the_ways_they_are_printed() {
        for (name, expected) in [
            ("LB Barnet", "BNE"),
            ("Royal Borough of Greenwich", "GRE"),
            ("Cyngor Sir Ynys Môn", "AGY"),
            ("Comhairle nan Eilean Siar", "ELS"),
            ("The Highland Council", "HLD"),
            ("City of Bradford MDC", "BRD"),
            ("Council of the City of Sunderland", "SND"),
            ("Council of the Borough of Kirklees", "KIR"),
            ("Metropolitan Borough of Bury", "BUR"),
            ("Borough of Swindon", "SWD"),
            ("Rochdale MBC", "RCH"),
            ("Royal Borough of Kensington & Chelsea", "KEC"),
            ("Westminster City Council", "WSM"),
            ("St. Helens Council", "SHN"),
            ("Bristol City Council", "BST"),
        ] {
            assert_eq!(id(by_full_name(name)), Some(expected), "{name}");
        }
    }

    #[test]
    fn a_name_of_two_bodies_finds_both_and_days_part_them() {
        assert_eq!(ids(&called("Dorset")), ["DOR", "DST"]);
        assert_eq!(ids(&called("Somerset")), ["SMT", "SOM"]);
        assert_eq!(ids(&called("Buckinghamshire")), ["BKM", "BUC"]);
        assert_eq!(id(by_name("Somerset")), None);
        let existed = |id, day| by_id(id).unwrap().existed(day);
        assert!(existed("DOR", date(2018, 5, 1)) && !existed("DST", date(2018, 5, 1)));
        assert!(!existed("DOR", date(2019, 5, 1)) && existed("DST", date(2019, 5, 1)));
        // The table's day is that of a new status here.
        assert!(existed("POR", date(1990, 5, 1)) && existed("LAN", date(1990, 5, 1)));
    }

    #[test]
    fn successors_and_predecessors_are_those_of_the_table() {
        assert_eq!(ids(&successors("CMA")), ["CBD", "WAF"]);
        assert_eq!(ids(&predecessors("SWT")), ["TAU", "WSO"]);
        assert!(successors("LAN").is_empty() && predecessors("LAN").is_empty());
        assert!(successors("no one").is_empty());
    }

    #[test]
    fn hosts_find_their_body_unless_they_are_shared() {
        assert_eq!(id(by_host("council.lancashire.gov.uk")), Some("LAN"));
        assert_eq!(id(by_host("democracy.portsmouth.gov.uk")), Some("POR"));
        assert_eq!(id(by_host("democracy.adur-worthing.gov.uk")), None);
        assert_eq!(ids(&at_host("democracy.adur-worthing.gov.uk")), ["ADU", "WOT"]);
        assert_eq!(id(by_host("buckinghamshire.moderngov.co.uk")), None);
        assert_eq!(id(by_host("news.example.org")), None);
        assert_eq!(id(by_host("")), None);
    }
}

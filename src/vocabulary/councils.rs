//! Finds councils and other public bodies by name and by host, in the registry `councils.csv`.
//!
//! The table builds on mySociety's names and codes of UK local authorities (CC BY 4.0) and on
//! GOV.UK's local links (Crown copyright); its columns `source` and `licence_note` say which.
//! A name or host that several bodies share finds none of them. Knows no paper: whether a name
//! counts where it stands is for the caller to judge.

use std::collections::HashMap;
use std::collections::HashSet;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::vocabulary::folded;

/// The registry as a table. Lists inside a cell are parted by `|`.
const TABLE: &str = include_str!("councils.csv");

/// Words of which a name must hold one to stand for a body on its own: `Lancaster` is a town
/// and a surname, `Lancaster City Council` is neither.
const FULL: [&str; 7] = [
    "council",
    "borough",
    "city of",
    "corporation",
    "authority",
    "cyngor",
    "police and crime panel",
];

/// A council or other public body of the registry.
#[derive(Debug, PartialEq, Eq)]
pub struct Body {
    /// Its id, such as `LAN`.
    pub id: String,
    /// Its official name.
    pub name: String,
}

/// The columns that are read here; the table has more.
#[derive(Deserialize)]
struct Row {
    id: String,
    official_name: String,
    nice_name: String,
    homepage: String,
    democracy_hosts: String,
    aliases: String,
    host_shared: String,
}

struct Registry {
    bodies: Vec<Body>,
    /// Folded official name → body; `None` where two bodies go by it.
    official: HashMap<String, Option<usize>>,
    /// Folded short name or alias → body. An official name goes before another's alias.
    names: HashMap<String, Option<usize>>,
    /// The host of its committee pages → body.
    hosts: HashMap<String, Option<usize>>,
    /// The domain of its homepage → body.
    domains: HashMap<String, Option<usize>>,
    /// Hosts that serve several bodies.
    shared: HashSet<String>,
}

static REGISTRY: LazyLock<Registry> = LazyLock::new(Registry::read);

/// Returns the body whose official name or alias is `name` and is a full name: one that holds
/// `Council`, `Borough`, `City of` or the like.
pub fn by_full_name(name: &str) -> Option<&'static Body> {
    let folded = folded(name);
    FULL.iter().any(|word| folded.contains(word)).then(|| REGISTRY.named(&folded)).flatten()
}

/// Returns the body that goes by `name`, be it a full name, a short one or an alias. For names
/// that are known to mean a council, such as a manifest's.
pub fn by_name(name: &str) -> Option<&'static Body> {
    REGISTRY.named(&folded(name))
}

/// Returns the body whose pages stand at `host`, or `None` if it is unknown or shared.
pub fn by_host(host: &str) -> Option<&'static Body> {
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    if REGISTRY.shared.contains(&host) {
        return None;
    }
    if let Some(found) = REGISTRY.hosts.get(&host) {
        return found.map(|at| &REGISTRY.bodies[at]);
    }
    let mut domain = host.as_str();
    loop {
        if let Some(found) = REGISTRY.domains.get(domain) {
            return found.map(|at| &REGISTRY.bodies[at]);
        }
        (_, domain) = domain.split_once('.')?;
    }
}

impl Registry {
    fn read() -> Self {
        let mut registry = Self {
            bodies: Vec::new(),
            official: HashMap::new(),
            names: HashMap::new(),
            hosts: HashMap::new(),
            domains: HashMap::new(),
            shared: HashSet::new(),
        };
        // A row that does not parse is left out here and fails the test below.
        for row in csv::Reader::from_reader(TABLE.as_bytes()).into_deserialize::<Row>().flatten() {
            registry.add(row);
        }
        registry
    }

    fn add(&mut self, row: Row) {
        let at = self.bodies.len();
        insert(&mut self.official, folded(&row.official_name), at);
        for name in cell(&row.aliases).chain([row.nice_name.as_str()]) {
            insert(&mut self.names, folded(name), at);
        }
        for host in cell(&row.democracy_hosts) {
            insert(&mut self.hosts, host.to_ascii_lowercase(), at);
        }
        self.shared.extend(cell(&row.host_shared).map(str::to_ascii_lowercase));
        if let Some(domain) = domain(&row.homepage) {
            insert(&mut self.domains, domain, at);
        }
        self.bodies.push(Body { id: row.id, name: row.official_name });
    }

    fn named(&'static self, folded: &str) -> Option<&'static Body> {
        let found = self.official.get(folded).or_else(|| self.names.get(folded));
        found.copied().flatten().map(|at| &self.bodies[at])
    }
}

fn insert(map: &mut HashMap<String, Option<usize>>, key: String, at: usize) {
    if !key.is_empty() {
        map.entry(key)
            .and_modify(|found| *found = found.filter(|known| *known == at))
            .or_insert(Some(at));
    }
}

fn cell(list: &str) -> impl Iterator<Item = &str> {
    list.split('|').map(str::trim).filter(|part| !part.is_empty())
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
    use super::*;

    #[test]
    fn the_table_parses_and_ids_are_unique() {
        let rows: Result<Vec<Row>, _> =
            csv::Reader::from_reader(TABLE.as_bytes()).into_deserialize().collect();
        let rows = rows.unwrap();
        let ids: HashSet<&str> = rows.iter().map(|row| row.id.as_str()).collect();
        assert_eq!((rows.len(), ids.len()), (579, 579));
    }

    #[test]
    fn full_names_count_and_bare_places_do_not() {
        let id = |name| by_full_name(name).map(|body| body.id.as_str());
        assert_eq!(id("LANCASHIRE  COUNTY COUNCIL"), Some("LAN"));
        assert_eq!(id("Royal Borough of Kingston upon Thames"), Some("KTT"));
        assert_eq!(id("Lancashire"), None);
        assert_eq!(id("Parish Council"), None);
        assert_eq!(by_name("Lancashire").map(|body| body.id.as_str()), Some("LAN"));
    }

    #[test]
    fn hosts_find_their_body_unless_they_are_shared() {
        let id = |host| by_host(host).map(|body| body.id.as_str());
        assert_eq!(id("council.lancashire.gov.uk"), Some("LAN"));
        assert_eq!(id("democracy.portsmouth.gov.uk"), Some("POR"));
        assert_eq!(id("democracy.adur-worthing.gov.uk"), None);
        assert_eq!(id("buckinghamshire.moderngov.co.uk"), None);
        assert_eq!(id("news.example.org"), None);
        assert_eq!(id(""), None);
    }
}

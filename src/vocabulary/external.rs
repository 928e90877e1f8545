//! Holds the bodies that make recommendations to councils, from `external.toml`; its head says
//! what a row is.
//!
//! Knows no paper: whether a name means the body where it stands is for the caller to judge.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::vocabulary::folded;

/// The table.
const TABLE: &str = include_str!("external.toml");

static BODIES: LazyLock<Bodies> = LazyLock::new(|| {
    let table: Table =
        toml::from_str(TABLE).expect("external.toml is embedded and parsed in a test");
    Bodies::new(table.body)
});

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    body: Vec<Body>,
}

/// A body that makes recommendations to councils.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Body {
    /// Its name for programs: `ofsted`.
    pub id: String,
    /// Its usual name: `Ofsted`.
    pub label: String,
    /// The names papers have for it, as they are spelt, those of its forerunners included.
    pub names: Vec<String>,
    /// Words that mean it only where it is the body in hand: `inspectors`.
    #[serde(default)]
    pub nearby: Vec<String>,
    /// Where it has powers over councils, as the registry of councils names nations.
    pub nations: Vec<String>,
    /// Whether it is part of a council.
    #[serde(default)]
    pub internal: bool,
    /// What it inspects under.
    #[serde(default, rename = "framework")]
    pub frameworks: Vec<Framework>,
}

/// What a body inspects under.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Framework {
    /// Its name for programs: `ilacs`.
    pub id: String,
    /// The names papers have for it, as they are spelt.
    pub names: Vec<String>,
    /// The month of its first inspection, as `YYYY-MM`, where known.
    #[serde(default)]
    pub from: Option<String>,
    /// The month of its last inspection, as `YYYY-MM`, where known.
    #[serde(default)]
    pub to: Option<String>,
    /// The ids of the bodies that inspect with it.
    #[serde(default)]
    pub with: Vec<String>,
}

impl Body {
    /// Says whether it has powers over councils of `nation`, a nation of the registry of councils.
    pub fn covers(&self, nation: &str) -> bool {
        self.nations.iter().any(|covered| covered == nation)
    }
}

/// The bodies of the table.
#[derive(Debug)]
pub struct Bodies {
    all: Vec<Body>,
    /// Folded id, label or name → its place in `all`; `None` where several go by it.
    words: HashMap<String, Option<usize>>,
}

/// The bodies that make recommendations to councils.
pub fn bodies() -> &'static Bodies {
    &BODIES
}

impl Bodies {
    fn new(all: Vec<Body>) -> Self {
        let mut words: HashMap<String, Option<usize>> = HashMap::new();
        for (at, body) in all.iter().enumerate() {
            for word in body.names.iter().chain([&body.id, &body.label]) {
                let met = words.entry(folded(word)).or_insert(Some(at));
                if *met != Some(at) {
                    *met = None;
                }
            }
        }
        Self { all, words }
    }

    /// Every body, in the order of the table.
    pub fn all(&self) -> &[Body] {
        &self.all
    }

    /// Returns the body whose id is `id`.
    pub fn by_id(&self, id: &str) -> Option<&Body> {
        self.all.iter().find(|body| body.id == id)
    }

    /// Returns the body that goes by `typed`, be it its id, its label or one of its names, in
    /// capitals or not. `None` where no body does, or several do.
    pub fn by_word(&self, typed: &str) -> Option<&Body> {
        let at = self.words.get(&folded(typed)).copied().flatten()?;
        self.all.get(at)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::vocabulary::councils;

    #[test]
    fn the_rows_are_sound() {
        let mut ids = BTreeSet::new();
        for body in bodies().all() {
            assert!(ids.insert(&body.id), "{} stands there twice", body.id);
            assert!(!body.names.is_empty() && !body.nations.is_empty(), "{}", body.id);
            let mut frameworks = BTreeSet::new();
            for framework in &body.frameworks {
                assert!(frameworks.insert(&framework.id), "{} twice", framework.id);
                for month in framework.from.iter().chain(&framework.to) {
                    let day = format!("{month}-01");
                    assert!(day.parse::<jiff::civil::Date>().is_ok(), "{month}");
                }
                for other in &framework.with {
                    assert!(bodies().by_id(other).is_some(), "{other}");
                }
            }
        }
    }

    #[test]
    fn nations_are_those_of_the_registry() {
        let registry: BTreeSet<&str> = ["LAN", "CRF", "ABE", "ABC"]
            .into_iter()
            .filter_map(councils::by_id)
            .map(|council| council.nation.as_str())
            .collect();
        assert_eq!(registry.len(), 4);
        for body in bodies().all() {
            for nation in &body.nations {
                assert!(registry.contains(nation.as_str()), "{}: {nation}", body.id);
            }
        }
    }

    #[test]
    fn no_name_means_two_bodies() {
        let shared: Vec<&String> =
            bodies().words.iter().filter(|(_, at)| at.is_none()).map(|(word, _)| word).collect();
        assert!(shared.is_empty(), "{shared:?}");
    }

    #[test]
    fn a_body_goes_by_its_id_and_by_its_names() {
        let id = |typed| bodies().by_word(typed).map(|body| body.id.as_str());
        assert_eq!(id("OFSTED"), Some("ofsted"));
        assert_eq!(id("cqc"), Some("cqc"));
        assert_eq!(id("The Care Quality Commission"), Some("cqc"));
        assert_eq!(id("Local Government & Social Care Ombudsman"), Some("lgsco"));
        assert_eq!(id("inspectors"), None);
        assert_eq!(id(""), None);
        let covers = |id, nation| bodies().by_id(id).map(|body| body.covers(nation));
        assert_eq!(covers("ofsted", "England"), Some(true));
        assert_eq!(covers("ofsted", "Wales"), Some(false));
        assert_eq!(covers("nobody", "Wales"), None);
    }
}

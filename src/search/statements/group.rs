//! Puts together what one maker said to one council in the same words, and puts rows in order.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::error::Result;
use crate::index::Reader;
use crate::paper::Layer;
use crate::paper::Level;
use crate::paper::StatementKind;
use crate::query::Field;
use crate::query::Filter;
use crate::query::Query;
use crate::query::Value;
use crate::search::mentions::Totals;
use crate::search::plan::Planner;
use crate::search::same::Groups;

use super::answer::StatementOptions;
use super::answer::StatementSort;
use super::asked::Asked;
use super::find;
use super::find::Spot;

/// A row: a statement, and where else the same is said.
#[derive(Debug)]
pub(super) struct Group {
    /// Where it was said first: the oldest, undated last.
    pub(super) first: Spot,
    /// The others, in the same order.
    pub(super) later: Vec<Spot>,
}

impl Group {
    fn alone(first: Spot) -> Self {
        Self { first, later: Vec::new() }
    }

    /// All of them, in order.
    pub(super) fn spots(&self) -> impl DoubleEndedIterator<Item = &Spot> {
        std::iter::once(&self.first).chain(&self.later)
    }

    /// The last day on which it was said.
    fn last_day(&self) -> Option<Date> {
        self.spots().rev().find_map(|spot| spot.day)
    }
}

/// Whose statements may be the same: those of one council, or of one paper whose council is not
/// known.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Whose {
    Council(Arc<str>),
    Paper(Arc<str>),
}

/// Who makes a statement, as far as it tells makers apart.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Maker {
    Outside(Arc<str>),
    Named(String),
    Unknown,
}

pub(super) fn whose(spot: &Spot) -> Whose {
    match &spot.council {
        Some(council) => Whose::Council(Arc::clone(council)),
        None => Whose::Paper(Arc::clone(&spot.paper)),
    }
}

pub(super) fn maker(spot: &Spot) -> Maker {
    match (&spot.outside, &spot.body) {
        (Some(id), _) => Maker::Outside(Arc::clone(id)),
        (None, Some(name)) => Maker::Named(name.to_lowercase()),
        (None, None) => Maker::Unknown,
    }
}

/// Puts spots together; each stays by itself unless `grouped`.
pub(super) fn groups(mut spots: Vec<Spot>, grouped: bool) -> Vec<Group> {
    if !grouped {
        return spots.into_iter().map(Group::alone).collect();
    }
    spots.sort_by(by_date);
    let mut groups: Vec<Group> = Vec::new();
    let mut places = HashMap::new();
    for spot in spots {
        let digest = spot.same.map(|digest| *digest.as_bytes());
        let key = (digest, whose(&spot), maker(&spot), spot.kind, spot.level, spot.claimed);
        let place = *places.entry(key).or_insert(groups.len());
        match groups.get_mut(place) {
            Some(group) => group.later.push(spot),
            None => groups.push(Group::alone(spot)),
        }
    }
    groups
}

/// Whose recommendations, and by whom, these claims speak of.
fn spoken_of<'a>(claims: impl Iterator<Item = &'a Spot>) -> BTreeSet<(Whose, Maker)> {
    claims.map(|claim| (whose(claim), maker(claim))).collect()
}

/// Of these, the recommendations that the claims among them speak of; `None` where there is no
/// claim.
pub(super) fn claimed(spots: &[Spot]) -> Option<Vec<Spot>> {
    let wanted = spoken_of(spots.iter().filter(|spot| spot.level == Level::Claim));
    let is_wanted = |spot: &&Spot| wanted.contains(&(whose(spot), maker(spot)));
    (!wanted.is_empty()).then(|| spots.iter().filter(is_wanted).cloned().collect())
}

/// Counts the spots of the levels that are listed, each by itself.
pub(super) fn counted(spots: &[Spot], options: &StatementOptions) -> Totals {
    let listed = || spots.iter().filter(|spot| options.lists(spot.level));
    let items: BTreeSet<_> = listed().map(|spot| spot.address).collect();
    let papers: BTreeSet<&str> = listed().map(|spot| &*spot.paper).collect();
    let (items, papers) = (items.len() as u64, papers.len() as u64);
    Totals { occurrences: listed().count() as u64, items, papers }
}

/// Takes away what is said in the same words in items that are the same: of those in the order of
/// papers the first stays.
pub(super) fn without_copies(mut spots: Vec<Spot>, groups: &Groups) -> Vec<Spot> {
    spots.sort_by(by_place);
    let mut ranks = BTreeMap::new();
    let mut met = BTreeSet::new();
    spots.retain(|spot| {
        let Some(group) = groups.group(spot.address) else { return true };
        let digest = spot.same.map(|digest| *digest.as_bytes());
        let said = (group, spot.kind, spot.level, digest);
        // What an item says twice it says twice in its copy.
        let rank = ranks.entry((spot.address, said)).or_insert(0_u32);
        *rank += 1;
        met.insert((said, *rank))
    });
    spots.sort_by_key(|spot| (spot.address, spot.number));
    spots
}

/// The oldest first, undated last.
fn by_date(a: &Spot, b: &Spot) -> Ordering {
    (a.day.is_none(), a.day).cmp(&(b.day.is_none(), b.day)).then_with(|| by_place(a, b))
}

fn by_place(a: &Spot, b: &Spot) -> Ordering {
    let place = |it: &Spot| (it.place, it.address, it.number);
    a.paper.cmp(&b.paper).then_with(|| place(a).cmp(&place(b)))
}

/// Council, committee, date, then place; what is not known last.
fn by_shelf(a: &Spot, b: &Spot) -> Ordering {
    let council = a.council.is_none().cmp(&b.council.is_none());
    let committee = a.committee.is_none().cmp(&b.committee.is_none());
    council
        .then_with(|| a.council.cmp(&b.council))
        .then(committee)
        .then_with(|| a.committee.cmp(&b.committee))
        .then_with(|| by_date(a, b))
}

/// Puts rows in order.
pub(super) fn sort(groups: &mut [Group], sort: StatementSort) {
    groups.sort_by(|a, b| {
        let shelf = || by_shelf(&a.first, &b.first);
        match sort {
            StatementSort::Level => a.first.level.cmp(&b.first.level).then_with(shelf),
            StatementSort::Date => {
                let day = |group: &Group| (group.first.day.is_none(), group.first.day);
                day(a).cmp(&day(b)).then_with(shelf)
            }
            StatementSort::DateDescending => {
                let (first, second) = (a.last_day(), b.last_day());
                let unknown = first.is_none().cmp(&second.is_none());
                unknown.then_with(|| second.cmp(&first)).then_with(shelf)
            }
        }
    });
}

/// The recommendations whose text an index holds, each once: by whose they are and who makes them,
/// the framework of each.
#[derive(Debug, Default)]
pub(super) struct Held(BTreeMap<(Whose, Maker), Vec<Option<Arc<str>>>>);

impl Held {
    /// Of a claim, how many recommendations of its maker are held: those under another framework
    /// than its own do not count.
    pub(super) fn of(&self, claim: &Spot) -> u64 {
        let frameworks = self.0.get(&(whose(claim), maker(claim))).map(Vec::as_slice);
        let fits = |framework: &&Option<Arc<str>>| match (framework, &claim.framework) {
            (Some(framework), Some(claimed)) => framework == claimed,
            _ => true,
        };
        frameworks.unwrap_or_default().iter().filter(fits).count() as u64
    }
}

/// Says whether [`find::all`] finds all recommendations by these options, where nothing was typed.
pub(super) fn finds_all_recommendations(options: &StatementOptions) -> bool {
    options.kinds == [StatementKind::Recommendation]
        && options.addressee.is_none()
        && options.grouped
}

/// Looks for the recommendations that claims among the rows speak of, in the whole index: whether
/// a text is held does not hang on what else was asked. `all` are those that [`claimed`] gives,
/// where all were found already.
pub(super) fn held(
    reader: &Reader,
    planner: &mut Planner<'_>,
    groups: &[Group],
    layers: &[Layer],
    all: Option<Vec<Spot>>,
) -> Result<Held> {
    let claims =
        || groups.iter().map(|group| &group.first).filter(|spot| spot.level == Level::Claim);
    let wanted = spoken_of(claims());
    let mut held = Held::default();
    if wanted.is_empty() {
        return Ok(held);
    }
    let all = match all {
        Some(all) => all,
        None => {
            let options = StatementOptions {
                kinds: vec![StatementKind::Recommendation],
                grouped: true,
                ..StatementOptions::default()
            };
            // Those of other makers are none of theirs.
            let makers: Option<BTreeSet<&str>> = claims().map(|it| it.body.as_deref()).collect();
            let by = |makers: BTreeSet<&str>| {
                let values = makers.into_iter().map(|maker| Value::Text(maker.to_owned()));
                Query::Filter(Filter { field: Field::By, values: values.collect() })
            };
            let asked = Asked::of(reader, &makers.map_or(Query::All, by), &options)?;
            find::all(reader, planner, &asked, &options, layers)?
        }
    };
    for Group { first: spot, .. } in &groups_of_items(all) {
        let key = (whose(spot), maker(spot));
        if wanted.contains(&key) {
            held.0.entry(key).or_default().push(spot.framework.clone());
        }
    }
    Ok(held)
}

/// Groups the statements whose text is there.
fn groups_of_items(mut spots: Vec<Spot>) -> Vec<Group> {
    spots.retain(|spot| spot.level == Level::Item);
    groups(spots, true)
}

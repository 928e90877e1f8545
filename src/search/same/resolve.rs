//! Decides which of the items that have keys in common are the same.
//!
//! Given every item that is linked, in whatever order, the answer is the same.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::Linked;

/// The letter of the key of a copy: see `index::Record::same`.
const COPY: char = 'c';
/// The letter of the key of a matter.
const MATTER: char = 'm';

/// What an item belongs to, by numbers that mean nothing beyond one answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Membership {
    /// The items that are the same.
    pub(super) group: usize,
    /// Those among them whose papers are the same word by word.
    pub(super) copy: usize,
}

/// Puts items into groups. Of two with the same number both are the same.
///
/// A matter that two papers of one kind carry in different words may be that of two meetings on
/// one day: it links nothing. Nor is a paper linked with itself: where links would do that, only
/// copies stay linked.
pub(super) fn resolve(linked: &[Linked]) -> Vec<Membership> {
    let mut classes: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, item) in linked.iter().enumerate() {
        for key in &item.keys {
            classes.entry(key).or_default().push(at);
        }
    }
    let of = |letter: char| classes.iter().filter(move |(key, _)| key.starts_with(letter));
    let mut copies = Forest::of(linked.len());
    for (_, class) in of(COPY) {
        for class in of_one_meeting(linked, class) {
            copies.join_all(&class);
        }
    }
    let mut groups = copies.clone();
    for (key, class) in &classes {
        if !key.starts_with([COPY, MATTER]) {
            groups.join_all(class);
        }
    }
    // Before any matter joins them: the answer must not hang on the order of matters.
    let mut surely = groups.clone();
    for (_, class) in of(MATTER) {
        let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
        let sure = class.iter().all(|&at| {
            let root = surely.root(at);
            *kinds.entry(&linked[at].kind).or_insert(root) == root
        });
        if sure {
            groups.join_all(class);
        }
    }

    let mut papers: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
    let mut twice: BTreeSet<usize> = BTreeSet::new();
    for (at, item) in linked.iter().enumerate() {
        let root = groups.root(at);
        if !papers.entry(root).or_default().insert(&item.paper) {
            twice.insert(root);
        }
    }
    (0..linked.len())
        .map(|at| {
            let (group, copy) = (groups.root(at), copies.root(at));
            Membership { group: if twice.contains(&group) { copy } else { group }, copy }
        })
        .collect()
}

/// Parts copies by council and day, where two are known to differ: a form that says neither is the
/// same at every meeting. What is not known tells none apart.
fn of_one_meeting(linked: &[Linked], class: &[usize]) -> Vec<Vec<usize>> {
    let known = |at: &usize| (linked[*at].council.as_ref(), linked[*at].day);
    let councils: BTreeSet<_> = class.iter().filter_map(|at| known(at).0).collect();
    let days: BTreeSet<_> = class.iter().filter_map(|at| known(at).1).collect();
    if councils.len() <= 1 && days.len() <= 1 {
        return vec![class.to_vec()];
    }
    let mut parts: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for at in class {
        parts.entry(known(at)).or_default().push(*at);
    }
    parts.into_values().collect()
}

/// Items joined two by two. The root of a set is its first item.
#[derive(Debug, Clone)]
struct Forest(Vec<usize>);

impl Forest {
    fn of(count: usize) -> Self {
        Self((0..count).collect())
    }

    fn root(&mut self, mut at: usize) -> usize {
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    fn join_all(&mut self, items: &[usize]) {
        for pair in items.windows(2) {
            let (a, b) = (self.root(pair[0]), self.root(pair[1]));
            self.0[a.max(b)] = a.min(b);
        }
    }
}

#[cfg(test)]
mod tests {
    use tantivy::DocAddress;

    use super::Linked;
    use super::resolve;

    /// Items as `paper kind keys`, and the groups expected, each the first of them.
    #[track_caller]
    fn check(items: &[(&str, &str, &str)], expected: &[usize]) {
        let linked: Vec<Linked> = (0..)
            .zip(items)
            .map(|(doc, (paper, kind, keys))| Linked {
                address: DocAddress::new(0, doc),
                paper: (*paper).to_owned(),
                kind: (*kind).to_owned(),
                council: None,
                day: None,
                keys: keys.split(' ').map(str::to_owned).collect(),
            })
            .collect();
        let groups: Vec<usize> = resolve(&linked).iter().map(|it| it.group).collect();
        assert_eq!(groups, expected);
    }

    #[test]
    fn links_reach_through_others() {
        check(
            &[
                ("a", "agenda", "m1"),
                ("b", "minutes", "m1 c1"),
                ("c", "other", "c1"),
                ("d", "minutes", "c2"),
            ],
            &[0, 0, 0, 3],
        );
    }

    #[test]
    fn two_meetings_on_one_day_are_not_linked_by_their_matters() {
        check(&[("a", "minutes", "m1"), ("b", "minutes", "m1"), ("c", "agenda", "m1")], &[0, 1, 2]);
        // The same words, or a copy: one meeting after all.
        check(
            &[("a", "minutes", "m1 t1"), ("b", "minutes", "m1 t1"), ("c", "agenda", "m1")],
            &[0, 0, 0],
        );
        check(
            &[("a", "minutes", "m1 c1"), ("b", "minutes", "m1 c1"), ("c", "agenda", "m1")],
            &[0, 0, 0],
        );
    }

    #[test]
    fn copies_are_of_one_meeting_as_far_as_that_is_known() {
        let copy = |council: Option<&str>, day| Linked {
            address: DocAddress::new(0, 0),
            paper: format!("{council:?} {day:?}"),
            kind: "agenda".to_owned(),
            council: council.map(str::to_owned),
            day,
            keys: vec!["c1".to_owned()],
        };
        let groups = |linked: &[Linked]| -> Vec<usize> {
            resolve(linked).iter().map(|it| it.group).collect()
        };
        let (alder, birch) = (Some("Alder"), Some("Birch"));
        assert_eq!(groups(&[copy(alder, None), copy(None, Some(1)), copy(alder, Some(1))]), [0; 3]);
        assert_eq!(groups(&[copy(alder, Some(1)), copy(birch, Some(1))]), [0, 1]);
        assert_eq!(
            groups(&[copy(alder, Some(1)), copy(alder, Some(2)), copy(alder, Some(1))]),
            [0, 1, 0]
        );
    }

    #[test]
    fn a_paper_is_never_linked_with_itself() {
        check(
            &[
                ("a", "agenda", "m1"),
                ("b", "minutes", "m1 c1"),
                ("c", "minutes", "m2 c1"),
                ("a", "agenda", "m2"),
            ],
            &[0, 1, 1, 3],
        );
    }
}

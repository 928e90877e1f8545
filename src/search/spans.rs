//! Finds where a pattern stands among the words of a text.
//!
//! A pattern is a tree over *leaves*; a leaf is a set of words that count as one. Given where the
//! leaves stand, the tree says where the pattern does: the same code serves the postings of the
//! index and the words of a passage to be highlighted. Knows neither.
//!
//! A leaf of very many words may be left to be looked at where the rest of its sequence stands:
//! that is soon done, and to find every place of every word is not.

/// How leaves are put together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Shape {
    /// One leaf, by its number.
    Leaf(usize),
    /// Any one word, inside a sequence.
    AnyWord,
    /// A word that fits a leaf whose places are not known, in a sequence that has other leaves.
    Fitting(usize),
    /// One directly after the other.
    Sequence(Vec<Shape>),
    /// Any of these.
    Either(Vec<Shape>),
    /// Two within so many words of each other: neighbours are one word apart.
    Near {
        /// The first.
        left: Box<Shape>,
        /// The second.
        right: Box<Shape>,
        /// At most so many words apart.
        within: u32,
        /// Whether the first must come first.
        ordered: bool,
    },
}

/// A pattern that is no more than this.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Plain {
    /// Leaves, one directly after the other.
    Row(Vec<usize>),
    /// Two leaves near each other.
    Pair {
        /// The first.
        left: usize,
        /// The second.
        right: usize,
        /// At most so many words apart.
        within: u32,
        /// Whether the first must come first.
        ordered: bool,
    },
}

/// One place where a pattern stands, in words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Occurrence {
    /// The first word.
    pub(crate) start: u32,
    /// One past the last word.
    pub(crate) end: u32,
    /// The runs of words to be marked: all of a phrase, but only the two ends of a NEAR.
    pub(crate) marks: Vec<(u32, u32)>,
}

/// The words of one text, as far as a pattern asks for them.
pub(crate) trait Places {
    /// Where a leaf stands, rising.
    fn of(&self, leaf: usize) -> &[u32];

    /// Says whether there is a word at a place that fits a leaf.
    fn fits(&self, leaf: usize, place: u32) -> bool;
}

impl Shape {
    /// Returns where the pattern stands, in order and without repeats.
    pub(crate) fn occurrences(&self, places: &impl Places) -> Vec<Occurrence> {
        match self {
            Self::Leaf(leaf) => places
                .of(*leaf)
                .iter()
                .map(|&at| Occurrence { start: at, end: at + 1, marks: vec![(at, at + 1)] })
                .collect(),
            // Alone it would be everywhere; only a sequence gives it a place.
            Self::AnyWord | Self::Fitting(_) => Vec::new(),
            Self::Either(shapes) => {
                let mut all: Vec<Occurrence> =
                    shapes.iter().flat_map(|shape| shape.occurrences(places)).collect();
                all.sort_unstable();
                all.dedup();
                all
            }
            Self::Sequence(shapes) => sequence(shapes, places),
            Self::Near { left, right, within, ordered } => {
                let left = left.occurrences(places);
                if left.is_empty() {
                    return left;
                }
                near(&left, &right.occurrences(places), *within, *ordered)
            }
        }
    }

    /// The same, where it is so plain that it can be counted without a list of its places.
    pub(crate) fn plain(&self) -> Option<Plain> {
        let leaf = |shape: &Self| if let Self::Leaf(leaf) = shape { Some(*leaf) } else { None };
        match self {
            Self::Leaf(leaf) => Some(Plain::Row(vec![*leaf])),
            Self::Sequence(shapes) => {
                shapes.iter().map(leaf).collect::<Option<_>>().map(Plain::Row)
            }
            Self::Near { left, right, within, ordered } => Some(Plain::Pair {
                left: leaf(left)?,
                right: leaf(right)?,
                within: *within,
                ordered: *ordered,
            }),
            _ => None,
        }
    }

    /// The leaves without which the pattern cannot stand, as sets of which one must be there.
    /// `sizes` says in how many documents each leaf stands: of several such sets for one place,
    /// the smallest spares the most work.
    pub(crate) fn needed(&self, sizes: &[u64]) -> Vec<Vec<usize>> {
        match self {
            Self::Leaf(leaf) => vec![vec![*leaf]],
            Self::AnyWord | Self::Fitting(_) => Vec::new(),
            Self::Sequence(shapes) => shapes.iter().flat_map(|shape| shape.needed(sizes)).collect(),
            Self::Either(shapes) => {
                // At least one side must stand, so at least one leaf of one set of a side.
                let size = |set: &Vec<usize>| -> u64 {
                    set.iter().filter_map(|leaf| sizes.get(*leaf)).sum()
                };
                let sets = shapes.iter().filter_map(|shape| {
                    shape.needed(sizes).into_iter().min_by_key(|set| size(set))
                });
                vec![sets.flatten().collect()]
            }
            Self::Near { left, right, .. } => {
                let mut all = left.needed(sizes);
                all.extend(right.needed(sizes));
                all
            }
        }
    }

    /// In about how many documents the pattern may stand at most, where each leaf stands in so
    /// many; `u64::MAX` for any word.
    pub(crate) fn frequency(&self, sizes: &[u64]) -> u64 {
        let each = |shapes: &[Self]| -> Vec<u64> {
            shapes.iter().map(|shape| shape.frequency(sizes)).collect()
        };
        match self {
            Self::Leaf(leaf) => sizes.get(*leaf).copied().unwrap_or(0),
            Self::AnyWord | Self::Fitting(_) => u64::MAX,
            Self::Sequence(shapes) => each(shapes).into_iter().min().unwrap_or(0),
            Self::Either(shapes) => each(shapes).into_iter().fold(0, u64::saturating_add),
            Self::Near { left, right, .. } => left.frequency(sizes).min(right.frequency(sizes)),
        }
    }
}

/// Finds where shapes stand one directly after the other: first those whose places are known, then
/// the words between and beside them.
fn sequence(shapes: &[Shape], places: &impl Places) -> Vec<Occurrence> {
    let known = |shape: &Shape| !matches!(shape, Shape::AnyWord | Shape::Fitting(_));
    let Some(first) = shapes.iter().position(known) else { return Vec::new() };
    let Some(last) = shapes.iter().rposition(known) else { return Vec::new() };
    let mut found = shapes[first].occurrences(places);
    for part in &shapes[first + 1..=last] {
        if found.is_empty() {
            return found;
        }
        if known(part) {
            found = joined(&found, &part.occurrences(places));
        } else {
            found.iter_mut().for_each(|occurrence| occurrence.end += 1);
        }
    }
    let (before, after) = (first as u32, (shapes.len() - 1 - last) as u32);
    // Where every part is one word, its place follows from its number. Others are joined already.
    let fitting = shapes.iter().enumerate().filter_map(|(at, shape)| match shape {
        Shape::Fitting(leaf) => Some((at, *leaf)),
        _ => None,
    });
    let fitting: Vec<(usize, usize)> = fitting.collect();
    if fitting.is_empty() && before + after == 0 {
        return found;
    }
    found.retain_mut(|occurrence| {
        let Some(start) = occurrence.start.checked_sub(before) else { return false };
        occurrence.start = start;
        occurrence.end += after;
        occurrence.marks = vec![(start, occurrence.end)];
        fitting.iter().all(|&(at, leaf)| places.fits(leaf, start + at as u32))
    });
    found
}

/// Joins what ends at a word with what begins there.
fn joined(left: &[Occurrence], right: &[Occurrence]) -> Vec<Occurrence> {
    let mut found = Vec::new();
    for first in left {
        let from = right.partition_point(|second| second.start < first.end);
        for second in right[from..].iter().take_while(|second| second.start == first.end) {
            // A sequence is marked as one run.
            found.push(Occurrence {
                start: first.start,
                end: second.end,
                marks: vec![(first.start, second.end)],
            });
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Pairs each of `left` with the nearest of `right` that is no further than `within` words; of
/// two as near, the one that follows.
fn near(left: &[Occurrence], right: &[Occurrence], within: u32, ordered: bool) -> Vec<Occurrence> {
    let mut found = Vec::new();
    for first in left {
        let from = right.partition_point(|second| second.start < first.end);
        let after = right[from..].first().map(|second| (second.start - first.end + 1, second));
        let before = if ordered { None } else { nearest_before(&right[..from], first) };
        let Some((distance, second)) =
            [after, before].into_iter().flatten().min_by_key(|(distance, _)| *distance)
        else {
            continue;
        };
        if distance <= within {
            let mut marks: Vec<(u32, u32)> =
                first.marks.iter().chain(&second.marks).copied().collect();
            marks.sort_unstable();
            marks.dedup();
            found.push(Occurrence {
                start: first.start.min(second.start),
                end: first.end.max(second.end),
                marks,
            });
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// How many pairs [`near`] makes of words, whose places rise: the same pair twice counts once.
/// `pairs` is room to be used again.
pub(crate) fn count_near(
    (left, right): (&[u32], &[u32]),
    within: u32,
    ordered: bool,
    pairs: &mut Vec<(u32, u32)>,
) -> usize {
    pairs.clear();
    let mut from = 0;
    for &first in left {
        // The first of `right` that is not before.
        while right.get(from).is_some_and(|second| *second < first) {
            from += 1;
        }
        let is_same = right.get(from) == Some(&first);
        let after = right.get(from + usize::from(is_same)).map(|second| (second - first, *second));
        let before = from.checked_sub(1).filter(|_| !ordered).and_then(|at| right.get(at));
        let before = before.map(|second| (first - second, *second));
        let nearest = [after, before].into_iter().flatten().min_by_key(|(distance, _)| *distance);
        if let Some((distance, second)) = nearest
            && distance <= within
        {
            pairs.push((first.min(second), first.max(second)));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs.len()
}

/// Returns the last of `right` that ends before `first` begins, with its distance.
fn nearest_before<'a>(
    right: &'a [Occurrence],
    first: &Occurrence,
) -> Option<(u32, &'a Occurrence)> {
    right
        .iter()
        .filter(|second| second.end <= first.start)
        .map(|second| (first.start - second.end + 1, second))
        .min_by_key(|(distance, _)| *distance)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Places that are known of every leaf.
    struct Given<'a>(&'a [&'a [u32]]);

    impl Places for Given<'_> {
        fn of(&self, leaf: usize) -> &[u32] {
            self.0[leaf]
        }

        fn fits(&self, leaf: usize, place: u32) -> bool {
            self.0[leaf].contains(&place)
        }
    }

    #[track_caller]
    fn check(shape: &Shape, leaves: &[&[u32]], expected: &[(u32, u32)]) {
        let found: Vec<(u32, u32)> = shape
            .occurrences(&Given(leaves))
            .into_iter()
            .map(|occurrence| (occurrence.start, occurrence.end))
            .collect();
        assert_eq!(found, expected);
    }

    fn pair(within: u32, ordered: bool) -> Shape {
        Shape::Near {
            left: Box::new(Shape::Leaf(0)),
            right: Box::new(Shape::Leaf(1)),
            within,
            ordered,
        }
    }

    #[test]
    fn pairs_are_counted_as_they_are_found() {
        // All pairs of sets of seven places.
        let places = |set: u32| (0..7).filter(move |at| set >> at & 1 == 1).collect::<Vec<u32>>();
        let mut pairs = Vec::new();
        for (left, right) in (0..128).flat_map(|left| (0..128).map(move |right| (left, right))) {
            let (left, right) = (places(left), places(right));
            for (within, ordered) in [(1, true), (1, false), (3, true), (3, false)] {
                let found = pair(within, ordered).occurrences(&Given(&[&left, &right]));
                let counted = count_near((&left, &right), within, ordered, &mut pairs);
                assert_eq!(counted, found.len(), "{left:?} {right:?} {within} {ordered}");
            }
        }
    }

    #[test]
    fn a_sequence_stands_only_where_its_words_touch() {
        let shape = Shape::Sequence(vec![Shape::Leaf(0), Shape::Leaf(1)]);
        check(&shape, &[&[1, 5, 9], &[2, 7, 10]], &[(1, 3), (9, 11)]);
        check(&shape, &[&[1], &[]], &[]);
    }

    #[test]
    fn any_word_takes_the_place_of_one() {
        let shape = Shape::Sequence(vec![Shape::Leaf(0), Shape::AnyWord, Shape::Leaf(1)]);
        check(&shape, &[&[1, 5], &[2, 3, 8]], &[(1, 4)]);
    }

    #[test]
    fn a_leaf_left_aside_is_looked_at_where_the_others_stand() {
        let leaves: [&[u32]; 3] = [&[0, 1, 5, 8, 9], &[2, 9], &[1, 3, 4, 8, 10]];
        let leaf = |aside: bool, leaf| if aside { Shape::Fitting(leaf) } else { Shape::Leaf(leaf) };
        for order in [[0, 1, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0], [2, 2, 0]] {
            let all = Shape::Sequence(order.map(Shape::Leaf).to_vec());
            let expected = all.occurrences(&Given(&leaves));
            for aside in [[true, false, false], [false, true, false], [true, false, true]] {
                let parts = (0..3).map(|at| leaf(aside[at], order[at])).collect();
                assert_eq!(Shape::Sequence(parts).occurrences(&Given(&leaves)), expected);
            }
        }
    }

    #[test]
    fn near_takes_either_order_and_onto_one() {
        check(&pair(3, false), &[&[10], &[7]], &[(7, 11)]);
        check(&pair(2, false), &[&[10], &[7]], &[]);
        check(&pair(3, true), &[&[10], &[7]], &[]);
        check(&pair(3, true), &[&[10], &[7, 13]], &[(10, 14)]);
        check(&pair(1, false), &[&[4, 5], &[5, 6]], &[(4, 6), (5, 7)]);
    }

    #[test]
    fn either_counts_a_place_once() {
        check(
            &Shape::Either(vec![Shape::Leaf(0), Shape::Leaf(1)]),
            &[&[1, 3], &[3, 4]],
            &[(1, 2), (3, 4), (4, 5)],
        );
    }

    #[test]
    fn the_rarest_leaves_are_looked_for() {
        // `on line` or `online`: that `on` stands everywhere costs nothing.
        let phrase = Shape::Sequence(vec![Shape::Leaf(0), Shape::Leaf(1)]);
        let shape = Shape::Either(vec![phrase.clone(), Shape::Leaf(2)]);
        let sizes = [900, 20, 30];
        assert_eq!(shape.needed(&sizes), [vec![1, 2]]);
        assert_eq!(shape.frequency(&sizes), 50);
        assert_eq!(phrase.needed(&sizes), [vec![0], vec![1]]);
    }
}

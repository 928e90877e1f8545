//! Tells which words of a document others follow.

/// Places beyond this many are compared in order: few documents are so long.
const MOST: usize = 1 << 14;

/// Fewer places than this are compared sooner than marked.
const FEW: usize = 4;

/// The places of one word, marked. Which of two places comes first is not asked then: words that
/// are frequent stand in no order that a processor could foresee.
#[derive(Debug, Default)]
pub(super) struct Marks(Vec<bool>);

impl Marks {
    /// Keeps of `starts` those with a place `behind` words further on: all of them, or the first
    /// where it is only to be known `whether` there is one. Both rise.
    pub(super) fn keep_followed(
        &mut self,
        starts: &mut Vec<u32>,
        places: &[u32],
        behind: u32,
        whether: bool,
    ) {
        let long = places.last().map_or(0, |last| *last as usize + 1);
        // The first that is followed comes early where both words are frequent.
        if whether || long > MOST || starts.len().min(places.len()) < FEW {
            return keep_in_order(starts, places, behind, whether);
        }
        if self.0.len() < long {
            self.0.resize(long, false);
        }
        self.mark(places, true);
        let mut kept = 0;
        for read in 0..starts.len() {
            let start = starts[read];
            let wanted = start.saturating_add(behind) as usize;
            starts[kept] = start;
            kept += usize::from(self.0.get(wanted).copied().unwrap_or(false));
        }
        self.mark(places, false);
        starts.truncate(kept);
    }

    fn mark(&mut self, places: &[u32], is_there: bool) {
        for place in places {
            if let Some(mark) = self.0.get_mut(*place as usize) {
                *mark = is_there;
            }
        }
    }
}

fn keep_in_order(starts: &mut Vec<u32>, places: &[u32], behind: u32, whether: bool) {
    let (mut kept, mut at) = (0, 0);
    for read in 0..starts.len() {
        let start = starts[read];
        let wanted = start.saturating_add(behind);
        while places.get(at).is_some_and(|place| *place < wanted) {
            at += 1;
        }
        match places.get(at) {
            None => break,
            Some(place) if *place == wanted => {
                starts[kept] = start;
                kept += 1;
                if whether {
                    break;
                }
            }
            Some(_) => {}
        }
    }
    starts.truncate(kept);
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::collection::btree_set;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn those_that_are_followed_stay(
            documents in proptest::collection::vec(
                (btree_set(0..80_u32, 0..40), btree_set(0..80_u32, 0..40), 1..4_u32, 0..3_u32),
                1..8,
            ),
        ) {
            let mut marks = Marks::default();
            for (starts, places, behind, far) in documents {
                // Some lie beyond what is marked.
                let far = far * (MOST as u32 - 40);
                let moved = |all: BTreeSet<u32>| all.into_iter().map(move |it| it + far);
                let (starts, places): (Vec<u32>, BTreeSet<u32>) =
                    (moved(starts).collect(), moved(places).collect());
                let expected: Vec<u32> =
                    starts.iter().copied().filter(|it| places.contains(&(it + behind))).collect();
                let places: Vec<u32> = places.into_iter().collect();
                let (mut all, mut one) = (starts.clone(), starts);
                marks.keep_followed(&mut all, &places, behind, false);
                marks.keep_followed(&mut one, &places, behind, true);
                prop_assert_eq!(&all, &expected);
                prop_assert_eq!(one, &expected[..expected.len().min(1)]);
            }
        }
    }
}

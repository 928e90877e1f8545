//! Says how many letters part one word from another.

/// Says whether `word` becomes `other` by at most `limit` letters left out, put in, changed or
/// swapped with their neighbour; what was swapped is not changed again.
pub(super) fn within(word: &[char], other: &str, limit: usize) -> bool {
    let other: Vec<char> = other.chars().collect();
    if word.len().abs_diff(other.len()) > limit {
        return false;
    }
    // Rows of the table of distances between all beginnings of the two: the one before last, the
    // last, and the one being filled.
    let mut before = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in word.iter().enumerate() {
        let mut row = Vec::with_capacity(last.len());
        row.push(i + 1);
        for (j, b) in other.iter().enumerate() {
            let changed = last[j] + usize::from(a != b);
            let mut least = changed.min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && word[i - 1] == *b && *a == other[j - 1] {
                least = least.min(before[j - 1] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[other.len()] <= limit
}

#[cfg(test)]
mod tests {
    use levenshtein_automata::Distance;
    use levenshtein_automata::LevenshteinAutomatonBuilder;
    use proptest::prelude::*;

    use super::within;

    #[test]
    fn letters_are_counted() {
        let one = |word: &str, other| within(&word.chars().collect::<Vec<char>>(), other, 1);
        assert!(one("ofsed", "ofsted") && one("ofsted", "osfted") && one("cafe", "café"));
        assert!(!one("ofsed", "ofstead") && !one("ab", "bca"));
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 1024, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_distance_is_that_of_the_automaton_the_index_uses(
            word in "[abcé]{0,6}", other in "[abcé]{0,6}", limit in 1..3_u8,
        ) {
            let automaton = LevenshteinAutomatonBuilder::new(limit, true).build_dfa(&word);
            let expected = matches!(automaton.eval(&other), Distance::Exact(_));
            let chars: Vec<char> = word.chars().collect();
            prop_assert_eq!(within(&chars, &other, limit.into()), expected, "{} {}", word, other);
        }
    }
}

//! Holds phrases as a trie of the numbers of their words.

/// No word, no node but the root: the number of the first of either is 1.
pub(super) const NONE: u32 = 0;

/// A trie of phrases. Its parts lie close together: it is stepped into all over, and what it
/// fills of the fast memory is what it costs.
pub(super) struct Trie {
    /// By node, with one more at the end: where in `next` and in `ends` its own begins. Node 0 is
    /// the root.
    nodes: Vec<(u32, u32)>,
    /// The words that may follow a node, in order, each with the node it leads to.
    next: Vec<(u32, u32)>,
    /// The phrases that end at a node.
    ends: Vec<u32>,
}

impl Trie {
    /// Makes a trie of phrases: the numbers of the words of each, and its own.
    pub(super) fn new(phrases: impl Iterator<Item = (Vec<u32>, u32)>) -> Self {
        let mut growing = vec![Growing::default()];
        for (words, phrase) in phrases {
            let end =
                words.into_iter().fold(0, |node, word| step_or_grow(&mut growing, node, word));
            growing[end].ends.push(phrase);
        }
        let mut trie = Self { nodes: Vec::new(), next: Vec::new(), ends: Vec::new() };
        for Growing { next, ends } in growing {
            trie.nodes.push((trie.next.len() as u32, trie.ends.len() as u32));
            trie.next.extend(next);
            trie.ends.extend(ends);
        }
        trie.nodes.push((trie.next.len() as u32, trie.ends.len() as u32));
        trie
    }

    /// The words that may follow a node, each with the node it leads to.
    pub(super) fn next(&self, node: u32) -> &[(u32, u32)] {
        let at = node as usize;
        &self.next[self.nodes[at].0 as usize..self.nodes[at + 1].0 as usize]
    }

    /// The phrases that end at a node.
    pub(super) fn ends(&self, node: u32) -> &[u32] {
        let at = node as usize;
        &self.ends[self.nodes[at].1 as usize..self.nodes[at + 1].1 as usize]
    }

    /// The node after `node` by a word, or [`NONE`].
    pub(super) fn after(&self, node: u32, word: u32) -> u32 {
        let found = self.next(node).iter().find(|(other, _)| *other == word);
        found.map_or(NONE, |(_, node)| *node)
    }
}

/// A node while the trie grows.
#[derive(Default)]
struct Growing {
    next: Vec<(u32, u32)>,
    ends: Vec<u32>,
}

/// The node after `node` by a word, made where it is missing.
fn step_or_grow(nodes: &mut Vec<Growing>, node: usize, word: u32) -> usize {
    let fresh = nodes.len();
    let next = &mut nodes[node].next;
    match next.binary_search_by_key(&word, |(word, _)| *word) {
        Ok(at) => next[at].1 as usize,
        Err(at) => {
            next.insert(at, (word, fresh as u32));
            nodes.push(Growing::default());
            fresh
        }
    }
}

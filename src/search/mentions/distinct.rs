//! Tells copies of a text from its first: the same item stands in an agenda, a pack and the
//! minutes.

use std::collections::HashSet;

use tantivy::DocAddress;

use crate::index::Reader;

use super::order;
use super::walk::Walk;

/// Keeps of items with the same text the one of the oldest meeting, of one meeting the first by
/// paper and place. White space is folded and capitals do not count. Addresses are given and
/// returned in order.
pub(super) fn first_copies(
    reader: &Reader,
    layers: &[&'static str],
    items: Vec<DocAddress>,
) -> tantivy::Result<Vec<DocAddress>> {
    let mut keys = order::keys(reader, layers, &items)?;
    keys.sort_by(order::Key::by_date);
    let mut met = HashSet::with_capacity(keys.len());
    let mut kept = Vec::new();
    for key in keys {
        let text = reader.texts(key.address.segment_ord)?.text(key.address.doc_id)?;
        if met.insert(digest(text)) {
            kept.push(key.address);
        }
    }
    kept.sort_unstable();
    Ok(kept)
}

/// A digest of a text as it is compared.
fn digest(text: &str) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    let mut folded = String::new();
    for word in text.split_whitespace() {
        folded.clear();
        folded.extend(word.chars().flat_map(char::to_lowercase));
        folded.push(' ');
        hasher.update(folded.as_bytes());
    }
    hasher.finalize()
}

/// Keeps the items of a walk that are [first copies](first_copies).
pub(super) fn keep(
    reader: &Reader,
    layers: &[&'static str],
    walk: &mut Walk,
) -> tantivy::Result<()> {
    let items: Vec<DocAddress> = walk.items.iter().map(|item| item.address).collect();
    let kept = first_copies(reader, layers, items)?;
    walk.items.retain(|item| kept.binary_search(&item.address).is_ok());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::digest;

    #[test]
    fn white_space_and_capitals_make_no_other_text() {
        assert_eq!(digest("The  Bus\u{a0}lane\n"), digest(" the bus LANE"));
        assert_ne!(digest("the bus lane"), digest("the buslane"));
    }
}

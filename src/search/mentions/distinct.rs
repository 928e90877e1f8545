//! Tells mentions that are printed twice from the first: the same passage stands in two copies of
//! a paper, or in the agenda and in the minutes.
//!
//! Of items that are copies word by word, the first counts. Of others that are the same, a mention
//! counts once that stands in the same words of the same sentence: where the minutes tell it in
//! other words than the agenda, both count.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::collections::HashSet;

use tantivy::DocAddress;

use crate::index;
use crate::index::ItemText;
use crate::index::Reader;
use crate::search::same::Groups;

use super::answer::Surroundings;
use super::context;
use super::order;
use super::walk::Place;
use super::walk::Walk;

/// Leaves those places of a walk that are printed for the first time, by the order of papers.
pub(super) fn keep(reader: &Reader, groups: &Groups, walk: &mut Walk) -> tantivy::Result<()> {
    let addresses: Vec<DocAddress> = walk.items.iter().map(|item| item.address).collect();
    let mut linked: BTreeMap<usize, Vec<DocAddress>> = BTreeMap::new();
    for address in addresses {
        if let Some(group) = groups.group(address) {
            linked.entry(group).or_default().push(address);
        }
    }
    let mut again: BTreeSet<(DocAddress, usize)> = BTreeSet::new();
    for items in linked.into_values().filter(|items| items.len() > 1) {
        let mut copies = HashSet::new();
        let mut passages = HashSet::new();
        for address in order::standing(reader, items)? {
            let Ok(at) = walk.items.binary_search_by_key(&address, |item| item.address) else {
                continue;
            };
            let places = walk.places(&walk.items[at]);
            if !copies.insert(groups.copy(address)) {
                again.extend((0..places.len()).map(|place| (address, place)));
                continue;
            }
            let text = reader.texts(address.segment_ord)?.item(address.doc_id)?;
            let mut ranks: BTreeMap<[u8; 32], u32> = BTreeMap::new();
            for (number, place) in places.iter().enumerate() {
                let passage = passage(&text, *place)?;
                let rank = ranks.entry(passage).or_default();
                *rank += 1;
                if !passages.insert((passage, *rank)) {
                    again.insert((address, number));
                }
            }
        }
    }
    walk.without(&again);
    Ok(())
}

/// Leaves of items that were searched, given by address, one of each that are copies word by
/// word: one in which a mention counts, else the first by the order of papers.
pub(super) fn searched(
    reader: &Reader,
    groups: &Groups,
    walk: &Walk,
    mut items: Vec<DocAddress>,
) -> tantivy::Result<Vec<DocAddress>> {
    let mut copies: BTreeMap<usize, Vec<DocAddress>> = BTreeMap::new();
    for item in &items {
        if let Some(copy) = groups.copy(*item) {
            copies.entry(copy).or_default().push(*item);
        }
    }
    let counts = |item: &DocAddress| walk.items.binary_search_by_key(item, |it| it.address).is_ok();
    let mut aside = BTreeSet::new();
    for copies in copies.into_values().filter(|copies| copies.len() > 1) {
        let copies = order::standing(reader, copies)?;
        let stands = copies.iter().position(counts).unwrap_or(0);
        let others = copies.into_iter().enumerate().filter(|(at, _)| *at != stands);
        // What counts was searched, however it came to count.
        aside.extend(others.map(|(_, item)| item).filter(|item| !counts(item)));
    }
    items.retain(|item| !aside.contains(item));
    Ok(items)
}

/// A digest of the words of the sentence around a place.
fn passage(text: &ItemText, place: Place) -> tantivy::Result<[u8; 32]> {
    let cut = context::cut(text, place, Surroundings::Sentence)?;
    let mut hasher = blake3::Hasher::new();
    for word in index::words(cut.shown) {
        hasher.update(word.folded.as_bytes());
        hasher.update(b" ");
    }
    Ok(*hasher.finalize().as_bytes())
}

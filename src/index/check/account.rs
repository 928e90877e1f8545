//! Compares the account of files with the card of its commit.

use serde_json::Map;
use serde_json::Value;

use crate::error::Result;
use crate::index::ledger::Ledger;
use crate::index::manifest::Card;

use super::finding::Aspect;
use super::finding::Finding;
use super::told;

/// What is found of the account that `card` names, and the account itself.
pub(super) fn read(card: &Card, ledger: Result<Ledger>) -> (Finding, Option<Ledger>) {
    let mut finding = Finding::new(Aspect::Account);
    let ledger = match ledger {
        Ok(ledger) => ledger,
        Err(error) => {
            finding.note(card.ledger.as_str(), told(&error));
            return (finding, None);
        }
    };
    finding.looked_at = ledger.entries.len() as u64;
    // Who wrote the card cannot be seen from the account; all else can.
    let added_up = Card::of(&ledger, card.ledger.clone(), card.ledger_digest.clone());
    let added_up = Card { program: card.program.clone(), ..added_up };
    for difference in differences(&added_up, card) {
        finding.note(card.ledger.as_str(), format!("{difference} in the card of the commit"));
    }
    (finding, Some(ledger))
}

/// Says of each value that is not the same: `papers is 3, but 4`.
pub(super) fn differences(one: &Card, other: &Card) -> Vec<String> {
    let [one, other] = [one, other].map(values);
    let differing = one.iter().filter(|(name, value)| other.get(*name) != Some(value));
    differing
        .map(|(name, value)| {
            format!("{name} is {value}, but {}", other.get(name).unwrap_or(&Value::Null))
        })
        .collect()
}

/// The values of a card by their names.
fn values(card: &Card) -> Map<String, Value> {
    match serde_json::to_value(card) {
        Ok(Value::Object(values)) => values,
        _ => Map::new(),
    }
}

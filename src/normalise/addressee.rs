//! Finds the committee that a report asks to do something: "The Audit Panel is asked to note …".
//!
//! A committee's own name counts; "the Committee" may be any.

use std::sync::LazyLock;

use regex::Regex;

use crate::normalise::bodies;
use crate::normalise::committee::Printed;
use crate::normalise::reading::Reading;
use crate::paper::PaperKind;
use crate::vocabulary::folded;

static ADDRESSEE: LazyLock<Regex> = LazyLock::new(|| {
    // Words of a name: with a capital, or small ones between them.
    Regex::new(r"(?:^|[.:]\s+)(?:[Tt]hat\s+)?(?:[Tt]he\s+)?(?P<body>\p{Lu}[\p{L}’']+,?(?:\s+(?:\p{Lu}[\p{L}’'-]+,?|and|of|for|the|&|on)){0,12})\s+(?:is|are)\s+(?i:asked|invited|requested|recommended)\s+to\b")
        .expect("a fixed pattern")
});

/// Returns the one committee that a report asks to do something, with the line that does, or
/// `None` if it asks none or several.
pub(super) fn find(reading: &Reading<'_>) -> Option<Printed> {
    if reading.kind != PaperKind::Report {
        return None;
    }
    let mut found: Option<Printed> = None;
    for line in &reading.lines {
        // A literal first: few lines hold it, and the pattern is slow on long ones.
        if !["asked to", "invited to", "requested to", "ecommended to", "ECOMMENDED to"]
            .iter()
            .any(|cue| line.text.contains(cue))
        {
            continue;
        }
        for captures in ADDRESSEE.captures_iter(line.text) {
            let Some(name) = bodies::committee(&captures["body"]) else { continue };
            if bodies::is_generic(&name.name) {
                continue;
            }
            match &found {
                Some((known, _)) if folded(&known.name) != folded(&name.name) => return None,
                Some(_) => {}
                None => found = Some((name, line.text.to_owned())),
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::reading::tests::text;

    #[track_caller]
    fn check(plain: &str, expected: Option<&str>) {
        let text = text(plain);
        let found = find(&Reading::new(&text, PaperKind::Report, &[]));
        assert_eq!(found.map(|(name, _)| name.name).as_deref(), expected, "{plain}");
    }

    #[test]
    fn a_report_addresses_it_by_a_name_of_its_own() {
        check(
            "Recommendation\nThe Children's Harbour Committee is asked to note the report.",
            Some("Children's Harbour Committee"),
        );
        check("The Scrutiny Committee is asked to note the report.", None);
        check("The Audit Panel is asked to note it.\nThe Harbour Board is asked to note it.", None);
    }

    #[test]
    fn only_a_report_addresses_it() {
        let text = text("The Harbour Board is asked to note it.");
        assert!(find(&Reading::new(&text, PaperKind::AgendaItem, &[])).is_none());
    }
}

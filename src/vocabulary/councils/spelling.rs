//! Turns the ways in which a council's name is printed into those the registry may know.
//!
//! Works on folded names. Knows no body: whether a form is anyone's name is for the registry.

/// Initials at the end of a name and what they stand for. `CC` may be a city or a county.
const ENDINGS: [(&str, &str); 8] = [
    (" mbc", " metropolitan borough council"),
    (" mdc", " metropolitan district council"),
    (" lbc", " london borough council"),
    (" cbc", " county borough council"),
    (" bc", " borough council"),
    (" dc", " district council"),
    (" metropolitan council", " metropolitan borough council"),
    (" corporation", " city council"),
];

/// Words before a place and the words after it that say the same.
const OPENINGS: [(&str, &str); 6] = [
    ("metropolitan borough of ", " metropolitan borough council"),
    ("county borough of ", " county borough council"),
    ("borough of ", " borough council"),
    ("county of ", " county council"),
    ("city of ", " city council"),
    ("district of ", " district council"),
];

/// Says whether a folded name ends or begins with initials of a council's type.
pub(super) fn is_short(folded: &str) -> bool {
    ["lb ", "rb "].iter().any(|start| folded.starts_with(start))
        || ENDINGS[..6].iter().any(|(end, _)| folded.ends_with(end))
        || folded.ends_with(" cc")
}

/// Other forms of a folded name, the likeliest first: `council of the city of alder` is
/// `city of alder` and `alder city council`.
pub(super) fn forms(folded: &str) -> Vec<String> {
    let mut forms = Vec::new();
    let mut name = folded.to_owned();
    if let Some(rest) = name.strip_prefix("council of ") {
        name = rest.strip_prefix("the ").unwrap_or(rest).to_owned();
        forms.push(name.clone());
    }
    for (short, long) in ENDINGS {
        if let Some(stem) = name.strip_suffix(short) {
            name = format!("{stem}{long}");
            forms.push(name.clone());
            break;
        }
    }
    for (short, long) in [("lb ", "london borough of "), ("rb ", "royal borough of ")] {
        if let Some(rest) = name.strip_prefix(short) {
            forms.push(format!("{long}{rest}"));
        }
    }
    if let Some(rest) = name.strip_prefix("royal borough of ") {
        forms.push(format!("london borough of {rest}"));
    }
    for (before, after) in OPENINGS {
        let Some(place) = name.strip_prefix(before) else { continue };
        let place = place.strip_suffix(" council").unwrap_or(place);
        // `City of Alder Metropolitan District Council` says its type already.
        if !["borough", "district", "county", "city"].iter().any(|word| place.ends_with(word)) {
            forms.push(format!("{place}{after}"));
        }
        break;
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::forms;

    #[test]
    fn other_forms_say_the_same() {
        assert_eq!(forms("council of the city of alder"), ["city of alder", "alder city council"]);
        assert_eq!(forms("alder mbc"), ["alder metropolitan borough council"]);
        assert_eq!(forms("city of alder mdc"), ["city of alder metropolitan district council"]);
        assert_eq!(forms("lb alder"), ["london borough of alder"]);
        assert!(forms("alder county council").is_empty());
    }
}

//! Writes names that are printed all in capitals as they are written elsewhere, so that one body
//! is not two in a count: `AUDIT PANEL` and `Audit Panel`.
//!
//! Knows single words only; whether a name names anything is for `bodies` to say.

/// Words that stay in capitals.
const ACRONYMS: [&str; 16] = [
    "HR", "IT", "ICT", "UK", "EU", "SACRE", "SPC", "JPC", "OSC", "JHOSC", "SEND", "NHS", "PCC",
    "AGM", "TCC", "BID",
];

/// Words that begin with a small letter inside a name.
const SMALL: [&str; 16] = [
    "of", "and", "the", "for", "on", "in", "to", "at", "by", "with", "upon", "cum", "or", "under",
    "y", "yr",
];

/// Returns `name` in its usual print: a hyphen at a line's end joined (`Adare- by`), the type of
/// a council with capitals, small letters where it has none.
pub(super) fn recased(name: &str) -> String {
    let mut joined = String::with_capacity(name.len());
    let mut rest = name;
    while let Some(at) = rest.find("- ") {
        // ` - ` is a dash; `Hill- Wold` is a hyphen that stood at the end of a line.
        let after_letter = rest[..at].ends_with(char::is_alphabetic);
        let before_capital = rest[at + 2..].starts_with(char::is_uppercase);
        joined.push_str(&rest[..=at]);
        rest = if after_letter && before_capital { &rest[at + 2..] } else { &rest[at + 1..] };
    }
    joined.push_str(rest);
    with_type(&small_lettered(&joined))
}

/// Writes the words at the end that say a council's type with capitals: `Hill parish council`.
fn with_type(name: &str) -> String {
    const TYPES: [&str; 8] =
        ["council", "parish", "town", "community", "borough", "district", "county", "city"];
    let mut words: Vec<String> = name.split(' ').map(str::to_owned).collect();
    if words.last().is_some_and(|last| last.eq_ignore_ascii_case("council")) {
        for word in
            words.iter_mut().rev().take_while(|word| TYPES.contains(&word.to_lowercase().as_str()))
        {
            *word = capitalised(word);
        }
    }
    words.join(" ")
}

/// Writes a name without any small letter as names are written elsewhere.
fn small_lettered(name: &str) -> String {
    let has_small = name.chars().any(char::is_lowercase);
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    // `TCC` or `SACRE` alone is an acronym.
    if has_small || letters < 6 && !name.contains(' ') {
        return name.to_owned();
    }
    // `A` is `and` there, and the first of several elsewhere.
    let is_welsh = name.starts_with("CYNGOR ");
    let mut written = String::with_capacity(name.len());
    for (at, word) in name.split(' ').enumerate() {
        if at > 0 {
            written.push(' ');
        }
        let lower = word.to_lowercase();
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if ACRONYMS.contains(&bare) {
            written.push_str(word);
        } else if at > 0 && (SMALL.contains(&lower.as_str()) || (is_welsh && lower == "a")) {
            written.push_str(&lower);
        } else {
            written.push_str(&capitalised(&lower));
        }
    }
    written
}

/// A capital at the beginning of a word, and behind a hyphen, a bracket or a stroke; but `'s`
/// stays small.
fn capitalised(lower: &str) -> String {
    let mut written = String::with_capacity(lower.len());
    let mut begins = true;
    for (at, c) in lower.char_indices() {
        // `cawley-harrison`, `o'neill`; `adare-by-the-sea` keeps its small words.
        let rest = lower[at..].split('-').next().unwrap_or_default();
        if begins && c.is_alphabetic() && !(at > 0 && SMALL.contains(&rest)) {
            written.extend(c.to_uppercase());
        } else {
            written.push(c);
        }
        begins = match c {
            '\'' | '’' => at == 1,
            c => !c.is_alphanumeric(),
        };
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, expected: &str) {
        assert_eq!(recased(name), expected);
    }

    #[test]
    fn capitals_become_small_letters() {
        check("CABINET", "Cabinet");
        check("FOXHOLE PARISH COUNCIL", "Foxhole Parish Council");
        check("CHILDREN’S SERVICES AND SEND PANEL", "Children’s Services and SEND Panel");
        check("DISTRICT OF HILL-ON-THE-WOLD", "District of Hill-on-the-Wold");
        check("HILL- WOLD PANEL", "Hill-Wold Panel");
        check("O'NEILL TRUST (SUB-COMMITTEE)", "O'Neill Trust (Sub-Committee)");
    }

    #[test]
    fn other_names_stay_as_they_are() {
        check("Audit Panel", "Audit Panel");
        check("Scrutiny - Children", "Scrutiny - Children");
        check("West Hill parish council", "West Hill Parish Council");
        check("SACRE", "SACRE");
        check("HR Committee", "HR Committee");
    }
}

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

/// Returns `name` as it is, or with small letters where it has none.
pub(super) fn recased(name: &str) -> String {
    let has_small = name.chars().any(char::is_lowercase);
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    // `TCC` or `SACRE` alone is an acronym.
    if has_small || letters < 6 && !name.contains(' ') {
        return name.to_owned();
    }
    let mut written = String::with_capacity(name.len());
    for (at, word) in name.split(' ').enumerate() {
        if at > 0 {
            written.push(' ');
        }
        let lower = word.to_lowercase();
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if ACRONYMS.contains(&bare) {
            written.push_str(word);
        } else if at > 0 && SMALL.contains(&lower.as_str()) {
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
        check("O'NEILL TRUST (SUB-COMMITTEE)", "O'Neill Trust (Sub-Committee)");
    }

    #[test]
    fn other_names_stay_as_they_are() {
        check("Audit Panel", "Audit Panel");
        check("SACRE", "SACRE");
        check("HR Committee", "HR Committee");
    }
}

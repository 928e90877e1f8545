//! Writes numbers as lists show them: in letters and in Roman numerals, both in small letters.

/// a, …, z, aa, ab, …; `None` for 0.
pub(super) fn letters(number: u32) -> Option<String> {
    let mut letters = Vec::new();
    let mut rest = number;
    while rest > 0 {
        rest -= 1;
        letters.push(letter(rest));
        rest /= 26;
    }
    (!letters.is_empty()).then(|| letters.into_iter().rev().collect())
}

/// The letter at a place of the alphabet, counted from 0; behind z comes a again.
pub(super) fn letter(index: u32) -> char {
    char::from(b'a' + (index % 26) as u8)
}

/// i, ii, iii, iv, … up to the largest number that Roman numerals write, 3999.
pub(super) fn roman(number: u32) -> Option<String> {
    const PARTS: &[(u32, &str)] = &[
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if !(1..4000).contains(&number) {
        return None;
    }
    let mut numeral = String::new();
    let mut rest = number;
    for (value, letters) in PARTS {
        while rest >= *value {
            numeral.push_str(letters);
            rest -= value;
        }
    }
    Some(numeral)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_numerals() {
        let alphas: Vec<_> = [1, 26, 27, 52, 703].into_iter().filter_map(letters).collect();
        assert_eq!(alphas, ["a", "z", "aa", "az", "aaa"]);
        let romans: Vec<_> = [4, 9, 14, 90, 1999, 3999].into_iter().filter_map(roman).collect();
        assert_eq!(romans, ["iv", "ix", "xiv", "xc", "mcmxcix", "mmmcmxcix"]);
        assert_eq!((letters(0), roman(0), roman(4000)), (None, None, None));
    }
}

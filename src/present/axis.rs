//! Puts years and months on an axis: as whole numbers, one after the other.
//!
//! It knows no format: the picture and the bars of the text share it.

use crate::search::Period;

/// How many marks an axis has at most.
const MARKS: i32 = 14;
/// How far apart marks may be, in years or months; farther ones by a power of ten.
const YEARS: [i32; 3] = [1, 2, 5];
const MONTHS: [i32; 6] = [1, 2, 3, 6, 12, 24];

/// The place of a year (`2017`) or a month (`2017-03`), or `None` where it is not known.
pub(super) fn place(over: Period, value: &str) -> Option<i32> {
    match over {
        Period::Year => value.parse().ok(),
        Period::Month => {
            let (year, month) = value.split_once('-')?;
            let (year, month): (i32, i32) = (year.parse().ok()?, month.parse().ok()?);
            Some(year * 12 + month - 1)
        }
    }
}

/// What stands below a place.
pub(super) fn label(over: Period, place: i32) -> String {
    match over {
        Period::Year => place.to_string(),
        Period::Month => format!("{}-{:02}", place.div_euclid(12), place.rem_euclid(12) + 1),
    }
}

/// The places from `first` to `last` that are marked: all, or those at even distances.
pub(super) fn marks(over: Period, first: i32, last: i32) -> Vec<i32> {
    let steps: &[i32] = match over {
        Period::Year => &YEARS,
        Period::Month => &MONTHS,
    };
    let mut tens = 1;
    loop {
        for step in steps {
            let step = step * tens;
            if (last - first) / step < MARKS {
                let from = first.div_euclid(step) * step;
                return (from..=last).step_by(step as usize).filter(|at| *at >= first).collect();
            }
        }
        tens *= 10;
    }
}

#[cfg(test)]
mod tests {
    use super::Period;
    use super::label;
    use super::marks;
    use super::place;

    #[test]
    fn places_and_labels_are_each_others_inverse() {
        for (over, value) in
            [(Period::Year, "2017"), (Period::Month, "2017-01"), (Period::Month, "1999-12")]
        {
            assert_eq!(label(over, place(over, value).unwrap()), value);
        }
        assert_eq!(place(Period::Year, "(unknown)"), None);
        assert_eq!(place(Period::Month, "(unknown)"), None);
    }

    #[test]
    fn marks_are_few_and_at_round_places() {
        assert_eq!(marks(Period::Year, 2017, 2017), [2017]);
        assert_eq!(marks(Period::Year, 2017, 2020), [2017, 2018, 2019, 2020]);
        assert_eq!(marks(Period::Year, 1999, 2024), (2000..=2024).step_by(2).collect::<Vec<_>>());
        assert!(marks(Period::Year, 1, 9999).len() <= 15);
        let months = marks(Period::Month, 2015 * 12 + 3, 2020 * 12);
        assert_eq!(label(Period::Month, months[0]), "2015-07");
        assert_eq!(months.len(), 10);
        assert!(marks(Period::Month, 12, 9999 * 12).len() <= 15);
    }
}

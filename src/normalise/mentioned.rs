//! Says which days, months and years a paper speaks of, beside its own meeting's, and what
//! happened on each.
//!
//! A date without a year takes the one that lies nearest to the meeting; in a paper without a
//! meeting date it is left out. How dates are printed is for `dates` to say.

use jiff::civil::Date;

use crate::normalise::dates::printed;
use crate::normalise::dates::printed::Printed;
use crate::paper::DateRole;
use crate::paper::MentionedDate;
use crate::paper::Paper;

mod role;
mod sentence;

/// Returns the dates that `paper` speaks of, in order. The days of its own meetings and of its
/// decision are none of them.
pub(super) fn find(paper: &Paper) -> Vec<MentionedDate> {
    let own = paper.date.as_ref().map(|fact| fact.value);
    let decided = paper.decision_date.as_ref().map(|fact| fact.value);
    let mut items = paper.items.iter().filter_map(|item| {
        let date = item.meeting.as_ref()?.date.as_ref()?.value;
        Some((item.spans.last()?.end, date))
    });
    // Each section of an issue has a meeting of its own; dates and items are both in order.
    let mut section: Option<(usize, Date)> = items.next();
    let mut found = Vec::new();
    for printed in printed::find(&paper.text) {
        while let Some((end, _)) = section
            && end <= printed.span.start
        {
            section = items.next();
        }
        let anchor = section.map(|(_, date)| date).or(own).or(decided);
        let inferred = match (printed.has_year(), anchor) {
            (false, Some(day)) => year(&printed, day),
            _ => None,
        };
        let Some(mut days) = printed.days(inferred) else { continue };
        let (precision, span) = (printed.precision, &printed.span);
        let role = role::of(&paper.text, span, precision, days, anchor);
        // A meeting to come is not in the past.
        if role == DateRole::NextMeeting
            && let Some(year) = inferred
            && anchor.is_some_and(|day| days.1 < day)
        {
            days = printed.days(Some(year + 1)).unwrap_or(days);
        }
        let (first, last) = days;
        let is_own = first == last && [own, decided, anchor].contains(&Some(first));
        if is_own {
            continue;
        }
        found.push(MentionedDate {
            first,
            last,
            precision: printed.precision,
            role,
            year_inferred: !printed.has_year(),
            span: printed.span,
        });
    }
    found
}

/// The year that brings a date without one nearest to the meeting. Where a weekday is printed,
/// a year in which it is right goes before one in which it is wrong.
fn year(printed: &Printed, meeting: Date) -> Option<i16> {
    let years = meeting.year().checked_sub(1)?..=meeting.year().checked_add(1)?;
    let near = years.filter_map(|year| {
        let (first, last) = printed.days(Some(year))?;
        let middle = (days_from(meeting, first) + days_from(meeting, last)) / 2;
        let is_wrong = printed.weekday.is_some_and(|weekday| weekday != first.weekday());
        Some((is_wrong, middle.abs(), year))
    });
    near.min().map(|(.., year)| year)
}

/// How many days lie from one day to another.
fn days_from(from: Date, to: Date) -> i32 {
    from.until(to).map_or(i32::MAX / 4, |span| span.get_days())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise;
    use crate::normalise::reading::tests::text;
    use crate::paper::Origin;
    use crate::paper::PaperKind;
    use crate::recognise::Verdict;

    /// Dates in a paper of Friday 18 January 2019.
    #[track_caller]
    fn check(plain: &str, expected: &[&str]) {
        let head = "Minutes of the meeting held on Friday 18 January 2019\nPresent: A. Reed\n\n";
        let verdict = Verdict { kind: PaperKind::Minutes, evidence: Vec::new() };
        let (paper, _) =
            normalise::paper(text(&format!("{head}{plain}")), &verdict, Origin::default());
        assert_eq!(shown(&paper), expected, "{plain}");
    }

    fn shown(paper: &Paper) -> Vec<String> {
        let dates = paper.dates.iter().map(|date| {
            let mark = if date.year_inferred { "?" } else { "" };
            format!("{}{mark} {}", date.first, date.role.as_str())
        });
        dates.collect()
    }

    #[test]
    fn a_date_without_a_year_takes_the_nearest() {
        check("A session on 6th February.", &["2019-02-06? other"]);
        check("A session on 6th December.", &["2018-12-06? other"]);
        check("At its October meeting Cabinet agreed.", &["2018-10-01? previous_meeting"]);
        // Friday 6 July was in 2018; 6 July 2019 lies nearer and is a Saturday.
        check("A session on Friday 6 July.", &["2018-07-06? other"]);
        check("The meeting of 18 January 2019.", &[]);
    }

    #[test]
    fn without_a_meeting_day_it_is_left_out() {
        let verdict = Verdict { kind: PaperKind::Other, evidence: Vec::new() };
        let words = text("A rise in June, and one on 6th March. In June 2018 too.");
        let (paper, _) = normalise::paper(words, &verdict, Origin::default());
        assert_eq!(shown(&paper), ["2018-06-01 other"]);
    }

    #[test]
    fn the_nearest_word_tells_what_happened() {
        check("Minutes of the meeting held on 7 September 2018.", &["2018-09-07 previous_meeting"]);
        check(
            "At the meeting on 7 September members were told.",
            &["2018-09-07? previous_meeting"],
        );
        check("Next meeting: the Board meets on 1 March 2019.", &["2019-03-01 next_meeting"]);
        check("Date of next meeting\n\n1 March 2019", &["2019-03-01 next_meeting"]);
        check("In June 2018 Ofsted completed a review.", &["2018-06-01 inspection"]);
        check("since our last inspection (September 2015)", &["2015-09-01 inspection"]);
        check(
            "The plan which the inspectors wanted was published on 11 December 2018.",
            &["2018-12-11 published"],
        );
        check(
            "The next meetings are on 6 March and 4 December.",
            &["2019-03-06? next_meeting", "2019-12-04? next_meeting"],
        );
        check("It was mended by 3 May 2017.", &["2017-05-03 other"]);
        check("Reply by the end of March 2019.", &["2019-03-01 deadline"]);
        check("The deadline for forms is Friday 1 March 2019.", &["2019-03-01 deadline"]);
        check("The plan was approved by Cabinet on 13th September 2018.", &["2018-09-13 other"]);
        check(
            "Inspectors came. The wall fell in June 2018. It was inspected.",
            &["2018-06-01 other"],
        );
    }
}

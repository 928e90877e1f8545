//! Says on which day the meeting of a paper was, and on which day a decision was taken.
//!
//! In order: what the paper prints, the manifest, the address, the file name, the folder. Never
//! the day of another meeting, of a publication or of an inspection. Two printed days that
//! contradict one another give none.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::extract::BlockKind;
use crate::normalise::dates;
use crate::normalise::dates::Found;
use crate::normalise::heads::Head;
use crate::normalise::heads::Wording;
use crate::normalise::issue;
use crate::normalise::passage;
use crate::normalise::reading::Reading;
use crate::normalise::reading::evidence;
use crate::normalise::told;
use crate::paper::Fact;
use crate::paper::Layer;
use crate::paper::Origin;
use crate::paper::PaperKind;
use crate::problem::Problem;
use crate::problem::ProblemKind;

/// How many lines at most stand between the date of a letter and whom it greets.
const LETTER_HEAD: usize = 12;

/// How many lines from the top a label or a lone date may stand.
const TOP: usize = 25;

/// How many lines from the top may be titles, and how long these are, in bytes.
const TITLES: usize = 4;
/// A longer line is no title.
const LONGEST_TITLE: usize = 120;

/// Labels before the day of a meeting.
const LABELS: [&str; 7] = [
    "Meeting date",
    "Date of meeting",
    "Date of the meeting",
    "Date and time",
    "Committee date",
    "Meeting",
    "Date",
];

/// A printed day with the line it stands on.
struct Printed {
    day: Found,
    line: String,
}

/// Returns the day of the meeting, or `None` if nothing tells it or two tell it differently.
pub(super) fn meeting(
    reading: &Reading<'_>,
    heads: &[Head],
    origin: &Origin,
    address: Option<&str>,
    problems: &mut Vec<Problem>,
) -> Option<Fact<Date>> {
    if issue::is_issue(reading.kind)
        && let Some(head) = issue::newest(heads)
        && let Some(day) = &head.day
    {
        let evidence = evidence(&head.passage);
        return Some(Fact { value: day.date, layer: Layer::Explicit, evidence });
    }
    let printed = [from_heads(heads), labelled(reading), alone(reading, heads)];
    if let Some(printed) = printed.into_iter().find(|days| !days.is_empty()) {
        let mut days: BTreeSet<Date> = printed.iter().map(|printed| printed.day.date).collect();
        days.extend(in_other_years(reading, &printed[0].day));
        if days.len() > 1 {
            let days: Vec<String> = days.iter().map(Date::to_string).collect();
            let detail = days.join(", ");
            problems.push(Problem::new(&origin.path, ProblemKind::DatesDisagree, detail));
            return None;
        }
        let first = printed.into_iter().next()?;
        if first.day.weekday_disagrees() {
            let detail = evidence(&first.line);
            problems.push(Problem::new(&origin.path, ProblemKind::WeekdayDisagrees, detail));
        }
        let evidence = evidence(&first.line);
        return Some(Fact { value: first.day.date, layer: Layer::Explicit, evidence });
    }
    supplied(reading.kind, origin, address)
}

/// Returns the day printed after "Date of decision:".
pub(super) fn decision(reading: &Reading<'_>) -> Option<Fact<Date>> {
    if matches!(reading.kind, PaperKind::ForwardPlan | PaperKind::Listing | PaperKind::Other) {
        return None;
    }
    let (line, value) = reading.labelled("Date of decision", usize::MAX)?;
    let day = dates::in_line(&value).into_iter().next()?;
    let evidence = evidence(reading.lines[line].text);
    Some(Fact { value: day.date, layer: Layer::Explicit, evidence })
}

/// The days in the titles of a paper that are `day` in another year: one of the two is wrong.
fn in_other_years(reading: &Reading<'_>, day: &Found) -> Vec<Date> {
    let date = day.date;
    let lines = reading.head(TITLES).iter().filter(|line| line.text.len() <= LONGEST_TITLE);
    let titles = reading.page_title.into_iter().chain(lines.map(|line| line.text));
    titles
        .filter(|title| !is_of_other(&title.to_lowercase()))
        .flat_map(dates::in_line)
        .map(|found| found.date)
        .filter(|other| (other.month(), other.day()) == (date.month(), date.day()))
        .filter(|other| other.year() != date.year())
        .collect()
}

/// Says whether words in small letters beside a day say that it is not the meeting's.
fn is_of_other(lower: &str) -> bool {
    [
        "next",
        "previous",
        "last",
        "publi",
        "approved",
        "signed",
        "dated",
        "issued",
        "minutes of the meeting held",
        "adopted",
        "agreed",
    ]
    .iter()
    .any(|word| lower.contains(word))
}

fn from_heads(heads: &[Head]) -> Vec<Printed> {
    // The surest wording alone: a page's heading is not outvoted by what stands below it.
    let Some(wording) = heads.iter().find(|head| head.day.is_some()).map(|head| head.wording)
    else {
        return Vec::new();
    };
    let of_wording = heads.iter().filter(|head| head.wording == wording);
    of_wording
        .filter_map(|head| Some(Printed { day: head.day.clone()?, line: head.passage.clone() }))
        .collect()
}

fn labelled(reading: &Reading<'_>) -> Vec<Printed> {
    if matches!(reading.kind, PaperKind::Other | PaperKind::Listing) {
        return Vec::new();
    }
    let found = LABELS.iter().find_map(|label| {
        let (line, value) = reading.labelled(label, TOP)?;
        let day = dates::in_line(&value).into_iter().next()?;
        // A letter that a paper is sent with bears the day on which it was written.
        let mut below = reading.lines.iter().skip(line + 1).take(LETTER_HEAD);
        if *label == "Date" && below.any(|line| line.text.starts_with("Dear ")) {
            return None;
        }
        // A label's value is the day and perhaps a time: a sentence tells something else.
        let is_day = day.span.start <= 12 && value.len() <= day.span.end + 40;
        let line = reading.lines[line].text.to_owned();
        (is_day || *label == "Meeting").then_some(Printed { day, line })
    });
    found.or_else(|| addressed(reading)).into_iter().collect()
}

/// `To: Cabinet – 30 January 2025`, as reports print it.
fn addressed(reading: &Reading<'_>) -> Option<Printed> {
    let (line, value) = reading.labelled("To", TOP)?;
    let day = dates::in_line(&value).into_iter().next()?;
    let line = reading.lines[line].text.to_owned();
    (value.len() <= day.span.end + 20 && value.len() <= 160).then_some(Printed { day, line })
}

/// A date that stands alone on a line of the top, as under the name of a committee.
fn alone(reading: &Reading<'_>, heads: &[Head]) -> Vec<Printed> {
    let is_meeting = told::is_of_a_meeting(reading.kind);
    // A letter that calls to a meeting bears its own date.
    let is_letter = heads.iter().any(|head| head.wording == Wording::Call)
        || reading.top(60).iter().any(|line| {
            line.text.contains("summoned") || line.text.contains("requested to attend")
        });
    if !is_meeting || is_letter {
        return Vec::new();
    }
    let found = reading
        .head(TOP)
        .iter()
        .enumerate()
        .filter(|(_, line)| line.kind != BlockKind::ListItem)
        .find_map(|(at, line)| {
            let day = dates::in_line(line.text).into_iter().next()?;
            let before = line.text[..day.span.start].trim_matches(|c: char| !c.is_alphanumeric());
            let after = passage::before_roll(&line.text[day.span.end..]);
            let lower = format!("{} {}", before.to_lowercase(), after.to_lowercase());
            let with_time = day.weekday.is_some()
                || lower.contains(" pm")
                || lower.contains("pm")
                || lower.contains(" am")
                || lower.contains("meeting");
            let is_other = is_of_other(&lower);
            let numbered =
                line.text.starts_with(|c: char| c.is_ascii_digit()) && !before.is_empty();
            let below_next =
                at > 0 && reading.lines[at - 1].text.to_lowercase().contains("next meeting");
            let short = before.len() <= 90 && after.len() <= 60;
            let titled = before.is_empty()
                || ["held", "on", "at"].contains(&before.to_lowercase().as_str())
                || ["minutes", "meeting", "committee", "council", "agenda", "agm"]
                    .iter()
                    .any(|word| lower.contains(word));
            (with_time && short && titled && !is_other && !numbered && !below_next)
                .then(|| Printed { day, line: line.text.to_owned() })
        });
    found.into_iter().collect()
}

fn supplied(kind: PaperKind, origin: &Origin, address: Option<&str>) -> Option<Fact<Date>> {
    let fact = |value: Date, evidence: &str| Fact {
        value,
        layer: Layer::Supplied,
        evidence: evidence.to_owned(),
    };
    if let Some(date) = origin.manifest.as_ref().and_then(|row| row.date) {
        return Some(fact(date, "papers.csv"));
    }
    // An address counts only where software named the file in it; else it tells of a post.
    if let Some(address) = address
        && let told = told::by_name(address)
        && let Some(day) = told.day.filter(|_| told.by_software)
    {
        return Some(fact(day.date, address));
    }
    let name = origin.path.rsplit('/').next().unwrap_or(&origin.path);
    let told = told::by_name(name);
    if let Some(day) = told.day.filter(|_| told.by_software || told::is_of_a_meeting(kind)) {
        return Some(fact(day.date, name));
    }
    if matches!(kind, PaperKind::Other | PaperKind::Listing) {
        return None;
    }
    told::by_folder(&origin.path).map(|(date, folder)| fact(date, folder))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::heads;
    use crate::normalise::reading::tests::text;

    #[track_caller]
    fn check(kind: PaperKind, path: &str, plain: &str, expected: &str) {
        let text = text(plain);
        let reading = Reading::new(&text, kind, &[]);
        let origin = Origin { path: path.to_owned(), ..Origin::default() };
        let mut problems = Vec::new();
        let fact = meeting(&reading, &heads::find(&reading), &origin, None, &mut problems);
        let mut shown =
            fact.map_or("none".to_owned(), |fact| format!("{} {}", fact.value, fact.layer));
        for problem in problems {
            shown.push_str(&format!(" + {}", problem.kind));
        }
        assert_eq!(shown, expected, "{plain}");
    }

    #[test]
    fn what_is_printed_goes_before_what_is_told() {
        let path = "2019-01-01/Minutes 2 January 2019.pdf";
        let head = "Minutes of the meeting held on Thursday 3 January 2019";
        check(PaperKind::Minutes, path, head, "2019-01-03 explicit");
        check(PaperKind::Minutes, path, "Minutes", "2019-01-02 supplied");
        check(PaperKind::Minutes, "2019-01-01/Minutes.pdf", "Minutes", "2019-01-01 supplied");
    }

    #[test]
    fn contradictions_give_no_day_and_a_wrong_weekday_is_told() {
        let two = "Minutes of the meeting held on 2 April 2011\nPresent: A. Reed\nMinutes of the meeting held on 7 May 2011\nPresent: A. Reed";
        check(PaperKind::Minutes, "a.txt", two, "none + dates_disagree");
        let wrong = "Minutes of the meeting held on Monday 3 January 2019";
        check(PaperKind::Minutes, "a.txt", wrong, "2019-01-03 explicit + weekday_disagrees");
        let year = "General Meeting 13th May 2023\nASHBY COMMUNITY COUNCIL\nGENERAL MEETING MONDAY 13 MAY 2024\nPresent: A. Reed";
        check(PaperKind::Minutes, "a.txt", year, "none + dates_disagree");
        let impossible = "Minutes of the meeting held on 31 February 2019";
        check(PaperKind::Minutes, "a.txt", impossible, "none");
    }

    #[test]
    fn labels_and_lone_dates_under_a_committee_count() {
        check(
            PaperKind::Report,
            "a.txt",
            "Report to: Cabinet\nDate of meeting: 9 March 2022\nSummary",
            "2022-03-09 explicit",
        );
        check(PaperKind::Report, "a.txt", "To: Cabinet – 30 January 2025", "2025-01-30 explicit");
        check(
            PaperKind::Agenda,
            "a.txt",
            "AGENDA\nAUDIT PANEL\nWednesday 17 July 2019",
            "2019-07-17 explicit",
        );
        check(
            PaperKind::Agenda,
            "a.txt",
            "AGENDA\nDate of next meeting\nWednesday 17 July 2019",
            "none",
        );
    }

    #[test]
    fn a_day_counts_beside_a_roll_and_in_the_summons_above_minutes() {
        check(
            PaperKind::Minutes,
            "a.txt",
            "Ash Council\nAsh Council Meeting, 24th October 2014 - 19.00pm – All Saints Draft Minutes Present: Ada Reed Councillor Ben Hill Councillor Cy Lane Councillor",
            "2014-10-24 explicit",
        );
        check(
            PaperKind::Minutes,
            "a.txt",
            "Ash Parish Council\nMembers are summoned to the Annual Meeting on Friday 15th Feb. 2013 at 7.00pm in the hall.\n1. Apologies\nNone.",
            "2013-02-15 explicit",
        );
    }

    #[test]
    fn dates_of_other_things_never_count() {
        check(
            PaperKind::Other,
            "2018-03-07-changes.md",
            "Buses change on Monday 5 March 2018",
            "none",
        );
        check(
            PaperKind::Report,
            "a.txt",
            "The report published on 17 August 2018 says so.\nPublication date: 17 August 2018",
            "none",
        );
        check(
            PaperKind::Minutes,
            "2019/03/06/post/index.html",
            "Foxhole Parish Council\nMarch 2019",
            "none",
        );
    }

    #[test]
    fn the_surest_wording_goes_first() {
        check(
            PaperKind::DecisionDetails,
            "a.txt",
            "Decision details\nThe wall\nDate of decision: 13/03/2018\nDecided at meeting: 14/03/2018 - Audit Panel\nEffective from: 21/03/2018\nPublication date: 15/03/2018",
            "2018-03-14 explicit",
        );
        check(
            PaperKind::IssueMeetings,
            "a.txt",
            "Issue - meetings\nThe wall\nMeeting: 21/01/2019 - Cabinet (Item 7.)\nAgreed.\nMeeting: 02/02/2019 - Council (Item 12)\nNoted.",
            "2019-02-02 explicit",
        );
        check(
            PaperKind::Minutes,
            "a.txt",
            "Audit Panel - Friday, 17th July, 2015 10.30 am\nPresent: A. Reed",
            "2015-07-17 explicit",
        );
        check(
            PaperKind::Report,
            "a.txt",
            "Date of meeting: 18.01.17\nSummary",
            "2017-01-18 explicit",
        );
        check(
            PaperKind::Minutes,
            "a.txt",
            "Cofnodion y cyfarfod a gynhaliwyd ar Dydd Mawrth, 20fed Medi, 2005",
            "2005-09-20 explicit",
        );
        check(
            PaperKind::Minutes,
            "a.txt",
            "Cofnodion y cyfarfod a gynhaliwyd ar Dydd Mercher, 20fed Medi, 2005",
            "2005-09-20 explicit + weekday_disagrees",
        );
    }

    #[test]
    fn other_meetings_and_two_days_in_one_give_none() {
        for plain in [
            "Minutes of the meeting held on 14th/13th January 2019\nPresent: A. Reed",
            "MINUTES\nPresent: A. Reed\n1. Apologies\n2. Minutes of the meeting held on 7 September 2016\nSigned.",
            "MINUTES\nPresent: A. Reed\nDate of next meeting: 1 March 2017",
            "MINUTES\nThe budget of 2017/18\nPresent: A. Reed",
        ] {
            check(PaperKind::Minutes, "a.txt", plain, "none");
        }
    }
}

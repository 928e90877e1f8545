//! Statements in the shapes in which papers print them.
//!
//! Each case is a few lines of an invented paper and every statement that they hold. A case whose
//! name stands in [`SHORTFALLS`] is known to fail; once it passes, its row is taken out.

use crate::normalise::paper;
use crate::normalise::reading::folded_space;
use crate::normalise::reading::tests::text;
use crate::paper::Origin;
use crate::paper::Paper;
use crate::paper::PaperKind;
use crate::paper::Statement;
use crate::paper::StatementKind;
use crate::recognise::Verdict;

/// Where a list begins and ends, and what is no list.
mod bounds;
/// Requests, actions, questions, answers, declarations and apologies.
mod dealings;
/// What bodies outside the council recommend.
mod outside;
/// What reports and meetings recommend.
mod recommendations;
/// What meetings and decision makers resolve.
mod resolutions;
/// Motions, amendments and votes.
mod voting;

/// The cases that fail as yet, by name.
const SHORTFALLS: &[&str] = &[
    // bounds
    "all sentences behind a label over wrapped lines",
    "marked with 7.1",
    // outside
    "the recommendations of the Ombudsman",
    "two recommendations of the Ombudsman",
    "actions asked for by two inspectorates",
    "a recommendation quoted from an inspection",
];

/// What stands above the lines of a case that is cut from minutes.
const HEAD: &str = "\
Brackenshire County Council

Harbour Committee

Minutes of the meeting of the Harbour Committee held on Tuesday, 3rd May, 2022

1. Welcome

The tides were high.

2. Correspondence

The rocks were bare.

3. Finance

The lamps were bright.

4. Harbour wall

";

/// A statement that is expected: its kind, its number, its text with white space folded.
type Expected = (StatementKind, Option<&'static str>, &'static str);

/// A few lines of a paper and the statements they hold.
struct Case {
    name: &'static str,
    kind: PaperKind,
    lines: &'static str,
    holds: &'static [Expected],
    /// Who makes every one of them, where the case tells.
    body: Option<&'static str>,
}

impl Case {
    /// A case cut from the minutes of the Harbour Committee.
    const fn minuted(name: &'static str, lines: &'static str, holds: &'static [Expected]) -> Self {
        Self { name, kind: PaperKind::Minutes, lines, holds, body: None }
    }

    /// A case that is a whole paper.
    const fn of(
        kind: PaperKind,
        name: &'static str,
        lines: &'static str,
        holds: &'static [Expected],
    ) -> Self {
        Self { name, kind, lines, holds, body: None }
    }

    /// The same case, where `body` makes every statement.
    const fn by(self, body: &'static str) -> Self {
        Self { body: Some(body), ..self }
    }
}

/// Reads lines as a paper of a kind.
fn read(kind: PaperKind, lines: &str) -> Paper {
    let head = if kind == PaperKind::Minutes { HEAD } else { "" };
    let verdict = Verdict { kind, evidence: Vec::new() };
    paper(text(&format!("{head}{lines}\n")), &verdict, Origin::default()).0
}

fn statements(paper: &Paper) -> impl Iterator<Item = &Statement> {
    paper.items.iter().flat_map(|item| &item.statements)
}

fn said(paper: &Paper, statement: &Statement) -> String {
    folded_space(&paper.text[statement.span.clone()])
}

/// What is wrong with the reading of a case, or `None`.
fn fault(case: &Case) -> Option<String> {
    let paper = read(case.kind, case.lines);
    let told: Vec<(&Statement, String)> =
        statements(&paper).map(|it| (it, said(&paper, it))).collect();
    // A statement that does two things at once may be listed as either.
    let is_it = |((it, text), (kind, number, wanted)): (&(&Statement, String), &Expected)| {
        (it.kind == *kind || it.also == Some(*kind))
            && it.number.as_deref() == *number
            && text == wanted
    };
    let shown: Vec<_> = told.iter().map(|(it, text)| (it.kind, &it.number, text)).collect();
    if told.len() != case.holds.len() || !told.iter().zip(case.holds).all(is_it) {
        return Some(format!("{}:\n  not {:?}\n  but {shown:?}", case.name, case.holds));
    }
    let names = told.iter().map(|(it, _)| it.maker.as_ref().map(|maker| maker.name.as_str()));
    let wrong = case.body.and_then(|body| names.into_iter().find(|name| *name != Some(body)));
    wrong.map(|name| format!("{}: made by {name:?}, not {:?}", case.name, case.body))
}

/// Checks every case, and tells of all that are wrong at once.
#[track_caller]
fn check(cases: &[Case]) {
    let faults: Vec<String> =
        cases.iter().filter_map(|case| told(case.name, fault(case))).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// What is to be told of a case: a fault that is not known, or that a known one is mended.
fn told(name: &str, fault: Option<String>) -> Option<String> {
    match (SHORTFALLS.contains(&name), fault) {
        (true, None) => Some(format!("{name}: is mended: strike it from SHORTFALLS")),
        (true, Some(_)) => None,
        (false, fault) => fault,
    }
}

#[test]
fn every_known_shortfall_is_a_case() {
    let lists = [
        bounds::CASES,
        bounds::MARKERS,
        bounds::STOPS,
        dealings::CASES,
        recommendations::CASES,
        resolutions::CASES,
        voting::CASES,
    ];
    let mut names: Vec<&str> = lists.into_iter().flatten().map(|case| case.name).collect();
    names.extend(outside::CASES.iter().map(|case| case.name));
    names.extend(dealings::ADDRESSEES.iter().map(|case| case.0));
    names.extend(voting::FIGURES.iter().map(|case| case.0));
    for name in SHORTFALLS {
        assert!(names.contains(name), "no case is named `{name}`");
    }
    for (at, name) in names.iter().enumerate() {
        assert!(!names[..at].contains(name), "two cases are named `{name}`");
    }
}

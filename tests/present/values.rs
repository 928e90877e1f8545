//! Makes answers by hand: a plain one, an empty one, and one whose words are hostile.

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use jiff::civil::date;
use minutebook::paper::Committee;
use minutebook::paper::Council;
use minutebook::paper::Fact;
use minutebook::paper::Item;
use minutebook::paper::Layer;
use minutebook::paper::Maker;
use minutebook::paper::Origin;
use minutebook::paper::PageStart;
use minutebook::paper::Pages;
use minutebook::paper::Paper;
use minutebook::paper::PaperKind;
use minutebook::paper::Part;
use minutebook::paper::Rubbish;
use minutebook::paper::Statement;
use minutebook::paper::StatementKind;
use minutebook::paper::Tally;
use minutebook::paper::VoteOutcome;
use minutebook::present::Asked;
use minutebook::problem::Problem;
use minutebook::problem::ProblemKind;
use minutebook::search::About;
use minutebook::search::Coverage;
use minutebook::search::Facet;
use minutebook::search::FacetValue;
use minutebook::search::Found;
use minutebook::search::Heading;
use minutebook::search::Hit;
use minutebook::search::Holdings;
use minutebook::search::PersonNamed;
use minutebook::search::Quoted;
use minutebook::search::Shown;
use minutebook::search::ShownItem;
use minutebook::search::Snippet;
use minutebook::search::Stamp;

/// Colours, moves, renames and rings a terminal that lets it.
pub(crate) const HOSTILE: &str = "=cmd|' /C calc'!A0 \u{1b}[31mred\u{1b}[2J\u{9b}1A\u{1b}]0;t\u{7}";

pub(crate) fn stamp() -> Stamp {
    Stamp { fingerprint: "7f3a9c".to_owned(), version: "0.1.0".to_owned() }
}

pub(crate) fn coverage() -> Coverage {
    Coverage { papers: 5, items: 1300, unreadable: 0, undated: 3, council_unknown: 2, unread: 0 }
}

pub(crate) fn heading(query: &str) -> Heading {
    Heading {
        query: query.to_owned(),
        means: format!("items with any form of “{query}”"),
        successions: Vec::new(),
        capitals: Vec::new(),
        coverage: coverage(),
        stamp: stamp(),
    }
}

/// The pages of a text that stands on one page.
fn on_page(page: u32) -> Pages {
    let page = NonZeroU32::new(page).unwrap();
    Pages(vec![PageStart { at: 0, page, is_picture: false }])
}

fn person(name: Option<&str>, role: Option<&str>, kind: &str) -> PersonNamed {
    PersonNamed {
        name: name.map(str::to_owned),
        role: role.map(str::to_owned),
        kind: kind.to_owned(),
    }
}

/// An item of minutes of which everything is known, some of it from outside.
pub(crate) fn known() -> About {
    About {
        title: Some("Improvement Board Update".to_owned()),
        item_number: Some("4".to_owned()),
        part: Part::Item,
        kind: PaperKind::Minutes,
        council: Some(("Brackenshire County Council".to_owned(), Layer::Explicit)),
        committee: Some(("Children's Services Scrutiny Committee".to_owned(), Layer::Explicit)),
        date: Some((date(2017, 1, 18), Layer::Supplied)),
        decision_date: None,
        people: vec![
            person(Some("A. Example"), Some("Director of Children's Services"), "officer"),
            person(None, Some("Chair"), "councillor"),
        ],
        topics: vec!["children/front-door".to_owned()],
        url: Some("https://democracy.brackenshire.example/mgAi.aspx?ID=3045".to_owned()),
        path: "minutes/2017-01-18.txt".to_owned(),
        pages: on_page(3),
        same_as: Vec::new(),
    }
}

/// The body of a paper of which nothing is known.
pub(crate) fn unknown() -> About {
    About {
        title: None,
        item_number: None,
        part: Part::Body,
        kind: PaperKind::Other,
        council: None,
        committee: None,
        date: None,
        decision_date: None,
        people: Vec::new(),
        topics: Vec::new(),
        url: None,
        path: "a folder/a rather long name, as people give them to files that they save from the \
               web, with its date 2017.txt"
            .to_owned(),
        pages: Pages::default(),
        same_as: Vec::new(),
    }
}

fn snippet(text: &str, marks: &[(usize, usize)]) -> Snippet {
    Snippet { text: text.to_owned(), marks: marks.to_vec() }
}

pub(crate) fn facet(field: &str, values: &[(&str, u64)]) -> Facet {
    let values = values
        .iter()
        .map(|(value, count)| FacetValue {
            value: (*value).to_owned(),
            count: *count,
            chosen: *value == "minutes",
        })
        .collect();
    Facet { field: field.to_owned(), aside: false, values }
}

pub(crate) fn found() -> Found {
    let second = About {
        title: Some("Budget monitoring".to_owned()),
        item_number: Some("12".to_owned()),
        pages: Pages::default(),
        ..known()
    };
    let years: Vec<(String, u64)> = (2010..2022).map(|year| (year.to_string(), 1)).collect();
    let years: Vec<(&str, u64)> = years.iter().map(|(year, n)| (year.as_str(), *n)).collect();
    Found {
        heading: heading("caseloads"),
        total: 22,
        papers: 2,
        as_printed: None,
        hits: vec![
            Hit {
                id: "brackenshire/scrutiny/2017-01-18/minutes-3f9a1c/4".to_owned(),
                score: 7.25,
                about: known(),
                snippets: vec![
                    snippet(
                        "…informed that caseloads fell, “naïve” case loads",
                        &[(15, 24), (39, 49)],
                    ),
                    snippet("Members enquired how caseloads were measured…", &[(21, 30)]),
                ],
            },
            Hit {
                id: "other/other-000000/0".to_owned(),
                score: 2.0,
                about: unknown(),
                snippets: vec![snippet("no match is marked here", &[])],
            },
            Hit {
                id: "brackenshire/scrutiny/2017-01-18/minutes-3f9a1c/12".to_owned(),
                score: 1.5,
                about: second,
                snippets: Vec::new(),
            },
        ],
        facets: vec![
            facet("council", &[("Brackenshire County Council", 21), ("(unknown)", 1)]),
            facet("kind", &[("minutes", 21), ("other", 1)]),
            facet("year", &years),
        ],
        forms: BTreeMap::from([(
            "caseloads".to_owned(),
            vec!["case loads".to_owned(), "caseload".to_owned(), "caseloads".to_owned()],
        )]),
    }
}

/// Nothing found for a word that is nowhere.
pub(crate) fn nothing() -> Found {
    Found {
        heading: heading("caseloadz"),
        total: 0,
        papers: 0,
        as_printed: None,
        hits: Vec::new(),
        facets: Vec::new(),
        forms: BTreeMap::from([("caseloadz".to_owned(), Vec::new())]),
    }
}

/// One hit whose every word is hostile.
pub(crate) fn hostile() -> Found {
    let about = About {
        title: Some(format!("{HOSTILE}\n=two, \"lines\"")),
        item_number: Some("+1".to_owned()),
        council: Some((format!("-{HOSTILE}"), Layer::Inferred)),
        committee: Some(("@\u{202e}eettimmoc".to_owned(), Layer::Explicit)),
        path: "\ttab\r\n\u{1b}c.txt".to_owned(),
        pages: Pages::default(),
        ..known()
    };
    let hit = Hit {
        id: "x\u{1b}[1m/1".to_owned(),
        score: 1.0,
        about,
        snippets: vec![snippet("a \u{1b}[31mred\u{1b}[0m bus", &[(14, 17)])],
    };
    Found {
        heading: heading("bus"),
        total: 1,
        papers: 1,
        as_printed: None,
        hits: vec![hit],
        facets: vec![facet("council", &[("\u{1b}[31m=red", 1)])],
        forms: BTreeMap::new(),
    }
}

pub(crate) fn asked(receipt: bool) -> Asked {
    Asked {
        filters: vec![("council".to_owned(), vec!["leeds".to_owned(), "york".to_owned()])],
        only: vec![Layer::Explicit],
        command: "minutebook search --only explicit 'caseloads council:(leeds OR york)'".to_owned(),
        receipt,
    }
}

pub(crate) fn problems() -> Vec<Problem> {
    let scanned = (1..=5)
        .map(|n| Problem::new(format!("scans/{n}.pdf"), ProblemKind::FormatNotReadYet, "PDF"));
    let mut problems: Vec<Problem> = scanned.collect();
    problems.push(Problem::new("logo.png", ProblemKind::NotAPaper, ""));
    problems.push(Problem::new(
        "a\u{1b}[31m.txt",
        ProblemKind::WeekdayDisagrees,
        "Monday 18 January 2017",
    ));
    problems
}

pub(crate) fn holdings() -> Holdings {
    Holdings {
        stamp: stamp(),
        coverage: coverage(),
        files: 1206,
        by: vec![
            (
                "council".to_owned(),
                vec![("Brackenshire".to_owned(), 3), ("(unknown)".to_owned(), 2)],
            ),
            ("kind".to_owned(), vec![("minutes".to_owned(), 5)]),
        ],
        problems: problems(),
    }
}

/// A statement of which much is known, with words that act on a terminal.
fn noted() -> Quoted {
    let maker = Maker { name: format!("The Board {HOSTILE}"), outside: None };
    Quoted {
        statement: Statement {
            number: Some("2".to_owned()),
            lead_in: Some(0..9),
            maker: Some(maker),
            addressee: Some("the Director".to_owned()),
            outcome: Some(VoteOutcome::Carried),
            tally: Some(Tally { in_favour: Some(7), abstained: Some(1), ..Tally::default() }),
            ..Statement::new(StatementKind::Resolution, 30..60)
        },
        text: "The Board noted\ta \u{1b}[31mred\u{1b}[0m line.".to_owned(),
        lead_in: Some("That the:".to_owned()),
    }
}

pub(crate) fn shown() -> Shown {
    Shown {
        coverage: coverage(),
        stamp: stamp(),
        paper: "brackenshire/scrutiny/2017-01-18/minutes-3f9a1c".to_owned(),
        paper_items: 7,
        items: vec![ShownItem {
            id: "brackenshire/scrutiny/2017-01-18/minutes-3f9a1c/4".to_owned(),
            about: known(),
            text:
                "4. Improvement Board Update\n\n\nThe Board noted\ta \u{1b}[31mred\u{1b}[0m line.\n"
                    .to_owned(),
            evidence: vec![
                ("council".to_owned(), "Brackenshire County Council".to_owned()),
                ("date".to_owned(), "2017-01-18.txt".to_owned()),
            ],
            statements: vec![noted()],
        }],
    }
}

/// A paper with an item, a header, a left-over and some of its facts.
pub(crate) fn paper() -> Paper {
    let text = "Cabinet\nLAYOUT_SECTION\n1. Apologies\nNone \u{1b}[5mwere received.\n".to_owned();
    let item =
        |part, number: Option<&str>, title: Option<&str>, span: std::ops::Range<usize>| Item {
            part,
            number: number.map(str::to_owned),
            title: title.map(str::to_owned),
            spans: vec![span],
            page: None,
            meeting: None,
            statements: Vec::new(),
            topics: Vec::new(),
        };
    Paper {
        origin: Origin { path: "cabinet.txt".to_owned(), ..Origin::default() },
        address: None,
        kind: PaperKind::Minutes,
        title: None,
        council: None,
        committee: Some(Fact {
            value: Committee {
                name: "Cabinet".to_owned(),
                function: Some("executive".to_owned()),
                also: Vec::new(),
                themes: Vec::new(),
                flags: Vec::new(),
            },
            layer: Layer::Explicit,
            evidence: "Cabinet".to_owned(),
        }),
        date: Some(Fact {
            value: date(2021, 11, 15),
            layer: Layer::Supplied,
            evidence: "Cabinet 15 Nov 2021.txt".to_owned(),
        }),
        decision_date: None,
        items: vec![
            item(Part::Header, None, None, 0..8),
            item(Part::Item, Some("1"), Some("Apologies"), 23..text.len()),
        ],
        rubbish: vec![Rubbish { name: "LAYOUT_SECTION".to_owned(), span: 8..23 }],
        people: Vec::new(),
        topics: Vec::new(),
        dates: Vec::new(),
        text,
        pages: Pages::default(),
    }
}

/// A council as the registry has it.
pub(crate) fn council() -> Fact<Council> {
    Fact {
        value: Council {
            name: "Brackenshire County Council".to_owned(),
            id: Some("BRA".to_owned()),
        },
        layer: Layer::Inferred,
        evidence: "…the County Council's offices in Bracken".to_owned(),
    }
}

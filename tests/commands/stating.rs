//! Makes papers with statements and indexes them, without a look at files.

use jiff::civil::Date;
use jiff::civil::date;
use minutebook::index::Entry;
use minutebook::index::Ledger;
use minutebook::index::Writer;
use minutebook::paper::Committee;
use minutebook::paper::Council;
use minutebook::paper::Fact;
use minutebook::paper::Item;
use minutebook::paper::Layer;
use minutebook::paper::Level;
use minutebook::paper::Maker;
use minutebook::paper::Origin;
use minutebook::paper::Pages;
use minutebook::paper::Paper;
use minutebook::paper::PaperKind;
use minutebook::paper::Part;
use minutebook::paper::Statement;
use minutebook::paper::StatementKind;
use minutebook::paper::Tally;
use minutebook::paper::VoteOutcome;

use crate::support::Corpus;

/// A statement over these words of the text, by a body.
fn statement(text: &str, words: &str, kind: StatementKind, body: &str) -> Statement {
    let start = text.find(words).unwrap();
    let outside = (body == "Ofsted").then(|| "ofsted".to_owned());
    let maker = (!body.is_empty()).then(|| Maker { name: body.to_owned(), outside });
    Statement { maker, ..Statement::new(kind, start..start + words.len()) }
}

fn paper(council: &str, day: Date, text: &str, statements: Vec<Statement>) -> Paper {
    let sure = |value: &str| value.to_owned();
    Paper {
        origin: Origin { path: format!("{day}.txt"), ..Origin::default() },
        address: None,
        kind: PaperKind::Minutes,
        title: None,
        council: Some(Fact {
            value: Council { name: sure(council), id: None },
            layer: Layer::Explicit,
            evidence: sure(council),
        }),
        committee: Some(Fact {
            value: Committee {
                name: sure("Children's Board"),
                function: None,
                also: Vec::new(),
                themes: Vec::new(),
                flags: Vec::new(),
            },
            layer: Layer::Explicit,
            evidence: sure("Children's Board"),
        }),
        date: Some(Fact { value: day, layer: Layer::Explicit, evidence: day.to_string() }),
        decision_date: None,
        pages: Pages::default(),
        items: vec![Item {
            part: Part::Item,
            number: Some(sure("4")),
            title: Some(sure("Inspection")),
            spans: std::iter::once(0..text.len()).collect(),
            page: None,
            meeting: None,
            statements,
            topics: Vec::new(),
        }],
        text: sure(text),
        rubbish: Vec::new(),
        people: Vec::new(),
        topics: Vec::new(),
        dates: Vec::new(),
    }
}

/// Councils of the registry, for it knows their nations; what they say is made up. One has a plan
/// and its update, one only says how many recommendations there are, one lies in a nation where
/// Ofsted has no powers, one says nothing.
fn papers() -> Vec<Paper> {
    use StatementKind::Recommendation;
    let plan = "The inspectors recommended that the Council:\n1. Reduce caseloads.\n2. Train staff.\nThe 17 Ofsted recommendations were noted.\n";
    let of_plan = |words, number: &str, status: Option<&str>| Statement {
        number: Some(number.to_owned()),
        lead_in: Some(0..44),
        framework: Some("sif".to_owned()),
        inspected: Some("2016-11".to_owned()),
        status: status.map(str::to_owned),
        ..statement(plan, words, Recommendation, "Ofsted")
    };
    let claim = |text: &str, words: &str, count| Statement {
        level: Level::Claim,
        claimed: Some(count),
        ..statement(text, words, Recommendation, "Ofsted")
    };
    let update = "1. reduce  caseloads – amber\nRESOLVED: That the caseloads be noted.\nFor: 8 Against: 3\nThe Director will report on vacancies.\n";
    let count = "Members heard of 17 Ofsted recommendations on caseloads.\n";
    let welsh = "RESOLVED: That the plan be noted.\n";
    let (lancashire, day) = ("Lancashire County Council", date(2017, 1, 18));
    let tally = Tally { in_favour: Some(8), against: Some(3), ..Tally::default() };
    vec![
        paper(
            lancashire,
            day,
            plan,
            vec![
                of_plan("Reduce caseloads.", "1", Some("red")),
                of_plan("Train staff.", "2", None),
                claim(plan, "17 Ofsted recommendations", 17),
            ],
        ),
        paper(
            lancashire,
            date(2017, 3, 9),
            update,
            vec![
                Statement {
                    number: Some("1".to_owned()),
                    status: Some("amber".to_owned()),
                    ..statement(update, "reduce  caseloads", Recommendation, "Ofsted")
                },
                statement(
                    update,
                    "That the caseloads be noted.",
                    StatementKind::Resolution,
                    "Children's Board",
                ),
                Statement {
                    tally: Some(tally),
                    outcome: Some(VoteOutcome::Carried),
                    ..statement(update, "For: 8 Against: 3", StatementKind::Vote, "")
                },
                Statement {
                    addressee: Some("The Director".to_owned()),
                    ..statement(
                        update,
                        "The Director will report on vacancies.",
                        StatementKind::Action,
                        "",
                    )
                },
            ],
        ),
        paper(
            "Kent County Council",
            date(2017, 2, 1),
            count,
            vec![claim(count, "17 Ofsted recommendations", 17)],
        ),
        paper(
            "Cardiff Council",
            date(2017, 2, 2),
            welsh,
            vec![statement(
                welsh,
                "That the plan be noted.",
                StatementKind::Resolution,
                "Children's Board",
            )],
        ),
        paper("Leeds City Council", date(2017, 2, 3), "Nothing was decided.\n", Vec::new()),
    ]
}

/// A folder with an index of these papers.
pub(super) fn indexed() -> Corpus {
    let corpus = Corpus::empty();
    let mut writer = Writer::open(&corpus.path().join("index"), &crate::support::setup(1)).unwrap();
    let mut ledger = Ledger::default();
    for paper in papers() {
        let source = paper.origin.path.clone();
        let account = writer.put(&source, &paper).unwrap();
        let entry = Entry {
            source: source.clone(),
            path: source.clone(),
            shown: source.clone(),
            paper: Some(account),
            ..Entry::default()
        };
        ledger.entries.insert(source, std::sync::Arc::new(entry));
    }
    writer.commit(ledger).unwrap();
    writer.close().unwrap();
    corpus
}

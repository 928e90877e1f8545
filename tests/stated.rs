//! The statements of the real seeds beside the project, against the labels made of them by hand.
//!
//! Seeds and labels are not part of the project: where their folders are absent, each test says
//! so and is passed over. Their sentences are read when a test runs; none stands in this file.

use std::collections::BTreeMap;

use minutebook::paper::Item;
use minutebook::paper::Level;
use minutebook::paper::Paper;
use minutebook::paper::Statement;
use minutebook::paper::StatementKind;
use minutebook::pipeline;
use serde_json::Value;

use crate::real::gold;
use crate::real::shared;
use crate::support::readers;

/// What the labels ask for and reading does not give yet: (seed, shortfall). A shortfall that is
/// mended fails the test that knows of it, so that its row is taken out.
const SHORTFALLS: &[(&str, &str)] = &[];

/// The kinds whose statements the labels list whole.
const COUNTED: [StatementKind; 4] = [
    StatementKind::Resolution,
    StatementKind::Recommendation,
    StatementKind::Request,
    StatementKind::Vote,
];

/// A seed that was read, with the first three figures of its name and its label.
struct Seed {
    name: String,
    paper: Paper,
    label: Value,
}

/// The seeds in their order, and the answers over all of them.
fn seeds() -> Option<(Vec<Seed>, Value)> {
    let (folder, labels) = (shared("seeds")?, shared("gold")?);
    let read =
        pipeline::inspect(&folder, &readers(), None).unwrap().into_iter().map(|inspection| {
            let paper = inspection.paper.unwrap();
            let label = gold(&labels, paper.origin.path.trim_end_matches(".txt"));
            Seed { name: paper.origin.path[..3].to_owned(), paper, label }
        });
    Some((read.collect(), gold(&labels, "queries")))
}

impl Seed {
    /// Its statements with their items, in order.
    fn statements(&self) -> impl Iterator<Item = (&Item, &Statement)> {
        self.paper.items.iter().flat_map(|item| item.statements.iter().map(move |it| (item, it)))
    }

    /// Its statements of one kind whose text is there.
    fn of(&self, kind: StatementKind) -> impl Iterator<Item = &Statement> {
        let all = self.statements().map(|(_, statement)| statement);
        all.filter(move |it| it.kind == kind && it.level == Level::Item)
    }

    /// The recommendations of outside bodies of one level.
    fn outside(&self, level: Level) -> Vec<&Statement> {
        let all = self.statements().map(|(_, statement)| statement);
        all.filter(|it| it.level == level && outside(it).is_some()).collect()
    }

    fn text(&self, statement: &Statement) -> String {
        folded(&self.paper.text[statement.span.clone()])
    }

    /// The statement that a label describes.
    #[track_caller]
    fn find(&self, label: &Value) -> (&Item, &Statement) {
        let text = folded(label["text"].as_str().unwrap());
        let is_it = |(_, statement): &(&Item, &Statement)| {
            statement.kind.as_str() == label["kind"] && self.text(statement) == text
        };
        let mut found = self.statements().filter(is_it);
        let first = found.next().unwrap_or_else(|| panic!("{}: no {label}", self.name));
        assert!(found.next().is_none(), "{}: twice: {label}", self.name);
        first
    }
}

/// The id of the outside body that makes a statement.
fn outside(statement: &Statement) -> Option<&str> {
    statement.maker.as_ref()?.outside.as_deref()
}

/// A text as it is compared: single spaces, no stops and spaces at its ends.
fn folded(text: &str) -> String {
    let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
    folded.trim_end_matches(['.', ';', ',', ' ']).to_owned()
}

/// A body as it is compared: labels explain theirs in brackets.
fn body(name: &str) -> String {
    name.split(" (").next().unwrap_or_default().to_lowercase()
}

fn rows(list: &Value) -> &[Value] {
    list.as_array().map_or(&[], Vec::as_slice)
}

/// Checks what a label says of an inspection. Labels say more of a framework than its id.
#[track_caller]
fn check_inspection(seed: &Seed, statement: &Statement, label: &Value) {
    let about = format!("{}: {label}", seed.name);
    if let Some(framework) = label["framework"].as_str() {
        assert_eq!(statement.framework.as_deref(), framework.split(' ').next(), "{about}");
    }
    if let Some(date) = label["inspection_date"].as_str() {
        assert_eq!(statement.inspected.as_deref(), Some(date), "{about}");
    }
}

/// Asserts `holds`, or that it does not hold where the shortfall is known.
#[track_caller]
fn check(seed: &str, what: &str, holds: bool, about: &str) {
    let known = SHORTFALLS.contains(&(seed, what));
    assert!(!known || !holds, "{seed}: {what} is mended: strike its row");
    assert!(known || holds, "{seed}: {what}: {about}");
}

#[test]
fn every_labelled_statement_is_found_with_all_that_is_said_of_it() {
    let Some((seeds, _)) = seeds() else { return };
    for seed in &seeds {
        for label in rows(&seed.label["statements"]) {
            let about = format!("{}: {label}", seed.name);
            let (item, statement) = seed.find(label);
            assert_eq!(statement.number.as_deref(), label["number"].as_str(), "{about}");
            let maker = statement.maker.as_ref().unwrap();
            assert_eq!(body(&maker.name), body(label["body"].as_str().unwrap()), "{about}");
            assert_eq!(outside(statement).is_some(), maker.name == "Ofsted", "{about}");
            if let Some(lead_in) = label["lead_in"].as_str() {
                let told = statement.lead_in.clone().unwrap();
                assert_eq!(folded(&seed.paper.text[told]), folded(lead_in), "{about}");
            }
            if let Some(number) = label["item"].as_str() {
                assert_eq!(item.number.as_deref(), Some(number), "{about}");
            }
            if let Some(addressee) = label["addressee"].as_str() {
                assert_eq!(statement.addressee.as_deref(), Some(addressee), "{about}");
            }
            if let Some(source) = label["source_sentence"].as_str() {
                let lead_in = statement.lead_in.clone().unwrap();
                let told = folded(&seed.paper.text[lead_in]);
                assert!(told.ends_with(&folded(source)), "{about}: {told}");
            }
            // No seed says of one recommendation what became of it.
            assert_eq!((&statement.status, &statement.response), (&None, &None), "{about}");
            check_inspection(seed, statement, label);
            if let Some(also) = label["also"].as_str() {
                let told = statement.also.map(StatementKind::as_str);
                check(&seed.name, "also", told == Some(also), &about);
            }
        }
    }
}

#[test]
fn nothing_else_is_resolved_recommended_requested_or_voted_on() {
    let Some((seeds, answers)) = seeds() else { return };
    let mut totals: BTreeMap<&str, usize> = BTreeMap::new();
    for seed in &seeds {
        let labels = rows(&seed.label["statements"]);
        // Those that may be there or not.
        let optional: Vec<String> = rows(&seed.label["optional_statements"])
            .iter()
            .map(|label| folded(label["text"].as_str().unwrap()))
            .collect();
        for kind in COUNTED {
            let told: Vec<String> = seed
                .of(kind)
                .map(|statement| seed.text(statement))
                .filter(|text| !optional.contains(text))
                .collect();
            let wanted = labels.iter().filter(|label| label["kind"] == kind.as_str());
            let wanted: Vec<String> =
                wanted.map(|label| folded(label["text"].as_str().unwrap())).collect();
            assert_eq!(told, wanted, "{}: {kind}", seed.name);
            let count = &answers["statements"][kind.as_str()]["by_file"][&seed.name];
            assert_eq!(told.len() as u64, count.as_u64().unwrap_or(0), "{}: {kind}", seed.name);
            *totals.entry(kind.as_str()).or_default() += told.len();
        }
    }
    let counts = COUNTED.map(|kind| totals[kind.as_str()]);
    assert_eq!(counts, [11, 9, 1, 0]);
    for kind in COUNTED {
        let total = answers["statements"][kind.as_str()]["total"].as_u64();
        assert_eq!(Some(totals[kind.as_str()] as u64), total, "{kind}");
    }
}

#[test]
fn recommendations_of_ofsted_are_texts_claims_and_one_mention() {
    let Some((seeds, answers)) = seeds() else { return };
    let (mut items, mut claims, mut mentions) = (0, Vec::new(), Vec::new());
    for seed in &seeds {
        let label = &seed.label["external_recommendations"];
        for level in Level::ALL {
            let told = seed.outside(level);
            assert!(told.iter().all(|it| outside(it) == Some("ofsted")), "{}", seed.name);
            assert!(told.iter().all(|it| it.kind == StatementKind::Recommendation));
        }
        items += seed.outside(Level::Item).len();
        let wanted = match &label["items"] {
            Value::Array(items) => items.len() as u64,
            count => count.as_u64().unwrap(),
        };
        assert_eq!(seed.outside(Level::Item).len() as u64, wanted, "{}: items", seed.name);

        let told = seed.outside(Level::Claim);
        assert_eq!(told.len(), rows(&label["claims"]).len(), "{}: claims", seed.name);
        for (statement, label) in told.iter().zip(rows(&label["claims"])) {
            let about = format!("{}: {label}", seed.name);
            assert_eq!(statement.claimed.map(u64::from), label["count"].as_u64(), "{about}");
            assert_eq!(
                Some(statement.maker.as_ref().unwrap().name.as_str()),
                label["body"].as_str()
            );
            // A label may hold a part of the sentence.
            let said = seed.text(statement);
            assert!(said.contains(&folded(label["text"].as_str().unwrap())), "{about}: {said}");
            check_inspection(seed, statement, label);
            if let Some(number) = label["item"].as_str() {
                let item = seed.statements().find(|(_, it)| it == statement).unwrap().0;
                assert_eq!(item.number.as_deref(), Some(number), "{about}");
            }
            claims.push((seed.name.clone(), u64::from(statement.claimed.unwrap())));
        }

        let told = seed.outside(Level::Mention);
        assert_eq!(told.len(), rows(&label["mentions"]).len(), "{}: mentions", seed.name);
        for (statement, label) in told.iter().zip(rows(&label["mentions"])) {
            let said = seed.text(statement);
            assert!(said.contains(&folded(label["text"].as_str().unwrap())), "{label}: {said}");
            mentions.push(seed.name.clone());
        }
    }
    let answers = &answers["ofsted_recommendations"];
    assert_eq!(answers["items"]["total"], items);
    let wanted: Vec<(String, u64)> = rows(&answers["claims"])
        .iter()
        .map(|claim| (claim["file"].as_str().unwrap().to_owned(), claim["count"].as_u64().unwrap()))
        .collect();
    assert_eq!(claims, wanted);
    let wanted: Vec<&str> = rows(&answers["mentions"])
        .iter()
        .map(|mention| mention["file"].as_str().unwrap())
        .collect();
    assert_eq!(mentions, wanted);
}

#[test]
fn what_looks_like_a_recommendation_of_ofsted_is_none() {
    let Some((seeds, answers)) = seeds() else { return };
    let none = rows(&answers["ofsted_recommendations"]["must_not_return"]);
    for seed in &seeds {
        let told: usize = Level::ALL.iter().map(|level| seed.outside(*level).len()).sum();
        if none.contains(&Value::from(seed.name.as_str())) {
            assert_eq!(told, 0, "{}", seed.name);
        }
        // The heading `Recommendation` is the officer's, and a status is nobody's.
        for (_, statement) in seed.statements().filter(|(_, it)| outside(it).is_some()) {
            let before = &seed.paper.text[..statement.span.start];
            let line = before.trim_end().lines().next_back().unwrap_or_default();
            assert_ne!(line.trim(), "Recommendation", "{}", seed.name);
        }
        for (_, statement) in seed.statements() {
            let said = seed.text(statement);
            assert!(!said.contains("Decision status"), "{}: {said}", seed.name);
        }
    }
    // The parts of a programme are numbered, and no statements.
    let minutes = seeds.iter().find(|seed| seed.name == "002").unwrap();
    let numbered = minutes.statements().filter(|(_, it)| it.number.is_some());
    assert!(numbered.into_iter().all(|(item, _)| item.number.as_deref() == Some("6")));
}

#[test]
fn apologies_declarations_and_questions_of_the_seeds_are_found() {
    let Some((seeds, _)) = seeds() else { return };
    for seed in &seeds {
        for (key, kind) in [
            ("apologies", StatementKind::Apologies),
            ("declarations", StatementKind::Declaration),
            ("questions", StatementKind::Question),
        ] {
            let told: Vec<String> = seed.of(kind).map(|it| seed.text(it)).collect();
            for (at, label) in rows(&seed.label[key]).iter().enumerate() {
                let text = folded(label.as_str().unwrap());
                let what = format!("{key} {}", at + 1);
                check(&seed.name, &what, told.contains(&text), &format!("{text}: {told:#?}"));
            }
        }
        for label in rows(&seed.label["procedural_notes"]) {
            let note = folded(label.as_str().unwrap());
            let told = |(_, it): (&Item, &Statement)| note.contains(&seed.text(it));
            assert!(!seed.statements().any(told), "{}: {note}", seed.name);
        }
    }
}

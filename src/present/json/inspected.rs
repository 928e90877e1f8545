//! Shapes what files are taken to say, read without an index.

use std::collections::BTreeMap;
use std::io::Result;
use std::io::Write;

use serde::Serialize;

use super::holdings::ProblemOut;
use super::holdings::problems;
use super::stated::StatedOut;
use crate::paper::Attendance;
use crate::paper::Fact;
use crate::paper::Paper;
use crate::paper::Topic;
use crate::present::Inspected;

#[derive(Serialize)]
struct FilesOut<'a> {
    files: Vec<FileOut<'a>>,
}

#[derive(Serialize)]
struct FileOut<'a> {
    path: &'a str,
    kind: Option<&'static str>,
    evidence: Vec<EvidenceOut<'a>>,
    title: Option<&'a str>,
    address: Option<&'a str>,
    council: CouncilOut<'a>,
    committee: CommitteeOut<'a>,
    date: DateOut<'a>,
    decision_date: Option<String>,
    dates_mentioned: Vec<MentionedOut<'a>>,
    items: Vec<ItemOut<'a>>,
    people: Vec<PersonOut<'a>>,
    statements: Vec<StatementOut<'a>>,
    topics: Vec<&'a str>,
    topic_evidence: BTreeMap<&'a str, &'a [String]>,
    rubbish: Vec<RubbishOut<'a>>,
    furniture_words: usize,
    problems: Vec<ProblemOut<'a>>,
}

#[derive(Serialize)]
struct EvidenceOut<'a> {
    line: usize,
    text: &'a str,
}

#[derive(Serialize)]
struct CouncilOut<'a> {
    value: Option<&'a str>,
    id: Option<&'a str>,
    layer: Option<&'static str>,
    evidence: Option<&'a str>,
}

#[derive(Serialize)]
struct CommitteeOut<'a> {
    value: Option<&'a str>,
    layer: Option<&'static str>,
    function: Option<&'a str>,
    also: &'a [String],
    themes: &'a [String],
    flags: &'a [String],
    evidence: Option<&'a str>,
}

#[derive(Serialize)]
struct DateOut<'a> {
    value: Option<String>,
    layer: Option<&'static str>,
    evidence: Option<&'a str>,
}

#[derive(Serialize)]
struct MentionedOut<'a> {
    first: String,
    last: String,
    precision: &'static str,
    role: &'static str,
    year_inferred: bool,
    text: &'a str,
}

#[derive(Serialize)]
struct ItemOut<'a> {
    number: Option<&'a str>,
    title: Option<&'a str>,
    part: &'static str,
    text: String,
    page: Option<u32>,
    topics: Vec<&'a str>,
}

#[derive(Serialize)]
struct PersonOut<'a> {
    name: Option<&'a str>,
    role: Option<&'a str>,
    canonical_role: Option<&'a str>,
    kind: &'static str,
    organisation: Option<&'a str>,
    attendance: Option<&'static str>,
    aliases: &'a [String],
    evidence: &'a str,
}

/// A statement, with the item it stands in, counted from 0 as in `items`.
#[derive(Serialize)]
struct StatementOut<'a> {
    item: usize,
    #[serde(flatten)]
    stated: StatedOut<'a>,
}

#[derive(Serialize)]
struct RubbishOut<'a> {
    name: &'a str,
    text: &'a str,
}

/// Writes what files are taken to say: the object of one file where `one` was asked for, else
/// all below `files`.
pub fn inspected(files: &[Inspected<'_>], one: bool, out: &mut dyn Write) -> Result<()> {
    match files {
        [file] if one => super::write(&shaped(file), out),
        files => super::write(&FilesOut { files: files.iter().map(shaped).collect() }, out),
    }
}

fn shaped<'a>(file: &Inspected<'a>) -> FileOut<'a> {
    let paper = file.paper;
    let council = paper.and_then(|paper| paper.council.as_ref());
    let committee = paper.and_then(|paper| paper.committee.as_ref());
    let date = paper.and_then(|paper| paper.date.as_ref());
    let decision = paper.and_then(|paper| paper.decision_date.as_ref());
    FileOut {
        path: file.path,
        kind: file.kind.map(|kind| kind.as_str()),
        evidence: file
            .evidence
            .iter()
            .map(|(line, text)| EvidenceOut { line: *line, text })
            .collect(),
        title: paper.and_then(|paper| paper.title.as_deref()),
        address: paper.and_then(|paper| paper.address.as_deref()),
        council: CouncilOut {
            value: council.map(|fact| fact.value.name.as_str()),
            id: council.and_then(|fact| fact.value.id.as_deref()),
            layer: layer(council),
            evidence: evidence(council),
        },
        committee: CommitteeOut {
            value: committee.map(|fact| fact.value.name.as_str()),
            layer: layer(committee),
            function: committee.and_then(|fact| fact.value.function.as_deref()),
            also: committee.map_or(&[], |fact| &fact.value.also),
            themes: committee.map_or(&[], |fact| &fact.value.themes),
            flags: committee.map_or(&[], |fact| &fact.value.flags),
            evidence: evidence(committee),
        },
        date: DateOut {
            value: date.map(|fact| fact.value.to_string()),
            layer: layer(date),
            evidence: evidence(date),
        },
        decision_date: decision.map(|fact| fact.value.to_string()),
        dates_mentioned: paper.map(dates_mentioned).unwrap_or_default(),
        items: paper.map(items).unwrap_or_default(),
        people: paper.map(people).unwrap_or_default(),
        statements: paper.map(statements).unwrap_or_default(),
        topics: paper.map(|paper| topics(&paper.topics)).unwrap_or_default(),
        topic_evidence: paper.map(topic_evidence).unwrap_or_default(),
        rubbish: paper.map(rubbish).unwrap_or_default(),
        furniture_words: file.furniture_words,
        problems: problems(file.problems),
    }
}

fn layer<T>(fact: Option<&Fact<T>>) -> Option<&'static str> {
    fact.map(|fact| fact.layer.as_str())
}

fn evidence<T>(fact: Option<&Fact<T>>) -> Option<&str> {
    fact.map(|fact| fact.evidence.as_str())
}

fn dates_mentioned(paper: &Paper) -> Vec<MentionedOut<'_>> {
    let shaped = paper.dates.iter().map(|date| MentionedOut {
        first: date.first.to_string(),
        last: date.last.to_string(),
        precision: date.precision.as_str(),
        role: date.role.as_str(),
        year_inferred: date.year_inferred,
        text: paper.text.get(date.span.clone()).unwrap_or_default(),
    });
    shaped.collect()
}

fn items(paper: &Paper) -> Vec<ItemOut<'_>> {
    let shaped = paper.items.iter().map(|item| ItemOut {
        number: item.number.as_deref(),
        title: item.title.as_deref(),
        part: item.part.as_str(),
        text: paper.text_of(item),
        page: item.page.map(Into::into),
        topics: topics(&item.topics),
    });
    shaped.collect()
}

fn topics(topics: &[Topic]) -> Vec<&str> {
    topics.iter().map(|topic| topic.id.as_str()).collect()
}

fn topic_evidence(paper: &Paper) -> BTreeMap<&str, &[String]> {
    paper.topics.iter().map(|topic| (topic.id.as_str(), topic.cues.as_slice())).collect()
}

fn people(paper: &Paper) -> Vec<PersonOut<'_>> {
    let shaped = paper.people.iter().map(|person| PersonOut {
        name: person.name.as_deref(),
        role: person.role.as_deref(),
        canonical_role: person.canonical_role.as_deref(),
        kind: person.kind.as_str(),
        organisation: person.organisation.as_deref(),
        attendance: person.attendance.map(Attendance::as_str),
        aliases: &person.aliases,
        evidence: &person.evidence,
    });
    shaped.collect()
}

fn statements(paper: &Paper) -> Vec<StatementOut<'_>> {
    let numbered = paper.items.iter().enumerate();
    let all = numbered.flat_map(|(at, item)| item.statements.iter().map(move |it| (at, item, it)));
    all.map(|(at, item, statement)| StatementOut {
        item: at,
        stated: StatedOut::in_paper(statement, item, &paper.text),
    })
    .collect()
}

fn rubbish(paper: &Paper) -> Vec<RubbishOut<'_>> {
    let shaped = paper.rubbish.iter().map(|rubbish| RubbishOut {
        name: &rubbish.name,
        text: paper.text.get(rubbish.span.clone()).unwrap_or_default(),
    });
    shaped.collect()
}

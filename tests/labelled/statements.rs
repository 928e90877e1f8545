//! How right the statements of real papers are found, against labels made by reading.
//!
//! A label holds the first words of its statement, how many times they stand in the paper before,
//! and its length: enough to find it again in the paper's text, which is no part of the project.
//! All places are counted in characters of the items' texts without white space.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;
use std::path::Path;

use minutebook::paper::Level;
use minutebook::paper::Paper;
use minutebook::paper::Statement;
use minutebook::pipeline;
use serde_json::Value;

use super::HELD_OUT;
use super::labels;
use super::tell;

use crate::support::readers;

/// What each list has reached: (list, kind, F1); `all` is every kind together, `body` the share
/// of right makers among the statements found. Less is a step back.
const REACHED: &[(&str, &str, f64)] = &[
    ("dev", "all", 0.87),
    ("dev", "action", 0.93),
    ("dev", "motion", 0.94),
    ("dev", "request", 0.95),
    ("dev", "resolution", 0.86),
    ("dev", "body", 0.96),
    ("second", "all", 0.86),
    ("second", "action", 0.84),
    ("second", "request", 0.93),
    ("second", "resolution", 0.85),
    ("second", "body", 0.96),
    ("third", "all", 0.885),
    ("third", "action", 0.88),
    ("third", "resolution", 0.885),
    ("third", "body", 0.945),
    ("fourth", "all", 0.82),
    ("fourth", "resolution", 0.84),
    ("fourth", "body", 0.99),
    ("held_out", "all", 0.69),
    ("held_out", "resolution", 0.855),
    ("held_out", "body", 0.99),
];

/// A statement told and a labelled one are the same from this overlap on.
const SAME: f64 = 0.7;

/// What overlaps an optional statement by more than this is no error.
const TOUCHES: f64 = 0.3;

/// A statement that a label asks for.
struct Wanted<'a> {
    label: &'a Value,
    sure: bool,
    span: Range<usize>,
}

/// A statement that was found.
struct Told<'a> {
    statement: &'a Statement,
    text: &'a str,
    span: Range<usize>,
}

/// The figures of one kind.
#[derive(Debug, Default, Clone, Copy)]
struct Figures {
    right: usize,
    extra: usize,
    missing: usize,
}

impl Figures {
    fn f1(self) -> f64 {
        share(2 * self.right, 2 * self.right + self.extra + self.missing)
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

/// The figures of a list of papers, and each difference in words.
#[derive(Debug, Default)]
struct Score {
    kinds: BTreeMap<String, Figures>,
    bodies: Figures,
    /// Recommendations of outside bodies: their texts, claims and mentions, by number alone.
    outside: Figures,
    misses: Vec<String>,
}

impl Score {
    fn all(&self) -> Figures {
        let sum = |count: fn(&Figures) -> usize| self.kinds.values().map(count).sum();
        Figures {
            right: sum(|it| it.right),
            extra: sum(|it| it.extra),
            missing: sum(|it| it.missing),
        }
    }

    /// The figure that [`REACHED`] has a floor for.
    fn reached(&self, kind: &str) -> f64 {
        match kind {
            "all" => self.all().f1(),
            "body" => share(self.bodies.right, self.bodies.right + self.bodies.extra),
            "outside" => self.outside.f1(),
            kind => self.kinds.get(kind).copied().unwrap_or_default().f1(),
        }
    }

    fn kind(&mut self, kind: &str) -> &mut Figures {
        self.kinds.entry(kind.to_owned()).or_default()
    }

    fn table(&self) -> String {
        let mut table = String::new();
        let all = ("all".to_owned(), self.all());
        let outside = ("outside".to_owned(), self.outside);
        let kinds = self.kinds.iter().map(|(kind, figures)| (kind.clone(), *figures));
        for (name, figures) in [all].into_iter().chain(kinds).chain([outside]) {
            let Figures { right, extra, missing } = figures;
            writeln!(
                table,
                "  {name:<14} right {right:>4}  extra {extra:>3}  missing {missing:>3}  \
                 precision {:.3}  recall {:.3}  f1 {:.3}",
                share(right, right + extra),
                share(right, right + missing),
                figures.f1()
            )
            .unwrap();
        }
        let Figures { right, extra, .. } = self.bodies;
        let of = right + extra;
        writeln!(table, "  {:<14} right {right:>4}  of {of}  {:.3}", "body", share(right, of))
            .unwrap();
        table
    }

    /// Compares what a paper tells with its label.
    fn add(&mut self, path: &str, label: &Value, paper: &Paper) {
        let text = Squeezed::new(paper);
        let rows = label["statements"].as_array().unwrap();
        let wanted: Vec<Wanted<'_>> = rows
            .iter()
            .map(|label| {
                let span = text.find(label);
                let span = span.unwrap_or_else(|| panic!("{path} has no {}", label["at"]));
                Wanted { label, sure: label["sure"] != false, span }
            })
            .collect();
        let told: Vec<Told<'_>> = paper
            .items
            .iter()
            .flat_map(|item| &item.statements)
            .filter(|statement| statement.level == Level::Item)
            .map(|statement| Told {
                statement,
                text: paper.text.get(statement.span.clone()).unwrap(),
                span: text.squeezed(&statement.span),
            })
            .collect();
        let pairs = paired(&wanted, &told);
        for (want, tell) in &pairs {
            let (want, tell) = (&wanted[*want], &told[*tell]);
            if want.sure {
                self.kind(word(want.label)).right += 1;
                self.body(path, want, tell);
            }
        }
        for (at, want) in wanted.iter().enumerate() {
            if want.sure && pairs.iter().all(|pair| pair.0 != at) {
                let kind = word(want.label);
                self.kind(kind).missing += 1;
                self.misses.push(format!("{path}: {kind} missing: {} …", want.label["at"]));
            }
        }
        for (at, tell) in told.iter().enumerate() {
            let optional =
                |want: &Wanted<'_>| !want.sure && overlap(&want.span, &tell.span) > TOUCHES;
            if pairs.iter().all(|pair| pair.1 != at) && !wanted.iter().any(optional) {
                let kind = tell.statement.kind.as_str();
                self.kind(kind).extra += 1;
                self.misses.push(format!("{path}: {kind} extra: {:?}", tell.text));
            }
        }
        self.outside(path, label, paper);
    }

    fn body(&mut self, path: &str, want: &Wanted<'_>, told: &Told<'_>) {
        let Some(wanted) = want.label["body"].as_str() else { return };
        let name = told.statement.maker.as_ref().map(|maker| maker.name.as_str());
        let same = |name: &str| {
            let (wanted, name) = (letters(wanted), letters(name));
            name.contains(&wanted) || wanted.contains(&name)
        };
        if name.is_some_and(same) {
            self.bodies.right += 1;
        } else {
            self.bodies.extra += 1;
            self.misses.push(format!("{path}: made by {name:?}, not {wanted}: {}", told.text));
        }
    }

    fn outside(&mut self, path: &str, label: &Value, paper: &Paper) {
        let label = &label["external"];
        let claims = label["claims"].as_array().unwrap().len();
        let count = |it: &Value| usize::try_from(it.as_u64().unwrap()).unwrap();
        for (level, wanted) in [
            (Level::Item, count(&label["items"])),
            (Level::Claim, claims),
            (Level::Mention, count(&label["mentions"])),
        ] {
            let statements = paper.items.iter().flat_map(|item| &item.statements);
            let outside = |it: &&Statement| {
                it.level == level && it.maker.as_ref().is_some_and(|maker| maker.outside.is_some())
            };
            let told = statements.filter(outside).count();
            self.outside.right += told.min(wanted);
            self.outside.extra += told.saturating_sub(wanted);
            self.outside.missing += wanted.saturating_sub(told);
            if told != wanted {
                self.misses
                    .push(format!("{path}: {told} of outside bodies ({level}), not {wanted}"));
            }
        }
    }
}

/// The kind a label names.
fn word(label: &Value) -> &str {
    label["kind"].as_str().unwrap()
}

/// The letters of a name without the title before it.
fn letters(name: &str) -> String {
    const TITLES: [&str; 7] = ["the", "cllr", "councillor", "mr", "mrs", "ms", "dr"];
    let lower = name.to_lowercase();
    let first = lower.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let bare = if TITLES.contains(&first) { &lower[first.len()..] } else { &lower };
    bare.chars().filter(char::is_ascii_lowercase).collect()
}

/// How much of two spans is in both.
fn overlap(one: &Range<usize>, other: &Range<usize>) -> f64 {
    let both = one.end.min(other.end).saturating_sub(one.start.max(other.start));
    if both == 0 { 0.0 } else { share(both, one.end.max(other.end) - one.start.min(other.start)) }
}

/// Which labelled statement is which told one, the best pairs first: sure ones, then those of the
/// very kind, then those that overlap most.
fn paired(wanted: &[Wanted<'_>], told: &[Told<'_>]) -> Vec<(usize, usize)> {
    let mut all = Vec::new();
    for (want, wanted) in wanted.iter().enumerate() {
        for (tell, told) in told.iter().enumerate() {
            let kind = told.statement.kind.as_str();
            let exact = word(wanted.label) == kind;
            let others = wanted.label["kind_ok"].as_array().unwrap();
            let overlap = overlap(&wanted.span, &told.span);
            if overlap >= SAME && (exact || others.iter().any(|other| other == kind)) {
                all.push((wanted.sure, exact, overlap, want, tell));
            }
        }
    }
    all.sort_by(|a, b| (b.0, b.1).cmp(&(a.0, a.1)).then(b.2.total_cmp(&a.2)));
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (.., want, tell) in all {
        if pairs.iter().all(|pair| pair.0 != want && pair.1 != tell) {
            pairs.push((want, tell));
        }
    }
    pairs
}

/// The texts of a paper's items without white space.
struct Squeezed {
    chars: Vec<char>,
    /// Where each of them stands in the text of the paper, in bytes.
    places: Vec<usize>,
}

impl Squeezed {
    fn new(paper: &Paper) -> Self {
        let spans = paper.items.iter().flat_map(|item| &item.spans);
        let chars = spans.flat_map(|span| {
            let text = &paper.text[span.clone()];
            text.char_indices().map(|(at, c)| (c, span.start + at))
        });
        let (chars, places) = chars.filter(|(c, _)| !c.is_whitespace()).unzip();
        Self { chars, places }
    }

    /// Where the statement of a label stands.
    fn find(&self, label: &Value) -> Option<Range<usize>> {
        let number = |key: &str| label[key].as_u64().and_then(|it| usize::try_from(it).ok());
        let at = label["at"].as_str()?;
        let at: Vec<char> = at.chars().filter(|c| !c.is_whitespace()).collect();
        let found = self.chars.windows(at.len()).enumerate().filter(|(_, chars)| **chars == at);
        let (start, _) = found.into_iter().nth(number("nth")? - 1)?;
        Some(start..start + number("length")?)
    }

    /// What a span of the paper's text, in bytes, is here.
    fn squeezed(&self, span: &Range<usize>) -> Range<usize> {
        let place = |byte: usize| self.places.partition_point(|place| *place < byte);
        place(span.start)..place(span.end)
    }
}

#[test]
fn statements_of_real_papers_are_found_as_their_labels_say() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = root.join("../shared/papers");
    if !folder.is_dir() {
        tell(&format!("skipped: there is no folder {}\n", folder.display()));
        return;
    }
    for (name, labels) in labels(&root.join("tests/fixtures/papers/statements.json")) {
        let mut score = Score::default();
        for label in &labels {
            let path = label["path"].as_str().unwrap();
            let inspections = pipeline::inspect(&folder.join(path), &readers(), None).unwrap();
            score.add(path, label, inspections[0].paper.as_ref().unwrap());
        }
        tell(&format!("{name}: statements of {} papers\n{}", labels.len(), score.table()));
        if std::env::var_os("MINUTEBOOK_MISSES").is_some() && name != HELD_OUT {
            tell(&score.misses.join("\n"));
            tell("\n");
        }
        for (_, kind, floor) in REACHED.iter().filter(|(list, ..)| *list == name) {
            let reached = score.reached(kind);
            assert!(reached >= *floor, "{name}: {kind} fell to {reached:.3}");
        }
    }
}

#[test]
fn no_label_holds_more_than_four_words_of_its_paper() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (_, labels) in labels(&root.join("tests/fixtures/papers/statements.json")) {
        for label in labels.iter().flat_map(|label| label["statements"].as_array().unwrap()) {
            let at = label["at"].as_str().unwrap();
            assert!(at.split_whitespace().count() <= 4, "{at}");
        }
    }
}

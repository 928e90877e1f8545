//! Counts, field by field, what a reading has right, has wrong and leaves out.

use std::collections::BTreeMap;
use std::fmt;

use minutebook::paper::Fact;
use minutebook::paper::Layer;
use minutebook::paper::Paper;
use minutebook::paper::PaperKind;
use minutebook::paper::Part;
use serde_json::Value;

/// The figures of a field.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Figures {
    /// Values or rows that are as the label says; for fields with one value also the absent ones
    /// that the label calls absent.
    pub(crate) right: usize,
    /// Values or rows that the label does not have.
    pub(crate) wrong: usize,
    /// Values or rows of the label that were not found.
    pub(crate) missing: usize,
    /// Wrong values that pass for printed ones.
    pub(crate) wrong_explicit: usize,
}

/// The figures of every field, and each difference in words.
#[derive(Debug, Default)]
pub(crate) struct Score {
    pub(crate) fields: BTreeMap<&'static str, Figures>,
    pub(crate) misses: Vec<String>,
}

impl Figures {
    /// The share of right ones among those given.
    pub(crate) fn precision(self) -> f64 {
        share(self.right, self.right + self.wrong)
    }

    /// The share of right ones among those that should be there.
    pub(crate) fn recall(self) -> f64 {
        share(self.right, self.right + self.missing)
    }

    /// The harmonic mean of both.
    pub(crate) fn f1(self) -> f64 {
        share(2 * self.right, 2 * self.right + self.wrong + self.missing)
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (field, figures) in &self.fields {
            writeln!(
                f,
                "  {field:<10} right {:>4}  wrong {:>3} (explicit {})  missing {:>3}  \
                 precision {:.3}  recall {:.3}  f1 {:.3}",
                figures.right,
                figures.wrong,
                figures.wrong_explicit,
                figures.missing,
                figures.precision(),
                figures.recall(),
                figures.f1()
            )?;
        }
        Ok(())
    }
}

impl Score {
    /// Compares a reading with its label.
    pub(crate) fn add(
        &mut self,
        path: &str,
        label: &Value,
        kind: Option<PaperKind>,
        paper: Option<&Paper>,
    ) {
        let kind = kind.map_or("none", PaperKind::as_str);
        self.single(path, "kind", label, Some((kind.to_owned(), Layer::Explicit)));
        let Some(paper) = paper else { return };
        let council = fact(paper.council.as_ref(), |council| council.name.clone());
        self.single(path, "council", label, council);
        let committee = fact(paper.committee.as_ref(), |committee| committee.name.clone());
        self.single(path, "committee", label, committee);
        self.single(path, "date", label, fact(paper.date.as_ref(), ToString::to_string));
        if label["items_sure"] != false {
            self.items(path, label, paper);
        }
        if label["people_sure"] != false {
            self.people(path, label, paper);
        }
        self.topics(path, label, paper);
    }

    fn figures(&mut self, field: &'static str) -> &mut Figures {
        self.fields.entry(field).or_default()
    }

    fn single(
        &mut self,
        path: &str,
        field: &'static str,
        label: &Value,
        told: Option<(String, Layer)>,
    ) {
        let mut right: Vec<String> = label[field].as_str().map(folded).into_iter().collect();
        right.extend(texts(&label[format!("{field}_ok")]).map(folded));
        let wanted = label[field].as_str();
        let outcome = match (&told, wanted) {
            (None, None) => Outcome::Right,
            (None, Some(_)) => Outcome::Missing,
            (Some((value, _)), _) if right.contains(&folded(value)) => Outcome::Right,
            // What is told from outside the text is no error of reading where the text is silent.
            (Some((_, layer)), None) if *layer != Layer::Explicit => Outcome::Right,
            (Some(_), None) => Outcome::Wrong,
            (Some(_), Some(_)) => Outcome::Both,
        };
        let explicit = told.as_ref().is_some_and(|(_, layer)| *layer == Layer::Explicit);
        let figures = self.figures(field);
        match outcome {
            Outcome::Right => figures.right += 1,
            Outcome::Missing => figures.missing += 1,
            Outcome::Wrong => figures.wrong += 1,
            Outcome::Both => {
                figures.wrong += 1;
                figures.missing += 1;
            }
        }
        if matches!(outcome, Outcome::Wrong | Outcome::Both) && explicit {
            figures.wrong_explicit += 1;
        }
        if !matches!(outcome, Outcome::Right) {
            self.misses.push(format!("{path}: {field}: {told:?}, not {wanted:?}"));
        }
    }

    fn items(&mut self, path: &str, label: &Value, paper: &Paper) {
        let key = |number: Option<&str>, title: Option<&str>| {
            format!("{} {}", number.unwrap_or_default(), folded(title.unwrap_or_default()))
        };
        let wanted: Vec<String> = rows(&label["items"])
            .map(|item| key(item["number"].as_str(), item["title"].as_str()))
            .collect();
        let told: Vec<String> = paper
            .items
            .iter()
            .filter(|item| item.part == Part::Item)
            .map(|item| key(item.number.as_deref(), item.title.as_deref()))
            .collect();
        // A paper of one matter has its title as its one item.
        if wanted.is_empty() && told.len() <= 1 {
            return;
        }
        self.compare(path, "items", told, wanted);
    }

    fn people(&mut self, path: &str, label: &Value, paper: &Paper) {
        let optional: Vec<String> = rows(&label["people_optional"])
            .filter_map(|one| one["name"].as_str())
            .map(name)
            .collect();
        let mut wanted: Vec<&Value> = rows(&label["people"]).collect();
        let mut wrong = Vec::new();
        for person in &paper.people {
            let called = person.name.as_deref().map(name);
            let kind = person.kind.as_str();
            let fits = |one: &&Value| {
                let kinds = one["kind"].as_str().into_iter().chain(texts(&one["kind_ok"]));
                let mut names = one["name"].as_str().into_iter().chain(texts(&one["name_ok"]));
                let same = match &called {
                    Some(called) => names.any(|known| name(known) == *called),
                    None => {
                        one["name"].is_null()
                            && one["role"].as_str().map(folded)
                                == person.role.as_deref().map(folded)
                    }
                };
                same && kinds.into_iter().any(|known| known == kind)
            };
            match wanted.iter().position(fits) {
                Some(at) => {
                    wanted.remove(at);
                    self.figures("people").right += 1;
                }
                None if called.as_ref().is_some_and(|called| optional.contains(called)) => {}
                None => wrong.push(format!("{:?} {:?} {kind}", person.name, person.role)),
            }
        }
        let missing: Vec<String> = wanted
            .iter()
            .map(|one| format!("{} {} {}", one["name"], one["role"], one["kind"]))
            .collect();
        self.differ(path, "people", &wrong, &missing);
    }

    fn topics(&mut self, path: &str, label: &Value, paper: &Paper) {
        let told: Vec<&str> = paper.topics.iter().map(|topic| topic.id.as_str()).collect();
        let missing: Vec<String> = texts(&label["topics_must"])
            .filter(|must| !told.contains(must))
            .map(str::to_owned)
            .collect();
        let wrong: Vec<String> = texts(&label["topics_must_not"])
            .filter(|never| told.contains(never))
            .map(str::to_owned)
            .collect();
        self.figures("topics").right += texts(&label["topics_must"]).count() - missing.len();
        self.differ(path, "topics", &wrong, &missing);
    }

    /// Compares rows as bags.
    fn compare(
        &mut self,
        path: &str,
        field: &'static str,
        told: Vec<String>,
        mut wanted: Vec<String>,
    ) {
        let mut wrong = Vec::new();
        for row in told {
            match wanted.iter().position(|one| *one == row) {
                Some(at) => {
                    wanted.remove(at);
                    self.figures(field).right += 1;
                }
                None => wrong.push(row),
            }
        }
        self.differ(path, field, &wrong, &wanted);
    }

    fn differ(&mut self, path: &str, field: &'static str, wrong: &[String], missing: &[String]) {
        let figures = self.figures(field);
        figures.wrong += wrong.len();
        figures.missing += missing.len();
        let lines = wrong.iter().map(|row| format!("{path}: {field}: wrong {row}"));
        self.misses.extend(lines);
        let lines = missing.iter().map(|row| format!("{path}: {field}: missing {row}"));
        self.misses.extend(lines);
    }
}

enum Outcome {
    Right,
    Missing,
    Wrong,
    Both,
}

fn fact<T>(fact: Option<&Fact<T>>, value: impl Fn(&T) -> String) -> Option<(String, Layer)> {
    fact.map(|fact| (value(&fact.value), fact.layer))
}

fn rows(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().into_iter().flatten()
}

fn texts(list: &Value) -> impl Iterator<Item = &str> {
    rows(list).filter_map(Value::as_str)
}

/// A text as it is compared: letters and figures in lower case, single spaces.
fn folded(text: &str) -> String {
    let kept: String = text
        .chars()
        .filter(|c| !matches!(c, '\'' | '’' | '‘' | '`'))
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    kept.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A name as it is compared: without honorific, initials apart however they are printed.
fn name(text: &str) -> String {
    let folded = folded(text);
    let bare = ["mr ", "mrs ", "miss ", "ms "].iter().find_map(|word| folded.strip_prefix(word));
    bare.unwrap_or(&folded).to_owned()
}

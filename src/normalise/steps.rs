//! Takes papers through what there is to be read of them, step by step.
//!
//! Each step looks things up in tables and automata of its own, and those of all steps are more
//! than a core keeps at hand. Several small papers therefore go through one step before any goes
//! on to the next. What is read of a paper does not depend on its company.

use std::num::NonZeroU32;

use crate::extract::Text;
use crate::normalise::committee;
use crate::normalise::council;
use crate::normalise::day;
use crate::normalise::heads;
use crate::normalise::heads::Head;
use crate::normalise::issue;
use crate::normalise::items;
use crate::normalise::mentioned;
use crate::normalise::people;
use crate::normalise::reading::Reading;
use crate::normalise::rubbish;
use crate::normalise::statements;
use crate::normalise::title;
use crate::normalise::topics;
use crate::paper::Origin;
use crate::paper::PageStart;
use crate::paper::Pages;
use crate::paper::Paper;
use crate::paper::PaperKind;
use crate::problem::Problem;
use crate::problem::ProblemKind;
use crate::recognise::Verdict;

/// A text of which a paper is to be read.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The text.
    pub text: Text,
    /// What kind of paper it is.
    pub verdict: Verdict,
    /// Where it came from.
    pub origin: Origin,
}

/// Reads the paper in `text`.
///
/// What is printed goes before what was told from outside; what neither gives stays `None`.
/// Items and rubbish together cover the text exactly once, in order.
pub fn paper(text: Text, verdict: &Verdict, origin: Origin) -> (Paper, Vec<Problem>) {
    let mut sketch = Sketch::of(&text, Begun::of(&text, verdict, origin));
    STEPS.iter().for_each(|step| step(&mut sketch));
    let mut read = sketch.begun.with(text);
    LAST_STEPS.iter().for_each(|step| step(&mut read.0));
    read
}

/// Reads the papers in some texts, in their order, each as [`paper`] does.
pub fn papers(drafts: Vec<Draft>) -> Vec<(Paper, Vec<Problem>)> {
    let (mut texts, mut begun) = (Vec::new(), Vec::new());
    for Draft { text, verdict, origin } in drafts {
        begun.push(Begun::of(&text, &verdict, origin));
        texts.push(text);
    }
    let mut sketches = Vec::with_capacity(texts.len());
    for (text, begun) in texts.iter().zip(begun) {
        sketches.push(Sketch::of(text, begun));
    }
    for step in STEPS {
        sketches.iter_mut().for_each(step);
    }
    let begun: Vec<Begun> = sketches.into_iter().map(|sketch| sketch.begun).collect();
    let mut read: Vec<_> =
        begun.into_iter().zip(texts).map(|(begun, text)| begun.with(text)).collect();
    for step in LAST_STEPS {
        read.iter_mut().for_each(|(paper, _)| step(paper));
    }
    read
}

/// What is read while the lines of a paper are at hand.
const STEPS: [fn(&mut Sketch<'_>); 4] = [give_facts, give_items, give_statements, give_people];

/// What is read of a paper whose items are known.
const LAST_STEPS: [fn(&mut Paper); 3] = [topics::give, give_dates, statements::outside::give];

/// What is known of a paper so far. Its text stands beside it.
struct Begun {
    paper: Paper,
    problems: Vec<Problem>,
}

impl Begun {
    /// What is known before the text is read: what it is, and where it came from.
    fn of(text: &Text, verdict: &Verdict, origin: Origin) -> Self {
        let mut problems = Vec::new();
        let rubbish = rubbish::find(&text.content);
        if !rubbish.is_empty() {
            let detail = rubbish::counts(&rubbish);
            problems.push(Problem::new(&origin.path, ProblemKind::TemplateRubbish, detail));
        }
        let manifest = origin.manifest.as_ref();
        // The text says nothing of its kind: then the manifest may.
        let kind = match verdict.kind {
            PaperKind::Other => manifest.and_then(|row| row.kind).unwrap_or(PaperKind::Other),
            kind => kind,
        };
        let told = manifest.and_then(|row| row.url.clone());
        let address = told.or_else(|| text.address.clone()).or_else(|| origin.address.clone());
        let paper = Paper {
            origin,
            address,
            kind,
            title: None,
            council: None,
            committee: None,
            date: None,
            decision_date: None,
            pages: pages(text),
            text: String::new(),
            items: Vec::new(),
            rubbish,
            people: Vec::new(),
            topics: Vec::new(),
            dates: Vec::new(),
        };
        Self { paper, problems }
    }

    /// The paper with its text.
    fn with(self, text: Text) -> (Paper, Vec<Problem>) {
        (Paper { text: text.content, ..self.paper }, self.problems)
    }
}

/// A paper that is being read.
struct Sketch<'a> {
    begun: Begun,
    reading: Reading<'a>,
    heads: Vec<Head>,
    /// The title that it prints.
    title: Option<String>,
}

impl<'a> Sketch<'a> {
    fn of(text: &'a Text, begun: Begun) -> Self {
        let reading = Reading::new(text, begun.paper.kind, &begun.paper.rubbish);
        Self { begun, reading, heads: Vec::new(), title: None }
    }
}

/// Reads whose paper it is, which committee met, and on which day.
fn give_facts(sketch: &mut Sketch<'_>) {
    let reading = &sketch.reading;
    let Begun { paper, problems } = &mut sketch.begun;
    sketch.heads = heads::find(reading);
    let heads = &sketch.heads;
    let address = paper.address.as_deref();
    let named = committee::find(reading, heads, &paper.origin, address);
    paper.date = day::meeting(reading, heads, &paper.origin, address, problems);
    // Councils come and go: whose paper it is depends on the day.
    paper.council = council::find(
        reading,
        heads,
        &paper.origin,
        address,
        named.as_ref().map(|fact| fact.value.name.as_str()),
        paper.date.as_ref().map(|fact| fact.value),
    );
    let council = paper.council.as_ref().map(|fact| fact.value.name.as_str());
    paper.committee = named.map(|named| committee::known(named, council));
    paper.decision_date = day::decision(reading);
    sketch.title = title::find(reading);
    let told = || paper.origin.manifest.as_ref()?.title.clone();
    paper.title = sketch.title.clone().or_else(told);
}

/// Divides it into items.
fn give_items(sketch: &mut Sketch<'_>) {
    let Sketch { begun: Begun { paper, .. }, reading, heads, title } = sketch;
    let further = heads.iter().filter(|head| head.day.is_some()).skip(1);
    let further: Vec<usize> = further.map(|head| reading.lines[head.line].span.start).collect();
    paper.items = items::divide(reading, &paper.rubbish, title.as_deref(), &further);
    if paper.kind == PaperKind::AgendaItem
        && let [item] = paper.items.as_mut_slice()
    {
        item.number = heads.iter().find_map(heads::item_number);
    }
    if issue::is_issue(paper.kind) {
        let council = paper.council.as_ref().map(|fact| fact.value.name.as_str());
        issue::give_meetings(reading, heads, council, &mut paper.items);
    }
}

/// Reads what was resolved, recommended and asked.
fn give_statements(sketch: &mut Sketch<'_>) {
    let paper = &mut sketch.begun.paper;
    let committee = paper.committee.as_ref().map(|fact| fact.value.name.as_str());
    let council = paper.council.as_ref().map(|fact| fact.value.name.as_str());
    statements::give(&sketch.reading, &mut paper.items, committee, council);
}

/// Reads who is named.
fn give_people(sketch: &mut Sketch<'_>) {
    let paper = &mut sketch.begun.paper;
    paper.people = people::find(&sketch.reading, paper.council.as_ref());
}

/// Reads which days it speaks of.
fn give_dates(paper: &mut Paper) {
    paper.dates = mentioned::find(paper);
}

/// Where the pages of a text begin.
fn pages(text: &Text) -> Pages {
    let start = |(at, page): &(usize, NonZeroU32)| PageStart {
        at: *at,
        page: *page,
        is_picture: text.from_pictures.contains(page),
    };
    Pages(text.page_starts.iter().map(start).collect())
}

//! Finds headers, footers and page numbers, which would cut sentences between two pages.
//!
//! They are known by a mark in the file, or by standing at the same place of several pages
//! with the same words but for numbers. What a header says is kept once: often it alone names
//! the council. It knows no council and no date.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::extract::pdf::lines::Line;
use crate::extract::pdf::page::Page;

/// Words that matter at the edge of a page, from `running.toml`.
#[derive(Debug, Deserialize)]
struct Words {
    /// Words of page numbers: a line of these and numbers says nothing else.
    paging: BTreeSet<String>,
    /// Words that stand beside page numbers, to be filled in.
    beside: BTreeSet<String>,
    /// Words of lines for signatures, which stay on every page.
    signing: BTreeSet<String>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    toml::from_str(include_str!("running.toml"))
        .expect("running.toml is embedded and parsed in a test")
});

/// How much of a page, from its edge, may hold headers or footers.
const ZONE: f32 = 0.2;
/// How many lines at one edge may be headers or footers.
const DEEPEST: usize = 8;
/// How far a header may stand from its place on other pages, in points.
const SHIFT: f32 = 6.0;
/// On how many pages it must stand.
const PAGES: usize = 3;

/// An edge of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Edge {
    Top,
    Bottom,
    /// Marked as furniture, elsewhere on the page.
    Inside,
}

/// What was set apart.
#[derive(Debug, Default)]
pub(super) struct Furniture {
    /// How many words.
    pub(super) words: usize,
    /// On how many pages.
    pub(super) pages: usize,
}

/// A line that may be furniture: its place among the lines of the page, its edge, how far
/// from it, and its words.
struct Candidate {
    line: usize,
    edge: Edge,
    distance: f32,
    key: String,
    number: Option<i64>,
}

/// Takes headers, footers and page numbers out of the pages. Those that are kept are marked
/// as standing alone.
pub(super) fn set_apart(pages: &mut [Page]) -> Furniture {
    let trusts_marks = trusts_marks(pages);
    let candidates: Vec<Vec<Candidate>> =
        pages.iter().map(|page| candidates(page, trusts_marks)).collect();
    let places = Places::of(&candidates);
    let mut furniture = Furniture::default();
    let mut kept: BTreeSet<String> = BTreeSet::new();
    for (index, (page, candidates)) in pages.iter_mut().zip(&candidates).enumerate() {
        let running = running_lines(page, index, candidates, &places, trusts_marks);
        if running.is_empty() {
            continue;
        }
        let own: BTreeSet<usize> = running.iter().map(|at| candidates[*at].line).collect();
        let body = words_of_body(page, &own);
        let mut dropped = 0;
        let mut drop = vec![false; page.lines.len()];
        for candidate in running.iter().map(|at| &candidates[*at]) {
            let text = page.lines[candidate.line].text();
            let says_more = says_more(&candidate.key);
            let is_said = words(&text).all(|word| body.contains(&word));
            if says_more && kept.insert(candidate.key.clone()) && !is_said {
                page.lines[candidate.line].stands_alone = true;
            } else {
                dropped += text.split_whitespace().count();
                drop[candidate.line] = true;
            }
        }
        let mut drop = drop.into_iter();
        page.lines.retain(|_| !drop.next().unwrap_or_default());
        furniture.words += dropped;
        furniture.pages += usize::from(dropped > 0);
    }
    furniture
}

/// Says whether the marks of furniture can be believed: in some files all is marked.
fn trusts_marks(pages: &[Page]) -> bool {
    let lines = || pages.iter().flat_map(|page| &page.lines);
    let all: usize = lines().map(Line::letters).sum();
    let marked: usize = lines().filter(|line| line.is_artifact).map(Line::letters).sum();
    // A single page may consist of little but its letterhead.
    2 * marked < all || marked < 200
}

fn candidates(page: &Page, trusts_marks: bool) -> Vec<Candidate> {
    let mut order: Vec<usize> = (0..page.lines.len()).collect();
    order.retain(|at| page.lines[*at].angle == page.angle);
    order.sort_by(|a, b| page.lines[*a].y.total_cmp(&page.lines[*b].y));
    let mut found = Vec::new();
    let mut taken = vec![false; page.lines.len()];
    let top = order.iter().copied().map(|at| (at, Edge::Top));
    let bottom = order.iter().rev().copied().map(|at| (at, Edge::Bottom));
    let mut add = |line: usize, edge, distance| {
        let (key, number) = key(&page.lines[line].text());
        if !taken[line] && !key.is_empty() {
            taken[line] = true;
            found.push(Candidate { line, edge, distance, key, number });
        }
    };
    for (line, edge) in top.take(DEEPEST).chain(bottom.take(DEEPEST)) {
        let y = page.lines[line].y - page.top;
        let distance = if edge == Edge::Top { y } else { page.height - y };
        if distance < ZONE * page.height {
            add(line, edge, distance);
        }
    }
    if trusts_marks {
        for (line, _) in page.lines.iter().enumerate().filter(|(_, line)| line.is_artifact) {
            add(line, Edge::Inside, 0.0);
        }
    }
    found
}

/// Returns the words of a line with numbers masked, and its first number. The words are
/// sorted: left and right pages are often mirrored.
fn key(text: &str) -> (String, Option<i64>) {
    let mut masked = Vec::new();
    let mut number = None;
    for word in words(text) {
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            let digits = word.trim_end_matches(|c: char| !c.is_ascii_digit());
            number = number.or_else(|| digits.parse().ok());
            masked.push("#".to_owned());
        } else {
            masked.push(word);
        }
    }
    masked.sort();
    (masked.join(" "), number)
}

/// The words of a text, in lower case.
fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
}

/// Says whether a line says more than a page number does.
fn says_more(key: &str) -> bool {
    key.split(' ').any(|word| {
        word.chars().count() > 1 && !WORDS.paging.contains(word) && !WORDS.beside.contains(word)
    })
}

/// Says whether a line is nothing but "Page 3 of 7" or "Page 3".
fn is_paging(key: &str) -> bool {
    let mut words = key.split(' ').filter(|word| *word != "#").peekable();
    key.contains('#') && words.peek().is_some() && words.all(|word| WORDS.paging.contains(word))
}

/// A place of a line: how far from the edge, on which page, with which number.
type Place = (f32, usize, Option<i64>);

/// Where lines with the same words stand on other pages.
struct Places {
    /// By edge and words, sorted.
    by_key: BTreeMap<(Edge, String), Vec<Place>>,
}

impl Places {
    fn of(candidates: &[Vec<Candidate>]) -> Self {
        let mut by_key: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (page, candidates) in candidates.iter().enumerate() {
            for it in candidates.iter().filter(|it| it.edge != Edge::Inside) {
                let places = by_key.entry((it.edge, it.key.clone())).or_default();
                places.push((it.distance, page, it.number));
            }
        }
        for places in by_key.values_mut() {
            places.sort_by(|a, b| a.0.total_cmp(&b.0));
        }
        Self { by_key }
    }

    /// Says whether a line is the bare number of its page, as on another page.
    fn counts_pages(&self, candidate: &Candidate, page: usize) -> bool {
        candidate.key == "#"
            && candidate.number == Some(page as i64 + 1)
            && self.count(candidate, page) >= 2
    }

    /// On how many pages in a row, but for every other, a line like this stands at this place.
    /// Bare numbers must count the pages.
    fn count(&self, candidate: &Candidate, page: usize) -> usize {
        let key = (candidate.edge, candidate.key.clone());
        let Some(places) = self.by_key.get(&key) else { return 0 };
        let from = places.partition_point(|place| place.0 < candidate.distance - SHIFT);
        let to = places.partition_point(|place| place.0 <= candidate.distance + SHIFT);
        let is_bare = !candidate.key.chars().any(char::is_alphabetic);
        let offset = |number: Option<i64>, page: usize| number.map(|it| it - page as i64);
        let own = offset(candidate.number, page);
        let alike = places[from..to]
            .iter()
            .filter(|(_, page, number)| !is_bare || offset(*number, *page) == own);
        let pages: BTreeSet<usize> = alike.map(|place| place.1).collect();
        let run = |pages: &mut dyn Iterator<Item = &usize>| {
            let mut last = page;
            pages.take_while(|it| std::mem::replace(&mut last, **it).abs_diff(**it) <= 2).count()
        };
        1 + run(&mut pages.range(..page).rev()) + run(&mut pages.range(page + 1..))
    }
}

/// Returns which candidates of a page are furniture. From the edge inwards the first line
/// that is none ends the search.
fn running_lines(
    page: &Page,
    index: usize,
    candidates: &[Candidate],
    places: &Places,
    trusts_marks: bool,
) -> Vec<usize> {
    let needed = PAGES.min(page.of.max(2));
    let mut running = Vec::new();
    for edge in [Edge::Top, Edge::Bottom, Edge::Inside] {
        let mut depth = 0;
        for (at, it) in candidates.iter().enumerate().filter(|(_, it)| it.edge == edge) {
            let is_marked = trusts_marks && page.lines[it.line].is_artifact;
            let signs = it.key.split(' ').any(|word| WORDS.signing.contains(word));
            if signs && !is_marked {
                break;
            }
            // Two pages alike may be chance further in.
            let is_repeated = places.count(it, index) >= needed && (needed > 2 || depth < 3);
            let is_repeated = is_repeated || places.counts_pages(it, index);
            if is_marked || is_repeated || is_paging(&it.key) {
                running.push(at);
                depth += 1;
            } else {
                // What stands on one base line is furniture together or not at all: the
                // headings of a table are not torn apart.
                let y = page.lines[it.line].y;
                running.retain(|at| {
                    let line = &page.lines[candidates[*at].line];
                    let is_marked = trusts_marks && line.is_artifact;
                    is_marked || candidates[*at].edge != edge || (line.y - y).abs() > 2.0
                });
                break;
            }
        }
    }
    // Marks and numbers with their word are believed wherever they stand.
    for (at, it) in candidates.iter().enumerate() {
        let is_marked = trusts_marks && page.lines[it.line].is_artifact;
        if (is_marked || is_paging(&it.key)) && !running.contains(&at) {
            running.push(at);
        }
    }
    running
}

/// The words of a page without those lines.
fn words_of_body(page: &Page, without: &BTreeSet<usize>) -> BTreeSet<String> {
    let lines = page.lines.iter().enumerate().filter(|(at, _)| !without.contains(at));
    lines.flat_map(|(_, line)| words(&line.text()).collect::<Vec<_>>()).collect()
}

//! Says which kind of paper a text is, and why.
//!
//! Takes an extracted text, gives a [`Verdict`]. Reads no files, knows no council by name and
//! never changes the text. Its rules are data, in `kinds.toml`.

mod listing;
mod rules;

use crate::extract::Line;
use crate::extract::Text;
use crate::paper::PaperKind;
use crate::recognise::rules::At;
use crate::recognise::rules::RULES;

/// How many lines count as the top of a paper: a letterhead and an address may go before.
const TOP: usize = 40;

/// How many lines are read. What a paper is shows long before.
const LINES: usize = 1500;

/// How much of a line is read, in bytes. Markers stand at its beginning.
const WIDTH: usize = 240;

/// What kind of paper a text is, and the lines that say so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The kind.
    pub kind: PaperKind,
    /// The markers that were met, in the order of the text.
    pub evidence: Vec<Evidence>,
}

/// One marker met in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The printed line that met the marker, shortened to 120 characters.
    pub line: String,
    /// Which line of [`Text::lines`] it is, counted from 1.
    pub number: usize,
}

/// Says which kind of paper `text` is. `path` is the file's path below the indexed folder: a
/// file name such as `Printed minutes 13th-Feb-2025.pdf` counts as a weak marker.
pub fn kind(text: &Text, path: &str) -> Verdict {
    let lines = text.lines();
    let tally = Tally::of(&lines, path);
    if lines.is_empty() {
        // A scan: its name is all there is.
        return Verdict { kind: tally.by_name(), evidence: Vec::new() };
    }
    let (kind, numbers) = match tally.first_reached() {
        // These pages have headings and labels of their own, which no list carries.
        Some((kind, numbers)) if is_page_of_one_matter(kind) => (kind, numbers),
        reached => match listing::evidence(&lines, reached.is_some()) {
            Some(numbers) => (PaperKind::Listing, numbers),
            None => reached.unwrap_or((PaperKind::Other, Vec::new())),
        },
    };
    let evidence = numbers
        .into_iter()
        .map(|at| Evidence { line: lines[at].text.chars().take(120).collect(), number: at + 1 })
        .collect();
    Verdict { kind, evidence }
}

fn is_page_of_one_matter(kind: PaperKind) -> bool {
    matches!(
        kind,
        PaperKind::DecisionDetails
            | PaperKind::IssueDecisions
            | PaperKind::IssueMeetings
            | PaperKind::AgendaItem
            | PaperKind::AgendaAndMinutes
    )
}

/// The first bytes of a line, as far as markers are looked for.
fn head(line: &str) -> &[u8] {
    &line.as_bytes()[..line.len().min(WIDTH)]
}

/// What the markers weigh, kind by kind.
struct Tally {
    weights: Vec<f32>,
    at_top: Vec<bool>,
    /// The lines that spoke for a kind.
    lines: Vec<Vec<usize>>,
    /// How often each marker was met.
    met: Vec<u32>,
    /// The line on which each marker was last tried, counted from 1.
    tried: Vec<usize>,
}

impl Tally {
    fn of(lines: &[Line<'_>], path: &str) -> Self {
        let (kinds, markers) = (RULES.kinds.len(), RULES.markers.len());
        let mut tally = Self {
            weights: vec![0.0; kinds],
            at_top: vec![false; kinds],
            lines: vec![Vec::new(); kinds],
            met: vec![0; markers],
            tried: vec![0; markers],
        };
        for (number, line) in lines.iter().take(LINES).enumerate() {
            tally.read(number, head(line.text));
        }
        let name = path.rsplit('/').next().unwrap_or(path).replace(['_', '-'], " ");
        for marker in RULES.markers.iter().filter(|marker| marker.at == At::File) {
            if marker.like.is_match(name.as_bytes()) {
                tally.weights[marker.kind] += marker.weight;
            }
        }
        tally
    }

    /// Tries the markers that hold a word of this line, each once.
    fn read(&mut self, number: usize, line: &[u8]) {
        for word in RULES.words.find_overlapping_iter(line) {
            for &at in &RULES.holders[word.pattern().as_usize()] {
                let marker = &RULES.markers[at];
                let here = match marker.at {
                    At::First => number == 0,
                    At::Top => number < TOP,
                    At::Line => true,
                    At::File => false,
                };
                let done = self.met[at] == marker.times || self.tried[at] == number + 1;
                if !here || done {
                    continue;
                }
                self.tried[at] = number + 1;
                if marker.like.is_match(line) {
                    self.met[at] += 1;
                    if self.met[at] == marker.times {
                        self.count(at, number);
                    }
                }
            }
        }
    }

    fn count(&mut self, at: usize, number: usize) {
        let marker = &RULES.markers[at];
        self.weights[marker.kind] += marker.weight;
        if marker.weight > 0.0 {
            self.lines[marker.kind].push(number);
            self.at_top[marker.kind] |= marker.at != At::Line && marker.weight >= 1.0;
        }
    }

    /// The first kind that the name alone speaks for.
    fn by_name(&self) -> PaperKind {
        let named = (0..RULES.kinds.len()).find(|at| self.weights[*at] > 0.0);
        named.map_or(PaperKind::Other, |at| RULES.kinds[at].kind)
    }

    /// The first kind whose markers weigh enough, with the lines that spoke for it.
    fn first_reached(mut self) -> Option<(PaperKind, Vec<usize>)> {
        let at = RULES.kinds.iter().enumerate().position(|(at, rule)| {
            self.weights[at] >= rule.min && (!rule.top || self.at_top[at])
        })?;
        let mut lines = std::mem::take(&mut self.lines[at]);
        lines.sort_unstable();
        lines.dedup();
        Some((RULES.kinds[at].kind, lines))
    }
}

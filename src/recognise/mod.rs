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
use crate::recognise::rules::KindRule;
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

/// The lines of a text that markers may be met on.
struct Tally<'a> {
    lines: &'a [Line<'a>],
    /// The file name, in words.
    name: String,
    /// By marker: the lines that hold one of its words, in order.
    held: Vec<Vec<usize>>,
}

impl<'a> Tally<'a> {
    fn of(lines: &'a [Line<'a>], path: &str) -> Self {
        let name = path.rsplit('/').next().unwrap_or(path).replace(['_', '-'], " ");
        let mut tally = Self { lines, name, held: vec![Vec::new(); RULES.markers.len()] };
        for (number, line) in lines.iter().take(LINES).enumerate() {
            tally.read(number, head(line.text));
        }
        tally
    }

    /// Notes the line with this number for the markers of which it holds a word.
    fn read(&mut self, number: usize, line: &[u8]) {
        let is_letter = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
        let Some(opening) = line.iter().position(is_letter) else { return };
        let figure = line[opening].is_ascii_digit();
        let held = if number < TOP { &RULES.top } else { &RULES.below };
        for (holders, from) in [(&held.anywhere, 0), (&held.opening, opening)] {
            holders.words.each(&line[from..], |word| {
                for &at in &holders.markers[word] {
                    let marker = &RULES.markers[at];
                    let may_be = (number == 0 || marker.at != At::First)
                        && (figure || !marker.figure)
                        && self.held[at].last() != Some(&number);
                    if may_be {
                        self.held[at].push(number);
                    }
                }
            });
        }
    }

    /// What the markers of a kind weigh.
    fn weighed(&self, rule: &KindRule) -> Weighed {
        let mut weighed = Weighed { weight: 0.0, at_top: false, lines: Vec::new() };
        for at in rule.markers.clone() {
            let marker = &RULES.markers[at];
            if marker.at == At::File {
                let is_met = marker.like.is_match(self.name.as_bytes());
                weighed.weight += if is_met { marker.weight } else { 0.0 };
                continue;
            }
            let meets = |number: &&usize| marker.like.is_match(head(self.lines[**number].text));
            if let Some(number) = self.held[at].iter().filter(meets).nth(marker.times - 1) {
                weighed.weight += marker.weight;
                if marker.weight > 0.0 {
                    weighed.lines.push(*number);
                    weighed.at_top |= marker.at != At::Line && marker.weight >= 1.0;
                }
            }
        }
        weighed
    }

    /// The first kind that the name alone speaks for.
    fn by_name(&self) -> PaperKind {
        let named = RULES.kinds.iter().find(|rule| self.weighed(rule).weight > 0.0);
        named.map_or(PaperKind::Other, |rule| rule.kind)
    }

    /// Says whether the markers of a kind may weigh enough: `false` is sure, and tries no pattern.
    fn may_reach(&self, rule: &KindRule) -> bool {
        let may_be_met = |at: &usize| {
            let marker = &RULES.markers[*at];
            marker.at == At::File || self.held[*at].len() >= marker.times
        };
        let weights = rule.markers.clone().filter(may_be_met).map(|at| RULES.markers[at].weight);
        weights.filter(|weight| *weight > 0.0).sum::<f32>() >= rule.min
    }

    /// The first kind whose markers weigh enough, with the lines that spoke for it. Those behind it
    /// are not asked for: nearly all of the time goes into patterns.
    fn first_reached(&self) -> Option<(PaperKind, Vec<usize>)> {
        RULES.kinds.iter().filter(|rule| self.may_reach(rule)).find_map(|rule| {
            let Weighed { weight, at_top, mut lines } = self.weighed(rule);
            if weight < rule.min || (rule.top && !at_top) {
                return None;
            }
            lines.sort_unstable();
            lines.dedup();
            Some((rule.kind, lines))
        })
    }
}

/// What the markers of one kind say.
struct Weighed {
    weight: f32,
    /// Whether one that is sure stands at the top.
    at_top: bool,
    /// The lines that spoke for the kind.
    lines: Vec<usize>,
}

//! Compares what an answer claims of each file with what a scan of it finds, and adds it up.

use std::collections::BTreeSet;

use crate::paper::Item;
use crate::paper::Paper;

use super::claim::Claims;
use super::claim::Counts;
use super::claim::ItemClaim;
use super::claim::Span;
use super::scan::Scan;

/// So many places are named of a file that differs; how many more there are is said.
const SPOTS: usize = 20;

/// How a file is met again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// As it was when it was indexed.
    Same,
    /// With other bytes, or other things are told of it from outside.
    Changed,
    /// Not at all.
    Gone,
    /// It cannot be read, for this reason.
    Unreadable(String),
    /// The index holds it without an account of the file it comes from.
    Unlisted,
}

/// A file of the index, read again or not.
#[derive(Debug)]
pub struct Reread<'a> {
    /// The key of the source.
    pub source: &'a str,
    /// Its path, as people type it.
    pub path: &'a str,
    /// The id of its paper in the index.
    pub id: &'a str,
    /// How it was met.
    pub state: State,
    /// The paper it holds now, where it could be read and holds one.
    pub paper: Option<Paper>,
}

/// On which side a mention stands alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The file has it, the answer does not.
    File,
    /// The answer has it, the file does not.
    Index,
}

/// A mention that only one side has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// Which side.
    pub side: Side,
    /// The number of its item, as printed.
    pub item_number: Option<String>,
    /// The title of its item.
    pub title: Option<String>,
    /// In which paragraph of the item it begins: lines that are not blank count, from 1.
    pub paragraph: u64,
    /// Where it stands in the text of the item, in bytes.
    pub span: Span,
    /// What stands there in the file, white space folded.
    pub text: String,
}

/// What became of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileCheck {
    /// The path, as people type it.
    pub path: String,
    /// The id of its paper in the index.
    pub id: String,
    /// How it was met again.
    pub state: State,
    /// How many mentions the answer has in it, copies and all.
    pub claimed: u64,
    /// How many the scan found in it; `None` where it was not read.
    pub found: Option<u64>,
    /// Whether the two differ: of an unchanged file in any place, of a changed one in number.
    pub differs: bool,
    /// How many items the index has of it and how many it has now, where that is not the same.
    pub items: Option<(u64, u64)>,
    /// The first places that only one side has; none of a file that has changed.
    pub spots: Vec<Spot>,
    /// How many such places there are beyond these.
    pub more_spots: u64,
    source: String,
    /// How many items with mentions the scan found.
    matching: u64,
}

/// Whether a scan of the files agrees with an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    /// Whether it does: every file could be read again, has the mentions that the answer has,
    /// and they add up to what it says.
    pub agrees: bool,
    /// Whether copies count here, though the answer leaves them out.
    pub as_printed: bool,
    /// What the answer says.
    pub claimed: Counts,
    /// What the scan found.
    pub found: Counts,
    /// How many files were read again.
    pub files: u64,
    /// The files of which there is something to say: changed, gone, not to be read, differing.
    pub checks: Vec<FileCheck>,
}

impl Scan {
    /// Compares one file with what is claimed of it.
    pub fn check(&self, claims: &Claims, file: Reread<'_>) -> FileCheck {
        let claimed = claims.sources.get(file.source).map(Vec::as_slice).unwrap_or_default();
        let mut check = FileCheck {
            path: file.path.to_owned(),
            id: file.id.to_owned(),
            source: file.source.to_owned(),
            state: file.state,
            claimed: claimed.iter().map(|item| item.spans.len() as u64).sum(),
            found: None,
            differs: false,
            items: None,
            spots: Vec::new(),
            more_spots: 0,
            matching: 0,
        };
        if !matches!(check.state, State::Same | State::Changed) {
            return check;
        }
        let items = file.paper.as_ref().map(|paper| paper.items.len()).unwrap_or_default();
        if items != claimed.len() {
            check.items = Some((claimed.len() as u64, items as u64));
        }
        let changed = check.state == State::Changed;
        if let Some(paper) = &file.paper {
            // Of a file that has changed there is no telling which item is which: those beyond
            // what the index knows pass the filters that its last item passes.
            let claim =
                |place: usize| claimed.get(place).or(if changed { claimed.last() } else { None });
            let found = self.mentions(paper, |place| claim(place).map(|item| &*item.passes));
            check.found = Some(found.iter().map(|spans| spans.len() as u64).sum());
            for (place, (item, spans)) in paper.items.iter().zip(&found).enumerate() {
                let claim = claim(place);
                check.matching += u64::from(!spans.is_empty());
                if !changed {
                    check.compare(paper, item, spans, claim);
                }
            }
        }
        let found = *check.found.get_or_insert(0);
        check.differs = if changed {
            found != check.claimed
        } else {
            found != check.claimed || check.items.is_some() || !check.spots.is_empty()
        };
        check
    }
}

impl FileCheck {
    /// Names the mentions of an item that only one side has.
    fn compare(&mut self, paper: &Paper, item: &Item, found: &[Span], claim: Option<&ItemClaim>) {
        let claimed = claim.map(|claim| claim.spans.as_slice()).unwrap_or_default();
        if found == claimed {
            return;
        }
        let [of_file, of_index] =
            [found, claimed].map(|spans| spans.iter().collect::<BTreeSet<_>>());
        let text = paper.text_of(item);
        for span in of_file.symmetric_difference(&of_index) {
            if self.spots.len() == SPOTS {
                self.more_spots += 1;
                continue;
            }
            let side = if of_file.contains(*span) { Side::File } else { Side::Index };
            self.spots.push(spot(side, item, &text, **span));
        }
    }

    /// Says whether there is something to say of it.
    fn is_notable(&self) -> bool {
        self.differs || self.state != State::Same
    }
}

fn spot(side: Side, item: &Item, text: &str, span: Span) -> Spot {
    let [start, end] = [span.0, span.1].map(|at| usize::try_from(at).unwrap_or(usize::MAX));
    let before = text.get(..start).unwrap_or(text);
    let line = before.rfind('\n').map_or(0, |end| end + 1);
    let lines = before[..line].lines().filter(|line| !line.trim().is_empty());
    let there: Vec<&str> = text.get(start..end).unwrap_or_default().split_whitespace().collect();
    Spot {
        side,
        item_number: item.number.clone(),
        title: item.title.clone(),
        paragraph: lines.count() as u64 + 1,
        span,
        text: there.join(" "),
    }
}

impl Verification {
    /// Adds up the checks of all files, given in their order.
    pub fn of(claims: &Claims, scan: &Scan, mut checks: Vec<FileCheck>) -> Self {
        let known: BTreeSet<&str> = checks.iter().map(|check| check.source.as_str()).collect();
        let unlisted: Vec<FileCheck> = claims
            .sources
            .keys()
            .filter(|source| !known.contains(source.as_str()))
            .map(|source| {
                let (state, paper) = (State::Unlisted, None);
                scan.check(claims, Reread { source, path: source, id: "", state, paper })
            })
            .collect();
        checks.extend(unlisted);
        let found = counted(&checks);
        let read = |check: &FileCheck| matches!(check.state, State::Same | State::Changed);
        let files = checks.iter().filter(|check| read(check)).count() as u64;
        let sound = checks.iter().all(|check| read(check) && !check.differs);
        checks.retain(FileCheck::is_notable);
        Self {
            agrees: sound && found == claims.counts,
            as_printed: claims.distinct,
            claimed: claims.counts,
            found,
            files,
            checks,
        }
    }
}

/// Counts what was found in all files.
fn counted(checks: &[FileCheck]) -> Counts {
    let mut counts = Counts::default();
    let mut papers = BTreeSet::new();
    for check in checks.iter().filter(|check| check.matching > 0) {
        counts.occurrences += check.found.unwrap_or(0);
        counts.items += check.matching;
        papers.insert(check.id.as_str());
    }
    counts.papers = papers.len() as u64;
    counts
}

//! Reads the statements of one item, line by line.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;

use crate::extract::BlockKind;
use crate::extract::Line;
use crate::paper::Item;
use crate::paper::PaperKind;
use crate::paper::Statement;
use crate::paper::StatementKind;

use super::makers::Makers;
use super::markers::marker;
use super::openers;
use super::openers::Label;
use super::said::Said;
use super::sentences::ends_in_title;

/// From so many bytes on a line without a mark at its end was cut to fit its page.
const WIDE: usize = 64;

/// What is quoted is no longer than this, in lines.
const MOST_QUOTED: usize = 60;

/// Statements that are told in a form of their own.
pub(super) const FORMAL: [StatementKind; 2] =
    [StatementKind::Apologies, StatementKind::Declaration];

/// What a page puts behind a minute that it shows in part.
static CUT_SHORT: LazyLock<Finder<'static>> =
    LazyLock::new(|| Finder::new("view the full minutes text"));

/// One item with its lines.
pub(super) struct Matter<'a> {
    pub(super) content: &'a str,
    pub(super) kind: PaperKind,
    pub(super) item: &'a Item,
    pub(super) lines: &'a [Line<'a>],
    /// Each line as patterns meet it.
    pub(super) said: Vec<Said<'a>>,
    /// The label that each line begins with.
    labels: Vec<Option<Label>>,
    /// Whether the lines were cut to fit a page.
    pub(super) is_cut: bool,
    pub(super) makers: &'a Makers,
    pub(super) found: Vec<Statement>,
    /// The last statement that counts only where nothing else was decided.
    pub(super) weak: Option<Statement>,
    /// Whether a label announced what was resolved.
    pub(super) labelled: bool,
    /// Where a sentence told, without a label, that something was agreed.
    pub(super) narrated: Vec<Range<usize>>,
}

impl<'a> Matter<'a> {
    /// Opens an item whose lines these are.
    pub(super) fn new(
        content: &'a str,
        kind: PaperKind,
        item: &'a Item,
        lines: &'a [Line<'a>],
        is_cut: bool,
        makers: &'a Makers,
    ) -> Self {
        Self {
            content,
            kind,
            item,
            lines,
            said: lines.iter().map(|line| Said::of(line.text)).collect(),
            labels: lines.iter().map(|line| openers::label(line.text)).collect(),
            is_cut,
            makers,
            found: Vec::new(),
            weak: None,
            labelled: false,
            narrated: Vec::new(),
        }
    }

    /// Reads its statements, in their order.
    pub(super) fn read(mut self) -> Vec<Statement> {
        let mut at = self.begin();
        while at < self.lines.len() {
            at = self.step(at).max(at + 1);
        }
        // Where the minutes say `Resolved:`, what is told to be agreed before is discussion.
        if self.labelled {
            self.found.retain(|it| {
                it.kind != StatementKind::Resolution || !self.narrated.contains(&it.span)
            });
        }
        let decided = self.found.iter().any(|it| it.kind == StatementKind::Resolution);
        if let Some(weak) = self.weak.take().filter(|_| !decided) {
            self.found.push(weak);
        }
        self.by_title();
        self.found.sort_by_key(|statement| (statement.span.start, statement.span.end));
        self.found
    }

    /// The label that a line begins with.
    pub(super) fn label(&self, at: usize) -> Option<Label> {
        self.labels.get(at).copied().flatten()
    }

    /// Where what was minuted begins: what stands before is the agenda's.
    pub(super) fn begin(&self) -> usize {
        let minuted = |at: &usize| {
            let length = self.lines[*at].text.len();
            openers::is_minutes(&self.said[*at])
                || self.label(*at).is_some_and(|it| it.is_decision && it.length == length)
        };
        (0..self.lines.len()).find(minuted).unwrap_or(0)
    }

    pub(super) fn step(&mut self, at: usize) -> usize {
        let Some(line) = self.lines.get(at) else { return at };
        let said = &self.said[at];
        if openers::is_documents(said) {
            return self.behind_documents(at);
        }
        if openers::is_minutes(said) {
            return at + 1;
        }
        if let Some(next) = self.recorded(at) {
            return next;
        }
        let from = self.title_length(line);
        let text = &line.text[from..];
        if text.is_empty() {
            return at + 1;
        }
        let label = if from == 0 { self.label(at) } else { openers::label(text) };
        if let Some(label) = label
            && self.may_be(label.kind)
        {
            return self.labelled(at, from, label);
        }
        // A page of decisions prints them bare: `1) That the wall be mended`.
        let bare = marker(text).map_or(text, |marker| &text[marker.length..]);
        if bare.starts_with("That ") && self.prints_bare() {
            if marker(text).is_some() {
                return self.list(at, StatementKind::Resolution, None, None);
            }
            let (end, next) = self.paragraph(at);
            self.push_numbered(
                StatementKind::Resolution,
                line.span.start + from..end,
                None,
                None,
                None,
            );
            return next;
        }
        self.sentences(at, from)
    }

    /// Whether papers of this kind print decisions and nothing else.
    fn prints_bare(&self) -> bool {
        matches!(
            self.kind,
            PaperKind::IssueDecisions
                | PaperKind::IssueMeetings
                | PaperKind::DecisionDetails
                | PaperKind::PrintedDecisions
        )
    }

    /// Whether papers of this kind make statements of that kind themselves.
    pub(super) fn may_be(&self, kind: StatementKind) -> bool {
        let recommends_only = matches!(
            self.kind,
            PaperKind::Report
                | PaperKind::Appendix
                | PaperKind::ImprovementPlan
                | PaperKind::InspectionReport
                | PaperKind::RecommendationTracker
        );
        !recommends_only || kind == StatementKind::Recommendation
    }

    /// Where the names of documents end.
    pub(super) fn behind_documents(&self, at: usize) -> usize {
        let goes_on =
            |at: &usize| openers::is_minutes(&self.said[*at]) || self.label(*at).is_some();
        (at + 1..self.lines.len()).find(goes_on).unwrap_or(self.lines.len())
    }

    /// Whether a line goes on with the one before it, both being one line once.
    pub(super) fn runs_on(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| self.joins(before, at))
    }

    /// Whether a line goes on with an earlier one. In a text that was cut to fit its page, long
    /// lines that no mark ends go on.
    fn joins(&self, before: usize, at: usize) -> bool {
        let (Some(before), Some(line)) = (self.lines.get(before), self.lines.get(at)) else {
            return false;
        };
        let between = &self.content[before.span.end..line.span.start];
        let apart = between.matches('\n').count() > 1 && !self.is_cut;
        let tail = before.text.trim_end_matches(['"', '”', '’', ')', '*', ' ']);
        let ended = tail.ends_with(['.', ':', ';', '?', '!']) && !ends_in_title(tail);
        let year = line.text.bytes().take_while(u8::is_ascii_digit).count() == 4;
        let wide = self.is_cut && before.text.len() >= WIDE && has_small_letters(line.text);
        let goes_on = line.text.starts_with(char::is_lowercase) || year || wide;
        let same = before.kind == line.kind && line.kind != BlockKind::TableRow || self.is_cut;
        let is_fresh = || {
            marker(line.text).is_some()
                || self.label(at).is_some()
                || openers::is_stop(&self.said[at])
        };
        goes_on && same && !apart && !ended && !is_fresh()
    }

    /// Where the paragraph at a line ends, and the line behind it. What is quoted ends with its
    /// quotes; the numbers of pages end nothing.
    pub(super) fn paragraph(&self, at: usize) -> (usize, usize) {
        if let Some(end) = self.quoted(at) {
            return (self.lines[end].span.end, end + 1);
        }
        let mut last = at;
        loop {
            let next = self.past_numbers(last + 1);
            if !self.joins(last, next) {
                return (self.lines[last].span.end, last + 1);
            }
            last = next;
        }
    }

    /// The next line that is no page number. Only texts that were cut to fit a page have them.
    pub(super) fn past_numbers(&self, at: usize) -> usize {
        let is_number =
            |at: &usize| self.is_cut && !self.lines[*at].text.chars().any(char::is_alphabetic);
        (at..self.lines.len()).find(|at| !is_number(at)).unwrap_or(self.lines.len())
    }

    /// The line at which what is quoted from a line on ends.
    fn quoted(&self, at: usize) -> Option<usize> {
        let opens = self.lines.get(at)?.text.starts_with('“');
        let closes = |line: &Line<'_>| line.text.trim_end_matches(['.', ',', ';']).ends_with('”');
        let rest = self.lines.iter().enumerate().skip(at).take(MOST_QUOTED);
        opens.then_some(rest)?.find(|(_, line)| closes(line)).map(|(at, _)| at)
    }
}

/// Says whether a line has small letters: running heads have none.
fn has_small_letters(line: &str) -> bool {
    line.chars().any(char::is_lowercase)
}

/// Says whether the lines of a text were cut to fit a page: most that are as long as a page is wide
/// end without a mark.
pub(super) fn is_cut(lines: &[Line<'_>]) -> bool {
    const FEWEST: usize = 12;
    const WIDEST: usize = 140;
    let (mut long, mut open) = (0, 0);
    for line in lines.iter().filter(|line| line.text.len() >= WIDE) {
        long += 1;
        let ended = line.text.ends_with(['.', ':', ';', '?', '!', '”', ')', '"']);
        open += usize::from(!ended && line.text.len() <= WIDEST);
    }
    long >= FEWEST && open * 3 > long * 2
}

/// A span without white space at its ends, or `None` where it holds no word.
pub(super) fn trimmed(content: &str, span: Range<usize>) -> Option<Range<usize>> {
    let text = content.get(span.clone())?;
    let text = match CUT_SHORT.find(text.as_bytes()) {
        Some(at) => text[..at].trim_end_matches([' ', '.', '\u{a0}']),
        None => text,
    };
    let start = span.start + (text.len() - text.trim_start().len());
    let end = start + text.trim().len();
    content[start..end].chars().any(char::is_alphanumeric).then_some(start..end)
}

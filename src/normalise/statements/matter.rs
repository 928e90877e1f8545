//! Reads the statements of one item, line by line.

use std::ops::Range;

use crate::extract::BlockKind;
use crate::extract::Line;
use crate::paper::Item;
use crate::paper::PaperKind;
use crate::paper::Statement;
use crate::paper::StatementKind;

use super::makers::Makers;
use super::markers::marker;
use super::openers;
use super::said::Said;

/// From so many bytes on a line without a mark at its end was cut to fit its page.
const WIDE: usize = 64;

/// Statements that are told in a form of their own.
pub(super) const FORMAL: [StatementKind; 2] =
    [StatementKind::Apologies, StatementKind::Declaration];

/// What a page puts behind a minute that it shows in part.
const CUT_SHORT: &str = "view the full minutes text";

/// One item with its lines.
pub(super) struct Matter<'a> {
    pub(super) content: &'a str,
    pub(super) kind: PaperKind,
    pub(super) item: &'a Item,
    pub(super) lines: &'a [Line<'a>],
    /// Each line as patterns meet it.
    pub(super) said: Vec<Said>,
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
        makers: &'a Makers,
    ) -> Self {
        Self {
            content,
            kind,
            item,
            lines,
            said: lines.iter().map(|line| Said::of(line.text)).collect(),
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

    /// Where what was minuted begins: what stands before is the agenda's.
    pub(super) fn begin(&self) -> usize {
        let minuted = |(line, said): (&Line<'_>, &Said)| {
            let label = openers::label(line.text);
            openers::is_minutes(said)
                || label.is_some_and(|it| it.is_decision && it.length == line.text.len())
        };
        self.lines.iter().zip(&self.said).position(minuted).unwrap_or(0)
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
        if let Some(label) = openers::label(text)
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
            self.push_numbered(StatementKind::Resolution, line.span.start + from..end, None, None);
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
        let goes_on = |at: &usize| {
            openers::is_minutes(&self.said[*at]) || openers::label(self.lines[*at].text).is_some()
        };
        (at + 1..self.lines.len()).find(goes_on).unwrap_or(self.lines.len())
    }

    /// Whether a line goes on with the line before it: both were one line once.
    pub(super) fn runs_on(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).and_then(|before| self.lines.get(before)) else {
            return false;
        };
        let line = &self.lines[at];
        let between = &self.content[before.span.end..line.span.start];
        let apart = between.matches('\n').count() > 1;
        // Lines as long as a page is wide were cut to fit it.
        let wide = before.text.len() >= WIDE
            && marker(line.text).is_none()
            && before.kind == BlockKind::Paragraph
            && line.kind == BlockKind::Paragraph;
        let goes_on = line.text.starts_with(char::is_lowercase) || wide;
        !apart && goes_on && !before.text.ends_with(['.', ':', ';', '?', '!'])
    }

    /// The line behind those that a sentence goes on over.
    pub(super) fn wrapped(&self, at: usize) -> usize {
        let mut next = at + 1;
        while let (Some(before), Some(line)) = (self.lines.get(next - 1), self.lines.get(next)) {
            let year = line.text.bytes().take_while(u8::is_ascii_digit).count() == 4;
            let goes_on = line.text.starts_with(char::is_lowercase) || year;
            let open = !before.text.ends_with(['.', ':', ';', '?', '!']);
            let between = &self.content[before.span.end..line.span.start];
            let same = before.kind == line.kind && line.kind != BlockKind::TableRow;
            let is_one = goes_on && open && same && between.matches('\n').count() == 1;
            if !is_one || marker(line.text).is_some() {
                break;
            }
            next += 1;
        }
        next
    }

    /// Where the paragraph at a line ends, and the line behind it.
    pub(super) fn paragraph(&self, at: usize) -> (usize, usize) {
        let mut next = at + 1;
        while next < self.lines.len() && self.runs_on(next) {
            next += 1;
        }
        (self.lines[next - 1].span.end, next)
    }
}

/// A span without white space at its ends, or `None` where it holds no word.
pub(super) fn trimmed(content: &str, span: Range<usize>) -> Option<Range<usize>> {
    let text = content.get(span.clone())?;
    let text =
        text.find(CUT_SHORT).map_or(text, |at| text[..at].trim_end_matches([' ', '.', '\u{a0}']));
    let start = span.start + (text.len() - text.trim_start().len());
    let end = start + text.trim().len();
    content[start..end].chars().any(char::is_alphanumeric).then_some(start..end)
}

//! Reads what a label announces: `Resolved:`, `Recommendations`, `Decision:`.

use std::ops::Range;

use crate::extract::BlockKind;
use crate::paper::PaperKind;
use crate::paper::StatementKind;

use super::markers::marker;
use super::matter::Matter;
use super::openers;
use super::openers::Label;
use super::said::Said;
use super::votes;

/// A decision in more lines is a whole minute.
const MOST_DECISION: usize = 14;

/// A line with more words is prose, and no heading.
const MOST_HEADING_WORDS: usize = 9;

impl Matter<'_> {
    /// Reads what a label announces and returns the line behind it.
    pub(super) fn labelled(&mut self, at: usize, from: usize, label: Label) -> usize {
        let line = &self.lines[at];
        self.labelled |= label.kind == StatementKind::Resolution && !label.is_decision;
        let rest = line.span.start + from + label.length..line.span.end;
        self.vote_in(line.span.start + from..rest.start);
        let said = Said::of(&self.content[rest.clone()]);
        let listed = self.begins_list(at + 1);
        let is_open =
            said.is_empty() || openers::is_stem(&said) || listed && openers::ends_open(&said);
        if !is_open {
            let points = self.points(&rest);
            if points.len() > 1 {
                for (number, span) in points {
                    self.push_numbered(label.kind, span, Some(number), None, None);
                }
                return at + 1;
            }
            let (end, next) = self.paragraph(at);
            self.push_numbered(label.kind, rest.start..end, None, None, None);
            return next;
        }
        let lead_in = (!said.is_empty()).then(|| rest.clone());
        if listed {
            return self.list(at + 1, label.kind, lead_in, None);
        }
        if label.is_decision && said.is_empty() {
            return if self.publishes_decisions() { self.decision(at + 1) } else { at + 1 };
        }
        let Some(next) = self.lines.get(at + 1) else { return at + 1 };
        if self.label(at + 1).is_some() || openers::is_stop(&self.said[at + 1]) {
            return at + 1;
        }
        if label.kind == StatementKind::Recommendation && said.is_empty() {
            return self.paragraphs(at + 1, label.kind);
        }
        if label.kind == StatementKind::Action && said.is_empty() {
            return at + 1;
        }
        let (end, behind) = self.paragraph(at + 1);
        self.push_numbered(label.kind, next.span.start..end, None, lead_in, None);
        behind
    }

    /// Reads the vote that a label gives in brackets: `Resolved (63:0) (One abstention)`.
    fn vote_in(&mut self, label: Range<usize>) {
        let text = &self.content[label.clone()];
        let (Some(from), Some(to)) = (text.find('('), text.rfind(')')) else { return };
        if from >= to {
            return;
        }
        let said = Said::of(&text[from..=to]);
        let Some(tally) = votes::tally(&said) else { return };
        let span = label.start + from..label.start + to + 1;
        self.push_vote(span, self.makers.meeting(&said), None, Some(tally));
    }

    /// Reads the paragraphs and lists below a heading, up to the next.
    pub(super) fn paragraphs(&mut self, from: usize, kind: StatementKind) -> usize {
        let mut at = from;
        while let Some(line) = self.lines.get(at) {
            let said = &self.said[at];
            let is_heading = matches!(line.kind, BlockKind::Heading(_))
                || said.plain().split(' ').count() <= MOST_HEADING_WORDS
                    && !said.plain().ends_with(['.', ':', ';', ','])
                    && marker(line.text).is_none();
            if is_heading || openers::is_stop(said) || self.label(at).is_some() {
                break;
            }
            if self.begins_list(at) {
                at = self.list(at, kind, None, None).max(at + 1);
            } else if openers::ends_open(said) && self.begins_list(at + 1) {
                at = self.list(at + 1, kind, Some(line.span.clone()), None);
            } else {
                let (end, next) = self.paragraph(at);
                self.push_numbered(kind, line.span.start..end, None, None, None);
                at = next;
            }
        }
        at
    }

    /// Reads what stands below the label `Decision`.
    pub(super) fn decision(&mut self, from: usize) -> usize {
        let last = self.lines.len();
        let end = (from..last).find(|at| openers::is_stop(&self.said[*at])).unwrap_or(last);
        if (from..end).any(|at| self.resolves(at)) {
            let mut at = from;
            while at < end {
                at = if self.resolves(at) { self.step(at).max(at + 1) } else { at + 1 };
            }
            return at;
        }
        if end - from > MOST_DECISION {
            return from;
        }
        let mut at = from;
        while at < end {
            let line = &self.lines[at];
            if self.begins_list(at) {
                at = self.list(at, StatementKind::Resolution, None, None).max(at + 1);
                continue;
            }
            if openers::ends_open(&self.said[at]) && self.begins_list(at + 1) {
                at = self.list(at + 1, StatementKind::Resolution, Some(line.span.clone()), None);
                continue;
            }
            let (to, next) = self.paragraph(at);
            self.push_numbered(StatementKind::Resolution, line.span.start..to, None, None, None);
            at = next;
        }
        at
    }

    /// Whether a line says that something is resolved.
    fn resolves(&self, at: usize) -> bool {
        const WORDS: [&str; 2] = ["resolved", "it was resolved"];
        let said = self.said[at].plain();
        let begins = |word: &&str| {
            said.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
        };
        self.label(at).is_some_and(|it| !it.is_decision) || WORDS.iter().any(begins)
    }

    /// Whether papers of this kind give their decisions below a label: in others it stands above
    /// what someone else decided.
    pub(super) fn publishes_decisions(&self) -> bool {
        matches!(
            self.kind,
            PaperKind::DecisionDetails
                | PaperKind::IssueDecisions
                | PaperKind::IssueMeetings
                | PaperKind::AgendaAndMinutes
                | PaperKind::AgendaItem
                | PaperKind::PrintedDecisions
                | PaperKind::DelegatedDecision
        )
    }
}

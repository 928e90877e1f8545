//! Reads the statements that sentences make by their words.

use std::ops::Range;

use crate::paper::Maker;
use crate::paper::Part;
use crate::paper::Statement;
use crate::paper::StatementKind;
use crate::paper::Tally;
use crate::paper::VoteOutcome;

use super::cues;
use super::cues::Told;
use super::markers::marker;
use super::matter::FORMAL;
use super::matter::Matter;
use super::matter::trimmed;
use super::openers;
use super::outside;
use super::said::Said;
use super::sentences::sentences;
use super::votes;
use super::votes::Side;

/// A line that only announces a statement has no more bytes.
const SHORT: usize = 80;

/// The names of one side of a vote take no more lines.
const MOST_ROLL: usize = 14;

/// A post or a name with a department has no more words.
const MOST_NAME_WORDS: usize = 6;

/// A line of a header or a trailer with fewer bytes is no prose.
const LEAST_PROSE: usize = 60;

impl Matter<'_> {
    /// Reads the sentences of a line, and the list that the last may open.
    pub(super) fn sentences(&mut self, at: usize, from: usize) -> usize {
        let line = &self.lines[at];
        let start = line.span.start + from;
        let (end, behind) = self.paragraph(at);
        let text = &self.content[start..end];
        let is_bare =
            matches!(self.item.part, Part::Header | Part::Trailer) && text.len() < LEAST_PROSE;
        let marked = marker(text).map_or(0, |marker| marker.length);
        let text = &text[marked..];
        let all = sentences(text);
        let listed = self.begins_list(behind);
        for (place, span) in all.iter().enumerate() {
            let is_line = span.len() == line.text.len() && behind == at + 1;
            let said = match is_line {
                true => self.said[at].clone(),
                false => Said::of(&text[span.clone()]),
            };
            let Some(whole) =
                trimmed(self.content, start + marked + span.start..start + marked + span.end)
            else {
                continue;
            };
            let is_last = place + 1 == all.len();
            let told = cues::told(&said).filter(|told| self.may_be(told.kind));
            let resolves = told.is_some_and(|told| told.kind == StatementKind::Resolution);
            if is_last && listed && told.is_none() && outside::is_heading(&said) {
                return self.list(behind, StatementKind::Recommendation, Some(whole), Some(&said));
            }
            if is_last && listed && openers::ends_open(&said) {
                // `… were found. These were:`
                let before = place.checked_sub(1).and_then(|before| all.get(before));
                let announced = before.map(|before| start + marked + before.start..whole.end);
                let announced = announced.filter(|_| openers::is_these(&said)).filter(|both| {
                    outside::names_recommendations(&Said::of(&self.content[both.clone()]))
                });
                if let Some(both) = announced {
                    let kind = StatementKind::Recommendation;
                    return self.list(behind, kind, Some(both), Some(&said));
                }
                let kind = if openers::announces_recommendations(&said) && !resolves {
                    Some(StatementKind::Recommendation)
                } else if openers::is_body_alone(&said) {
                    self.may_be(StatementKind::Resolution).then_some(StatementKind::Resolution)
                } else {
                    let lists = [
                        StatementKind::Resolution,
                        StatementKind::Recommendation,
                        StatementKind::Action,
                        StatementKind::Declaration,
                    ];
                    told.map(|told| told.kind).filter(|kind| lists.contains(kind))
                };
                if let Some(kind) = kind {
                    return self.list(behind, kind, Some(whole), Some(&said));
                }
            }
            if is_last && let Some(next) = self.announced(told, &said, &whole, behind) {
                return next;
            }
            let told = told.or_else(|| self.answers(&said, whole.start));
            if told.is_none() && self.carries_on(&whole, &said) {
                continue;
            }
            let Some(told) = told else { continue };
            let is_formal = FORMAL.contains(&told.kind);
            if is_bare && !is_formal {
                continue;
            }
            // `Apologies were received from:`, and the names stand below.
            if is_formal && is_last && said.plain().ends_with(':') && behind < self.lines.len() {
                let (end, next) = self.paragraph(behind);
                let names = self.lines[behind].span.start..end;
                self.push_numbered(told.kind, names, None, Some(whole), None);
                return next;
            }
            self.push(told, whole, &said, is_last);
        }
        behind
    }

    /// Reads what stands below a line that only announces it: `The Committee resolved:-`, `NOTED`,
    /// `Question from Mrs Finch`.
    fn announced(
        &mut self,
        told: Option<Told>,
        said: &Said,
        whole: &Range<usize>,
        behind: usize,
    ) -> Option<usize> {
        let behind = self.past_numbers(behind);
        let next = self.lines.get(behind)?;
        if openers::is_stop(&self.said[behind]) || self.label(behind).is_some() {
            return None;
        }
        if let Some(kind) = openers::asks(said) {
            let (end, after) = self.paragraph(behind);
            self.push_numbered(kind, next.span.start..end, None, None, Some(said));
            return Some(after);
        }
        let kind = told?.kind;
        let kinds = [StatementKind::Resolution, StatementKind::Recommendation];
        let plain = said.plain();
        let alone = plain.len() <= SHORT && !plain.contains(' ') && plain == plain.to_uppercase();
        let resolves = plain.len() > 9 && plain.to_lowercase().ends_with("resolved:");
        let open = (plain.len() <= SHORT || resolves) && plain.ends_with([':', '-']);
        if !kinds.contains(&kind) || !(alone && !plain.ends_with('.') || open) {
            return None;
        }
        // `That the Committee:` above a list.
        let stem =
            openers::is_stem(&self.said[behind]) || openers::is_body_alone(&self.said[behind]);
        if stem && self.begins_list(behind + 1) {
            return Some(self.list(behind + 1, kind, Some(next.span.clone()), Some(said)));
        }
        let (end, after) = self.paragraph(behind);
        let lead_in = open.then(|| whole.clone());
        self.push_numbered(kind, next.span.start..end, None, lead_in, None);
        Some(after)
    }

    /// Takes a sentence for an answer that follows a question and says what someone said.
    pub(super) fn answers(&self, said: &Said, start: usize) -> Option<Told> {
        const SAID: [&str; 7] =
            [" confirmed", " explained", " advised", " stated", " said", " informed", " clarified"];
        let last = self.found.last()?;
        let gap = self.content.get(last.span.end..start)?;
        let follows = last.kind == StatementKind::Question
            && gap.trim().is_empty()
            && SAID.iter().any(|word| said.plain().contains(word));
        follows.then_some(Told { kind: StatementKind::Answer, also: None, weak: false })
    }

    pub(super) fn push(&mut self, told: Told, span: Range<usize>, said: &Said, closes: bool) {
        if self.carries_on(&span, said) {
            return;
        }
        let mut statement = Statement::new(told.kind, self.told_of_nobody(told.kind, span));
        statement.also = told.also;
        self.makers.give(&mut statement, said);
        if told.kind == StatementKind::Resolution && !said.plain().contains("RESOLVED") {
            self.narrated.push(statement.span.clone());
        }
        let kinds = [StatementKind::Vote, StatementKind::Motion, StatementKind::Amendment];
        if kinds.contains(&told.kind) {
            statement.outcome = votes::outcome(said);
        }
        let tally = votes::tally(said);
        if told.weak {
            if closes {
                self.weak = Some(statement);
            }
            return;
        }
        match (told.kind, tally) {
            (StatementKind::Vote, tally) => statement.tally = tally,
            (StatementKind::Resolution | StatementKind::Motion, Some(tally)) => {
                let maker = statement.maker.clone();
                self.push_vote(statement.span.clone(), maker, votes::outcome(said), Some(tally));
            }
            _ => {}
        }
        self.found.push(statement);
    }

    /// `Apologies: None` says no more than `None`; a name is nothing without its label.
    fn told_of_nobody(&self, kind: StatementKind, span: Range<usize>) -> Range<usize> {
        const NOBODY: [&str; 3] = ["none", "nil", "no apologies"];
        let text = &self.content[span.clone()];
        let Some((_, rest)) = text.split_once(':').filter(|_| FORMAL.contains(&kind)) else {
            return span;
        };
        let rest = rest.trim_start();
        let lower = rest.to_lowercase();
        let nobody = NOBODY.iter().any(|word| lower.starts_with(word));
        if nobody { span.end - rest.len()..span.end } else { span }
    }

    /// Whether a sentence belongs to the motion before it: it seconds it, says what was moved, or
    /// that it was agreed. Then it is one statement with it.
    pub(super) fn carries_on(&mut self, span: &Range<usize>, said: &Said) -> bool {
        let Some(last) = self.found.last_mut().filter(|it| it.kind == StatementKind::Motion) else {
            return false;
        };
        let gap = self.content.get(last.span.end..span.start);
        if gap.is_none_or(|gap| !gap.trim().is_empty()) {
            return false;
        }
        let lower = said.plain().trim_start_matches(['\'', '"', ' ']).to_lowercase();
        let decides = votes::decides(said);
        if !decides && !lower.starts_with("that ") && !lower.starts_with("seconded") {
            return false;
        }
        last.span.end = span.end;
        if decides {
            last.kind = StatementKind::Resolution;
            last.also = Some(StatementKind::Motion);
            last.outcome = votes::outcome(said);
            if votes::is_parted(said) {
                let maker = last.maker.clone();
                self.push_vote(span.clone(), maker, votes::outcome(said), votes::tally(said));
            }
        }
        true
    }

    /// Adds a statement that a label or a list announces. Where a sentence opens it, its maker and
    /// its addressee are those of `opener`.
    pub(super) fn push_numbered(
        &mut self,
        kind: StatementKind,
        span: Range<usize>,
        number: Option<String>,
        lead_in: Option<Range<usize>>,
        opener: Option<&Said>,
    ) {
        let Some(span) = trimmed(self.content, span) else { return };
        let mut statement = Statement::new(kind, span);
        let is_point = number.is_some();
        statement.number = number;
        statement.lead_in = lead_in.and_then(|lead_in| trimmed(self.content, lead_in));
        let said = Said::of(&self.content[statement.span.clone()]);
        self.makers.give(&mut statement, &said);
        // `To undertake a piece of work …` is decided and is to be done.
        if kind == StatementKind::Resolution && is_point && said.plain().starts_with("To ") {
            statement.also = Some(StatementKind::Action);
        }
        // `Action: Harbour Master`
        if kind == StatementKind::Action
            && statement.addressee.is_none()
            && said.plain().split(' ').count() <= MOST_NAME_WORDS
        {
            let whole = said.printed(0..said.plain().len());
            statement.addressee = Some(whole.trim_end_matches('.').to_owned());
        }
        if kind == StatementKind::Resolution
            && let Some(tally) = votes::tally(&said)
        {
            self.push_vote(statement.span.clone(), statement.maker.clone(), None, Some(tally));
        }
        if let Some(opener) = opener {
            self.makers.give(&mut statement, opener);
        }
        self.found.push(statement);
    }

    /// Adds the result of a vote.
    pub(super) fn push_vote(
        &mut self,
        span: Range<usize>,
        maker: Option<Maker>,
        outcome: Option<VoteOutcome>,
        tally: Option<Tally>,
    ) {
        let vote = Statement::new(StatementKind::Vote, span);
        self.found.push(Statement { maker, outcome, tally, ..vote });
    }

    /// Reads a vote that is recorded by names, a side a line.
    pub(super) fn recorded(&mut self, at: usize) -> Option<usize> {
        let mut tally = Tally::default();
        let mut next = at;
        let mut sides = 0;
        while let Some((side, mut names)) = self.said.get(next).and_then(votes::side) {
            next += 1;
            // The names may stand below, over several lines, with how many they are at the end.
            let mut count = None;
            if names.is_empty() {
                let from = next;
                while next < from + MOST_ROLL && count.is_none() {
                    let Some(said) = self.said.get(next).filter(|it| votes::side(it).is_none())
                    else {
                        break;
                    };
                    count = votes::count(said);
                    names.extend(votes::names(said));
                    next += 1;
                }
                count?;
            }
            let count = count.or_else(|| u32::try_from(names.len()).ok());
            match side {
                Side::For => (tally.in_favour, tally.names_in_favour) = (count, names),
                Side::Against => (tally.against, tally.names_against) = (count, names),
                Side::Abstained => (tally.abstained, tally.names_abstained) = (count, names),
            }
            sides += 1;
        }
        if sides < 2 {
            return None;
        }
        let span = self.lines[at].span.start..self.lines[next - 1].span.end;
        let figures = votes::tally(&Said::of(&self.content[span.clone()]));
        let figures = figures.unwrap_or_default();
        tally.in_favour = figures.in_favour.or(tally.in_favour);
        tally.against = figures.against.or(tally.against);
        tally.abstained = figures.abstained.or(tally.abstained);
        self.push_vote(span, self.makers.meeting(&Said::of("")), None, Some(tally));
        Some(next)
    }
}

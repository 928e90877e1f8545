//! Reads the statements of one item, line by line.

use std::ops::Range;

use crate::extract::BlockKind;
use crate::extract::Line;
use crate::paper::Item;
use crate::paper::PaperKind;
use crate::paper::Part;
use crate::paper::Statement;
use crate::paper::StatementKind;
use crate::paper::Tally;

use super::cues;
use super::cues::Told;
use super::cues::folded;
use super::makers::Makers;
use super::markers::marker;
use super::openers;
use super::openers::Label;
use super::sentences::sentences;
use super::votes;
use super::votes::Side;

/// A decision in more lines is a whole minute.
const MOST_DECISION: usize = 14;

/// A line with more words is prose, and no heading.
const MOST_HEADING_WORDS: usize = 9;

/// A line of a header or a trailer with fewer bytes is no prose.
const LEAST_PROSE: usize = 60;

/// Statements that are told in a form of their own.
const FORMAL: [StatementKind; 2] = [StatementKind::Apologies, StatementKind::Declaration];

/// What a page puts behind a minute that it shows in part.
const CUT_SHORT: &str = "view the full minutes text";

/// One item with its lines.
pub(super) struct Matter<'a> {
    content: &'a str,
    kind: PaperKind,
    item: &'a Item,
    lines: &'a [Line<'a>],
    makers: &'a Makers,
    found: Vec<Statement>,
    /// The last statement that counts only where nothing else was decided.
    weak: Option<Statement>,
    /// Whether a label announced what was resolved.
    labelled: bool,
    /// Where a sentence told, without a label, that something was agreed.
    narrated: Vec<Range<usize>>,
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
    fn begin(&self) -> usize {
        let minuted = |line: &Line<'_>| {
            let label = openers::label(line.text);
            openers::is_minutes(&folded(line.text))
                || label.is_some_and(|it| it.is_decision && it.length == line.text.len())
        };
        self.lines.iter().position(minuted).unwrap_or(0)
    }

    fn step(&mut self, at: usize) -> usize {
        let Some(line) = self.lines.get(at) else { return at };
        let whole = folded(line.text);
        if openers::is_documents(&whole) {
            return self.behind_documents(at);
        }
        if openers::is_minutes(&whole) {
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
        self.sentences(at, from)
    }

    /// Whether papers of this kind make statements of that kind themselves.
    fn may_be(&self, kind: StatementKind) -> bool {
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

    /// Whether papers of this kind give their decisions below a label: in others it stands above
    /// what someone else decided.
    fn publishes_decisions(&self) -> bool {
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

    /// Where the names of documents end.
    fn behind_documents(&self, at: usize) -> usize {
        let rest = self.lines.iter().enumerate().skip(at + 1);
        let goes_on = |line: &Line<'_>| {
            openers::is_minutes(&folded(line.text)) || openers::label(line.text).is_some()
        };
        let found = rest.into_iter().find(|(_, line)| goes_on(line));
        found.map_or(self.lines.len(), |(at, _)| at)
    }

    /// How many bytes of a line are the number and the title of the item.
    fn title_length(&self, line: &Line<'_>) -> usize {
        if self.item.spans.first().is_none_or(|span| line.span.start > span.start + 400) {
            return 0;
        }
        let Some(title) = self.item.title.as_deref() else { return 0 };
        let Some(start) = line.text.find(title).filter(|start| *start < 16) else { return 0 };
        let before = &line.text[..start];
        let is_numbered = !before.chars().any(|c| c.is_alphabetic() && !"ivx".contains(c));
        let behind = line.text[start + title.len()..].trim_start();
        let is_apart = behind.is_empty()
            || behind.starts_with([':', '.', '-', '–', '*'])
            || behind.starts_with(char::is_uppercase)
            || title.ends_with([':', '.', '-', '–']);
        let told = cues::told(&folded(title)).map(|told| told.kind);
        // `Apologies: A. Wren` is told whole, and so is `No declarations of interest`.
        let is_roll = told.is_some_and(|kind| FORMAL.contains(&kind))
            && (behind.starts_with(':')
                || !behind.is_empty() && !behind.trim_end_matches('.').contains(' ')
                || title.starts_with("No")
                || title.ends_with(':') && !behind.is_empty());
        if !is_numbered || !is_apart || is_roll {
            return 0;
        }
        // A decision may stand where a title does.
        let decides = cues::told(&folded(title)).is_some_and(|told| {
            let kinds = [StatementKind::Resolution, StatementKind::Action, StatementKind::Request];
            kinds.contains(&told.kind) && !told.weak
        });
        if decides {
            return start;
        }
        let end = start + title.len();
        let rest = &line.text[end..];
        end + rest.len() - rest.trim_start_matches([':', '.', '-', '–', ' ', '\u{a0}', '*']).len()
    }

    /// Reads what a label announces and returns the line behind it.
    fn labelled(&mut self, at: usize, from: usize, label: Label) -> usize {
        let line = &self.lines[at];
        self.labelled |= label.kind == StatementKind::Resolution && !label.is_decision;
        let rest = line.span.start + from + label.length..line.span.end;
        let said = folded(&self.content[rest.clone()]);
        let listed = self.begins_list(at + 1);
        let is_open = said.is_empty() || openers::is_stem(&said);
        if !is_open && !(listed && openers::ends_open(&said)) {
            let points = self.points(&rest);
            if points.len() > 1 {
                for (number, span) in points {
                    self.push_numbered(label.kind, span, Some(number), None);
                }
                return at + 1;
            }
            let (end, next) = self.paragraph(at);
            self.push_numbered(label.kind, rest.start..end, None, None);
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
        if openers::label(next.text).is_some() || openers::is_stop(&folded(next.text)) {
            return at + 1;
        }
        if label.kind == StatementKind::Recommendation && said.is_empty() {
            return self.paragraphs(at + 1, label.kind);
        }
        if label.kind == StatementKind::Action && said.is_empty() {
            return at + 1;
        }
        let (end, behind) = self.paragraph(at + 1);
        self.push_numbered(label.kind, next.span.start..end, None, lead_in);
        behind
    }

    /// Reads the paragraphs and lists below a heading, up to the next.
    fn paragraphs(&mut self, from: usize, kind: StatementKind) -> usize {
        let mut at = from;
        while let Some(line) = self.lines.get(at) {
            let said = folded(line.text);
            let is_heading = matches!(line.kind, BlockKind::Heading(_))
                || said.split(' ').count() <= MOST_HEADING_WORDS
                    && !said.ends_with(['.', ':', ';', ','])
                    && marker(line.text).is_none();
            if is_heading || openers::is_stop(&said) || openers::label(line.text).is_some() {
                break;
            }
            if self.begins_list(at) {
                at = self.list(at, kind, None, None);
            } else if openers::ends_open(&said) && self.begins_list(at + 1) {
                at = self.list(at + 1, kind, Some(line.span.clone()), None);
            } else {
                let (end, next) = self.paragraph(at);
                self.push_numbered(kind, line.span.start..end, None, None);
                at = next;
            }
        }
        at
    }

    /// Reads what stands below the label `Decision`.
    fn decision(&mut self, from: usize) -> usize {
        let rest = &self.lines[from..];
        let end = rest.iter().position(|line| openers::is_stop(&folded(line.text)));
        let end = end.map_or(self.lines.len(), |end| from + end);
        let is_opener = |line: &Line<'_>| {
            let resolves = folded(line.text).to_lowercase();
            openers::label(line.text).is_some_and(|it| !it.is_decision)
                || resolves.starts_with("resolved")
                || resolves.starts_with("it was resolved")
        };
        let section = &self.lines[from..end];
        if section.iter().any(is_opener) {
            let mut at = from;
            while at < end {
                at = if is_opener(&self.lines[at]) { self.step(at).max(at + 1) } else { at + 1 };
            }
            return at;
        }
        if section.len() > MOST_DECISION {
            return from;
        }
        let mut at = from;
        while at < end {
            let line = &self.lines[at];
            if self.begins_list(at) {
                at = self.list(at, StatementKind::Resolution, None, None).max(at + 1);
                continue;
            }
            let said = folded(line.text);
            if openers::ends_open(&said) && self.begins_list(at + 1) {
                at = self.list(at + 1, StatementKind::Resolution, Some(line.span.clone()), None);
                continue;
            }
            let (to, next) = self.paragraph(at);
            self.push_numbered(StatementKind::Resolution, line.span.start..to, None, None);
            at = next;
        }
        at
    }

    /// Reads the sentences of a line, and the list that the last may open.
    fn sentences(&mut self, at: usize, from: usize) -> usize {
        let line = &self.lines[at];
        let start = line.span.start + from;
        let behind = self.wrapped(at);
        let text = &self.content[start..self.lines[behind - 1].span.end];
        let is_bare =
            matches!(self.item.part, Part::Header | Part::Trailer) && text.len() < LEAST_PROSE;
        let marked = marker(text).map_or(0, |marker| marker.length);
        let text = &text[marked..];
        let all = sentences(text);
        let listed = self.begins_list(behind);
        for (place, span) in all.iter().enumerate() {
            let said = folded(&text[span.clone()]);
            let Some(whole) =
                trimmed(self.content, start + marked + span.start..start + marked + span.end)
            else {
                continue;
            };
            let is_last = place + 1 == all.len();
            let told = cues::told(&said).filter(|told| self.may_be(told.kind));
            if is_last && listed && openers::ends_open(&said) {
                let kind = if openers::announces_recommendations(&said) {
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
            if is_formal && is_last && said.ends_with(':') && behind < self.lines.len() {
                let (end, next) = self.paragraph(behind);
                let names = self.lines[behind].span.start..end;
                self.push_numbered(told.kind, names, None, Some(whole));
                return next;
            }
            self.push(told, whole, &said, is_last);
        }
        behind
    }

    /// Takes a sentence for an answer that follows a question and says what someone said.
    fn answers(&self, said: &str, start: usize) -> Option<Told> {
        const SAID: [&str; 7] =
            [" confirmed", " explained", " advised", " stated", " said", " informed", " clarified"];
        let last = self.found.last()?;
        let gap = self.content.get(last.span.end..start)?;
        let follows = last.kind == StatementKind::Question
            && gap.trim().is_empty()
            && SAID.iter().any(|word| said.contains(word));
        follows.then_some(Told { kind: StatementKind::Answer, also: None, weak: false })
    }

    fn push(&mut self, told: Told, span: Range<usize>, said: &str, closes: bool) {
        if self.carries_on(&span, said) {
            return;
        }
        let mut statement = Statement::new(told.kind, span);
        statement.also = told.also;
        self.makers.give(&mut statement, said);
        if told.kind == StatementKind::Resolution && !said.contains("RESOLVED") {
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
                let mut vote = Statement::new(StatementKind::Vote, statement.span.clone());
                vote.maker.clone_from(&statement.maker);
                vote.outcome = votes::outcome(said);
                vote.tally = Some(tally);
                self.found.push(vote);
            }
            _ => {}
        }
        self.found.push(statement);
    }

    /// Whether a sentence belongs to the motion before it: it seconds it, says what was moved, or
    /// that it was agreed. Then it is one statement with it.
    fn carries_on(&mut self, span: &Range<usize>, said: &str) -> bool {
        let Some(last) = self.found.last_mut().filter(|it| it.kind == StatementKind::Motion) else {
            return false;
        };
        let gap = self.content.get(last.span.end..span.start);
        if gap.is_none_or(|gap| !gap.trim().is_empty()) {
            return false;
        }
        let lower = said.trim_start_matches(['\'', '"', ' ']).to_lowercase();
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
                let mut vote = Statement::new(StatementKind::Vote, span.clone());
                vote.maker.clone_from(&last.maker);
                vote.outcome = votes::outcome(said);
                vote.tally = votes::tally(said);
                self.found.push(vote);
            }
        }
        true
    }

    fn push_numbered(
        &mut self,
        kind: StatementKind,
        span: Range<usize>,
        number: Option<String>,
        lead_in: Option<Range<usize>>,
    ) {
        let Some(span) = trimmed(self.content, span) else { return };
        let mut statement = Statement::new(kind, span);
        statement.number = number;
        statement.lead_in = lead_in.and_then(|lead_in| trimmed(self.content, lead_in));
        let said = folded(&self.content[statement.span.clone()]);
        self.makers.give(&mut statement, &said);
        if kind == StatementKind::Resolution
            && let Some(tally) = votes::tally(&said)
        {
            let mut vote = Statement::new(StatementKind::Vote, statement.span.clone());
            vote.maker.clone_from(&statement.maker);
            vote.tally = Some(tally);
            self.found.push(vote);
        }
        self.found.push(statement);
    }

    /// Whether an item of a list stands at a line.
    fn begins_list(&self, at: usize) -> bool {
        let is_item =
            |line: &Line<'_>| line.kind == BlockKind::ListItem || marker(line.text).is_some();
        self.lines.get(at).is_some_and(is_item)
    }

    /// Reads the items of a list and returns the line behind it. `opener` is the sentence that
    /// opens it.
    fn list(
        &mut self,
        from: usize,
        kind: StatementKind,
        lead_in: Option<Range<usize>>,
        opener: Option<&str>,
    ) -> usize {
        let mut items: Vec<(Option<String>, Range<usize>)> = Vec::new();
        let mut style = None;
        let mut at = from;
        while let Some(line) = self.lines.get(at) {
            let said = folded(line.text);
            if openers::is_stop(&said) || openers::label(line.text).is_some() {
                break;
            }
            let found = marker(line.text);
            let is_item = found.is_some() || line.kind == BlockKind::ListItem;
            let number = found.as_ref().and_then(|it| it.number);
            let own = Style::of(number);
            if is_item && style.is_none_or(|style| style == own || Style::agree(style, own)) {
                style = Some(own).filter(|own| *own != Style::Letter || style.is_none()).or(style);
                let start = line.span.start + found.as_ref().map_or(0, |it| it.length);
                items.push((number.map(str::to_owned), start..line.span.end));
            } else if !is_item && votes::is_line(&said) {
                self.sentences(at, 0);
            } else if is_item || self.runs_on(at) {
                // A list within an item, or its next line.
                let Some((_, span)) = items.last_mut() else { break };
                span.end = line.span.end;
            } else {
                break;
            }
            at += 1;
        }
        let repeated = items.len() > 1 && items.windows(2).all(|two| two[0].0 == two[1].0);
        for (place, (number, span)) in items.into_iter().enumerate() {
            let number =
                if repeated && number.is_some() { Some((place + 1).to_string()) } else { number };
            self.push_numbered(kind, span, number, lead_in.clone());
            if let (Some(opener), Some(last)) = (opener, self.found.last_mut()) {
                self.makers.give(last, opener);
            }
        }
        at
    }

    /// Whether a line goes on with the line before it: both were one line once.
    fn runs_on(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).and_then(|before| self.lines.get(before)) else {
            return false;
        };
        let line = &self.lines[at];
        let between = &self.content[before.span.end..line.span.start];
        let apart = between.matches('\n').count() > 1;
        !apart && line.text.starts_with(char::is_lowercase) && !before.text.ends_with(['.', ':'])
    }

    /// The line behind those that a sentence goes on over.
    fn wrapped(&self, at: usize) -> usize {
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
    fn paragraph(&self, at: usize) -> (usize, usize) {
        let mut next = at + 1;
        while next < self.lines.len() && self.runs_on(next) {
            next += 1;
        }
        (self.lines[next - 1].span.end, next)
    }

    /// The points of a list in one line: `(a) that …, (b) that …`.
    fn points(&self, rest: &Range<usize>) -> Vec<(String, Range<usize>)> {
        let text = &self.content[rest.clone()];
        let mut starts: Vec<(String, usize, usize)> = Vec::new();
        for (at, _) in text.match_indices('(') {
            let Some(found) = marker(&text[at..]) else { continue };
            let Some(number) = found.number else { continue };
            let follows = match starts.last() {
                None => ["a", "i", "1"].contains(&number),
                Some((last, ..)) => follows(last, number),
            };
            if follows {
                starts.push((number.to_owned(), at, at + found.length));
            }
        }
        let ends: Vec<usize> =
            starts.iter().skip(1).map(|(_, at, _)| *at).chain([text.len()]).collect();
        let points = starts.into_iter().zip(ends).map(|((number, _, from), to)| {
            let said = text[from..to].trim_end();
            let said = said.strip_suffix(" and").unwrap_or(said).trim_end_matches([',', ';', ' ']);
            (number, rest.start + from..rest.start + from + said.len())
        });
        points.collect()
    }

    /// Reads a vote that is recorded by names, a side a line.
    fn recorded(&mut self, at: usize) -> Option<usize> {
        let mut tally = Tally::default();
        let mut next = at;
        while let Some((side, names)) =
            self.lines.get(next).and_then(|line| votes::side(&folded(line.text)))
        {
            match side {
                Side::For => tally.names_in_favour.extend(names),
                Side::Against => tally.names_against.extend(names),
                Side::Abstained => tally.names_abstained.extend(names),
            }
            next += 1;
        }
        if next < at + 2 {
            return None;
        }
        let span = self.lines[at].span.start..self.lines[next - 1].span.end;
        let figures = votes::tally(&folded(&self.content[span.clone()]));
        let count = |names: &[String]| u32::try_from(names.len()).ok().filter(|count| *count > 0);
        let figures = figures.unwrap_or_default();
        tally.in_favour = figures.in_favour.or_else(|| count(&tally.names_in_favour));
        tally.against = figures.against.or_else(|| count(&tally.names_against));
        tally.abstained = figures.abstained.or_else(|| count(&tally.names_abstained));
        let mut vote = Statement::new(StatementKind::Vote, span);
        vote.tally = Some(tally);
        self.makers.give(&mut vote, "");
        self.found.push(vote);
        Some(next)
    }

    /// Below a heading that says what is told, a line of names tells it.
    fn by_title(&mut self) {
        let Some(title) = self.item.title.as_deref() else { return };
        let lower = title.to_lowercase();
        let kind = if lower.contains("apolog") {
            StatementKind::Apologies
        } else if lower.contains("declaration") && lower.contains("interest") {
            StatementKind::Declaration
        } else {
            return;
        };
        if self.found.iter().any(|statement| statement.kind == kind) {
            return;
        }
        let told = self.lines.iter().skip(self.begin()).find_map(|line| {
            let from = self.title_length(line);
            let said = folded(&line.text[from..]);
            let is_told = said.chars().any(char::is_alphabetic)
                && !openers::is_minutes(&said)
                && !said.to_lowercase().starts_with("to ")
                && self.item.number.as_deref() != Some(said.trim_end_matches('.'));
            is_told.then(|| line.span.start + from..line.span.end)
        });
        let Some(span) = told else { return };
        let taken =
            self.found.iter().any(|it| it.span.start < span.end && span.start < it.span.end);
        if !taken {
            self.push_numbered(kind, span, None, None);
        }
    }
}

/// How items of a list are marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Figure,
    Letter,
    Roman,
    Bullet,
}

impl Style {
    fn of(number: Option<&str>) -> Self {
        match number {
            None => Self::Bullet,
            Some(number) if number.starts_with(|c: char| c.is_ascii_digit()) => Self::Figure,
            Some(number) if number.bytes().all(|byte| b"ivxIVX".contains(&byte)) => Self::Roman,
            Some(_) => Self::Letter,
        }
    }

    /// Whether two marks may be of one list: `i` is a letter or a number.
    fn agree(one: Self, other: Self) -> bool {
        let both = [one, other];
        both.contains(&Self::Letter) && both.contains(&Self::Roman)
    }
}

/// Says whether a mark follows another in a list.
fn follows(last: &str, next: &str) -> bool {
    const ROMAN: [&str; 12] =
        ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];
    let (last, next) = (last.to_lowercase(), next.to_lowercase());
    if let (Ok(last), Ok(next)) = (last.parse::<u32>(), next.parse::<u32>()) {
        return next == last + 1;
    }
    let place = |mark: &str| ROMAN.iter().position(|roman| *roman == mark);
    let roman = place(&last).zip(place(&next)).is_some_and(|(last, next)| next == last + 1);
    let letter = last.len() == 1
        && next.len() == 1
        && next.bytes().next() == last.bytes().next().map(|byte| byte + 1);
    roman || letter
}

/// A span without white space at its ends, or `None` where it holds no word.
fn trimmed(content: &str, span: Range<usize>) -> Option<Range<usize>> {
    let text = content.get(span.clone())?;
    let text =
        text.find(CUT_SHORT).map_or(text, |at| text[..at].trim_end_matches([' ', '.', '\u{a0}']));
    let start = span.start + (text.len() - text.trim_start().len());
    let end = start + text.trim().len();
    content[start..end].chars().any(char::is_alphanumeric).then_some(start..end)
}

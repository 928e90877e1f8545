//! Reads lists: a statement an item.

use std::ops::Range;

use crate::extract::BlockKind;
use crate::extract::Line;
use crate::paper::StatementKind;

use super::markers::Marker;
use super::markers::capital;
use super::markers::marker;
use super::matter::Matter;
use super::openers;
use super::said::Said;
use super::votes;

/// How many lines an item of a list takes at most until the next, where its marker may be a name's.
const ITEM_LINES: usize = 8;

impl Matter<'_> {
    /// Whether an item of a list stands at a line.
    pub(super) fn begins_list(&self, at: usize) -> bool {
        let is_item =
            |line: &Line<'_>| line.kind == BlockKind::ListItem || marker(line.text).is_some();
        self.lines.get(at).is_some_and(is_item) || self.capital(at, None).is_some()
    }

    /// The capital that marks an item at a line, where the one before it, or one below the first,
    /// stands at such an item too.
    fn capital(&self, at: usize, last: Option<&str>) -> Option<Marker<'_>> {
        let found = self.lines.get(at).and_then(|line| capital(line.text))?;
        let below = || self.lines.iter().skip(at + 1).take(ITEM_LINES);
        let is_item = match last {
            Some(last) => found.number.is_some_and(|number| follows(last, number)),
            None => found.number == Some("A") && below().any(|line| line.text.starts_with("B. ")),
        };
        is_item.then_some(found)
    }

    /// Reads the items of a list and returns the line behind it. `opener` is the sentence that
    /// opens it.
    pub(super) fn list(
        &mut self,
        from: usize,
        kind: StatementKind,
        lead_in: Option<Range<usize>>,
        opener: Option<&Said>,
    ) -> usize {
        let mut items: Vec<(Option<String>, Range<usize>)> = Vec::new();
        let mut style = None;
        let mut at = from;
        while let Some(line) = self.lines.get(at) {
            let said = &self.said[at];
            if openers::is_stop(said) || self.label(at).is_some() {
                break;
            }
            let last = items.last().and_then(|(number, _)| number.clone());
            let last = last.as_deref();
            let lines = self.lines;
            let found = marker(lines[at].text).or_else(|| self.capital(at, last));
            let is_item = found.is_some() || line.kind == BlockKind::ListItem;
            let number = found.as_ref().and_then(|it| it.number);
            let own = Style::of(number);
            if is_item && own == Style::Figure && is_elsewhere(last, number) {
                break;
            }
            // `i` is a letter behind `h`, and a number of its own otherwise.
            let crosses = || last.zip(number).is_some_and(|(last, number)| follows(last, number));
            if is_item
                && style.is_none_or(|style| style == own && !is_deeper(last, number) || crosses())
            {
                style = style.or(Some(own));
                let start = line.span.start + found.as_ref().map_or(0, |it| it.length);
                items.push((number.map(str::to_owned), start..line.span.end));
            } else if !is_item && votes::is_line(said) {
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
            self.push_numbered(kind, span, number, lead_in.clone(), opener);
        }
        at
    }

    /// The points of a list in one line: `(a) that …, (b) that …`.
    pub(super) fn points(&self, rest: &Range<usize>) -> Vec<(String, Range<usize>)> {
        let text = &self.content[rest.clone()];
        let mut starts: Vec<(String, usize, usize)> = Vec::new();
        let brackets = text.match_indices(['(', ')']).filter_map(|(at, bracket)| match bracket {
            "(" => Some(at),
            // `1) That …  2) That …`
            _ => {
                let digits = text[..at].bytes().rev().take_while(u8::is_ascii_digit).count();
                let apart = !text[..at - digits].ends_with('(');
                (digits > 0 && digits < 3 && apart).then_some(at - digits)
            }
        });
        for at in brackets {
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
}

/// How many parts a number has: `7.1` has two.
fn depth(number: &str) -> usize {
    number.split('.').count()
}

/// Says whether a number is of a list within the item before it.
fn is_deeper(last: Option<&str>, number: Option<&str>) -> bool {
    last.zip(number).is_some_and(|(last, number)| depth(number) > depth(last))
}

/// Says whether a number in parts belongs to another section: `3.1`, or `3`, behind `2.4`.
fn is_elsewhere(last: Option<&str>, number: Option<&str>) -> bool {
    let Some((last, number)) = last.zip(number) else { return false };
    let section = |number: &str| number.split('.').next().map(str::to_owned);
    depth(last) > 1 && (depth(number) < depth(last) || section(last) != section(number))
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

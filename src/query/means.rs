//! Says in plain English what a query was taken to mean.
//!
//! The line stands above every answer, so that a misread query is seen at once. Two queries
//! that differ in meaning differ in words: whatever could be read two ways stands in brackets.

use super::Query;
use super::dates::DateRange;
use super::dates::in_words;
use super::filter::Filter;
use super::filter::Value;
use super::pattern::Near;
use super::pattern::Part;
use super::pattern::Pattern;

impl Query {
    /// Says in plain English what this query was taken to mean:
    /// `items with any form of “caseloads”, but without any form of “school”; council: leeds`.
    pub fn means(&self) -> String {
        if self.is_nothing() {
            return "no item".to_owned();
        }
        let top = match self {
            Self::All => &[],
            Self::And(children) => &**children,
            query => std::slice::from_ref(query),
        };
        let (mut with, mut without, mut narrowed) = (Vec::new(), Vec::new(), String::new());
        for child in top {
            match child {
                Self::Filter(filter) => narrowed += &format!("; {}", filter.means(true)),
                Self::Not(inner) => match &**inner {
                    Self::Filter(filter) => narrowed += &format!("; {}", filter.means(false)),
                    inner => without.push(inner.part()),
                },
                Self::Match(pattern) if top.len() == 1 => with.push(pattern.means()),
                Self::Or(branches) if top.len() == 1 => with.push(parts(branches, " or ")),
                child => with.push(child.part()),
            }
        }
        let (with, without) = (with.join(" and "), without.join(" and without "));
        let items = match (&*with, &*without) {
            ("", "") => "every item".to_owned(),
            ("", _) => format!("every item without {without}"),
            (_, "") => format!("items with {with}"),
            _ => format!("items with {with}, but without {without}"),
        };
        items + &narrowed
    }

    /// The words for this as part of a longer sentence.
    fn part(&self) -> String {
        match self {
            Self::All => "anything".to_owned(),
            Self::And(children) => format!("({})", parts(children, " and ")),
            Self::Or(children) => format!("({})", parts(children, " or ")),
            Self::Not(inner) => format!("not {}", inner.part()),
            Self::Match(pattern) => pattern.part(),
            Self::Filter(filter) => format!("({})", filter.means(true)),
        }
    }
}

fn parts(queries: &[Query], between: &str) -> String {
    let parts: Vec<String> = queries.iter().map(Query::part).collect();
    parts.join(between)
}

impl Pattern {
    fn means(&self) -> String {
        match self {
            Self::Word(word) => format!("any form of “{word}”"),
            Self::Phrase(parts) => match &**parts {
                [Part::Word(word)] => format!("the exact word “{word}”"),
                [Part::Wildcard(word)] => shape(word),
                parts => {
                    let words: Vec<&str> = parts.iter().map(Part::as_str).collect();
                    let starred = parts.iter().any(|part| matches!(part, Part::Wildcard(_)));
                    let stars = if starred { " (* is any letters)" } else { "" };
                    format!("the exact phrase “{}”{stars}", words.join(" "))
                }
            },
            Self::Wildcard(word) => shape(word),
            Self::Misspelt { word, distance: 1 } => {
                format!("any word within one letter of “{word}”")
            }
            Self::Misspelt { word, .. } => format!("any word within two letters of “{word}”"),
            Self::Near(near) => near.means(),
        }
    }

    /// The words for this as part of a longer sentence.
    fn part(&self) -> String {
        match self {
            Self::Near(near) => format!("({})", near.means()),
            pattern => pattern.means(),
        }
    }
}

impl Near {
    fn means(&self) -> String {
        let words = if self.within == 1 { "word" } else { "words" };
        let (left, right) = (side(&self.left), side(&self.right));
        match self.ordered {
            true => format!("{left} followed within {} {words} by {right}", self.within),
            false => format!("{left} within {} {words} of {right}", self.within),
        }
    }
}

fn side(patterns: &[Pattern]) -> String {
    let parts: Vec<String> = patterns.iter().map(Pattern::part).collect();
    match parts.len() {
        1 => parts.concat(),
        _ => format!("({})", parts.join(" or ")),
    }
}

/// The words for a word with stars in it.
fn shape(word: &str) -> String {
    let inner = word.trim_matches('*');
    match (word.starts_with('*'), word.ends_with('*'), inner.contains('*')) {
        (false, true, false) => format!("any word beginning with “{inner}”"),
        (true, false, false) => format!("any word ending in “{inner}”"),
        (true, true, false) => format!("any word containing “{inner}”"),
        _ => format!("any word of the shape “{word}” (* is any letters)"),
    }
}

impl Filter {
    /// The words for this filter, or, unless `is`, for what it shuts out.
    fn means(&self, is: bool) -> String {
        let name = self.field.name();
        let values: Vec<String> = self.values.iter().map(Value::means).collect();
        // Dates read as a sentence: `date from 1 January 2017 on`.
        let dates = self.values.iter().all(|value| matches!(value, Value::Dates(_)));
        let colon = if dates { "" } else { ":" };
        match (is, &*self.values) {
            (false, [Value::Any]) => format!("{name}: none"),
            (true, _) => format!("{name}{colon} {}", values.join(" or ")),
            (false, [_]) => format!("{name}{colon} not {}", values.concat()),
            (false, _) => format!("{name}{colon} neither {}", values.join(" nor ")),
        }
    }
}

impl Value {
    fn means(&self) -> String {
        match self {
            Self::Any => "any".to_owned(),
            Self::Text(text) if reads_two_ways(text) => format!("“{text}”"),
            Self::Text(text) => text.clone(),
            Self::Dates(dates) => dates.means(),
            Self::Kind(kind) => kind.to_string(),
            Self::Layer(layer) => layer.to_string(),
            Self::Words(pattern) => pattern.part(),
        }
    }
}

/// Says whether a value could be taken for part of the sentence around it.
fn reads_two_ways(text: &str) -> bool {
    let ours = ["or", "nor", "not", "neither", "any", "none"];
    text.contains(|c: char| ";:()".contains(c)) || text.split(' ').any(|word| ours.contains(&word))
}

impl DateRange {
    fn means(self) -> String {
        match (self.from, self.to) {
            (Some(from), Some(to)) if from == to => format!("on {}", in_words(from)),
            (Some(from), Some(to)) => format!("from {} to {}", in_words(from), in_words(to)),
            (Some(from), None) => format!("from {} on", in_words(from)),
            (None, Some(to)) => format!("up to {}", in_words(to)),
            (None, None) => "any".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::query::Query;

    #[track_caller]
    fn check(typed: &str, means: &str) {
        assert_eq!(typed.parse::<Query>().unwrap().means(), means);
    }

    #[test]
    fn everything_and_nothing() {
        check("", "every item");
        check("NOT *", "no item");
        check("-school", "every item without any form of “school”");
        check(
            "-school -\"free meals\"",
            "every item without any form of “school” and without the exact phrase “free meals”",
        );
    }

    #[test]
    fn words_phrases_and_filters() {
        check(
            "caseloads \"children looked after\" -school council:lancashire date:2016..2018",
            "items with any form of “caseloads” and the exact phrase “children looked after”, \
             but without any form of “school”; council: lancashire; \
             date from 1 January 2016 to 31 December 2018",
        );
    }

    #[test]
    fn brackets_are_kept() {
        check("bus OR tram", "items with any form of “bus” or any form of “tram”");
        check(
            "(bus OR tram) lane",
            "items with (any form of “bus” or any form of “tram”) and any form of “lane”",
        );
        check(
            "bus OR tram lane -taxi",
            "items with any form of “bus” or (any form of “tram” and any form of “lane” and not \
             any form of “taxi”)",
        );
        check(
            "budget -(school OR council:leeds)",
            "items with any form of “budget”, but without (any form of “school” or (council: leeds))",
        );
    }

    #[test]
    fn shapes_and_nearness() {
        check("case*", "items with any word beginning with “case”");
        check("*load", "items with any word ending in “load”");
        check("*load*", "items with any word containing “load”");
        check("w*d", "items with any word of the shape “w*d” (* is any letters)");
        check("ofsed~", "items with any word within one letter of “ofsed”");
        check("ofsed~2", "items with any word within two letters of “ofsed”");
        check("\"caseload\"", "items with the exact word “caseload”");
        check(
            "\"looked after child*\"",
            "items with the exact phrase “looked after child*” (* is any letters)",
        );
        check(
            "social NEAR/5 work care",
            "items with (any form of “social” within 5 words of any form of “work”) and any form of “care”",
        );
        check(
            "(head OR director) ONTO/1 \"of service\"",
            "items with (any form of “head” or any form of “director”) followed within 1 word by \
             the exact phrase “of service”",
        );
    }

    #[test]
    fn filters_alone_and_negated() {
        check("council:leeds council:york", "every item; council: leeds or york");
        check("council:\"this or that\"", "every item; council: “this or that”");
        check("-council:leeds", "every item; council: not leeds");
        check("-council:(leeds OR york)", "every item; council: neither leeds nor york");
        check("-council:* date:2017-01-18", "every item; council: none; date on 18 January 2017");
        check("date:2017-03..", "every item; date from 1 March 2017 on");
        check("-date:..2017-02", "every item; date not up to 28 February 2017");
        check(
            "date:2016 date:2018-12",
            "every item; date from 1 January 2016 to 31 December 2016 or from 1 December 2018 to 31 December 2018",
        );
        check(
            "title:budget kind:minutes",
            "every item; title: any form of “budget”; kind: minutes",
        );
    }
}

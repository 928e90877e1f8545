//! Builds a [`Query`] from tokens.
//!
//! OR binds looser than AND and words side by side; NOT binds tighter; NEAR and ONTO tightest.
//! An operator without anything to work on is ignored, as other marks are. Refused is only what
//! would be misunderstood: unknown fields, impossible values, brackets too deep.

use crate::error::Error;

use super::Query;
use super::fields::Field;
use super::fields::Takes;
use super::filter::Filter;
use super::lex;
use super::lex::Token;
use super::pattern::Near;
use super::pattern::Pattern;
use super::refuse;
use super::run::Run;
use super::word;

/// How deep brackets, typed or printed, may be nested. No one types more; a machine's query may
/// not use up the stack.
pub(super) const DEEPEST: usize = 64;

/// Reads a whole query.
pub(super) fn query(text: &str) -> Result<Query, Error> {
    let tokens = lex::tokens(text);
    let mut grammar = Grammar { tokens: &tokens, depth: 0 };
    let query = grammar.either()?.unwrap_or(Query::All);
    match query.depth() > DEEPEST {
        true => Err(refuse::too_deep(DEEPEST)),
        false => Ok(query),
    }
}

/// The tokens still to be read, and how many brackets are open.
struct Grammar<'t> {
    tokens: &'t [Token<'t>],
    depth: usize,
}

impl<'t> Grammar<'t> {
    fn peek(&self) -> Option<Token<'t>> {
        self.tokens.first().copied()
    }

    fn skip(&mut self) {
        self.tokens = self.tokens.get(1..).unwrap_or_default();
    }

    /// Reads branches with OR between them; `None` if nothing is there.
    fn either(&mut self) -> Result<Option<Query>, Error> {
        let mut branches = Vec::new();
        loop {
            branches.extend(self.together()?);
            match self.peek() {
                Some(Token::Or) => self.skip(),
                _ => break,
            }
        }
        Ok((!branches.is_empty()).then(|| Query::any_of(branches)))
    }

    /// Reads what stands side by side or with AND between.
    fn together(&mut self) -> Result<Option<Query>, Error> {
        let mut run = Run::default();
        loop {
            match self.peek() {
                None | Some(Token::Close | Token::Or) => break,
                Some(Token::And) => {
                    self.skip();
                    run.close();
                }
                Some(Token::Near(_) | Token::Slop(_)) => self.skip(),
                Some(_) => {
                    if let Some(query) = self.turned()? {
                        run.add(query)?;
                    }
                }
            }
        }
        Ok(run.joined())
    }

    /// Reads any number of NOTs and what they turn round.
    fn turned(&mut self) -> Result<Option<Query>, Error> {
        let mut turned = false;
        while let Some(Token::Not | Token::Minus) = self.peek() {
            self.skip();
            turned = !turned;
        }
        let query = self.near()?;
        Ok(query.map(|query| if turned { query.negated() } else { query }))
    }

    /// Reads one thing, or several with NEAR or ONTO between.
    fn near(&mut self) -> Result<Option<Query>, Error> {
        let mut left = self.one()?;
        while let Some(Token::Near(operator)) = self.peek() {
            self.skip();
            let (within, ordered) = reach(operator)?;
            if let Some(Token::Not | Token::Minus) = self.peek() {
                return Err(refuse::near_not(operator));
            }
            let right = self.one()?;
            left = match (left, right) {
                (Some(left), Some(right)) => {
                    let (left, right) = (side(left, operator)?, side(right, operator)?);
                    let near = Query::Match(Pattern::Near(Near { left, right, within, ordered }));
                    // Each NEAR lies deeper than the last, without any bracket being typed.
                    if near.depth() > DEEPEST {
                        return Err(refuse::too_deep(DEEPEST));
                    }
                    Some(near)
                }
                (left, right) => left.or(right),
            };
        }
        Ok(left)
    }

    /// Reads a word, a phrase, a field or a bracket; takes nothing if none is there.
    fn one(&mut self) -> Result<Option<Query>, Error> {
        let Some(token) = self.peek() else { return Ok(None) };
        match token {
            Token::Open => {
                self.skip();
                self.depth += 1;
                if self.depth > DEEPEST {
                    return Err(refuse::too_deep(DEEPEST));
                }
                let query = self.either()?;
                self.depth -= 1;
                if let Some(Token::Close) = self.peek() {
                    self.skip();
                }
                Ok(query)
            }
            Token::Name(name) => {
                self.skip();
                let field = Field::from_word(name)
                    .ok_or_else(|| refuse::unknown_field(name, self.peek()))?;
                self.field(field).map(Some)
            }
            Token::Chunk(chunk) => {
                self.skip();
                if !chunk.is_empty() && chunk.bytes().all(|byte| byte == b'*') {
                    return Ok(Some(Query::All));
                }
                refuse_small_operator(chunk)?;
                Ok(word::pattern(chunk)?.map(Query::Match))
            }
            Token::Quoted(text) => {
                self.skip();
                self.refuse_slop()?;
                Ok(word::phrase(text).map(Query::Match))
            }
            _ => Ok(None),
        }
    }

    /// Reads what follows a field and its colon.
    fn field(&mut self, field: Field) -> Result<Query, Error> {
        let token = self.peek();
        self.skip();
        let value = match token {
            Some(Token::Open) => return self.choice(field),
            Some(Token::Quoted(text)) => {
                self.refuse_slop()?;
                field.quoted(text)?
            }
            Some(Token::Chunk(text)) => field.bare(text)?,
            _ => field.value("")?,
        };
        Ok(Query::Filter(Filter { field, values: vec![value] }))
    }

    /// Reads `a OR b)` after `field:(`.
    fn choice(&mut self, field: Field) -> Result<Query, Error> {
        let mut branches = Vec::new();
        loop {
            branches.extend(self.branch(field)?);
            match self.peek() {
                Some(Token::Or) => self.skip(),
                Some(Token::Close) => break self.skip(),
                _ => break,
            }
        }
        if branches.is_empty() {
            field.value("")?;
        }
        Ok(Query::any_of(branches))
    }

    /// Reads what stands between two ORs there. Bare words side by side are one name, so that
    /// `council:(west sussex OR kent)` is what it looks like; in a title they are words, joined
    /// with AND as in running text.
    fn branch(&mut self, field: Field) -> Result<Option<Query>, Error> {
        let words = field.row().takes == Takes::Words;
        let mut values = Vec::new();
        let mut name = String::new();
        while let Some(token) = self.peek() {
            match token {
                Token::Or | Token::Close => break,
                Token::Chunk(text) if words => values.extend(says(text).then(|| field.bare(text))),
                Token::Chunk(text) => name.extend([text, " "]),
                Token::Quoted(text) => {
                    values.extend(says(&name).then(|| field.value(&name)));
                    name.clear();
                    values.extend(says(text).then(|| field.quoted(text)));
                }
                token => return Err(refuse::no_value(field, token)),
            }
            self.skip();
        }
        values.extend(says(&name).then(|| field.value(&name)));
        let one = |value| Ok(Query::Filter(Filter { field, values: vec![value?] }));
        let filters: Vec<Query> = values.into_iter().map(one).collect::<Result<_, Error>>()?;
        Ok((!filters.is_empty())
            .then(|| if words { Query::all_of(filters) } else { Query::any_of(filters) }))
    }

    /// Refuses `"a phrase"~5`, which other engines take for nearness.
    fn refuse_slop(&self) -> Result<(), Error> {
        match self.peek() {
            Some(Token::Slop(slop)) => Err(refuse::slop(slop)),
            _ => Ok(()),
        }
    }
}

/// Says whether a text can be a value: it holds a letter, a digit or a star.
fn says(text: &str) -> bool {
    text.contains(|c: char| c.is_alphanumeric() || c == '*')
}

/// Reads the number and the sort of a NEAR or ONTO.
fn reach(operator: &str) -> Result<(u32, bool), Error> {
    let within = match operator.split_once('/') {
        None => Near::USUAL,
        Some((_, figures)) => figures.parse().unwrap_or(u32::MAX),
    };
    match (1..=Near::WIDEST).contains(&within) {
        true => Ok((within, operator.starts_with("ONTO"))),
        false => Err(refuse::reach(operator)),
    }
}

/// Takes one side of a NEAR: a pattern, or patterns with OR between them.
fn side(query: Query, operator: &str) -> Result<Vec<Pattern>, Error> {
    let branches = match &query {
        Query::Or(branches) => branches.as_slice(),
        query => std::slice::from_ref(query),
    };
    let pattern = |branch: &Query| match branch {
        Query::Match(pattern) => Some(pattern.clone()),
        _ => None,
    };
    let patterns: Option<Vec<Pattern>> = branches.iter().map(pattern).collect();
    patterns.ok_or_else(|| refuse::near_side(operator, &query))
}

/// Refuses `near/5`: nobody looks for that word, and as words it would find something else.
fn refuse_small_operator(chunk: &str) -> Result<(), Error> {
    let operator = chunk.split_once('/').filter(|(name, number)| {
        let known = ["NEAR", "ONTO"].iter().any(|known| known.eq_ignore_ascii_case(name));
        known && !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
    });
    match operator {
        Some((name, _)) if name.contains(char::is_lowercase) => Err(refuse::small_operator(chunk)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use crate::query::Query;

    #[track_caller]
    fn check(typed: &str, printed: &str) {
        let query: Query = typed.parse().unwrap_or_else(|error| panic!("{typed}: {error}"));
        assert_eq!(query.to_string(), printed, "{typed}");
        assert_eq!(printed.parse::<Query>().unwrap(), query, "{typed}");
    }

    #[test]
    fn or_binds_looser_than_and_and_not_tighter() {
        check("a b OR c AND d", "(a b) OR (c d)");
        check("a (b OR c)", "a (b OR c)");
        check("a AND NOT b", "a -b");
        check("NOT NOT a --b - c", "a b c");
        check("-(a b) -c*", "-(a b) -c*");
        check("((a)) ((b c))", "a b c");
        check("a and not b or c", "a and not b or c");
    }

    #[test]
    fn operators_without_anything_to_work_on_are_ignored() {
        for typed in ["()", "\"\"", "&"] {
            check(typed, "*");
        }
        // Alone they are words: everything would be a strange answer.
        for (typed, word) in [("AND", "and"), ("NEAR", "near"), ("NOT ()", "not")] {
            check(typed, word);
        }
        check("AND OR NOT", "and or not");
        for typed in ["a AND", "OR a", "a NOT", "a NEAR/5", "ONTO/3 a", "a OR AND", "(a", "a)"] {
            check(typed, "a");
        }
        check("a OR OR b", "a OR b");
        check("a NEAR/5 () b", "a b");
        check("'AND' a OR, b", "\"AND\" a \"OR\" b");
        check("NOT(a b)OR(c)", "-(a b) OR c");
    }

    #[test]
    fn operators_with_a_number_in_small_letters_are_refused() {
        for typed in ["a near/5 b", "Onto/3", "a (near/12)"] {
            let refused = typed.parse::<Query>().unwrap_err().to_string();
            assert!(refused.contains("in capitals only"), "{refused}");
        }
        check("near/a nearer/5 \"near/5\"", "near/a nearer/5 \"near/5\"");
    }

    #[test]
    fn nearness_binds_tightest() {
        check("a b NEAR/5 c d", "a (b NEAR/5 c) d");
        check("-a NEAR b", "-(a NEAR/10 b)");
        check("a NEAR/2 b ONTO/3 \"c d\"", "(a NEAR/2 b) ONTO/3 \"c d\"");
        check("(a OR b*) ONTO (c OR d~)", "(a OR b*) ONTO/10 (c OR d~)");
        check("near a onto b", "near a onto b");
    }

    #[test]
    fn filters_of_one_field_side_by_side_mean_or() {
        check("council:a budget council:b", "council:(a OR b) budget");
        check("council:a OR council:b", "council:(a OR b)");
        check("council:a AND council:b", "council:a AND council:b");
        check(
            "council:a date:2017 AND council:b council:c",
            "council:a date:2017 AND council:(b OR c)",
        );
        check("council:a -council:b", "council:a -council:b");
        check("title:a title:b", "title:a title:b");
        check("date:2016 date:2018..", "date:(2016 OR 2018..)");
    }

    #[test]
    fn values_may_stand_in_brackets() {
        check("council:( west sussex OR kent )", "council:(\"west sussex\" OR kent)");
        check("council:(\"a b\" \"c d\"", "council:(\"a b\" OR \"c d\")");
        check("title:(a b OR \"c d\")", "(title:a title:b) OR title:\"c d\"");
        check("title:(a OR 14:30) b", "(title:a OR title:14:30) b");
        check("-kind:(Minutes OR agenda-item)", "-kind:(minutes OR agenda_item)");
        check("-council:* post:\"o'neill\"", "-council:* role:\"o'neill\"");
    }
}

//! Builds a [`Query`] from tokens.
//!
//! OR binds looser than AND and words side by side; NOT binds tighter; NEAR and ONTO tightest.
//! An operator without anything to work on is ignored, as other marks are. Refused is only what
//! would be misunderstood: unknown fields, impossible values, brackets too deep.

use crate::error::Error;

use super::Query;
use super::dates::DateRange;
use super::fields::FIELDS;
use super::fields::Field;
use super::fields::Takes;
use super::filter::Filter;
use super::filter::Value;
use super::filter::nearest;
use super::lex;
use super::lex::Token;
use super::pattern::Near;
use super::pattern::Pattern;
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
        true => Err(too_deep()),
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
                Some(Token::Near(_)) => self.skip(),
                Some(_) => {
                    if let Some(query) = self.turned()? {
                        run.add(query)?;
                    }
                }
            }
        }
        Ok((!run.queries.is_empty()).then(|| Query::all_of(run.queries)))
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
                return Err(Error::Query {
                    message: format!("`{operator}` cannot be followed by a NOT"),
                    hint: "write what should be near, and the NOT apart: `a NEAR/5 b NOT c`".into(),
                });
            }
            let right = self.one()?;
            left = match (left, right) {
                (Some(left), Some(right)) => {
                    let (left, right) = (side(left, operator)?, side(right, operator)?);
                    let near = Query::Match(Pattern::Near(Near { left, right, within, ordered }));
                    // Each NEAR lies deeper than the last, without any bracket being typed.
                    if near.depth() > DEEPEST {
                        return Err(too_deep());
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
                    return Err(too_deep());
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
                let field = Field::from_word(name).ok_or_else(|| unknown(name, self.tokens))?;
                self.field(field).map(Some)
            }
            Token::Chunk(chunk) => {
                self.skip();
                if !chunk.is_empty() && chunk.bytes().all(|byte| byte == b'*') {
                    return Ok(Some(Query::All));
                }
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
                token => return Err(not_a_value(field, token)),
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
        let Some(Token::Slop(slop)) = self.peek() else { return Ok(()) };
        Err(Error::Query {
            message: format!("`{}` cannot follow a phrase", word::clipped(slop)),
            hint: "write `a NEAR/5 b` for words near each other".into(),
        })
    }
}

/// Says whether a text can be a value: it holds a letter, a digit or a star.
fn says(text: &str) -> bool {
    text.contains(|c: char| c.is_alphanumeric() || c == '*')
}

/// What is joined with AND, and where in it each field may still take another value: filters of
/// one field side by side mean OR, but an AND between them keeps them apart.
#[derive(Default)]
struct Run {
    queries: Vec<Query>,
    open: [Option<usize>; FIELDS.len()],
}

impl Run {
    fn close(&mut self) {
        self.open = Default::default();
    }

    fn add(&mut self, query: Query) -> Result<(), Error> {
        match query {
            // A title has many words, so each must be there.
            Query::Filter(filter) if filter.field.row().takes != Takes::Words => {
                let at = *self.open[filter.field as usize].get_or_insert(self.queries.len());
                match self.queries.get_mut(at) {
                    Some(Query::Filter(held)) => {
                        refuse_all_of_time(held, &filter)?;
                        held.values.extend(filter.values);
                    }
                    _ => self.queries.push(Query::Filter(filter)),
                }
            }
            query => self.queries.push(query),
        }
        Ok(())
    }
}

/// Refuses `date:2016.. date:..2018`: someone means the days between, and would get every day.
fn refuse_all_of_time(held: &Filter, more: &Filter) -> Result<(), Error> {
    let (Some(Value::Dates(a)), Some(Value::Dates(b))) = (held.values.last(), more.values.first())
    else {
        return Ok(());
    };
    let (from, to) = match (a.from, a.to, b.from, b.to) {
        (Some(from), None, None, Some(to)) | (None, Some(to), Some(from), None) => (from, to),
        _ => return Ok(()),
    };
    if to < from {
        return Ok(());
    }
    let between = DateRange { from: Some(from), to: Some(to) };
    Err(Error::Query {
        message: format!("`date:{a}` or `date:{b}` is every day"),
        hint: format!("write `date:{between}` for the days between"),
    })
}

/// Reads the number and the sort of a NEAR or ONTO.
fn reach(operator: &str) -> Result<(u32, bool), Error> {
    let ordered = operator.starts_with("ONTO");
    let within = match operator.split_once('/') {
        None => Near::USUAL,
        Some((_, figures)) => figures.parse().unwrap_or(u32::MAX),
    };
    if (1..=Near::WIDEST).contains(&within) {
        return Ok((within, ordered));
    }
    let name = if ordered { "ONTO" } else { "NEAR" };
    Err(Error::Query {
        message: format!("`{}` needs a number from 1 to {}", word::clipped(operator), Near::WIDEST),
        hint: format!("write `{name}/5`, or `{name}` alone for `{name}/{}`", Near::USUAL),
    })
}

/// Takes one side of a NEAR: a pattern, or patterns with OR between them.
fn side(query: Query, operator: &str) -> Result<Vec<Pattern>, Error> {
    let children = match query {
        Query::Or(children) => children,
        query => vec![query],
    };
    let pattern = |query| match query {
        Query::Match(pattern) => Ok(pattern),
        query => Err(Error::Query {
            message: format!(
                "`{operator}` joins words and phrases, not `{}`",
                word::clipped(&query.to_string())
            ),
            hint: "write `(a OR b) NEAR/5 \"c d\"`, and the rest apart, joined with AND".into(),
        }),
    };
    children.into_iter().map(pattern).collect()
}

fn too_deep() -> Error {
    Error::Query {
        message: format!("brackets are nested more than {DEEPEST} deep"),
        hint: "leave out brackets that change nothing, or ask in several queries".into(),
    }
}

/// Refuses a name that is no field.
fn unknown(name: &str, rest: &[Token<'_>]) -> Error {
    let text = match rest.first() {
        Some(Token::Chunk(value)) => format!("{name}:{value}"),
        Some(Token::Quoted(value)) => format!("{name}: {value}"),
        _ => name.to_owned(),
    };
    let names = FIELDS.iter().flat_map(|row| [row.name].into_iter().chain(row.aliases.to_vec()));
    let fields = match nearest(&name.to_lowercase(), names) {
        Some(near) => format!("did you mean `{near}:`?"),
        None => {
            let names: Vec<&str> = FIELDS.iter().map(|row| row.name).collect();
            format!("the fields are {};", names.join(", "))
        }
    };
    Error::Query {
        message: format!("there is no field `{}`", word::clipped(name)),
        hint: format!(
            "{fields} to search the text itself, quote it: `\"{}\"`",
            word::clipped(&text)
        ),
    }
}

/// Refuses what is no value among the values in brackets.
fn not_a_value(field: Field, token: Token<'_>) -> Error {
    let name = field.name();
    let typed = match token {
        Token::And => "AND".to_owned(),
        Token::Or => "OR".to_owned(),
        Token::Not => "NOT".to_owned(),
        Token::Minus => "-".to_owned(),
        Token::Open => "(".to_owned(),
        Token::Close => ")".to_owned(),
        Token::Name(other) => format!("{}:", word::clipped(other)),
        Token::Near(text) | Token::Chunk(text) | Token::Quoted(text) | Token::Slop(text) => {
            word::clipped(text)
        }
    };
    Error::Query {
        message: format!(
            "the brackets of `{name}:` hold values with OR between them, not `{typed}`"
        ),
        hint: format!("write `{name}:(a OR b)`; quote a value that holds such a word or mark"),
    }
}

//! Cuts typed text into tokens. It never fails: every text is some row of tokens.
//!
//! It decides where a word ends, whether a colon makes a field and whether a hyphen makes a
//! NOT, and nothing else: which fields there are is asked of the table, and what the tokens
//! mean together is left to `grammar`. Each character is looked at a fixed number of times, so
//! a megabyte of anything is soon done.

use winnow::Parser;
use winnow::Result as Parsed;
use winnow::combinator::alt;
use winnow::combinator::delimited;
use winnow::combinator::opt;
use winnow::combinator::peek;
use winnow::combinator::preceded;
use winnow::combinator::terminated;
use winnow::stream::AsChar;
use winnow::token::one_of;
use winnow::token::take_while;

use super::fields::Field;
use super::word;

/// One token, with the text it was cut from where that matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `(`
    Open,
    /// `)`, where there is something to close.
    Close,
    /// `-` at the beginning of a word, a phrase, a field or a bracket.
    Minus,
    /// `AND`
    And,
    /// `OR`
    Or,
    /// `NOT`
    Not,
    /// `NEAR`, `NEAR/5`, `ONTO`, `ONTO/3`
    Near(&'a str),
    /// The name before a colon that makes a field. A value or an `Open` follows.
    Name(&'a str),
    /// Text without white space, quotes and brackets around it.
    Chunk(&'a str),
    /// What stands between quotes.
    Quoted(&'a str),
    /// `~` or `~5` after a closing quote, as other engines write it.
    Slop(&'a str),
}

/// Names before a colon that begin an address. What holds them is text.
const SCHEMES: [&str; 7] = ["http", "https", "ftp", "mailto", "tel", "doi", "urn"];

/// Cuts `text` into tokens.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut input = text;
    let mut open = 0_usize;
    loop {
        let rest = input.trim_start_matches(word::is_space);
        let apart = rest.len() < input.len();
        input = rest;
        let last = tokens.last().copied();
        let fresh = apart || matches!(last, None | Some(Token::Open));
        let Ok(token) = token(last, fresh, &mut input) else { return tokens };
        match token {
            Token::Open => open += 1,
            Token::Close if open == 0 => continue,
            Token::Close => open -= 1,
            _ => {}
        }
        tokens.push(token);
    }
}

/// Cuts off the next token; fails only at the end. `fresh` says whether a word begins here.
fn token<'a>(last: Option<Token<'a>>, fresh: bool, input: &mut &'a str) -> Parsed<Token<'a>> {
    let bracket = alt(('('.value(Token::Open), ')'.value(Token::Close)));
    let mut plain = alt((bracket, quoted.map(Token::Quoted)));
    if let Ok(token) = plain.parse_next(input) {
        return Ok(token);
    }
    match last {
        Some(Token::Name(_)) => chunk.map(Token::Chunk).parse_next(input),
        Some(Token::Minus) => alt((name, chunk.map(Token::Chunk))).parse_next(input),
        Some(Token::Quoted(_)) if !fresh => alt((slop, name, text)).parse_next(input),
        _ if fresh => alt((minus, name, text)).parse_next(input),
        _ => alt((name, text)).parse_next(input),
    }
}

/// A quoted text. Where the closing quote is missing, it runs to the end.
fn quoted<'a>(input: &mut &'a str) -> Parsed<&'a str> {
    let inside = take_while(0.., |c| !word::is_quote(c));
    delimited(one_of(word::is_quote), inside, opt(one_of(word::is_quote))).parse_next(input)
}

/// A hyphen that turns round what it touches. Two or more are a dash, and a dash is a mark.
fn minus<'a>(input: &mut &'a str) -> Parsed<Token<'a>> {
    let group = one_of(|c| c == '(' || word::is_quote(c)).void();
    let marked = take_while(1.., in_word);
    let word = marked.verify(|word: &str| !word.starts_with('-') && has_letter(word)).void();
    terminated('-', peek(alt((group, word)))).value(Token::Minus).parse_next(input)
}

/// A name and a colon, where a value follows.
fn name<'a>(input: &mut &'a str) -> Parsed<Token<'a>> {
    let marks = take_while(0.., |c: char| in_word(c) && !c.is_alphanumeric());
    let letters = take_while(1.., |c: char| c.is_alphabetic() || c == '_');
    let before = *input;
    let name: &str = delimited(marks, letters, ':').parse_next(input)?;
    if makes_field(name, input) {
        return Ok(Token::Name(name));
    }
    *input = before;
    winnow::combinator::fail.parse_next(input)
}

/// Says whether `name` and a colon before `rest` are a field. An unknown name is one too, so
/// that a slip of the pen is refused and not searched for; an address is not.
fn makes_field(name: &str, rest: &str) -> bool {
    let known = Field::from_word(name).is_some();
    if rest.starts_with(':') || rest.starts_with("//") {
        return false;
    }
    if !known && SCHEMES.iter().any(|scheme| name.eq_ignore_ascii_case(scheme)) {
        return false;
    }
    let value = |c: char| c.is_alphanumeric() || (known && c == '*');
    let mut chars = rest.chars();
    let decisive = match chars.next() {
        Some('(') => {
            let mut in_quotes = false;
            chars.find(|&c| {
                in_quotes ^= word::is_quote(c);
                (c == ')' && !in_quotes) || value(c)
            })
        }
        Some(quote) if word::is_quote(quote) => chars.find(|&c| word::is_quote(c) || value(c)),
        _ => rest.chars().find(|&c| !in_word(c) || value(c)),
    };
    decisive.is_some_and(value)
}

/// `~` or `~5` after a closing quote.
fn slop<'a>(input: &mut &'a str) -> Parsed<Token<'a>> {
    ('~', take_while(0.., AsChar::is_dec_digit)).take().map(Token::Slop).parse_next(input)
}

/// A bare word, which may be an operator.
fn text<'a>(input: &mut &'a str) -> Parsed<Token<'a>> {
    let operator = |chunk| match chunk {
        "AND" => Token::And,
        "OR" => Token::Or,
        "NOT" => Token::Not,
        chunk if is_operator(chunk) => Token::Near(chunk),
        chunk => Token::Chunk(chunk),
    };
    chunk.map(operator).parse_next(input)
}

/// Says whether `word`, standing alone, is an operator.
pub(super) fn is_operator(word: &str) -> bool {
    if matches!(word, "AND" | "OR" | "NOT" | "NEAR" | "ONTO") {
        return true;
    }
    let figures = word.strip_prefix("NEAR/").or_else(|| word.strip_prefix("ONTO/"));
    figures.is_some_and(|f| !f.is_empty() && f.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Text up to white space, a quote or a bracket. A bracket around letters inside a word belongs
/// to it: `councillor(s)`, `17(1)(b)`.
fn chunk<'a>(input: &mut &'a str) -> Parsed<&'a str> {
    let start = *input;
    take_while(1.., in_word).parse_next(input)?;
    let taken = |rest: &str| &start[..start.len() - rest.len()];
    let operator = is_operator(taken(input).trim_start_matches(|c: char| !c.is_alphanumeric()));
    while !operator && taken(input).ends_with(|c: char| c.is_alphanumeric() || c == ')') {
        let letters = take_while(1.., char::is_alphanumeric);
        let more = preceded(delimited('(', letters, ')').void(), take_while(0.., in_word));
        if opt(more).parse_next(input)?.is_none() {
            break;
        }
    }
    Ok(taken(input))
}

/// Says whether `c` can stand in a bare word.
fn in_word(c: char) -> bool {
    !word::is_space(c) && !word::is_quote(c) && c != '(' && c != ')'
}

fn has_letter(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

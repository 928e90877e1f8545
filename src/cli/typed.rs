//! Puts the words of a query behind the flags, so that `search budget -school --limit 5` means
//! what it says: `-school` is part of the query, `--limit` is a flag.
//!
//! It knows which flags take a value from the flags' own table; it knows no query.

use std::ffi::OsStr;
use std::ffi::OsString;

use clap::Arg;
use clap::Command;

/// The subcommands whose arguments are words of a query.
const WITH_QUERY: [&str; 6] =
    ["search", "mentions", "statements", "recommendations", "compare", "facets"];

/// Gives the arguments in the same order but for words of a query, which come last, behind `--`.
/// Other subcommands are left as they were typed.
pub(crate) fn words_last(
    typed: impl IntoIterator<Item = OsString>,
    mut program: Command,
) -> Vec<OsString> {
    program.build();
    let typed: Vec<OsString> = typed.into_iter().collect();
    let mut at = 1;
    while typed.get(at).is_some_and(|word| is_flag(&program, word)) {
        at += if takes_next(&program, &typed[at]) { 2 } else { 1 };
    }
    let name = typed.get(at).and_then(|word| word.to_str()).unwrap_or_default();
    let Some(subcommand) = program.find_subcommand(name).filter(|_| WITH_QUERY.contains(&name))
    else {
        return typed;
    };
    let mut flags: Vec<OsString> = typed[..=at].to_vec();
    let mut words: Vec<OsString> = Vec::new();
    let mut rest = typed[at + 1..].iter().cloned();
    while let Some(word) = rest.next() {
        if word == "--" {
            words.extend(rest.by_ref());
        } else if is_flag(subcommand, &word) {
            let value = takes_next(subcommand, &word).then(|| rest.next()).flatten();
            flags.push(word);
            flags.extend(value);
        } else {
            words.push(word);
        }
    }
    if !words.is_empty() {
        flags.push("--".into());
    }
    flags.extend(words);
    flags
}

/// Says whether `word` is to be read as a flag: `--anything`, so that a misspelt flag is refused
/// and not searched for, or a dash with one of the letters in use.
fn is_flag(command: &Command, word: &OsStr) -> bool {
    let word = word.to_string_lossy();
    if let Some(long) = word.strip_prefix("--") {
        return !long.is_empty();
    }
    let Some(short) = word.strip_prefix('-') else { return false };
    let mut letters = short.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) => command.get_arguments().any(|arg| arg.get_short() == Some(letter)),
        _ => false,
    }
}

/// Says whether the argument after the flag `word` is its value.
fn takes_next(command: &Command, word: &OsStr) -> bool {
    let word = word.to_string_lossy();
    let named = |arg: &&Arg| {
        let long = arg.get_long().is_some_and(|long| word.strip_prefix("--") == Some(long));
        long || arg.get_short().is_some_and(|short| word == format!("-{short}"))
    };
    command.get_arguments().find(named).is_some_and(|arg| arg.get_action().takes_values())
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use clap::CommandFactory;

    use super::words_last;
    use crate::cli::Cli;

    #[track_caller]
    fn check(typed: &str, expected: &str) {
        let typed = std::iter::once("minutebook").chain(typed.split_whitespace());
        let sorted = words_last(typed.map(OsString::from), Cli::command());
        let sorted: Vec<&str> = sorted[1..].iter().map(|word| word.to_str().unwrap()).collect();
        assert_eq!(sorted.join(" "), expected);
    }

    #[test]
    fn words_come_last_and_keep_their_order() {
        check("search budget -school --limit 5", "search --limit 5 -- budget -school");
        check("search a OR -(b c)", "search -- a OR -(b c)");
        check("search --sort -date budget", "search --sort -date -- budget");
        check("search --sort=-date -x", "search --sort=-date -- -x");
        check("search --receipt a b", "search --receipt -- a b");
        check("search a -- --limit -h", "search -- a --limit -h");
        check("mentions a --context 5 -b", "mentions --context 5 -- a -b");
        check(
            "statements budget -school --kind vote --from cabinet",
            "statements --kind vote --from cabinet -- budget -school",
        );
        check(
            "recommendations --from ofsted --history a",
            "recommendations --from ofsted --history -- a",
        );
        check("compare a --over month -b", "compare --over month -- a -b");
        check("search a --colour never b", "search --colour never -- a b");
        check("--colour never search a -b", "--colour never search -- a -b");
        check(
            "facets council -school --only explicit",
            "facets --only explicit -- council -school",
        );
    }

    #[test]
    fn what_is_no_word_of_a_query_stays() {
        check("search", "search");
        check("search -h", "search -h");
        check("search --limti 5 a", "search --limti -- 5 a");
        check("index papers --afresh", "index papers --afresh");
        check("", "");
    }
}

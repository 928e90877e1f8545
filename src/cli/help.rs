//! Holds what help says beyond the arguments: where to start, examples, the query language.

use minutebook::query::FIELDS;
use minutebook::query::SYNTAX;

/// Stands below the help of the program itself.
pub(crate) const START: &str = "\
Examples:
  minutebook demo                        see what it does, on papers made up for the purpose
  minutebook index papers/               build the index from a folder of saved papers
  minutebook search caseloads            find items, best first
  minutebook mentions caseloads          list every mention, in its context
  minutebook recommendations --from ofsted
                                         list recommendations, claims of them, mentions
  minutebook compare caseloads           compare councils over the years
  minutebook facets council caseloads    count them by council
  minutebook coverage                    what the index holds, and what it could not read
  minutebook check                       is the index sound?

Exit codes: 0 found, 1 nothing found, 2 failed.";

/// Stands below the short help of commands that take a query.
pub(crate) const SEE_LONG: &str = "`--help` explains the query language and gives examples.";

/// Stands below the long help of `index`.
pub(crate) const INDEX: &str = "\
Examples:
  minutebook index papers/
  minutebook index papers/ --index /data/leeds --max-file-size 10M
  minutebook index minutes.html report.pdf crawl.warc.gz
  minutebook index scans/ --ocr
  minutebook index papers/ --keep-gone
  minutebook index papers/ --afresh --format json

Exit codes: 0 done, 1 no papers, 2 failed, 130 stopped by Ctrl-C (143 by SIGTERM).";

/// Stands below the long help of `check`.
pub(crate) const CHECK: &str = "\
Examples:
  minutebook check
  minutebook check --deep
  minutebook check --deep --sample 0 --index /data/leeds --format json

Exit codes: 0 sound, 2 not sound.";

/// Stands below the long help of `search`.
pub(crate) fn search() -> String {
    let examples = "\
Examples:
  minutebook search caseloads
  minutebook search '\"looked after children\"' --council lancashire --date 2016..2018
  minutebook search budget -school --sort -date --limit 0
  minutebook search ofsted recommendations --format csv > hits.csv
  minutebook search caseloads --only explicit --receipt";
    format!("{examples}\n\n{}\n\n{}", syntax(), fields())
}

/// Stands below the long help of `mentions`.
pub(crate) fn mentions() -> String {
    let examples = "\
Examples:
  minutebook mentions caseloads
  minutebook mentions '\"bus lane\"' --context sentence --council oakvale
  minutebook mentions social ONTO/1 worker --sort right --limit 50
  minutebook mentions MASH --cased --by council,year
  minutebook mentions --terms terms.txt --by year --format csv > terms.csv
  minutebook mentions ofsted --format csv > mentions.csv
  minutebook mentions caseloads --verify --receipt";
    format!("{examples}\n\n{}\n\n{}", syntax(), fields())
}

/// Stands below the long help of `statements`.
pub(crate) fn statements() -> String {
    let examples = "\
Examples:
  minutebook statements --kind resolution --council oakvale
  minutebook statements caseloads --kind request --kind action
  minutebook statements --kind vote --date 2019.. --format csv > votes.csv
  minutebook statements '\"bus lane\"' --from cabinet --sort -date
  minutebook statements kind:minutes is:resolution -noted";
    format!("{examples}\n\n{}\n\n{}", syntax(), fields())
}

/// Stands below the long help of `recommendations`.
pub(crate) fn recommendations() -> String {
    let examples = "\
Examples:
  minutebook recommendations --from ofsted
  minutebook recommendations --from ofsted --level item --format csv > ofsted.csv
  minutebook recommendations caseloads --from ofsted --council lancashire --history
  minutebook recommendations --from scrutiny --from lgsco --date 2019..";
    format!("{examples}\n\n{}\n\n{}", syntax(), fields())
}

/// Stands below the long help of `compare`.
pub(crate) fn compare() -> String {
    let examples = "\
Examples:
  minutebook compare caseloads
  minutebook compare '\"early help\"' --by committee --council lancashire --date 2016..2020
  minutebook compare ofsted --sort rate --plot ofsted.svg
  minutebook compare budget OR savings --by topic --over month --format csv > budget.csv";
    format!("{examples}\n\n{}\n\n{}", syntax(), fields())
}

/// Stands below the long help of `facets`.
pub(crate) fn facets() -> String {
    let examples = "\
Examples:
  minutebook facets council
  minutebook facets year caseloads --council lancashire
  minutebook facets kind ofsted -school --format json";
    format!("{examples}\n\n{}\n\n{}", syntax(), fields())
}

/// The table of what can be typed.
fn syntax() -> String {
    table("Query language:", SYNTAX.iter().copied())
}

/// The table of fields.
fn fields() -> String {
    table(
        "Fields, each also a filter in the query:",
        FIELDS.iter().map(|row| (row.example, row.about)),
    )
}

/// How many columns the first cell of a row takes.
const LEFT: usize = 27;
/// How many columns the second takes at most.
const RIGHT: usize = 68;

/// Writes rows below each other, the second column aligned; a long first cell stands alone.
fn table<'a>(heading: &str, rows: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let mut text = heading.to_owned();
    for (left, right) in rows {
        let mut before = format!("\n  {left:LEFT$}");
        if left.chars().count() > LEFT {
            text.push_str(&before);
            before = format!("\n  {:LEFT$}", "");
        }
        for line in wrapped(right) {
            text.push_str(&format!("{before}  {line}"));
            before = format!("\n  {:LEFT$}", "");
        }
    }
    text
}

/// Breaks words into lines of the second column.
fn wrapped(words: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split(' ') {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= RIGHT => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

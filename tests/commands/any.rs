//! Holds what is the same for every command.

use std::io::Read;
use std::process::Stdio;

use insta::assert_snapshot;

use crate::support::Corpus;
use crate::support::minutebook;

#[test]
fn help_says_where_to_start() {
    assert_snapshot!(minutebook(["-h"]), @"
    Search the papers of council committees

    Usage: minutebook [OPTIONS] <COMMAND>

    Commands:
      index            Build or refresh the index from files and folders
      search           Find items and count them
      mentions         List every mention, in its context
      statements       List statements: resolutions, requests, actions, votes, …
      recommendations  List recommendations, claims of them, and mentions
      compare          Compare how often something is said, by council over the years
      facets           Count the values of a field
      show             Show an item or a paper, whole
      inspect          Say what a file is taken to say, without an index
      coverage         Say what the index holds, and what it could not read
      check            Say whether the index is sound, and how to mend it
      demo             Index sample papers and ask them three questions
      completions      Write completions for a shell
      help             Print this message or the help of the given subcommand(s)

    Options:
      -h, --help     Print help (see more with '--help')
      -V, --version  Print version

    Output:
          --colour <WHEN>  Colour the answer [default: auto] [possible values: auto, always, never]

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

    Exit codes: 0 found, 1 nothing found, 2 failed.
    [exit 0]
    ");
}

#[test]
fn nothing_typed_is_answered_with_help() {
    let told = minutebook([]);
    assert!(told.contains("Usage: minutebook [OPTIONS] <COMMAND>"));
    assert!(told.ends_with("[exit 2]\n"));
}

#[test]
fn the_version_is_one_line() {
    let expected = format!("minutebook {}\n[exit 0]\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(minutebook(["--version"]), expected);
}

#[test]
fn a_misspelt_subcommand_is_refused_with_the_nearest() {
    assert_snapshot!(minutebook(["serch", "caseloads"]), @"
    error: unrecognized subcommand 'serch'

      tip: a similar subcommand exists: 'search'

    Usage: minutebook [OPTIONS] <COMMAND>

    For more information, try '--help'.
    [exit 2]
    ");
}

#[test]
fn help_is_not_coloured_in_a_pipe() {
    assert!(!minutebook(["search", "--help"]).contains('\u{1b}'));
}

#[test]
fn a_closed_pipe_is_no_failure() {
    let corpus = Corpus::empty();
    let mut child = corpus
        .command(["completions", "bash"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // More than a pipe holds is written, so the writer meets the closed end.
    drop(child.stdout.take());
    let mut stderr = String::new();
    child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
    assert_eq!(stderr, "");
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

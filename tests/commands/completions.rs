//! Tests `minutebook completions`.

use crate::support::minutebook;

#[test]
fn each_shell_gets_a_script_that_knows_the_subcommands() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = minutebook(["completions", shell]);
        assert!(script.contains("coverage"), "{shell}");
        assert!(script.ends_with("[exit 0]\n"), "{shell}");
    }
}

#[test]
fn an_unknown_shell_is_refused_with_those_that_are_known() {
    insta::assert_snapshot!(minutebook(["completions", "bsah"]), @"
    error: invalid value 'bsah' for '<SHELL>'
      [possible values: bash, elvish, fish, powershell, zsh]

      tip: a similar value exists: 'bash'

    For more information, try '--help'.
    [exit 2]
    ");
}

//! Tests `minutebook demo`.

use crate::support::Corpus;

#[test]
fn each_question_is_shown_as_typed_with_its_answer() {
    let corpus = Corpus::empty();
    let told = corpus.minutebook(["demo"]);
    assert!(told.ends_with("[exit 0]\n"), "{told}");
    assert!(told.contains("are invented"));
    assert!(told.contains("every file is accounted for"));
    let answers: Vec<&str> = told.split("\n$ minutebook ").skip(1).collect();
    assert_eq!(answers.len(), 4, "{told}");
    for answer in &answers[1..] {
        let (command, rest) = answer.split_once('\n').unwrap();
        assert!(rest.contains("searched"), "{command}");
        assert!(!rest.starts_with("nothing found"), "{command}");
    }
}

#[test]
fn nothing_is_left_behind_and_no_temporary_path_is_told() {
    let corpus = Corpus::empty();
    let mut command = corpus.command(["demo"]);
    let output = command.env("TMPDIR", corpus.path()).output().unwrap();
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(!told.contains(&*corpus.path().to_string_lossy()), "{told}");
    assert_eq!(corpus.path().read_dir().unwrap().count(), 0);
}

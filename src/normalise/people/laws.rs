//! Laws of reading people: no text panics, every span lies in it, and long text costs in proportion.

use proptest::prelude::*;

use super::tests::read;

#[test]
fn long_text_stays_linear_and_no_text_panics() {
    let long =
        "MR. SMITH: Councillor Jones, Mr. Joneś said O\u{2019}, and the Clerk - ( Apologies: "
            .repeat(20_000);
    let begun = std::time::Instant::now();
    let people = read(&long);
    assert!(people.len() < 10, "{}", people.len());
    assert!(begun.elapsed().as_secs() < 20);
    for odd in [
        "",
        "'",
        "Cllr",
        "Cllr ",
        "Present:",
        "Mr & Mrs",
        "P.C.",
        "The Clerk",
        "A.",
        "\u{a0}Cllr\u{2019}s",
        "Cllr O'",
        "Contact:",
        "(",
        "Cllr A (",
        "- ",
        "\u{130}.",
        "\u{411} Cllr \u{411}\u{411} O'\u{411}",
        "Mr \u{1e80}\u{411}",
        "Present: \u{c9}\u{411} J\u{fc}",
    ] {
        read(odd);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]
    /// The law: whatever the text, nothing panics and every span lies in it.
    #[test]
    fn spans_lie_in_any_text(
        pieces in proptest::collection::vec(
            prop_oneof![
                Just("Cllr ".to_owned()), Just("Councillors ".to_owned()), Just("Mrs ".to_owned()),
                Just("PC 12 ".to_owned()), Just("Present: ".to_owned()), Just("Apologies ".to_owned()),
                Just("John ".to_owned()), Just("Smith".to_owned()), Just("O\u{2019}Neill\u{2019}s ".to_owned()),
                Just("J. ".to_owned()), Just("M.J.A. ".to_owned()), Just("de ".to_owned()), Just("- ".to_owned()),
                Just(", ".to_owned()), Just(" (".to_owned()), Just(") ".to_owned()), Just("\n".to_owned()),
                Just("\t".to_owned()), Just("\u{a0}".to_owned()), Just(" \u{2013} ".to_owned()), Just("; ".to_owned()),
                Just("The Clerk ".to_owned()), Just("Director of Roads ".to_owned()), Just("reported ".to_owned()),
                Just("Contact: ".to_owned()), Just("chaired by ".to_owned()), Just("and ".to_owned()),
                Just("\u{c9}\u{dc}\u{fc}".to_owned()), Just("\u{411}\u{43b}".to_owned()), Just("\u{130}".to_owned()),
                "\\PC{0,6}",
            ],
            0..40,
        ),
    ) {
        read(&pieces.concat());
    }
}

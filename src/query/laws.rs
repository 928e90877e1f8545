//! Holds the laws of queries: any text parses or is refused, soon, and what is printed parses
//! to what was printed.

use proptest::collection::vec;
use proptest::prelude::*;

use crate::paper::Layer;
use crate::paper::PaperKind;
use crate::paper::StatementKind;
use crate::query::FIELDS;
use crate::query::Field;
use crate::query::Filter;
use crate::query::Near;
use crate::query::Pattern;
use crate::query::Query;
use crate::query::Takes;
use crate::query::Value;

/// Texts of marks, operators and fields, which ordinary random texts seldom hold.
fn marked() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(vec![
            "(", ")", "\"", "“", "”", "-", "–", "*", "~", "~2", ":", "/", "//", ".", "..", ",", "'",
            "’", "&", "?", "…", "£", " ", " ", " ", "\u{a0}", "\u{0}", "_", "+",
        ]),
        2 => prop::sample::select(vec![
            "AND", "OR", "NOT", "NEAR", "NEAR/5", "ONTO/3", "NEAR/", "http:", "council:", "title:",
            "date:", "kind:", "is:", "only:", "id:", "colour:",
        ]),
        3 => prop::sample::select(vec![
            "a", "budget", "é", "x1", "2017", "2017-02", "minutes", "explicit", "ß", "7", "ǅ",
        ]),
    ];
    vec(piece, 0..14).prop_map(|pieces| pieces.concat())
}

/// Single words as parsing yields them.
fn term() -> impl Strategy<Value = Pattern> {
    let word = "[a-zé][a-z0-9]{0,3}([-'/.:][a-z0-9]{1,3})?(\\([a-z]{1,2}\\))?";
    prop_oneof![
        word.prop_map(Pattern::Word),
        "[a-z]{1,3}\\*[a-z]{0,2}".prop_map(Pattern::Wildcard),
        ("[a-z]{2,5}", 1..=2_u8).prop_map(|(word, distance)| Pattern::Misspelt { word, distance }),
        vec("[A-Za-z]{1,4}", 1..4).prop_map(|words| {
            super::word::phrase(&words.join(" ")).expect("there are letters in it")
        }),
    ]
    .prop_filter("a colon after a name makes a field", |pattern| {
        !matches!(pattern, Pattern::Word(word) if word.split(':').next().is_some_and(|name| {
            word.contains(':') && name.chars().all(char::is_alphabetic)
        }))
    })
}

/// Words, and pairs of them near each other.
fn pattern() -> impl Strategy<Value = Pattern> {
    term().prop_recursive(3, 12, 3, |inner| {
        (vec(inner.clone(), 1..3), vec(inner, 1..3), 1..=100_u32, any::<bool>()).prop_map(
            |(left, right, within, ordered)| Pattern::Near(Near { left, right, within, ordered }),
        )
    })
}

/// A value that `field` takes.
fn value(field: Field) -> BoxedStrategy<Value> {
    let day = (1990..2030_i16, 1..=12_i8, 1..=31_i8).prop_filter_map("no such day", |(y, m, d)| {
        Some(jiff::civil::Date::new(y, m, d).ok()?.to_string())
    });
    let typed = match field.row().takes {
        Takes::Name => prop_oneof![
            Just("*".to_owned()),
            "[a-z]{1,6}",
            "[A-Za-z&,.'/:()* -]{0,8}[a-z0-9][A-Za-z&,.'/:()* -]{0,8}",
            Just("AND".to_owned()),
        ]
        .boxed(),
        Takes::Dates => prop_oneof![
            day.clone(),
            day.clone().prop_map(|day| format!("..{day}")),
            day.prop_map(|day| format!("{day}..")),
            Just("2016..2018-02".to_owned()),
        ]
        .boxed(),
        Takes::Kind => {
            prop::sample::select(PaperKind::ALL.map(|kind| kind.to_string()).to_vec()).boxed()
        }
        Takes::Layer => {
            prop::sample::select(Layer::ALL.map(|layer| layer.to_string()).to_vec()).boxed()
        }
        Takes::Statement => prop::sample::select(StatementKind::ALL.to_vec())
            .prop_map(|kind| kind.to_string())
            .boxed(),
        Takes::Words => return term().prop_map(Value::Words).boxed(),
    };
    typed.prop_map(move |typed| field.value(&typed).expect("it is typed rightly")).boxed()
}

/// Plain trees.
fn query() -> impl Strategy<Value = Query> {
    let fields: Vec<Field> = FIELDS.iter().map(|row| row.field).collect();
    let filter = prop::sample::select(fields).prop_flat_map(|field| {
        vec(value(field), 1..4).prop_map(move |values| Query::Filter(Filter { field, values }))
    });
    let leaf = prop_oneof![
        3 => pattern().prop_map(Query::Match),
        2 => filter,
        1 => Just(Query::All),
    ];
    leaf.prop_recursive(4, 32, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Query::all_of),
            vec(inner.clone(), 0..4).prop_map(Query::any_of),
            inner.prop_map(Query::negated),
        ]
    })
}

/// Parses `text`; if it is understood, printing must give it back.
fn check(text: &str) {
    let Ok(query) = text.parse::<Query>() else { return };
    let printed = query.to_string();
    let again = printed.parse::<Query>();
    assert_eq!(again.ok().as_ref(), Some(&query), "{text:?} is printed {printed:?}");
    assert!(!query.means().is_empty());
}

proptest! {
    // What fails is kept as a test of its own, not in a folder at the top.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_printed_as_it_was_understood(text in "\\PC{0,60}") {
        check(&text);
    }

    #[test]
    fn any_text_of_marks_is_printed_as_it_was_understood(text in marked()) {
        check(&text);
    }

    #[test]
    fn any_tree_is_what_its_print_parses_to(query in query()) {
        let printed = query.to_string();
        let again: Query = printed.parse().unwrap_or_else(|error| panic!("{printed}: {error}"));
        prop_assert_eq!(again, query, "{}", printed);
    }
}

#[test]
fn long_texts_end() {
    let pieces = [
        "(",
        ")",
        "\"",
        "-",
        "*",
        "~",
        "a ",
        "a:(",
        "a:",
        "-(",
        "NOT ",
        "a OR ",
        "council:a ",
        "council:(a OR ",
        "a NEAR/5 ",
        "a(b)",
        "a(",
        "council:(",
        "\"a\" ",
        "date:2016.. ",
        "title:a ",
        "(a b OR ",
        "a~2 ",
        "a:\"",
        "AND ",
        "'",
        "a-*-",
        "*a",
        "a(b",
        "-council:",
        "a",
    ];
    for piece in pieces {
        let text = piece.repeat(200_000 / piece.len());
        // No clock: work that grew with the square of the length would not end in a test's life.
        check(&text);
    }
}

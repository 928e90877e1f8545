//! Holds the table of what can be typed. It feeds `search --help` and the README.

/// What can be typed, and what it means.
pub const SYNTAX: &[(&str, &str)] = &[
    ("caseloads", "any form of the word, in any spelling: caseload, case-loads, …"),
    ("social worker", "both words, in any order (AND is understood)"),
    (
        "\"looked after child*\"",
        "these exact forms side by side; * at a word stands for any letters",
    ),
    ("\"caseload\"", "this exact form of the word"),
    ("SEND", "an acronym that is a word too: in capitals only; send is the word in any"),
    ("caseload OR workload", "either; OR, AND and NOT in capitals only"),
    ("budget -school", "budget, but not school; NOT school is the same"),
    ("(bus OR tram) lane", "brackets; OR binds looser than words side by side"),
    ("case* *load w*d", "* stands for any letters, or none; alone it finds everything"),
    ("ofsed~ safegarding~2", "the word with one letter wrong, or up to two"),
    ("social NEAR/5 work", "at most 5 words on, in any order; NEAR alone is NEAR/10"),
    ("director ONTO/3 services", "at most 3 words on, in this order; ONTO alone is ONTO/10"),
    ("council:lancashire", "a field and a value; no space after the colon"),
    ("council:\"west sussex\"", "a value of several words"),
    ("council:(leeds OR york)", "one of several; council:leeds council:york is the same"),
    ("-council:leeds", "not this value; -council:* is what no council is known of"),
    ("date:2016..2018", "from the first day to the last; a year, a month or a day on either side"),
    ("date:2017-03..", "from March 2017 on; date:..2019-06-30 is up to that day"),
    ("title:budget", "any form of a word in the title; title:\"budget report\" is exact"),
    (
        "o'neill 14:30 50% £1,500",
        "marks need no quotes; they are not searched, only the letters and figures",
    ),
];

#[cfg(test)]
mod tests {
    use super::SYNTAX;
    use crate::query::Query;

    #[test]
    fn each_example_is_understood_and_printed_as_it_stands() {
        for (example, _) in SYNTAX {
            let query: Query = example.parse().unwrap_or_else(|_| panic!("{example} is refused"));
            assert_eq!(query.to_string().parse::<Query>().unwrap(), query, "{example}");
        }
    }
}

//! Lists the classes of queries.

use minutebook::paper::StatementKind;
use minutebook::query::Query;
use minutebook::search::CompareOptions;
use minutebook::search::Library;
use minutebook::search::MentionOptions;
use minutebook::search::Options;
use minutebook::search::Period;
use minutebook::search::Sort;
use minutebook::search::StatementOptions;

use crate::Result;
use crate::ask::Ask;
use crate::ask::Class;
use crate::start::Start;
use crate::table::Row;

/// The facets of the classes with eight.
const FACETS: [&str; 8] =
    ["council", "committee", "function", "theme", "kind", "year", "officer", "topic"];
/// The farthest page that is asked for: these hits, as the library gives all from the first.
const DEEP: usize = 1_000;
/// The rows that are shown to people where no limit is given.
const SHOWN: usize = 20;

/// A word that is in most items.
const FREQUENT: &str = "report";

/// The classes, with a rare word of this index.
pub(crate) fn classes(library: &Library) -> Result<Vec<Class>> {
    let rare = rare(library)?;
    let mut classes = Vec::new();
    let mut add = |name, typed: &str, ask| {
        let is_rare = typed == rare;
        classes.push(Class { name, typed: typed.to_owned(), ask, is_rare });
    };
    add("rare word, top 10", &rare, search());
    add("rare word, top 10 without passages", &rare, Ask::Search(bare()));
    add("frequent word, top 10", FREQUENT, search());
    add("frequent word, 8 facets", FREQUENT, Ask::Search(faceted()));
    add("AND", "budget school", search());
    add("OR", "budget OR school OR housing", search());
    add("NOT", "budget -school", search());
    add("phrase", "\"action plan\"", search());
    add("frequent phrase", "\"of the\"", search());
    add("NEAR", "budget NEAR/5 report", search());
    add("wildcard at the end", "trans*", search());
    add("wildcard at both ends", "*ousin*", search());
    add("misspelling", "housng~", search());
    add("date range", "date:2016..2018", search());
    add("word in a date range", "budget date:2016..2018", search());
    add("all items, 8 facets", "*", Ask::Search(faceted()));
    let sorted = |sort| Ask::Search(Options { sort, ..Options::default() });
    add("sorted by date", FREQUENT, sorted(Sort::Date));
    add("sorted by date, newest first", FREQUENT, sorted(Sort::DateDescending));
    add("deep page, hits 1 to 1,000", FREQUENT, Ask::Search(deep()));
    add("mentions, count, rare", &rare, mentions(1, false));
    add("mentions, count", FREQUENT, mentions(1, false));
    add("mentions, count, phrase", "\"of the\"", mentions(1, false));
    add("mentions, count, wildcard", "*ousin*", mentions(1, false));
    add("mentions, first 20 contexts", FREQUENT, mentions(SHOWN, true));
    add("mentions, all contexts", FREQUENT, mentions(0, true));
    add("mentions, all contexts, phrase", "\"of the\"", mentions(0, true));
    add("compare councils by year", FREQUENT, compare("council", Period::Year));
    add("compare committees by month", FREQUENT, compare("committee", Period::Month));
    add("recommendations", "", recommendations());
    add("recommendations with a word", "budget", recommendations());
    let kinds = vec![StatementKind::Resolution];
    let resolutions = StatementOptions { kinds, limit: SHOWN, ..StatementOptions::default() };
    add("resolutions with a word", "budget", Ask::Statements(resolutions));
    Ok(classes)
}

/// What the program is started for, cold: of the classes above.
pub(crate) fn starts(rows: &[Row]) -> Vec<Start> {
    let rare = rows.iter().find(|row| row.is_rare).map_or("", |row| row.typed.as_str());
    vec![
        Start { command: "search", typed: rare.to_owned() },
        Start { command: "search", typed: FREQUENT.to_owned() },
        Start { command: "mentions", typed: FREQUENT.to_owned() },
        Start { command: "compare", typed: FREQUENT.to_owned() },
    ]
}

fn search() -> Ask {
    Ask::Search(Options::default())
}

fn bare() -> Options {
    Options { snippets: 0, ..Options::default() }
}

fn faceted() -> Options {
    Options { facets: FACETS.map(str::to_owned).to_vec(), ..Options::default() }
}

fn deep() -> Options {
    Options { limit: DEEP, ..Options::default() }
}

fn mentions(limit: usize, with_rows: bool) -> Ask {
    Ask::Mentions(MentionOptions { limit, ..MentionOptions::default() }, with_rows)
}

fn compare(by: &str, over: Period) -> Ask {
    Ask::Compare(CompareOptions {
        by: by.to_owned(),
        over,
        limit: SHOWN,
        ..CompareOptions::default()
    })
}

fn recommendations() -> Ask {
    Ask::Statements(StatementOptions {
        kinds: vec![StatementKind::Recommendation],
        grouped: true,
        limit: SHOWN,
        ..StatementOptions::default()
    })
}

/// A word that comes three times, or as near to it as there is among those that begin with `qu`.
fn rare(library: &Library) -> Result<String> {
    let options = MentionOptions { limit: 1, ..MentionOptions::default() };
    let (mentions, _) = library.mentions(&"qu*".parse::<Query>()?, &options)?;
    let is_plain = |word: &str| word.bytes().all(|byte| byte.is_ascii_lowercase());
    let mut words: Vec<(String, u64)> = mentions.forms;
    words.retain(|(word, _)| is_plain(word));
    // A word may have other forms, so the nearest are asked for.
    words.sort_by_key(|(_, count)| count.abs_diff(3));
    let mut nearest: Option<(u64, String)> = None;
    for (word, _) in words.into_iter().take(100) {
        let far = library.search(&word.parse::<Query>()?, &bare())?.total.abs_diff(3);
        if nearest.as_ref().is_none_or(|(least, _)| far < *least) {
            nearest = Some((far, word));
        }
    }
    Ok(nearest.ok_or("no word begins with `qu`")?.1)
}

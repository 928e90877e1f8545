//! Items that are the same are linked, no others are, and with `distinct` they count once: in
//! whatever order they were indexed, sorted and cut off.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use jiff::civil::Date;
use minutebook::index::Ledger;
use minutebook::index::Writer;
use minutebook::paper::Layer;
use minutebook::paper::Paper;
use minutebook::paper::PaperKind;
use minutebook::query::Query;
use minutebook::search::CompareOptions;
use minutebook::search::Library;
use minutebook::search::MentionOptions;
use minutebook::search::MentionSort;
use minutebook::search::Options;
use minutebook::search::Sort;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::sample::subsequence;

use super::generated::Sheet;
use super::generated::entry;
use super::generated::paper;

/// Meetings with the same matters in the same words: another day, and another council.
const MEETINGS: [(&str, Date); 3] = [
    ("Alder County Council", Date::constant(2017, 1, 18)),
    ("Alder County Council", Date::constant(2017, 2, 15)),
    ("Birch Borough Council", Date::constant(2017, 1, 18)),
];
/// The last two are one title.
const TITLES: [&str; 4] = ["School places", "Budget planning", "Other matters", "Other  Matters"];
const WELSH: [&str; 4] = ["Lleoedd ysgol", "Cynllunio cyllideb", "Materion eraill", "Arall fater"];

/// What a paper of a meeting is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Role {
    Agenda,
    Minutes,
    /// The minutes under another name.
    Copy,
    Page,
    WelshPage,
    /// Minutes of the same matters, of a day that is not told.
    Undated,
}

const ROLES: [Role; 6] =
    [Role::Agenda, Role::Minutes, Role::Copy, Role::Page, Role::WelshPage, Role::Undated];

type Published = (usize, Role);

fn published() -> impl Strategy<Value = Vec<Published>> {
    let all: Vec<Published> =
        (0..MEETINGS.len()).flat_map(|meeting| ROLES.map(|role| (meeting, role))).collect();
    subsequence(all.clone(), 1..=all.len()).prop_shuffle()
}

/// The lines of an item; each is a sentence. Every meeting has the first one.
fn lines((meeting, role): Published, place: usize) -> Vec<String> {
    let noted = "The council noted the budget and the council went on".to_owned();
    match role {
        Role::Agenda => vec![noted, format!("To plan the budget of school {place}")],
        Role::Minutes | Role::Copy => {
            vec![noted.clone(), format!("Members planned school {place} at length"), noted]
        }
        Role::Page => vec![noted, format!("Page of school {place} with the council")],
        Role::WelshPage => vec![format!("Tudalen ysgol {place} gyda council")],
        Role::Undated => {
            vec![noted, format!("Nobody knows when school {place} was planned by {meeting}")]
        }
    }
}

fn path((meeting, role): Published) -> String {
    format!("{meeting}-{role:?}.txt")
}

fn made(of: Published) -> Paper {
    let (meeting, role) = of;
    let (council, day) = MEETINGS[meeting];
    let kind = match role {
        Role::Agenda => PaperKind::Agenda,
        Role::Minutes | Role::Copy | Role::Undated => PaperKind::Minutes,
        Role::Page | Role::WelshPage => PaperKind::AgendaAndMinutes,
    };
    let sheet = Sheet {
        council: Some((council, Layer::Explicit)),
        committee: Some(("Cabinet", Layer::Explicit)),
        date: (role != Role::Undated).then_some((day, Layer::Explicit)),
        kind,
        items: vec![Vec::new(); TITLES.len()],
    };
    let mut paper = paper(&sheet, meeting);
    paper.origin.path = path(of);
    paper.text.clear();
    for (place, item) in paper.items.iter_mut().enumerate() {
        let title = if role == Role::WelshPage { WELSH[place] } else { TITLES[place] };
        item.title = Some(title.to_owned());
        let start = paper.text.len();
        paper.text.push_str(&lines(of, place).join("\n"));
        paper.text.push('\n');
        item.spans = std::iter::once(start..paper.text.len()).collect();
    }
    let page = |language| {
        format!("https://alder.example/ieListDocuments.aspx?CId=4&MId={meeting}{language}&Ver=4")
    };
    paper.address = match role {
        Role::Page => Some(page("")),
        Role::WelshPage => Some(page("&LLL=1")),
        _ => None,
    };
    paper
}

/// What an item is the same as, told by the rules alone.
fn group(all: &[Published], (meeting, role): Published, place: usize) -> String {
    let alone = format!("{meeting} {role:?} {place}");
    let has = |role| all.contains(&(meeting, role));
    match role {
        Role::Undated => alone,
        Role::WelshPage if !has(Role::Page) => alone,
        _ if place < 2 => format!("{meeting} {place}"),
        Role::Minutes | Role::Copy => format!("{meeting} minutes {place}"),
        Role::Page | Role::WelshPage => format!("{meeting} page {place}"),
        Role::Agenda => alone,
    }
}

fn library(all: &[Published], folder: &std::path::Path, apart: bool) -> Library {
    let mut writer = Writer::open(folder, &crate::support::setup(1)).unwrap();
    let mut ledger = Ledger::default();
    for of in all {
        let source = format!("/{}", path(*of));
        let account = writer.put(&source, &made(*of)).unwrap();
        ledger.entries.insert(source.clone(), entry(&source, account));
        if apart {
            writer.commit(ledger.clone()).unwrap();
        }
    }
    writer.commit(ledger).unwrap();
    writer.close().unwrap();
    Library::open(folder).unwrap()
}

/// The items with a word: its group, and each line with the word, as often as it has it.
fn with_word(all: &[Published], word: &str) -> BTreeMap<String, Vec<Vec<(String, usize)>>> {
    let mut found: BTreeMap<String, Vec<Vec<(String, usize)>>> = BTreeMap::new();
    for of in all {
        for place in 0..TITLES.len() {
            let mut ranks: BTreeMap<String, usize> = BTreeMap::new();
            let mut spots = Vec::new();
            for line in lines(*of, place) {
                let count = line.split(' ').filter(|it| it.eq_ignore_ascii_case(word)).count();
                for _ in 0..count {
                    let rank = ranks.entry(line.clone()).or_default();
                    *rank += 1;
                    spots.push((line.clone(), *rank));
                }
            }
            if !spots.is_empty() {
                found.entry(group(all, *of, place)).or_default().push(spots);
            }
        }
    }
    found
}

const ASKED: [&str; 5] = ["council", "school", "planned", "noted", "ysgol"];

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn items_that_are_the_same_are_linked_and_no_others(all in published(), apart in any::<bool>()) {
        let folder = tempfile::tempdir().unwrap();
        let library = library(&all, folder.path(), apart);
        let found = library.search(&Query::All, &Options { limit: 0, ..Options::default() }).unwrap();
        let told: BTreeMap<String, Published> = all.iter().map(|of| (path(*of), *of)).collect();
        let group = |hit: &minutebook::search::Hit| {
            let place: usize = hit.about.item_number.as_ref().unwrap().parse().unwrap();
            group(&all, told[&hit.about.path], place - 1)
        };
        let mut groups: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for hit in &found.hits {
            groups.entry(group(hit)).or_default().insert(hit.id.clone());
        }
        for hit in &found.hits {
            let mut expected = groups[&group(hit)].clone();
            expected.remove(&hit.id);
            prop_assert_eq!(&hit.about.same_as, &Vec::from_iter(expected), "{}", &hit.id);
        }
        prop_assert_eq!(found.as_printed, None);
    }

    #[test]
    fn a_search_counts_them_once_in_any_order(
        all in published(),
        apart in any::<bool>(),
        turn in any::<Index>(),
    ) {
        let mut turned = all.clone();
        turned.rotate_left(turn.index(all.len()));
        let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
        let libraries =
            [library(&all, folders[0].path(), apart), library(&turned, folders[1].path(), !apart)];
        let facets = vec!["council".to_owned(), "kind".to_owned(), "year".to_owned()];
        for word in ASKED {
            let query: Query = format!("\"{word}\"").parse().unwrap();
            let expected = with_word(&all, word).len() as u64;
            for sort in [Sort::Relevance, Sort::Date, Sort::DateDescending] {
                let options = Options { sort, limit: 0, facets: facets.clone(), ..Options::default() };
                let printed = libraries[0].search(&query, &options).unwrap();
                let options = Options { distinct: true, ..options };
                let found = libraries.each_ref().map(|it| it.search(&query, &options).unwrap());
                prop_assert_eq!(found[0].total, expected);
                prop_assert_eq!(found[0].as_printed.unwrap().items, printed.total);
                prop_assert_eq!(found[0].as_printed.unwrap().papers, printed.papers);
                prop_assert_eq!(found[0].hits.len() as u64, found[0].total);
                for facet in &found[0].facets {
                    let sum: u64 = facet.values.iter().map(|value| value.count).sum();
                    prop_assert_eq!(sum, found[0].total);
                }
                prop_assert_eq!(&found[0].hits, &found[1].hits);
                prop_assert_eq!(&found[0].facets, &found[1].facets);
                let some = Options { limit: 2, ..options };
                let some = libraries[1].search(&query, &some).unwrap();
                prop_assert_eq!(some.total, found[0].total);
                prop_assert_eq!(&some.hits[..], &found[0].hits[..found[0].hits.len().min(2)]);
                // The best of the group stands for it.
                let first = printed.hits.iter().filter(|hit| {
                    found[0].hits.iter().any(|kept| kept.id == hit.id)
                });
                prop_assert_eq!(first.collect::<Vec<_>>(), found[0].hits.iter().collect::<Vec<_>>());
                for (at, hit) in printed.hits.iter().enumerate() {
                    let before = printed.hits[..at].iter().any(|it| hit.about.same_as.contains(&it.id));
                    let kept = found[0].hits.iter().any(|kept| kept.id == hit.id);
                    prop_assert_eq!(kept, !before, "{}", &hit.id);
                }
            }
        }
    }

    #[test]
    fn mentions_count_a_passage_once_and_add_up(
        all in published(),
        apart in any::<bool>(),
        turn in any::<Index>(),
    ) {
        let mut turned = all.clone();
        turned.rotate_left(turn.index(all.len()));
        let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
        let libraries =
            [library(&all, folders[0].path(), apart), library(&turned, folders[1].path(), !apart)];
        let by = ["council", "committee", "year", "kind"].map(str::to_owned).to_vec();
        for word in ASKED {
            let query: Query = format!("\"{word}\"").parse().unwrap();
            let groups = with_word(&all, word);
            let printed: usize = groups.values().flatten().map(Vec::len).sum();
            let once = |items: &Vec<Vec<(String, usize)>>| items.iter().flatten().collect::<BTreeSet<_>>().len();
            let expected: usize = groups.values().map(once).sum();
            let mut ids = BTreeSet::new();
            for sort in [MentionSort::Paper, MentionSort::DateDescending, MentionSort::Left] {
                let options = MentionOptions { sort, distinct: true, by: by.clone(), ..MentionOptions::default() };
                for library in &libraries {
                    let (mentions, rows) = library.mentions(&query, &options).unwrap();
                    prop_assert_eq!(mentions.totals.occurrences, expected as u64, "{}", word);
                    prop_assert_eq!(mentions.as_printed.unwrap().occurrences, printed as u64);
                    let rows: BTreeSet<(String, u64)> =
                        rows.map(|row| row.unwrap()).map(|row| (row.id, row.start)).collect();
                    prop_assert_eq!(rows.len(), expected);
                    let items: BTreeSet<&String> = rows.iter().map(|row| &row.0).collect();
                    prop_assert_eq!(mentions.totals.items, items.len() as u64);
                    let papers: BTreeSet<_> =
                        items.iter().map(|id| id.rsplit_once('/').unwrap().0).collect();
                    prop_assert_eq!(mentions.totals.papers, papers.len() as u64);
                    let forms: u64 = mentions.forms.iter().map(|form| form.1).sum();
                    prop_assert_eq!(forms, mentions.totals.occurrences);
                    let searched = mentions.searched.unwrap();
                    for table in &mentions.by {
                        let sum = |count: &dyn Fn(&minutebook::search::Group) -> u64| {
                            table.groups.iter().map(count).sum::<u64>()
                        };
                        prop_assert_eq!(sum(&|it| it.found.occurrences), mentions.totals.occurrences);
                        prop_assert_eq!(sum(&|it| it.found.items), mentions.totals.items);
                        prop_assert_eq!(sum(&|it| it.searched.items), searched.items);
                        prop_assert_eq!(sum(&|it| it.searched.words), searched.words);
                        prop_assert!(table.groups.iter().all(|it| it.found.items <= it.searched.items));
                    }
                    ids.insert(rows);
                }
            }
            prop_assert_eq!(ids.len(), 1, "the same ones stand for all");

            let options = CompareOptions { by: "kind".to_owned(), distinct: true, ..CompareOptions::default() };
            let comparison = libraries[0].compare(&query, &options).unwrap();
            prop_assert_eq!(comparison.totals.occurrences, expected as u64);
        }
    }
}

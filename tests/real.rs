//! The real papers beside the project, against the labels made of them by hand.
//!
//! They are not part of the project: where their folder is absent, each test says so and is
//! passed over. Only facts are compared here; no sentence of theirs stands in this file.

use std::collections::BTreeMap;
use std::path::Path;
use std::path::PathBuf;

use minutebook::index::Reader;
use minutebook::paper::Layer;
use minutebook::paper::Paper;
use minutebook::paper::Part;
use minutebook::pipeline;
use minutebook::present;
use minutebook::query::Query;
use minutebook::search::Found;
use minutebook::search::Group;
use minutebook::search::Library;
use minutebook::search::Mention;
use minutebook::search::MentionOptions;
use minutebook::search::Mentions;
use minutebook::search::Options;
use minutebook::search::Why;
use serde_json::Value;

use crate::support::readers;

/// Tells no one how far it is.
pub(crate) struct Quiet;

impl pipeline::Progress for Quiet {
    fn found(&self, _: u64, _: u64) {}
    fn read(&self, _: u64) {}
    fn writing(&self) {}
}

/// The folder `name` of the shared papers, or `None` where it is absent.
pub(crate) fn shared(name: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(name);
    if folder.is_dir() {
        return Some(folder);
    }
    // Written where a person sees it, without failing the run.
    let note = format!("skipped: there is no folder {}\n", folder.display());
    std::io::Write::write_all(&mut std::io::stderr(), note.as_bytes()).unwrap();
    None
}

/// An index of a shared folder, with its summary.
pub(crate) fn built(folder: &Path, index: &Path) -> (Library, pipeline::Summary) {
    let options = pipeline::Options { readers: readers(), ..pipeline::Options::default() };
    let summary = pipeline::build(&[folder.to_owned()], index, &options, &Quiet).unwrap();
    (Library::open(index).unwrap(), summary)
}

#[track_caller]
fn search(library: &Library, query: &str) -> Found {
    let query: Query = query.parse().unwrap();
    library.search(&query, &Options { limit: 0, ..Options::default() }).unwrap()
}

/// The files that hits lie in.
fn files(found: &Found) -> Vec<String> {
    let mut files: Vec<String> = found.hits.iter().map(|hit| hit.about.path.clone()).collect();
    files.sort();
    files.dedup();
    files
}

/// The text of a seed with white space folded and in lower case: enough for a plain scan.
fn folded(path: &Path) -> String {
    let text = std::fs::read_to_string(path).unwrap().to_lowercase();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_seeds_answer_as_their_labels_say() {
    let Some(seeds) = shared("seeds") else { return };
    let index = tempfile::tempdir().unwrap();
    let (library, summary) = built(&seeds, index.path());
    assert_eq!((summary.files, summary.papers, summary.unreadable), (5, 5, 0));
    assert_eq!(library.coverage().papers, 5);

    let with = |word: &str| -> Vec<String> {
        let mut names = Vec::new();
        for entry in std::fs::read_dir(&seeds).unwrap() {
            let path = entry.unwrap().path();
            if folded(&path).contains(word) {
                names.push(path.file_name().unwrap().to_string_lossy().into_owned());
            }
        }
        names.sort();
        names
    };
    assert_eq!(files(&search(&library, "ofsted")), with("ofsted"));
    assert_eq!(with("ofsted").len(), 4);
    assert_eq!(
        files(&search(&library, "\"children looked after\"")),
        with("children looked after")
    );

    for query in ["caseloads", "caseload", "Caseloads", "CASELOAD"] {
        let found = search(&library, query);
        assert_eq!(found.total, 1, "{query}");
        let about = &found.hits[0].about;
        assert_eq!(about.item_number.as_deref(), Some("4"));
        assert_eq!(about.date.unwrap().0.to_string(), "2017-01-18");
        assert_eq!(about.council.as_ref().unwrap().0, "Lancashire County Council");
        assert_eq!(about.committee.as_ref().unwrap().0, "Children's Services Scrutiny Committee");
    }
}

/// All mentions of a query with their counts.
#[track_caller]
fn mentions(library: &Library, query: &str, cased: bool) -> (Mentions, Vec<Mention>) {
    let query: Query = query.parse().unwrap();
    let by = ["council", "year", "committee", "kind"].map(str::to_owned).to_vec();
    let options = MentionOptions { cased, by, ..MentionOptions::default() };
    let (mentions, rows) = library.mentions(&query, &options).unwrap();
    (mentions, rows.map(|row| row.unwrap()).collect())
}

#[test]
fn the_mentions_in_the_seeds_are_those_counted_by_hand() {
    let (Some(seeds), Some(labels)) = (shared("seeds"), shared("gold")) else { return };
    let gold = &gold(&labels, "queries")["mentions"];
    let index = tempfile::tempdir().unwrap();
    let (library, _) = built(&seeds, index.path());
    for (query, cased, label) in [
        ("caseloads", false, "caseloads"),
        ("ofsted", false, "ofsted"),
        ("recommendations", false, "recommendations"),
        ("MASH", true, "mash_exact"),
        ("MASH", false, "mash_exact"),
        ("\"multi-agency safeguarding hub\"", false, "mash_expanded"),
        ("social ONTO/1 worker", false, "social_workers"),
        ("social-workers", false, "social_workers"),
        ("case-load", false, "caseloads"),
    ] {
        let (mentions, rows) = mentions(&library, query, cased);
        let total = mentions.totals.occurrences;
        assert_eq!(Some(total), gold[label]["total"].as_u64(), "{query}");
        assert_eq!(rows.len() as u64, total);
        // By file, as the labels have it: the names of the seeds begin with their numbers.
        for (file, count) in gold[label]["by_file"].as_object().unwrap() {
            let here = rows.iter().filter(|row| row.about.path.starts_with(file.as_str()));
            assert_eq!(Some(here.count() as u64), count.as_u64(), "{query} in {file}");
        }
        for table in &mentions.by {
            let sum = |count: &dyn Fn(&Group) -> u64| table.groups.iter().map(count).sum::<u64>();
            assert_eq!(sum(&|it| it.found.occurrences), total, "{query} by {}", table.field);
            assert_eq!(sum(&|it| it.found.items), mentions.totals.items);
            assert_eq!(sum(&|it| it.searched.words), mentions.searched.unwrap().words);
        }
        let forms: u64 = mentions.forms.iter().map(|form| form.1).sum();
        assert_eq!(forms, total, "{query}");
        let mut table = Vec::new();
        present::csv::mentions(rows.iter().cloned().map(Ok), &mut table).unwrap();
        assert_eq!(csv::Reader::from_reader(&table[..]).records().count() as u64, total);
        for row in &rows {
            let text = &library.show(&row.id).unwrap().items[0].text;
            let spot = &text[row.start as usize..row.end as usize];
            let spot: Vec<&str> = spot.split_whitespace().collect();
            assert_eq!(spot.join(" "), row.text);
        }
    }
    for (query, offered, label) in [
        ("MASH", "\"multi-agency safeguarding hub\"", "mash_expanded"),
        ("\"multi-agency safeguarding hub\"", "MASH", "mash_exact"),
        ("principal social worker", "\"principal social worker\"", "principal_social_worker"),
        ("social workers", "social-workers", "social_workers"),
    ] {
        let (mentions, _) = mentions(&library, query, false);
        let found = mentions.related.iter().find(|it| it.query == offered).unwrap().found;
        match gold[label]["total"].as_u64() {
            Some(total) => assert_eq!(found.occurrences, total, "{query} offers {offered}"),
            None => assert_eq!(
                found.papers as usize,
                gold[label]["exact_files"].as_array().unwrap().len()
            ),
        }
    }
    let (caseloads, rows) = mentions(&library, "caseloads", false);
    let near = caseloads.related.iter().find(|it| it.query == "workload").unwrap();
    assert_eq!((near.found.occurrences, near.why), (1, Why::Near));
    let forms: Vec<(&str, u64)> =
        caseloads.forms.iter().map(|(form, count)| (form.as_str(), *count)).collect();
    assert_eq!(forms, [("caseloads", 4), ("Caseloads", 1), ("caseload", 1)]);
    assert_eq!((caseloads.totals.items, caseloads.totals.papers), (1, 1));
    assert!(rows.iter().all(|row| row.about.item_number.as_deref() == Some("4")));
}

/// The label of a seed.
pub(crate) fn gold(folder: &Path, name: &str) -> Value {
    let text = std::fs::read_to_string(folder.join(format!("{name}.json"))).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// What a printed fact says: a value of another layer is no printed fact.
fn printed<T: ToString>(fact: Option<&minutebook::paper::Fact<T>>) -> Option<String> {
    fact.filter(|fact| fact.layer == Layer::Explicit).map(|fact| fact.value.to_string())
}

fn items(paper: &Paper) -> Vec<(Option<&str>, Option<&str>)> {
    let own = paper.items.iter().filter(|item| item.part == Part::Item);
    own.map(|item| (item.number.as_deref(), item.title.as_deref())).collect()
}

#[test]
fn each_seed_says_what_its_label_says() {
    let (Some(seeds), Some(labels)) = (shared("seeds"), shared("gold")) else { return };
    let inspections = pipeline::inspect(&seeds, &readers(), None).unwrap();
    assert_eq!(inspections.len(), 5);
    for inspection in inspections {
        let paper = inspection.paper.unwrap();
        let name = paper.origin.path.trim_end_matches(".txt");
        let gold = gold(&labels, name);
        let text = |key: &str| gold[key].as_str().map(str::to_owned);
        assert_eq!(Some(paper.kind.as_str().to_owned()), text("kind"), "{name}: kind");
        assert_eq!(paper.title, text("title"), "{name}: title");
        let council = paper.council.clone().map(|fact| minutebook::paper::Fact {
            value: fact.value.name,
            layer: fact.layer,
            evidence: fact.evidence,
        });
        assert_eq!(printed(council.as_ref()), text("council"), "{name}: council");
        let committee = paper.committee.clone().map(|fact| minutebook::paper::Fact {
            value: fact.value.name,
            layer: fact.layer,
            evidence: fact.evidence,
        });
        assert_eq!(printed(committee.as_ref()), text("committee"), "{name}: committee");
        assert_eq!(printed(paper.date.as_ref()), text("meeting_date"), "{name}: date");
        assert_eq!(printed(paper.decision_date.as_ref()), text("decision_date"), "{name}: decided");
        let wanted = gold["items"].as_array().unwrap();
        let wanted: Vec<(Option<&str>, Option<&str>)> =
            wanted.iter().map(|item| (item["number"].as_str(), item["title"].as_str())).collect();
        assert_eq!(items(&paper), wanted, "{name}: items");
    }
}

#[test]
fn each_seed_names_the_people_its_label_names() {
    let (Some(seeds), Some(labels)) = (shared("seeds"), shared("gold")) else { return };
    for inspection in pipeline::inspect(&seeds, &readers(), None).unwrap() {
        let paper = inspection.paper.unwrap();
        let name = paper.origin.path.trim_end_matches(".txt");
        let gold = gold(&labels, name);
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let wanted: Vec<_> = gold["people"]
            .as_array()
            .unwrap()
            .iter()
            .map(|person| {
                let kind = text(&person["kind"]).unwrap();
                let printed = text(&person["name"]);
                (printed, text(&person["role"]), kind, text(&person["attendance"]))
            })
            .collect();
        let told: Vec<_> = paper
            .people
            .iter()
            .map(|person| {
                let attendance = person.attendance.map(|it| it.as_str().to_owned());
                let kind = person.kind.as_str().to_owned();
                (person.name.clone(), person.role.clone(), kind, attendance)
            })
            .collect();
        for person in &wanted {
            assert!(told.contains(person), "{name}: {person:?} is not among {told:#?}");
        }
        // What else is told may only be a role that the label lists as one without a name.
        let optional: Vec<Option<String>> = gold["roles_without_name"]
            .as_array()
            .unwrap()
            .iter()
            .map(|role| text(&role["role"]))
            .collect();
        for person in told.iter().filter(|person| !wanted.contains(person)) {
            assert!(person.0.is_none() && optional.contains(&person.1), "{name}: {person:?}");
        }
        for label in gold["people"].as_array().unwrap() {
            let Some(aliases) = label["aliases"].as_array() else { continue };
            let person = paper
                .people
                .iter()
                .find(|person| person.role.as_deref() == label["role"].as_str())
                .unwrap();
            let aliases: Vec<&str> = aliases.iter().filter_map(Value::as_str).collect();
            assert_eq!(person.aliases, aliases, "{name}: {:?}", person.role);
        }
    }
}

#[test]
fn every_real_file_is_a_paper_or_has_a_named_problem() {
    let Some(papers) = shared("papers") else { return };
    let index = tempfile::tempdir().unwrap();
    let (library, summary) = built(&papers, index.path());
    let on_disk = count_files(&papers);
    assert_eq!(summary.files, on_disk);
    assert_eq!(
        summary.papers + summary.no_paper + summary.unreadable + summary.manifests,
        summary.files
    );
    let named: u64 = summary
        .problems
        .iter()
        .filter(|problem| problem.kind.outcome() != minutebook::problem::Outcome::Indexed)
        .count() as u64;
    assert_eq!(named, summary.no_paper + summary.unreadable, "one reason for each file left out");

    // Running it again changes nothing.
    let again = pipeline::build(
        std::slice::from_ref(&papers),
        index.path(),
        &pipeline::Options::default(),
        &Quiet,
    )
    .unwrap();
    assert_eq!((again.added, again.changed, again.removed), (0, 0, 0));
    assert_eq!(again.fingerprint, summary.fingerprint);
    assert_eq!(Reader::open(index.path()).unwrap().card().items, library.coverage().items);

    // Pages that list others make no paper.
    let listed = search(&library, "path:listing-pages");
    assert_eq!(files(&listed).len(), 2, "two of the four are decisions");
}

fn count_files(folder: &Path) -> u64 {
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let hidden = path.file_name().unwrap().to_string_lossy().starts_with('.');
        match path.is_dir() {
            _ if hidden => {}
            true => count += count_files(&path),
            false => count += 1,
        }
    }
    count
}

#[test]
fn a_real_meeting_page_gives_committee_date_and_every_item() {
    let Some(papers) = shared("papers/kingston") else { return };
    let inspections = pipeline::inspect(&papers.join("Agenda_151.html"), &readers(), None).unwrap();
    let paper = inspections[0].paper.as_ref().unwrap();
    assert_eq!(paper.kind.as_str(), "agenda_and_minutes");
    let committee = paper.committee.as_ref().unwrap();
    assert_eq!(committee.value.name, "Kingston and North Kingston Neighbourhood Committee");
    assert_eq!(paper.date.as_ref().unwrap().value.to_string(), "2026-01-15");
    let numbers: Vec<&str> = items(paper).iter().filter_map(|(number, _)| *number).collect();
    let wanted: Vec<String> = (54..=65).map(|number| number.to_string()).collect();
    assert_eq!(numbers, wanted);
    // Titles, by their first words.
    let titles: BTreeMap<&str, &str> =
        items(paper).into_iter().filter_map(|(number, title)| Some((number?, title?))).collect();
    for (number, first) in [
        ("54", "Public"),
        ("57", "Declarations"),
        ("58", "Minutes"),
        ("60", "Coombe"),
        ("65", "Urgent"),
    ] {
        assert!(titles[number].starts_with(first), "{number}: {}", titles[number]);
    }
    assert_eq!(titles.len(), 12);
}

/// The dates that the labels of a seed begin with: `2017-02 (…)`, `2017-04 to 2018-02`, `2017/18`.
fn labelled_dates(label: &Value) -> Vec<String> {
    let all =
        label["dates_mentioned"].as_array().unwrap().iter().map(|date| date.as_str().unwrap());
    let own = all.map(|date| date.split(" (").next().unwrap().split(" and ").next().unwrap());
    own.filter(|date| date.starts_with("20")).map(str::to_owned).collect()
}

/// A mentioned date as the labels write it: only as close as it is printed.
fn as_labelled(date: &minutebook::paper::MentionedDate) -> String {
    use minutebook::paper::Precision;
    let short = |day: jiff::civil::Date| match date.precision {
        Precision::Day => day.to_string(),
        Precision::Month => day.strftime("%Y-%m").to_string(),
        Precision::Year => day.strftime("%Y").to_string(),
        Precision::FinancialYear => day.strftime("%Y/").to_string(),
    };
    let (first, last) = (short(date.first), short(date.last));
    match date.precision {
        Precision::FinancialYear => format!("{first}{}", date.last.strftime("%y")),
        _ if first == last => first,
        _ => format!("{first} to {last}"),
    }
}

#[test]
fn the_dates_that_seeds_mention_are_those_of_their_labels() {
    let (Some(seeds), Some(gold_folder)) = (shared("seeds"), shared("gold")) else { return };
    // What the labels say in words, and what happened.
    let told = [
        ("000_febbc5313a3dd1b0", "2018-03? previous_meeting", "2018-05 to 2018-07 inspection"),
        ("001_d75ada9f195ed86b", "2023-07 inspection", "2023-12-11 published"),
        ("002_8525598afb71ca61", "2017-04? next_meeting", "2015-09 to 2015-10 inspection"),
        ("003_86b005a6440f3229", "2018-06 inspection", "2018-08-17 published"),
    ];
    for entry in std::fs::read_dir(&seeds).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let read = pipeline::inspect(&path, &readers(), None).unwrap();
        let dates: Vec<String> = read
            .iter()
            .filter_map(|file| file.paper.as_ref())
            .flat_map(|paper| &paper.dates)
            .map(|date| {
                let mark = if date.year_inferred { "?" } else { "" };
                format!("{}{mark} {}", as_labelled(date), date.role.as_str())
            })
            .collect();
        for label in labelled_dates(&gold(&gold_folder, &name)) {
            let is_it = |date: &String| date.split([' ', '?']).next() == label.split(' ').next();
            assert!(dates.iter().any(is_it), "{name}: no {label} among {dates:?}");
        }
        for (of, first, second) in told.iter().filter(|(of, ..)| *of == name) {
            for expected in [first, second] {
                assert!(
                    dates.iter().any(|date| date == expected),
                    "{of}: no {expected} in {dates:?}"
                );
            }
        }
        // The month of the last seed has no year that anything tells.
        assert_eq!(dates.is_empty(), name.starts_with("004"), "{name}: {dates:?}");
    }
}

#[test]
fn the_seeds_directors_of_childrens_services_are_found_by_post_and_by_name() {
    let Some(seeds) = shared("seeds") else { return };
    let index = tempfile::tempdir().unwrap();
    let (library, _) = built(&seeds, index.path());
    let starts = |query: &str| -> Vec<String> {
        files(&search(&library, query)).iter().map(|file| file[..3].to_owned()).collect()
    };
    assert_eq!(starts("role:\"Director of Children's Services\""), ["002", "004"]);
    assert_eq!(starts("officer:booth"), ["004"]);
    assert_eq!(starts("officer:morrisey"), ["004"]);
    // As printed; its post has no common name.
    assert_eq!(starts("officer:\"interim head of safeguarding\""), ["004"]);
    assert_eq!(starts("officer:readman"), ["000"]);
    assert_eq!(starts("topic:children"), ["000", "001", "002", "003", "004"]);
    assert_eq!(starts("function:scrutiny theme:children"), ["000", "002", "003"]);
}

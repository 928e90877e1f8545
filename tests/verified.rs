//! The answers over the real seeds, each checked by a scan of the files and against the labels.
//!
//! Where the folder is absent, each test says so and is passed over.

use minutebook::pipeline;
use minutebook::query::Query;
use minutebook::search::Library;
use minutebook::search::MentionOptions;
use minutebook::verify::Verification;
use serde_json::Value;

use crate::real::Quiet;
use crate::real::built;
use crate::real::shared;
use crate::support::readers;

/// The files with mentions, by the beginnings of their names, and what a scan says of the answer.
fn verified(
    library: &Library,
    typed: &str,
    options: &MentionOptions,
) -> (Vec<(String, u64)>, Verification) {
    let query: Query = typed.parse().unwrap();
    let (mentions, rows) = library.mentions(&query, options).unwrap();
    let mut files: Vec<(String, u64)> = Vec::new();
    for row in rows {
        let name = row.unwrap().about.path[..3].to_owned();
        match files.iter_mut().find(|(of, _)| *of == name) {
            Some((_, count)) => *count += 1,
            None => files.push((name, 1)),
        }
    }
    files.sort();
    let claims = library.claims(&query, options, &mentions).unwrap();
    (files, pipeline::verify(&library.ledger().unwrap(), &claims, &readers(), &Quiet))
}

#[test]
fn the_labelled_queries_are_borne_out_by_the_files() {
    let (Some(seeds), Some(gold)) = (shared("seeds"), shared("gold")) else { return };
    let queries = std::fs::read_to_string(gold.join("queries.json")).unwrap();
    let queries: Value = serde_json::from_str(&queries).unwrap();
    let index = tempfile::tempdir().unwrap();
    let (library, _) = built(&seeds, index.path());
    for (label, typed) in [
        ("caseloads", "caseloads"),
        ("ofsted", "ofsted"),
        ("recommendations", "recommendations"),
        ("mash_exact", "\"MASH\""),
        ("mash_expanded", "\"multi-agency safeguarding hub\""),
        ("social_workers", "\"social worker*\""),
    ] {
        let gold = &queries["mentions"][label];
        let (files, verification) = verified(&library, typed, &MentionOptions::default());
        assert!(verification.agrees, "{typed}: {verification:#?}");
        assert_eq!(Some(verification.found.occurrences), gold["total"].as_u64(), "{typed}");
        assert_eq!(verification.files, 5);
        let wanted: Vec<(String, u64)> = gold["by_file"]
            .as_object()
            .unwrap()
            .iter()
            .map(|(name, count)| (name.clone(), count.as_u64().unwrap()))
            .filter(|(_, count)| *count > 0)
            .collect();
        assert_eq!(files, wanted, "{typed}");
    }
    let names = |typed: &str| -> Vec<String> {
        let (files, verification) = verified(&library, typed, &MentionOptions::default());
        assert!(verification.agrees, "{typed}: {verification:#?}");
        files.into_iter().map(|(name, _)| name).collect()
    };
    let gold = &queries["mentions"];
    let listed = |value: &Value| -> Vec<String> {
        value.as_array().unwrap().iter().map(|name| name.as_str().unwrap().to_owned()).collect()
    };
    let exact = listed(&gold["principal_social_worker"]["exact_files"]);
    assert_eq!(names("\"principal social worker\""), exact);
    let typo = listed(&gold["principal_social_worker"]["with_typo_files"]);
    assert_eq!(names("principal~2 ONTO/2 worker"), typo);
    let either = listed(&gold["mash_with_synonyms_files"]);
    assert_eq!(names("MASH OR \"multi-agency safeguarding hub\""), either);
}

#[test]
fn every_word_of_the_seeds_is_counted_as_a_scan_counts_it() {
    let Some(seeds) = shared("seeds") else { return };
    let index = tempfile::tempdir().unwrap();
    let (library, _) = built(&seeds, index.path());
    let mut words: Vec<String> = Vec::new();
    for entry in std::fs::read_dir(&seeds).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        words.extend(text.split_whitespace().map(str::to_lowercase));
    }
    words.sort();
    words.dedup();
    // Every word would take minutes: one in forty, and pairs of them.
    let some: Vec<&String> = words.iter().step_by(40).collect();
    for pair in some.chunks(2) {
        let [one, other] = pair else { continue };
        let all = [
            format!("\"{one}\""),
            other.replace([':', '(', ')', '"', '*', '~'], " "),
            format!("\"{one}\" NEAR/40 \"{other}\""),
        ];
        for typed in all {
            let Ok(query) = typed.parse::<Query>() else { continue };
            if query.patterns().is_empty() {
                continue;
            }
            let (_, verification) = verified(&library, &typed, &MentionOptions::default());
            assert!(verification.agrees, "{typed}: {verification:#?}");
        }
    }
}

#[test]
fn an_index_of_the_seeds_is_sound_to_the_last_word() {
    let Some(seeds) = shared("seeds") else { return };
    let index = tempfile::tempdir().unwrap();
    drop(built(&seeds, index.path()));
    let mut soundness = pipeline::check(index.path(), &Quiet).unwrap();
    assert!(soundness.is_sound(), "{soundness:#?}");
    let recount = pipeline::recount(index.path(), 0, &readers(), &Quiet).unwrap();
    assert_eq!((recount.papers, recount.sampled, recount.compared), (5, 5, 5));
    assert_eq!(Some(recount.words), soundness.card.as_ref().map(|card| card.words));
    soundness.recount = Some(recount);
    assert!(soundness.is_sound(), "{soundness:#?}");
}

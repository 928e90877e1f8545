//! What holds for any bytes that are taken for an archive.

use std::fs;

use minutebook::problem::Outcome;
use minutebook::source;
use minutebook::source::Found;
use minutebook::source::Limits;
use proptest::collection::vec;
use proptest::prelude::*;

use crate::support::archives::answer;
use crate::support::archives::gzipped;
use crate::support::archives::page;
use crate::support::archives::record;
use crate::support::archives::zipped;

/// Sound archives, each with the name of a file.
fn sound() -> Vec<(&'static str, Vec<u8>)> {
    let chunked = "Content-Type: text/html\r\nTransfer-Encoding: chunked\r\n";
    let packed = "Content-Encoding: gzip\r\n";
    let records = [
        record("warcinfo", "", "application/warc-fields", b"software: none\r\n"),
        page("https://a.uk/1", b"<p>Minutes of the meeting"),
        answer("https://a.uk/2", "200 OK", chunked, b"5\r\n<p>Ag\r\n4\r\nenda\r\n0\r\n\r\n"),
        answer("https://a.uk/3", "200 OK", packed, &gzipped(b"<p>Report")),
        record("conversion", "https://a.uk/4.pdf", "text/plain", b"Decisions"),
    ];
    let apart: Vec<u8> = records.iter().flat_map(|one| gzipped(one)).collect();
    let inner = zipped([("x.txt", &b"x"[..])]);
    let members: [(&str, &[u8]); 5] = [
        ("a/b.html", b"<p>Minutes Minutes Minutes"),
        ("a/papers.csv", b"path,council\nb.html,Ambleford\n"),
        ("a/b.html", b"Agenda"),
        ("inner.zip", &inner),
        ("c.txt.gz", &gzipped(b"Report")),
    ];
    vec![
        ("a.zip", zipped(members)),
        ("a.warc", records.concat()),
        ("a.warc.gz", apart),
        ("b.warc.gz", gzipped(&records.concat())),
        ("a.html.gz", gzipped(b"<p>Minutes")),
    ]
}

/// A change to the bytes of an archive.
#[derive(Debug, Clone)]
enum Change {
    Byte(prop::sample::Index, u8),
    Cut(prop::sample::Index),
    Drop(prop::sample::Index, usize),
    Repeat(prop::sample::Index, usize),
    Insert(prop::sample::Index, Vec<u8>),
}

fn change() -> impl Strategy<Value = Change> {
    let at = any::<prop::sample::Index>;
    prop_oneof![
        4 => (at(), any::<u8>()).prop_map(|(at, byte)| Change::Byte(at, byte)),
        1 => at().prop_map(Change::Cut),
        1 => (at(), 1..60_usize).prop_map(|(at, count)| Change::Drop(at, count)),
        1 => (at(), 1..200_usize).prop_map(|(at, count)| Change::Repeat(at, count)),
        1 => (at(), vec(any::<u8>(), 1..20)).prop_map(|(at, bytes)| Change::Insert(at, bytes)),
    ]
}

fn changed(mut bytes: Vec<u8>, changes: &[Change]) -> Vec<u8> {
    for change in changes {
        if bytes.is_empty() {
            break;
        }
        let at = |index: &prop::sample::Index| index.index(bytes.len());
        match change {
            Change::Byte(index, byte) => {
                let at = at(index);
                bytes[at] = *byte;
            }
            Change::Cut(index) => bytes.truncate(at(index)),
            Change::Drop(index, count) => {
                let at = at(index);
                bytes.drain(at..(at + count).min(bytes.len()));
            }
            Change::Repeat(index, count) => {
                let at = at(index);
                let again = bytes[at..(at + count).min(bytes.len())].to_vec();
                bytes.splice(at..at, again);
            }
            Change::Insert(index, more) => {
                let at = at(index);
                bytes.splice(at..at, more.iter().copied());
            }
        }
    }
    bytes
}

/// Finds what is in a file with these bytes, twice, and reads all of it.
fn found(name: &str, bytes: &[u8]) -> Found {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), bytes).unwrap();
    let limits = Limits { file_bytes: 1_000 };
    let find = || source::find(&[folder.path().to_owned()], &limits).unwrap();
    let found = find();
    let keys = |found: &Found| -> Vec<String> {
        found.files.iter().map(|file| file.key.clone()).collect()
    };
    assert_eq!((keys(&found), &found.problems), (keys(&find()), &find().problems));
    assert!(keys(&found).is_sorted_by(|one, other| one < other), "{:?}", keys(&found));
    for file in &found.files {
        match source::read(file) {
            Ok(bytes) => assert!(bytes.len() <= 1_000),
            Err(problem) => assert_eq!(problem.path, file.shown),
        }
    }
    let counted = found.problems.iter().filter(|it| it.kind.outcome() != Outcome::Indexed).count();
    let all = found.files.len() + counted + found.manifests;
    assert!(all > 0, "the archive has vanished");
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn broken_archives_cost_what_is_broken(
        which in 0..5_usize,
        changes in vec(change(), 1..6),
    ) {
        let (name, bytes) = sound().swap_remove(which);
        let _found = found(name, &changed(bytes, &changes));
    }

    #[test]
    fn any_bytes_may_be_named_an_archive(
        name in prop::sample::select(vec!["a.zip", "a.warc", "a.warc.gz", "a.gz"]),
        start in prop::sample::select(vec![&b""[..], b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b\x08", b"WARC/1.0\r\n"]),
        bytes in vec(any::<u8>(), 0..300),
    ) {
        let _found = found(name, &[start, &bytes].concat());
    }
}

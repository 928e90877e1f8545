//! Looking into archives: nothing in them vanishes, and what is broken costs itself.

use std::fs;

use minutebook::problem::Outcome;
use minutebook::problem::ProblemKind;
use minutebook::source;
use minutebook::source::Found;
use minutebook::source::Limits;
use tempfile::TempDir;

use crate::support::archives::answer;
use crate::support::archives::gzipped;
use crate::support::archives::page;
use crate::support::archives::record;
use crate::support::archives::zipped;

/// A folder with the given files.
fn folder<'a>(files: impl IntoIterator<Item = (&'a str, Vec<u8>)>) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, bytes) in files {
        let place = folder.path().join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, bytes).unwrap();
    }
    folder
}

fn find(folder: &TempDir) -> Found {
    let limits = Limits { file_bytes: 10_000 };
    source::find(&[folder.path().to_owned()], &limits).unwrap()
}

/// Each source with its bytes, or why they cannot be had.
fn read(found: &Found) -> Vec<(String, String)> {
    let one = |file: &source::SourceFile| {
        let bytes = match source::read(file) {
            Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(problem) => format!("{:?}: {}", problem.kind, problem.detail),
        };
        (file.origin.path.clone(), bytes)
    };
    found.files.iter().map(one).collect()
}

/// Each problem: what it is about, its kind, its detail.
fn problems<'a>(found: &'a Found, folder: &TempDir) -> Vec<(&'a str, ProblemKind, &'a str)> {
    let root = format!("{}/", folder.path().display());
    let root_bytes = root.len();
    let told = found.problems.iter().map(|problem| {
        assert!(problem.path.starts_with(&root));
        (&problem.path[root_bytes..], problem.kind, problem.detail.as_str())
    });
    told.collect()
}

fn pairs<'a>(expected: &[(&'a str, &'a str)]) -> Vec<(String, String)> {
    expected.iter().map(|(path, bytes)| ((*path).to_owned(), (*bytes).to_owned())).collect()
}

#[test]
fn members_of_a_zip_are_sources() {
    let inner = zipped([("x.txt", &b"x"[..])]);
    let large = vec![b' '; 10_001];
    let members: [(&str, &[u8]); 12] = [
        ("democracy.ambleford.gov.uk/mgAi.aspx?ID=3", b"<p>Minutes"),
        ("a/b.txt", b"Agenda"),
        ("a/b.txt", b"Agenda again"),
        ("a/c!/d.txt", b"Report"),
        ("../../evil.txt", b"Notes"),
        ("a/papers.csv", b"path,council\nb.txt,Ambleford\nz.txt,\n"),
        (".DS_Store", b"x"),
        ("__MACOSX/a/._b.txt", b"x"),
        ("inner.zip", &inner),
        ("minutes.txt.gz", &gzipped(b"Packed")),
        ("large.txt", &large),
        ("empty/", b""),
    ];
    let folder = folder([("all.zip", zipped(members))]);
    let found = find(&folder);
    let expected = [
        ("all.zip/a/b.txt", "Agenda"),
        ("all.zip/a/b.txt#2", "Agenda again"),
        ("all.zip/a/c!/d.txt", "Report"),
        ("all.zip/democracy.ambleford.gov.uk/mgAi.aspx?ID=3", "<p>Minutes"),
        ("all.zip/evil.txt", "Notes"),
        ("all.zip/inner.zip", "FormatNotReadYet: archive in an archive"),
        ("all.zip/minutes.txt.gz", "Packed"),
    ];
    assert_eq!(read(&found), pairs(&expected));
    assert_eq!(
        problems(&found, &folder),
        [
            (
                "all.zip!/a/papers.csv",
                ProblemKind::Manifest,
                "line 3, column `path`: there is no file `z.txt`"
            ),
            ("all.zip!/large.txt", ProblemKind::TooLarge, "10001 bytes, the limit is 10000 bytes"),
        ]
    );
    assert_eq!((found.manifests, found.hidden), (1, 2));
    let root = folder.path().canonicalize().unwrap();
    let agenda = &found.files[0];
    assert_eq!(agenda.key, format!("{}/all.zip!/a/b.txt", root.display()));
    assert_eq!(agenda.shown, format!("{}/all.zip!/a/b.txt", folder.path().display()));
    let row = agenda.origin.manifest.as_ref().unwrap();
    assert_eq!(row.council.as_deref(), Some("Ambleford"));
    assert_eq!(
        found.files[3].origin.address.as_deref(),
        Some("https://democracy.ambleford.gov.uk/mgAi.aspx?ID=3")
    );
    assert_eq!(found, find(&folder));
}

#[test]
fn a_manifest_beside_an_archive_speaks_of_what_is_in_it() {
    let members: [(&str, &[u8]); 1] = [("a/b.txt", b"Agenda")];
    let rows = b"path,council\nall.zip/a/b.txt,Ambleford\nall.zip,Ambleford\n".to_vec();
    let folder = folder([("all.zip", zipped(members)), ("papers.csv", rows)]);
    let found = find(&folder);
    assert!(found.files[0].origin.manifest.is_some());
    let detail =
        "line 3, column `path`: `all.zip` is an archive; write `all.zip/…` for what lies in it";
    assert_eq!(problems(&found, &folder), [("papers.csv", ProblemKind::Manifest, detail)]);
}

#[test]
fn documents_that_are_zips_are_files() {
    let docx = zipped([("[Content_Types].xml", &b""[..]), ("word/document.xml", b"")]);
    let odt = zipped([("mimetype", &b""[..]), ("content.xml", b"")]);
    let folder =
        folder([("a.docx", docx.clone()), ("b", odt), ("c.zip", zipped([("a.docx", &docx[..])]))]);
    let found = find(&folder);
    let paths: Vec<&str> = found.files.iter().map(|file| file.origin.path.as_str()).collect();
    assert_eq!(paths, ["a.docx", "b", "c.zip/a.docx"]);
    assert_eq!(source::read(&found.files[2]).unwrap(), docx);
    assert_eq!(found.problems, []);
}

#[test]
fn packed_files_are_unpacked() {
    let folder = folder([
        ("a/minutes.html.gz", gzipped(b"<p>Minutes")),
        ("b.html", gzipped(b"<p>Agenda")),
        ("c.gz", gzipped(&[0; 10_001])),
        ("d.gz", gzipped(b"Report")[..12].to_vec()),
        ("e.gz", gzipped(&gzipped(b"Report"))),
        ("f.zip.gz", gzipped(&zipped([("a.txt", &b"a"[..])]))),
    ]);
    let found = find(&folder);
    let expected = [
        ("a/minutes.html.gz", "<p>Minutes"),
        ("b.html", "<p>Agenda"),
        ("c.gz", "TooLarge: more than 10000 bytes"),
        ("d.gz", "Damaged: its packing is broken"),
        ("e.gz", "FormatNotReadYet: archive in an archive"),
        ("f.zip.gz", "FormatNotReadYet: archive in an archive"),
    ];
    assert_eq!(read(&found), pairs(&expected));
    assert_eq!(found.files[0].size, 10);
}

const HOST: &str = "https://democracy.ambleford.gov.uk";

/// A crawl of a small site.
fn crawl() -> Vec<Vec<u8>> {
    let uri = |page: &str| format!("{HOST}/{page}");
    let html = "Content-Type: text/html\r\n";
    let chunked = format!("{html}Transfer-Encoding: chunked\r\n");
    let packed = format!("{html}Content-Encoding: gzip\r\n");
    let brotli = format!("{html}Content-Encoding: br\r\n");
    vec![
        record("warcinfo", "", "application/warc-fields", b"software: none\r\n"),
        record("request", &uri("a"), "application/http", b"GET /a HTTP/1.1\r\n\r\n"),
        page(&uri("mgAi.aspx?ID=1"), b"<p>Minutes"),
        answer(&uri("b"), "200 OK", &chunked, b"5\r\n<p>Ag\r\n4\r\nenda\r\n0\r\n\r\n"),
        answer(&uri("c"), "200 OK", &packed, &gzipped(b"<p>Report")),
        answer(&uri("d"), "200 OK", &brotli, b"\x0b\x02\x80\x00"),
        answer(&uri("old"), "301 Moved", "Location: /new\r\n", b""),
        answer(&uri("gone"), "404 Not Found", html, b"<p>Gone"),
        answer(&uri("a.png"), "200 OK", "Content-Type: image/png\r\n", b"x"),
        page(&uri("mgAi.aspx?ID=1"), b"<p>Minutes"),
        record("request", &uri("b"), "application/http", b"GET /b HTTP/1.1\r\n\r\n"),
        record("revisit", &uri("a"), "application/http", b"HTTP/1.1 200 OK\r\n\r\n"),
        record("conversion", &uri("e.pdf"), "text/plain", b"Decisions"),
        record("response", "dns:ambleford.gov.uk", "text/dns", b"1.2.3.4"),
    ]
}

#[test]
fn records_of_a_crawl_are_sources() {
    let whole = crawl().concat();
    let apart: Vec<u8> = crawl().iter().flat_map(|one| gzipped(one)).collect();
    for (name, bytes) in
        [("a.warc", whole.clone()), ("a.warc.gz", apart), ("a.warc.gz", gzipped(&whole))]
    {
        let folder = folder([(name, bytes)]);
        let found = find(&folder);
        let path = |page: &str| format!("{name}/{HOST}/{page}");
        let expected = [
            (path("b"), "<p>Agenda"),
            (path("c"), "<p>Report"),
            (path("d"), "FormatNotReadYet: answer packed with br"),
            (path("e.pdf"), "Decisions"),
            (path("mgAi.aspx?ID=1"), "<p>Minutes"),
            (path("mgAi.aspx?ID=1#2"), "<p>Minutes"),
        ]
        .map(|(path, bytes)| (path, bytes.to_owned()));
        assert_eq!(read(&found), expected);
        let again = &found.files[5];
        assert_eq!(again.origin.address, Some(format!("{HOST}/mgAi.aspx?ID=1")));
        assert_eq!(again.content_type.as_deref(), Some("text/html; charset=utf-8"));
        let shown = |page: &str| format!("{name}!/{HOST}/{page}");
        let (picture, gone, old) = (shown("a.png"), shown("gone"), shown("old"));
        assert_eq!(
            problems(&found, &folder),
            [
                (
                    name,
                    ProblemKind::RecordsAside,
                    "5 records: 2 request, 1 response, 1 revisit, 1 warcinfo"
                ),
                (&*picture, ProblemKind::NotAPaper, "picture"),
                (&*gone, ProblemKind::NotAPaper, "HTTP 404"),
                (&*old, ProblemKind::NotAPaper, "HTTP 301"),
            ]
        );
    }
}

#[test]
fn a_broken_record_costs_that_record() {
    let sound = find(&folder([("a.warc", crawl().concat())]));
    for at in 0..crawl().len() {
        let mut records = crawl();
        let end = records[at].len() - 9;
        records[at].truncate(end);
        let apart: Vec<u8> = records.iter().flat_map(|one| gzipped(one)).collect();
        for bytes in [records.concat(), apart, gzipped(&records.concat())] {
            let folder = folder([("a.warc", bytes)]);
            let found = find(&folder);
            let damaged = problems(&found, &folder);
            let damaged: Vec<_> =
                damaged.iter().filter(|(_, kind, _)| *kind == ProblemKind::Damaged).collect();
            assert_eq!(damaged.len(), 1, "{at}: {damaged:?}");
            assert!(found.files.len() + 1 >= sound.files.len(), "{at}");
            assert!(read(&found).iter().all(|(_, bytes)| !bytes.starts_with("Damaged")), "{at}");
        }
    }
}

#[test]
fn archives_without_papers_are_named() {
    let folder = folder([
        ("a.zip", zipped([])),
        ("b.zip", b"PK\x03\x04 rubbish".to_vec()),
        ("c.warc", record("warcinfo", "", "application/warc-fields", b"x")),
        ("d.wet.gz", gzipped(b"rubbish")),
        ("e.zip", zipped([(".hidden", &b"x"[..])])),
        ("f.warc", Vec::new()),
    ]);
    let found = find(&folder);
    assert_eq!(
        problems(&found, &folder),
        [
            ("a.zip", ProblemKind::NoText, "the archive is empty"),
            (
                "b.zip",
                ProblemKind::Damaged,
                "its list of members is missing; 0 members found without it"
            ),
            ("c.warc", ProblemKind::RecordsAside, "1 record: 1 warcinfo"),
            ("c.warc", ProblemKind::NoText, "no page in it"),
            (
                "d.wet.gz",
                ProblemKind::Damaged,
                "the record at byte 0, unpacked byte 0: no record begins here"
            ),
            ("e.zip", ProblemKind::NoText, "the archive is empty"),
            ("f.warc", ProblemKind::NoText, "no page in it"),
        ]
    );
    assert_eq!(found.files, []);
    // Each counts as one file.
    let counted = found.problems.iter().filter(|it| it.kind.outcome() != Outcome::Indexed);
    assert_eq!(counted.count(), 6);
}

#[test]
fn what_a_browser_saves_beside_a_page_is_set_aside() {
    let members: [(&str, &[u8]); 3] = [
        ("Agenda.htm", b"<p>Agenda"),
        ("Agenda-Dateien/ad.html", b"<p>Buy"),
        ("x_files/y.txt", b"Y"),
    ];
    let text = |text: &str| text.as_bytes().to_vec();
    let folder = folder([
        ("Minutes.html", text("<p>Minutes")),
        ("Minutes_files/saved_resource.html", text("<p>Buy")),
        ("Minutes_files/deep/more.zip", zipped(members)),
        ("other_files/minutes.txt", text("Minutes")),
        ("all.zip", zipped(members)),
    ]);
    let found = find(&folder);
    let paths: Vec<&str> = found.files.iter().map(|file| file.origin.path.as_str()).collect();
    let expected =
        ["Minutes.html", "all.zip/Agenda.htm", "all.zip/x_files/y.txt", "other_files/minutes.txt"];
    assert_eq!(paths, expected);
    let (minutes, agenda) =
        ("belongs to the saved page `Minutes.html`", "belongs to the saved page `Agenda.htm`");
    assert_eq!(
        problems(&found, &folder),
        [
            ("Minutes_files/deep/more.zip", ProblemKind::NotAPaper, minutes),
            ("Minutes_files/saved_resource.html", ProblemKind::NotAPaper, minutes),
            ("all.zip!/Agenda-Dateien/ad.html", ProblemKind::NotAPaper, agenda),
        ]
    );
}

#[test]
fn an_archive_is_found_again_as_it_was() {
    let members: [(&str, &[u8]); 1] = [("a.txt", b"Minutes")];
    let folder = folder([("all.zip", zipped(members)), ("b.warc", crawl().concat())]);
    for name in ["all.zip", "b.warc"] {
        let given = folder.path().join(name);
        let found = source::find(std::slice::from_ref(&given), &Limits::default()).unwrap();
        assert!(found.files[0].origin.path.starts_with(&format!("{name}/")));
        let place = given.canonicalize().unwrap();
        assert_eq!(source::find_again(&given, &place, &Limits::default()), found);
    }
}

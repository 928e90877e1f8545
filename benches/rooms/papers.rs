//! Times the rooms that a paper passes through.

use divan::Bencher;
use divan::black_box;
use divan::counter::BytesCount;
use minutebook::extract;
use minutebook::normalise;
use minutebook::paper::Origin;
use minutebook::recognise;
use minutebook::source;
use minutebook::source::Limits;

use crate::given;
use crate::given::PAPERS;
use crate::given::TEXTS;
use crate::given::bytes;

/// Finds the files and reads them.
#[divan::bench(name = "source", args = ["text", "zip", "warc"], max_time = 1)]
fn sources(bencher: Bencher<'_, '_>, form: &str) {
    let folder = given::folder(form);
    let given = [folder.path().to_owned()];
    bencher.bench_local(|| {
        let found = source::find(&given, &Limits::default()).expect("the folder can be read");
        found.files.iter().for_each(|file| _ = black_box(source::read(file)));
    });
}

/// The forms that are extracted; those in archives are among them already.
const FORMS: [&str; 9] =
    ["text", "markdown", "html", "moderngov", "docx", "odt", "fodt", "rtf", "pdf"];

#[divan::bench(name = "extract", args = FORMS, max_time = 1)]
fn extracts(bencher: Bencher<'_, '_>, form: &str) {
    let files = given::files(form);
    bencher.counter(BytesCount::new(bytes())).bench_local(|| {
        files.iter().for_each(|(path, bytes)| _ = black_box(extract::text(path, bytes)));
    });
}

#[divan::bench(name = "recognise", max_time = 1)]
fn recognises(bencher: Bencher<'_, '_>) {
    let texts = &*TEXTS;
    bencher.counter(BytesCount::new(bytes())).bench_local(|| {
        texts.iter().for_each(|(path, text)| _ = black_box(recognise::kind(text, path)));
    });
}

#[divan::bench(name = "normalise", max_time = 1)]
fn normalises(bencher: Bencher<'_, '_>) {
    let verdicts: Vec<_> = TEXTS.iter().map(|(path, text)| recognise::kind(text, path)).collect();
    let texts = bencher.counter(BytesCount::new(bytes())).with_inputs(|| TEXTS.clone());
    texts.bench_local_values(|texts| {
        for ((path, text), verdict) in texts.into_iter().zip(&verdicts) {
            let origin = Origin { path, ..Origin::default() };
            black_box(normalise::paper(text, verdict, origin));
        }
    });
}

/// From papers to an index that is committed.
#[divan::bench(name = "index", max_time = 2)]
fn indexes(bencher: Bencher<'_, '_>) {
    let _ = PAPERS.len();
    let folders = bencher
        .counter(BytesCount::new(bytes()))
        .with_inputs(|| tempfile::tempdir().expect("a temporary folder for the bench"));
    folders.bench_local_refs(|folder| given::index(folder.path()));
}

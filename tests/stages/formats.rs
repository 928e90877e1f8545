//! How right each format is read: invented papers, one in every format, against what a person
//! reads on the printed page.
//!
//! `formats/NAME.txt` is the page as read: a line a block, cells parted by tabs, `[page 2]` before
//! the second page, running heads at the end below `[running heads]`. What no reader sees (a
//! tracked deletion, the code of a field) must not be in a text.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use minutebook::extract;
use minutebook::extract::BlockKind;
use minutebook::extract::Text;
use minutebook::problem::Problem;
use minutebook::problem::ProblemKind;

/// The least share of the words of the page that must be in the text.
const RECALL: f64 = 0.99;

/// The least share of the words of the text that must be on the page.
const PRECISION: f64 = 0.99;

/// The least share of neighbours on the page that are neighbours in the text.
const ORDER: f64 = 0.97;

/// Words that stand in tracked deletions and nowhere else, by the file they were deleted from.
const DELETED: &[(&str, &str)] = &[("minutes", "Wenlow team"), ("report", "far too many cases")];

/// The file, the page, the problems that reading it must tell.
type Sample<'a> = (&'a str, &'a str, &'a [ProblemKind]);

/// What a person reads.
struct Page {
    /// Each line with the page it stands on.
    lines: Vec<(u32, String)>,
    heads: Vec<String>,
}

impl Page {
    fn read(name: &str) -> Self {
        let text = String::from_utf8(file(&format!("{name}.txt"))).unwrap();
        let (body, heads) = text.split_once("[running heads]\n").unwrap_or((&text, ""));
        let mut page = 0;
        let mut lines = Vec::new();
        for line in body.lines().filter(|line| !line.is_empty()) {
            if line.starts_with("[page ") {
                page += 1;
            } else {
                lines.push((page, line.to_owned()));
            }
        }
        Self { lines, heads: heads.lines().map(str::to_owned).collect() }
    }

    fn words(&self) -> Vec<String> {
        self.lines.iter().flat_map(|(_, line)| words(line)).collect()
    }

    fn pages(&self) -> u32 {
        self.lines.last().unwrap().0
    }
}

fn file(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/samples/formats");
    fs::read(folder.join(name)).unwrap()
}

fn read(name: &str) -> (Text, Vec<Problem>) {
    extract::text(name, &file(name))
}

/// The runs of letters and digits, as they are: a ligature or a soft hyphen makes another word.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// White space as one blank.
fn plain(line: &str) -> String {
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn counted<T: Ord>(things: impl IntoIterator<Item = T>) -> BTreeMap<T, usize> {
    let mut counts = BTreeMap::new();
    for thing in things {
        *counts.entry(thing).or_default() += 1;
    }
    counts
}

/// Which things of `wanted` are missing from `there`, and the share that is not.
fn missing<T: Ord + Clone>(wanted: &[T], there: &[T]) -> (Vec<T>, f64) {
    let (there, mut lost) = (counted(there), Vec::new());
    for (thing, count) in counted(wanted) {
        let found = there.get(thing).copied().unwrap_or(0);
        lost.extend(std::iter::repeat_n(thing.clone(), count.saturating_sub(found)));
    }
    let share = 1.0 - lost.len() as f64 / wanted.len().max(1) as f64;
    (lost, share)
}

fn pairs(words: &[String]) -> Vec<(String, String)> {
    words.windows(2).map(|two| (two[0].clone(), two[1].clone())).collect()
}

/// The number or letter that a line begins with: `5.1`, `5.`, `(a)`, `iv.`
fn number(line: &str) -> Option<&str> {
    let first = line.split_whitespace().next()?;
    let bare = first.trim_matches(['(', ')', '.']);
    let is_roman = bare.chars().all(|c| "ivx".contains(c));
    let is_letter = bare.len() == 1 && bare.chars().all(|c| c.is_ascii_lowercase());
    let is_digits = bare.chars().all(|c| c.is_ascii_digit() || c == '.');
    (first.ends_with([')', '.']) && (is_roman || is_letter) || is_digits && first.contains('.'))
        .then_some(first)
}

/// Everything in which a text differs from the page.
fn faults(text: &Text, page: &Page, has_pages: bool) -> Vec<String> {
    let mut faults = Vec::new();
    let (wanted, there) = (page.words(), words(&without_heads(&text.content, page)));
    let mut share = |what: &str, floor: f64, (lost, share): (Vec<String>, f64)| {
        if share < floor {
            faults.push(format!("{what} {share:.4} < {floor}: {lost:?}"));
        }
    };
    share("recall", RECALL, missing(&wanted, &there));
    share("precision", PRECISION, missing(&there, &wanted));
    let (lost, kept) = missing(&pairs(&wanted), &pairs(&there));
    let lost = lost.into_iter().map(|(one, two)| format!("{one} {two}")).collect();
    share("order", ORDER, (lost, kept));

    let lines: Vec<(String, Option<u32>)> = text
        .lines()
        .iter()
        .map(|line| (plain(line.text), line.page.map(std::num::NonZeroU32::get)))
        .collect();
    for (on, line) in &page.lines {
        let start: String =
            plain(line).split_inclusive(' ').take(4).collect::<String>().trim_end().to_owned();
        let at = lines.iter().find(|(line, _)| line.starts_with(&start));
        if number(line).is_some() && at.is_none() {
            faults.push(format!("no line begins with {start:?}"));
        }
        if let Some((_, at)) = at
            && has_pages
            && *at != Some(*on)
        {
            faults.push(format!("{start:?} is on page {on}, not {at:?}"));
        }
    }
    let rows: Vec<Vec<String>> = text
        .blocks
        .iter()
        .filter(|block| block.kind == BlockKind::TableRow)
        .map(|block| cells(&text.content[block.span.clone()], has_pages))
        .collect();
    for (_, line) in page.lines.iter().filter(|(_, line)| line.contains('\t')) {
        if !rows.contains(&cells(line, has_pages)) {
            faults.push(format!("no row {line:?}"));
        }
    }
    for head in &page.heads {
        let times = text.content.matches(head).count();
        if times > most(head) {
            faults.push(format!("running head {head:?} stands in the text {times} times"));
        }
    }
    let pages = if has_pages { page.pages() } else { 0 };
    if text.pages != pages {
        faults.push(format!("{} pages, not {pages}", text.pages));
    }
    faults
}

/// The cells of a row. A cell of a printed page may break its words over lines, and an empty one
/// leaves no trace.
fn cells(row: &str, is_printed: bool) -> Vec<String> {
    row.split('\t')
        .map(|cell| if is_printed { cell.replace(' ', "") } else { plain(cell) })
        .filter(|cell| !is_printed || !cell.is_empty())
        .collect()
}

/// How often a running head may stand in a text: what it says once, since it may name the council,
/// a number of the page never.
fn most(head: &str) -> usize {
    usize::from(!head.starts_with("Page "))
}

/// A text without the running heads that may stand in it.
fn without_heads(content: &str, page: &Page) -> String {
    let heads = page.heads.iter().filter(|head| most(head) > 0);
    heads.fold(content.to_owned(), |content, head| content.replacen(head, "", 1))
}

/// Reads samples and holds each to its page.
#[track_caller]
fn check(samples: &[Sample<'_>]) {
    let mut told = Vec::new();
    for (name, reference, kinds) in samples {
        let (text, problems) = read(name);
        let mut faults = faults(&text, &Page::read(reference), name.ends_with(".pdf"));
        let found: Vec<ProblemKind> = problems.iter().map(|problem| problem.kind).collect();
        if found != *kinds {
            faults.push(format!("problems {problems:?}, not {kinds:?}"));
        }
        for (_, deleted) in DELETED.iter().filter(|(from, _)| from == reference) {
            if text.content.contains(deleted) {
                faults.push(format!("{deleted:?} was deleted"));
            }
        }
        told.extend(faults.into_iter().map(|fault| format!("{name}: {fault}")));
    }
    assert!(told.is_empty(), "{} faults\n{}", told.len(), told.join("\n"));
}

/// A file that gives no words, for one reason.
#[track_caller]
fn check_refused(name: &str, kind: ProblemKind, pages: u32) {
    let (text, problems) = read(name);
    let kinds: Vec<ProblemKind> = problems.iter().map(|problem| problem.kind).collect();
    assert_eq!((kinds, text.content.as_str()), (vec![kind], ""), "{problems:?}");
    assert_eq!(text.pages, pages);
}

#[test]
fn minutes_in_each_format() {
    check(&[
        ("minutes.docx", "minutes", &[ProblemKind::RunningHeads]),
        ("minutes.doc", "minutes", &[ProblemKind::RunningHeads]),
        ("minutes.odt", "minutes", &[ProblemKind::RunningHeads]),
        ("minutes.rtf", "minutes", &[ProblemKind::RunningHeads]),
        ("minutes.pdf", "minutes", &[ProblemKind::RunningHeads]),
    ]);
}

#[test]
fn a_parishs_minutes_in_each_format() {
    check(&[
        ("parish.html", "parish", &[]),
        ("parish.docx", "parish", &[]),
        ("parish.doc", "parish", &[]),
        ("parish.odt", "parish", &[]),
        ("parish.rtf", "parish", &[]),
        ("parish.pdf", "parish", &[]),
    ]);
}

#[test]
fn a_report_in_each_format() {
    check(&[
        ("report.docx", "report", &[ProblemKind::RunningHeads]),
        ("report.doc", "report", &[ProblemKind::RunningHeads]),
        ("report.odt", "report", &[ProblemKind::RunningHeads]),
        ("report.rtf", "report", &[ProblemKind::RunningHeads]),
        ("report.pdf", "report", &[ProblemKind::RunningHeads]),
        // Its heads are marked as such, and its parts lie in streams of objects.
        ("report-tagged.pdf", "report", &[ProblemKind::RunningHeads]),
    ]);
}

#[test]
fn columns_are_read_one_after_the_other() {
    check(&[("two-columns.pdf", "two-columns", &[])]);
}

#[test]
fn a_pdf_that_only_its_owner_may_change_is_read() {
    check(&[("owner-locked.pdf", "two-columns", &[])]);
}

#[test]
fn fonts_that_name_no_letters_are_read_by_their_glyphs() {
    check(&[
        // The font itself says which glyph draws which letter; then it only has the usual order.
        ("no-map.pdf", "no-map", &[]),
        ("no-map-no-cmap.pdf", "no-map", &[]),
    ]);
}

#[test]
fn what_cannot_be_read_says_why() {
    check_refused("scan.pdf", ProblemKind::NoTextLayer, 1);
    check_refused("lying-map.pdf", ProblemKind::TextLayerUnreadable, 2);
    check_refused("locked.pdf", ProblemKind::Encrypted, 0);
    check_refused("locked.docx", ProblemKind::Encrypted, 0);
}

#[test]
fn no_sample_is_forgotten() {
    let source = include_str!("formats.rs");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/samples/formats");
    for entry in fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let quoted = match name.strip_suffix(".txt") {
            Some(stem) => format!("\"{stem}\""),
            None => format!("\"{name}\""),
        };
        assert!(source.contains(&quoted), "{name} is read by no test");
    }
}

//! Has the words of pictures read by a machine, on request.
//!
//! Two programs do it that a user may have installed: `pdftoppm` draws a page, `tesseract` reads
//! it. Both run with a deadline; a page that they do not manage stays a page without text.

use std::io;
use std::io::Read;
use std::io::Write;
use std::num::NonZeroU32;
use std::process::Child;
use std::process::Command;
use std::process::ExitStatus;
use std::process::Stdio;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use tempfile::NamedTempFile;

use crate::error::Error;
use crate::error::Result;
use crate::extract;
use crate::extract::Text;
use crate::problem::Problem;
use crate::problem::ProblemKind;

/// The program that draws pages, of Poppler.
const DRAWS: &str = "pdftoppm";

/// The program that reads them.
const READS: &str = "tesseract";

/// The longer side of a drawn page in pixels: an A4 page at 200 dots an inch, which reads as well
/// as 300 at five sixths of the time. It bounds what a page of any size takes.
const LONGER_SIDE: &str = "2340";

/// How long one page may take. A full page takes some 2 seconds.
const PATIENCE: Duration = Duration::from_secs(120);

/// The longest text of one page that is taken, in bytes.
const LONGEST: u64 = 1 << 20;

/// Checks that pages can be read in `language`, a code of Tesseract's or several (`eng+cym`).
///
/// Fails where a program is not installed or does not know the language.
pub(super) fn check(language: &str) -> Result<()> {
    let answers = |program: &'static str, arg: &str| {
        let run = Command::new(program).arg(arg).stdin(Stdio::null()).output();
        run.map_err(|_| Error::NoOcr { program })
    };
    answers(DRAWS, "-v")?;
    let listed = answers(READS, "--list-langs")?;
    let listed = String::from_utf8_lossy(&listed.stdout).into_owned();
    let known: Vec<&str> = listed.lines().skip(1).map(str::trim).collect();
    match language.split('+').find(|code| !known.contains(code)) {
        None => Ok(()),
        Some(missing) => Err(Error::NoOcrLanguage {
            language: missing.to_owned(),
            known: known.into_iter().map(str::to_owned).collect(),
        }),
    }
}

/// Has the pages of a PDF read whose words are not in its text, and puts what they say in its
/// place. `problems` are told anew.
pub(super) fn read(
    path: &str,
    bytes: &[u8],
    language: &str,
    text: Text,
    problems: &mut Vec<Problem>,
) -> Text {
    let (wanted, all) = (text.unread.clone(), text.pages);
    let mut legible: Vec<(NonZeroU32, String)> = Vec::new();
    let written = NamedTempFile::new().and_then(|mut file| {
        file.write_all(bytes)?;
        file.flush().map(|()| file)
    });
    if let Ok(file) = written {
        for page in &wanted {
            let words = page_words(&file, *page, language).unwrap_or_default();
            if words.contains(char::is_alphanumeric) {
                legible.push((*page, words));
            }
        }
    }
    problems.retain(|problem| {
        !matches!(problem.kind, ProblemKind::NoTextLayer | ProblemKind::TextLayerUnreadable)
    });
    let read: Vec<NonZeroU32> = legible.iter().map(|(page, _)| *page).collect();
    let left: Vec<NonZeroU32> = wanted.into_iter().filter(|page| !read.contains(page)).collect();
    for (kind, pages) in [(ProblemKind::ReadFromPictures, &read), (ProblemKind::NoTextLayer, &left)]
    {
        if !pages.is_empty() {
            problems.push(Problem::new(path, kind, extract::pages_named(pages, all)));
        }
    }
    text.with_pages_read(legible)
}

/// The words of one page, or nothing where it cannot be drawn or read.
fn page_words(file: &NamedTempFile, page: NonZeroU32, language: &str) -> Option<String> {
    let number = page.to_string();
    let mut drawing = Command::new(DRAWS)
        .args(["-gray", "-scale-to", LONGER_SIDE, "-f", &number, "-l", &number])
        .arg(file.path())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let picture = drawing.stdout.take().map(Stdio::from)?;
    let reading = Command::new(READS)
        .args(["-", "-", "-l", language])
        // One page a thread of ours: its own threads would only wait for each other.
        .env("OMP_THREAD_LIMIT", "1")
        .stdin(picture)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let words = reading.ok().and_then(output);
    end(&mut drawing);
    words.map(|words| words.replace('\x0c', ""))
}

/// What a program writes until it ends, or `None` where it does not end in time or fails.
fn output(mut program: Child) -> Option<String> {
    let (sender, receiver) = mpsc::channel();
    let written = program.stdout.take().map(|out| out.take(LONGEST))?;
    // A pipe cannot be read with a deadline; a channel can.
    thread::spawn(move || {
        let mut bytes = Vec::new();
        let read = { written }.read_to_end(&mut bytes);
        // Where no one waits any more, no one misses it.
        let _: std::result::Result<(), _> = sender.send(read.map(|_| bytes));
    });
    let bytes = receiver.recv_timeout(PATIENCE);
    let status = end(&mut program);
    let bytes = bytes.ok()?.ok()?;
    status.is_some_and(|it| it.success()).then(|| String::from_utf8_lossy(&bytes).into_owned())
}

/// Ends a program. One that ended by itself has its own status.
fn end(program: &mut Child) -> Option<ExitStatus> {
    if let Ok(Some(status)) = program.try_wait() {
        return Some(status);
    }
    // A moment for one that has just closed its output.
    thread::sleep(Duration::from_millis(20));
    if let Ok(None) = program.try_wait() {
        let _: io::Result<()> = program.kill();
    }
    program.wait().ok()
}

//! Writes what a scan of the files says of an answer.

use std::io::Result;
use std::io::Write;

use super::Page;
use super::Run;
use super::Screen;
use crate::present::clean;
use crate::present::words;
use crate::verify::Counts;
use crate::verify::FileCheck;
use crate::verify::Side;
use crate::verify::Spot;
use crate::verify::State;
use crate::verify::Verification;

/// How many files are named; JSON has them all.
const FILES: usize = 50;

/// Writes it by itself: for formats that have no place for it.
pub fn verified(verification: &Verification, screen: Screen, out: &mut dyn Write) -> Result<()> {
    lines(&mut Page::new(out, screen), verification)
}

pub(super) fn lines(page: &mut Page<'_>, verification: &Verification) -> Result<()> {
    let Verification { agrees, as_printed, claimed, found, files, checks } = verification;
    let printed = if *as_printed { "as printed, copies and all, " } else { "" };
    let read = format!("{printed}read again from {}", words::count(*files, "file"));
    if *agrees {
        page.flow(
            0,
            2,
            &[
                Run::strong("verified: "),
                Run::plain(told(*found)),
                Run::plain(", "),
                Run::plain(read),
            ],
        )?;
    } else {
        let told =
            format!("{} in the index, {} in the files, {read}", told(*claimed), told(*found));
        page.flow(0, 2, &[Run::strong("not verified: "), Run::plain(told)])?;
    }
    for check in checks.iter().take(FILES) {
        file(page, check)?;
    }
    if let Some(more) = checks.len().checked_sub(FILES + 1) {
        let more = words::count(more as u64 + 1, "more file");
        page.flow(2, 4, &[Run::faint(format!("… and {more}; `--format json` names all"))])?;
    }
    Ok(())
}

/// `6 mentions in 1 item of 1 paper`.
pub(super) fn told(counts: Counts) -> String {
    let Counts { occurrences, items, papers } = counts;
    format!(
        "{} in {} of {}",
        words::count(occurrences, "mention"),
        words::count(items, "item"),
        words::count(papers, "paper")
    )
}

/// Writes what became of one file, and where it differs.
fn file(page: &mut Page<'_>, check: &FileCheck) -> Result<()> {
    let what = match (&check.state, check.differs) {
        (State::Same, _) => "differs: ",
        (State::Changed, true) => "changed since it was indexed, and differs: ",
        (State::Changed, false) => "changed since it was indexed, and agrees: ",
        (State::Gone, _) => "gone since it was indexed: ",
        (State::Unreadable(_), _) => "could not be read again: ",
        (State::Unlisted, _) => "in the index without an account of its file: ",
    };
    let mut told =
        format!("{} · {} in the index", clean::line(&check.path), words::number(check.claimed));
    if let Some(found) = check.found {
        told.push_str(&format!(", {} in the file", words::number(found)));
    }
    if let Some((index, file)) = check.items {
        let items = words::count(index, "item");
        told.push_str(&format!(" · {items} in the index, {} in the file", words::number(file)));
    }
    if let State::Unreadable(why) = &check.state {
        told.push_str(&format!(" · {}", clean::line(why)));
    }
    page.flow(2, 4, &[Run::plain(what), Run::plain(told)])?;
    for spot in &check.spots {
        place(page, spot)?;
    }
    if check.more_spots > 0 {
        let more = words::count(check.more_spots, "more place");
        page.flow(4, 6, &[Run::faint(format!("… and {more}"))])?;
    }
    Ok(())
}

/// Writes one place that only one side has.
fn place(page: &mut Page<'_>, spot: &Spot) -> Result<()> {
    let side = match spot.side {
        Side::File => "only in the file",
        Side::Index => "only in the index",
    };
    let item = [spot.item_number.as_deref(), spot.title.as_deref()];
    let item: Vec<&str> = item.into_iter().flatten().collect();
    let item = if item.is_empty() { "(no title)".to_owned() } else { item.join(" ") };
    let (item, text) = (clean::line(&item), clean::line(&spot.text));
    let told = format!("{side}: {text} · ¶{} of {item}", spot.paragraph);
    page.flow(4, 6, &[Run::plain(told)])
}

//! Writes whether an index is sound.

use std::io::Result;
use std::io::Write;

use super::Page;
use super::Run;
use super::Screen;
use crate::pipeline::Aspect;
use crate::pipeline::Finding;
use crate::pipeline::Recount;
use crate::present::Checked;
use crate::present::clean;
use crate::present::words;
use crate::verify::FormDifference;
use crate::verify::PaperRecount;
use crate::verify::State;

/// How many papers that were read again are named; JSON has them all.
const PAPERS: usize = 20;

/// Where the words behind the name of an aspect begin.
const BEHIND: usize = 11;

/// Writes what was found, aspect by aspect, and how to mend it.
pub fn checked(checked: &Checked<'_>, screen: Screen, out: &mut dyn Write) -> Result<()> {
    let mut page = Page::new(out, screen);
    let soundness = checked.soundness;
    let verdict = if soundness.is_sound() { "sound" } else { "not sound" };
    let mut told = format!(": the index in `{}`", checked.folder);
    if let Some(card) = &soundness.card {
        let papers = words::count(card.papers, "paper");
        let items = words::count(card.items, "item");
        told.push_str(&format!(" · {papers} with {items}, {}", words::count(card.words, "word")));
    }
    page.flow(0, 2, &[Run::strong(verdict), Run::plain(told)])?;
    page.gap()?;
    for finding in &soundness.findings {
        aspect(&mut page, finding)?;
    }
    if let Some(recount) = &soundness.recount {
        recounted(&mut page, recount)?;
    }
    if !soundness.notes.is_empty() {
        page.gap()?;
    }
    for note in &soundness.notes {
        page.flow(0, 2, &[Run::faint("note: "), Run::faint(note.as_str())])?;
    }
    mending(&mut page, checked)?;
    if let Some(card) = &soundness.card {
        page.gap()?;
        let told = format!("fingerprint {} · version {}", card.fingerprint, card.program);
        page.line(&[Run::faint(told)])?;
    }
    Ok(())
}

/// Writes one aspect, and what is wrong with it.
fn aspect(page: &mut Page<'_>, finding: &Finding) -> Result<()> {
    let n = |what| words::count(finding.looked_at, what);
    let sound = match finding.aspect {
        Aspect::Commit => "the last commit and its card can be read".to_owned(),
        Aspect::Files => format!("{}, each byte as it was written", n("file")),
        Aspect::Account => format!("{} in the account, as the card says", n("file")),
        Aspect::Papers => {
            format!("{} with the items and words that the account says", n("paper"))
        }
        Aspect::Words => format!("{}, each found where it stands and nowhere else", n("word")),
    };
    let count = finding.faults.len() as u64 + finding.more;
    head(page, finding.aspect.as_str(), count, finding.unmade.as_deref(), &sound)?;
    for fault in &finding.faults {
        let told = format!("{}: {}", clean::line(&fault.place), clean::line(&fault.detail));
        page.flow(BEHIND, BEHIND + 2, &[Run::plain(told)])?;
    }
    more(page, finding.more, "fault")
}

/// Writes the first line of an aspect.
fn head(
    page: &mut Page<'_>,
    name: &str,
    faults: u64,
    unmade: Option<&str>,
    sound: &str,
) -> Result<()> {
    let lead = format!("  {name:<width$}", width = BEHIND - 2);
    let count = words::count(faults, "fault");
    let told = match (faults, unmade) {
        (0, None) => vec![Run::plain("sound · "), Run::plain(sound)],
        (0, Some(why)) => vec![Run::strong("not looked at · "), Run::plain(why)],
        (_, None) => vec![Run::strong(count)],
        (_, Some(why)) => vec![Run::strong(count), Run::plain(" · "), Run::plain(why)],
    };
    page.hang(&Run::plain(lead), BEHIND + 2, &told)
}

fn more(page: &mut Page<'_>, more: u64, what: &str) -> Result<()> {
    if more == 0 {
        return Ok(());
    }
    let told = format!("… and {}", words::count(more, &format!("more {what}")));
    page.flow(BEHIND, BEHIND + 2, &[Run::faint(told)])
}

/// Writes what the papers gave that were read again.
fn recounted(page: &mut Page<'_>, recount: &Recount) -> Result<()> {
    let differing = recount.notable.iter().filter(|paper| paper.differs()).count() as u64;
    let told = format!(
        "{} of {} read again: {} of word forms agree, {} in all",
        words::number(recount.compared),
        words::count(recount.papers, "paper"),
        words::count(recount.counts, "count"),
        words::count(recount.words, "word"),
    );
    head(page, "recount", differing, recount.unmade.as_deref(), &told)?;
    for paper in recount.notable.iter().take(PAPERS) {
        again(page, paper)?;
    }
    more(page, recount.notable.len().saturating_sub(PAPERS) as u64, "paper")
}

/// Writes what became of one paper.
fn again(page: &mut Page<'_>, paper: &PaperRecount) -> Result<()> {
    let what = match &paper.state {
        State::Same => "differs from its file: ".to_owned(),
        State::Changed => "changed since it was indexed: ".to_owned(),
        State::Gone => "gone since it was indexed: ".to_owned(),
        State::Unreadable(why) => format!("could not be read again ({}): ", clean::line(why)),
        State::Unlisted => "in the index without an account of its file: ".to_owned(),
    };
    let path = clean::line(&paper.path);
    page.flow(BEHIND, BEHIND + 2, &[Run::plain(what), Run::plain(path)])?;
    if let Some((index, file)) = paper.items {
        let told = format!("{} in the index, {file} in the file", words::count(index, "item"));
        page.flow(BEHIND + 2, BEHIND + 4, &[Run::plain(told)])?;
    }
    for difference in &paper.differences {
        let FormDifference { item, form, in_index, in_file } = difference;
        let told = match form {
            Some(form) => format!("`{form}`: {in_index} in the index, {in_file} in the file"),
            None => "the same words in another text".to_owned(),
        };
        let told = format!("item {} from the top · {told}", item + 1);
        page.flow(BEHIND + 2, BEHIND + 4, &[Run::plain(clean::line(&told))])?;
    }
    more(page, paper.more, "difference")
}

/// Writes what is to be done.
fn mending(page: &mut Page<'_>, checked: &Checked<'_>) -> Result<()> {
    let Some(mending) = checked.mending() else { return Ok(()) };
    page.gap()?;
    let told = match mending.remove {
        Some(folder) => format!("remove the folder `{folder}` and run `{}` again", mending.run),
        None => format!("`{}` reads changed files again and lets go of those gone", mending.run),
    };
    let lead = if mending.remove.is_some() { "to mend it: " } else { "to bring it up to date: " };
    page.flow(0, 2, &[Run::strong(lead), Run::plain(told)])?;
    for lost in checked.lost() {
        let told = format!("not before `{lost}` is there again: it was built from that");
        page.flow(2, 4, &[Run::strong(told)])?;
    }
    Ok(())
}

//! Writes what a build did: what was read, what was not, and what to do next.

use std::io::Result;
use std::io::Write;

use super::Page;
use super::Run;
use super::Screen;
use super::problems;
use crate::present::Built;
use crate::present::words::count;
use crate::present::words::number;

/// Writes the summary of a build. `index` is the option that names the index folder, as it is
/// to be typed behind a command, or empty for the default folder.
pub fn built(built: &Built<'_>, index: &str, screen: Screen, out: &mut dyn Write) -> Result<()> {
    let mut page = Page::new(out, screen);
    opening(&mut page, built)?;
    let coverage = format!("minutebook coverage --problems{index}");
    problems::overview(&mut page, built.problem_counts, built.problems, &coverage)?;
    page.gap()?;
    page.line(&[Run::faint("fingerprint "), Run::faint(built.fingerprint)])?;
    if built.problems.is_empty() {
        page.line(&[Run::plain(format!("what it holds: `minutebook coverage{index}`"))])?;
    } else {
        page.line(&[Run::plain(format!("every file that fell short: `{coverage}`"))])?;
    }
    if built.papers > 0 {
        page.line(&[Run::plain(format!("next: `minutebook search caseloads{index}`"))])?;
    }
    Ok(())
}

/// Writes the totals of a build alone, without what fell short.
pub fn built_in_brief(built: &Built<'_>, screen: Screen, out: &mut dyn Write) -> Result<()> {
    opening(&mut Page::new(out, screen), built)
}

fn opening(page: &mut Page<'_>, built: &Built<'_>) -> Result<()> {
    let total = format!("{} with {}", count(built.papers, "paper"), count(built.items, "item"));
    page.flow(
        0,
        2,
        &[Run::strong(total), Run::plain(format!(" in the index `{}`", built.folder))],
    )?;
    page.flow(0, 2, &[Run::plain(account(built))])?;
    page.flow(0, 2, &[Run::plain(changes(built))])?;
    if built.hidden > 0 {
        let hidden = format!("hidden files and folders passed over: {}", number(built.hidden));
        page.flow(0, 2, &[Run::plain(hidden)])?;
    }
    if !built.kinds.is_empty() {
        let kinds: Vec<String> =
            built.kinds.iter().map(|(kind, n)| format!("{kind} {}", number(*n))).collect();
        page.gap()?;
        page.flow(0, 2, &[Run::strong("kinds: "), Run::plain(kinds.join(" · "))])?;
    }
    let gaps = format!(
        "undated {} · council unknown {}",
        number(built.undated),
        number(built.council_unknown)
    );
    page.flow(0, 2, &[Run::strong("gaps: "), Run::plain(gaps)])
}

/// Says that every file is accounted for, with the sum.
fn account(built: &Built<'_>) -> String {
    let sum = format!(
        "{} = {} + {} without a paper + {} unreadable + {}",
        count(built.files, "file"),
        count(built.papers, "paper"),
        number(built.no_paper),
        number(built.unreadable),
        count(built.manifests, "manifest"),
    );
    if built.adds_up() {
        format!("{sum}: every file is accounted for")
    } else {
        format!("{sum}: this does not add up, which is a fault of minutebook; please report it")
    }
}

/// Says what is new since the last build.
fn changes(built: &Built<'_>) -> String {
    format!(
        "added {} · changed {} · removed {} · unchanged {}",
        number(built.added),
        number(built.changed),
        number(built.removed),
        number(built.unchanged),
    )
}

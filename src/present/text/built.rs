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
    problems::overview(
        &mut page,
        &built.summary.problem_counts,
        &built.summary.problems,
        &coverage,
    )?;
    page.gap()?;
    page.line(&[Run::faint("fingerprint "), Run::faint(&built.summary.fingerprint)])?;
    if built.summary.problems.is_empty() {
        page.line(&[Run::plain(format!("what it holds: `minutebook coverage{index}`"))])?;
    } else {
        page.line(&[Run::plain(format!("every file that fell short: `{coverage}`"))])?;
    }
    if built.summary.papers > 0 {
        page.line(&[Run::plain(format!("next: `minutebook search caseloads{index}`"))])?;
    }
    Ok(())
}

/// Writes the totals of a build alone, without what fell short.
pub fn built_in_brief(built: &Built<'_>, screen: Screen, out: &mut dyn Write) -> Result<()> {
    opening(&mut Page::new(out, screen), built)
}

fn opening(page: &mut Page<'_>, built: &Built<'_>) -> Result<()> {
    let total = format!(
        "{} with {}",
        count(built.summary.papers, "paper"),
        count(built.summary.items, "item")
    );
    page.flow(
        0,
        2,
        &[Run::strong(total), Run::plain(format!(" in the index `{}`", built.folder))],
    )?;
    let (papers, items) = (built.summary.held_papers, built.summary.held_items);
    if papers > built.summary.papers {
        let all = format!("{} with {} in all", count(papers, "paper"), count(items, "item"));
        let note = format!("with those of other folders the index holds {all}");
        page.flow(0, 2, &[Run::plain(note)])?;
    }
    page.flow(0, 2, &[Run::plain(account(built))])?;
    page.flow(0, 2, &[Run::plain(changes(built))])?;
    if let Some(renewal) = renewal(built) {
        page.flow(0, 2, &[Run::plain(renewal)])?;
    }
    if built.summary.hidden > 0 {
        let hidden =
            format!("hidden files and folders passed over: {}", number(built.summary.hidden));
        page.flow(0, 2, &[Run::plain(hidden)])?;
    }
    if !built.summary.kinds.is_empty() {
        let kinds: Vec<String> =
            built.summary.kinds.iter().map(|(kind, n)| format!("{kind} {}", number(*n))).collect();
        page.gap()?;
        page.flow(0, 2, &[Run::strong("kinds: "), Run::plain(kinds.join(" · "))])?;
    }
    let gaps = format!(
        "undated {} · council unknown {}",
        number(built.summary.undated),
        number(built.summary.council_unknown)
    );
    page.flow(0, 2, &[Run::strong("gaps: "), Run::plain(gaps)])
}

/// Says that every file is accounted for, with the sum.
fn account(built: &Built<'_>) -> String {
    let sum = format!(
        "{} = {} + {} without a paper + {} unreadable + {}",
        count(built.summary.files, "file"),
        count(built.summary.papers, "paper"),
        number(built.summary.no_paper),
        number(built.summary.unreadable),
        count(built.summary.manifests, "manifest"),
    );
    if built.summary.adds_up() {
        format!("{sum}: every file is accounted for")
    } else {
        format!("{sum}: this does not add up, which is a fault of minutebook; please report it")
    }
}

/// Says what is new since the last build.
fn changes(built: &Built<'_>) -> String {
    let summary = built.summary;
    let mut changes = format!(
        "added {} · changed {} · removed {} · unchanged {}",
        number(summary.added),
        number(summary.changed),
        number(summary.removed),
        number(summary.unchanged),
    );
    for (name, count) in [
        ("renamed", summary.renamed),
        ("gone but kept", summary.gone),
        ("in closed folders, kept", summary.unseen),
    ] {
        if count > 0 {
            changes.push_str(&format!(" · {name} {}", number(count)));
        }
    }
    changes
}

/// Says why files were read again that had not changed.
fn renewal(built: &Built<'_>) -> Option<String> {
    let summary = built.summary;
    match summary.former_format {
        Some(format) => Some(format!(
            "the index that was here had the older format {format}: it was built anew, and every file read again"
        )),
        None if summary.new_rules => Some(
            "the rules by which papers are read have changed since: every file was read again"
                .to_owned(),
        ),
        None => None,
    }
}

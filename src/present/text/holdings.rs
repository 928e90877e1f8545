//! Writes what an index holds, and what it could not read.

use std::io::Result;
use std::io::Write;

use super::Page;
use super::Run;
use super::Screen;
use super::problems as fallen;
use crate::present::clean;
use crate::present::words;
use crate::search::Holdings;

/// How many values of a field are shown when not all are asked for.
const VALUES: usize = 12;

/// Writes totals, the papers by council, year and kind, and the problems by kind. With `all`,
/// every value is shown. `index` is the option that names the index folder, or empty.
pub fn holdings(
    holdings: &Holdings,
    all: bool,
    index: &str,
    screen: Screen,
    out: &mut dyn Write,
) -> Result<()> {
    let mut page = Page::new(out, screen);
    opening(&mut page, holdings)?;
    for (field, values) in &holdings.by {
        page.gap()?;
        page.line(&[Run::strong(format!("papers by {field}"))])?;
        let shown = if all || values.len() <= VALUES + 1 { values.len() } else { VALUES };
        for (value, n) in &values[..shown] {
            let value = clean::line(value);
            page.line(&[Run::plain(format!("  {:>6}  {value}", words::number(*n)))])?;
        }
        if shown < values.len() {
            let left = words::number((values.len() - shown) as u64);
            let told = format!("          … and {left} more: `minutebook coverage --all{index}`");
            page.line(&[Run::faint(told)])?;
        }
    }
    let command = format!("minutebook coverage --problems{index}");
    let counts = fallen::counted(&holdings.problems);
    fallen::overview(&mut page, &counts, &holdings.problems, &command)?;
    page.gap()?;
    page.line(&[
        Run::faint("fingerprint "),
        Run::faint(holdings.stamp.fingerprint.as_str()),
        Run::faint(format!(" · version {}", holdings.stamp.version)),
    ])
}

/// Writes every file that fell short, in the order of the files, with what became of it.
pub fn problems(holdings: &Holdings, screen: Screen, out: &mut dyn Write) -> Result<()> {
    let mut page = Page::new(out, screen);
    opening(&mut page, holdings)?;
    page.flow(0, 2, &[Run::plain(words::count(holdings.problems.len() as u64, "problem"))])?;
    if !holdings.problems.is_empty() {
        page.gap()?;
    }
    for problem in &holdings.problems {
        let told = format!("{:<20} ", problem.kind.as_str());
        page.line(&[Run::faint(told), Run::plain(fallen::in_brief(problem))])?;
    }
    Ok(())
}

fn opening(page: &mut Page<'_>, holdings: &Holdings) -> Result<()> {
    let coverage = &holdings.coverage;
    let papers = words::count(coverage.papers, "paper");
    let total = format!("{papers} with {}", words::count(coverage.items, "item"));
    let rest = format!(
        " · {} looked at · unreadable\u{a0}{}, undated\u{a0}{}, council\u{a0}unknown\u{a0}{}{}",
        words::count(holdings.files, "file"),
        words::number(coverage.unreadable),
        words::number(coverage.undated),
        words::number(coverage.council_unknown),
        words::unread(coverage),
    );
    page.flow(0, 2, &[Run::strong(total), Run::plain(rest)])
}

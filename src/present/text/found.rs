//! Writes the items found, grouped by paper, with their snippets and facets.

use std::collections::BTreeMap;
use std::io::Result;
use std::io::Write;

use super::Look;
use super::Page;
use super::Run;
use super::Screen;
use super::facets;
use super::place;
use super::receipt;
use crate::present::Asked;
use crate::present::clean;
use crate::present::words;
use crate::search::About;
use crate::search::Capitals;
use crate::search::Found;
use crate::search::Heading;
use crate::search::Hit;
use crate::search::Snippet;

/// Writes the answer to a search. Where nothing was found, it says what was tried and what
/// might help.
pub fn found(found: &Found, asked: &Asked, screen: Screen, out: &mut dyn Write) -> Result<()> {
    let mut page = Page::new(out, screen);
    let total = if found.total == 0 {
        "nothing found".to_owned()
    } else {
        let papers = words::count(found.papers, "paper");
        let printed = found
            .as_printed
            .map_or_else(String::new, |all| format!(" ({} as printed)", words::number(all.items)));
        format!("{}{printed} in {papers}", words::count(found.total, "item"))
    };
    opening(&mut page, &total, &found.heading)?;
    forms(&mut page, found)?;
    if found.total == 0 {
        advice(&mut page, &found.heading, &found.forms, asked)?;
    }
    for paper in by_paper(&found.hits) {
        page.gap()?;
        hits_of_paper(&mut page, &paper)?;
    }
    let shown = found.hits.len() as u64;
    if shown < found.total {
        page.gap()?;
        let (shown, total) = (words::number(shown), words::number(found.total));
        page.flow(0, 2, &[Run::faint(format!("{shown} of {total} shown; `--limit 0` shows all"))])?;
    }
    if !found.facets.is_empty() && found.total > 0 {
        page.gap()?;
        facets::columns(&mut page, &found.facets)?;
    }
    if asked.receipt {
        page.gap()?;
        receipt::lines(&mut page, &found.heading, &found.counts(), asked)?;
    }
    Ok(())
}

/// Writes the two lines that open an answer: totals and coverage, then what the query was taken
/// to mean.
pub(super) fn opening(page: &mut Page<'_>, total: &str, heading: &Heading) -> Result<()> {
    let coverage = format!(" · {}", words::coverage(&heading.coverage));
    page.flow(0, 2, &[Run::strong(total), Run::plain(coverage)])?;
    page.flow(0, 2, &[Run::plain(heading.means.as_str())])?;
    notes_of(page, heading)
}

/// Writes what may be worth asking too, by itself: for formats that have no place for it.
pub fn notes(heading: &Heading, screen: Screen, out: &mut dyn Write) -> Result<()> {
    notes_of(&mut Page::new(out, screen), heading)
}

fn notes_of(page: &mut Page<'_>, heading: &Heading) -> Result<()> {
    for succession in &heading.successions {
        let named = succession.predecessors.iter().map(|(council, papers)| {
            format!("{council} ({} here)", words::count(*papers, "paper"))
        });
        let flags =
            succession.predecessors.iter().map(|(council, _)| format!("`--council \"{council}\"`"));
        let (named, flags): (Vec<String>, Vec<String>) = (named.collect(), flags.collect());
        let told = format!(
            "{} took over from {}: add {} to include {}",
            succession.council,
            named.join(", "),
            flags.join(" "),
            if named.len() == 1 { "it" } else { "them" },
        );
        page.flow(0, 2, &[Run::faint(told)])?;
    }
    for Capitals { acronym, held } in &heading.capitals {
        let word = acronym.to_lowercase();
        let told = if *held {
            format!("`{acronym}` counts in capitals only; `{word}` finds the word in any")
        } else {
            format!("`{word}` counts in capitals too; `{acronym}` finds the acronym alone")
        };
        page.flow(0, 2, &[Run::faint(told)])?;
    }
    Ok(())
}

/// Writes the forms under which a word was counted, where there is more than the one typed.
fn forms(page: &mut Page<'_>, found: &Found) -> Result<()> {
    let several = found
        .forms
        .iter()
        .filter(|(word, forms)| forms.len() > 1 || forms.first().is_some_and(|only| only != *word));
    for (word, forms) in several {
        page.flow(0, 2, &[Run::plain(format!("{word}: {}", forms.join(" · ")))])?;
    }
    Ok(())
}

/// Says why nothing may have been found, and what to try. `forms` are those that the index has of
/// each typed word.
pub(super) fn advice(
    page: &mut Page<'_>,
    heading: &Heading,
    forms: &BTreeMap<String, Vec<String>>,
    asked: &Asked,
) -> Result<()> {
    page.gap()?;
    if heading.coverage.items == 0 {
        return page.flow(
            0,
            2,
            &[Run::plain("the index holds no items: `minutebook index PATH…`")],
        );
    }
    for (word, forms) in forms {
        if forms.is_empty() {
            let told = match word.strip_suffix('~') {
                Some(word) => format!("no word like `{word}` is in the index"),
                None => {
                    format!("no form of `{word}` is in the index; `{word}~` allows a misspelling")
                }
            };
            page.flow(0, 2, &[Run::plain(told)])?;
        }
    }
    for (field, values) in &asked.filters {
        page.flow(0, 2, &[Run::plain(format!("filter: {field} is {}", values.join(" or ")))])?;
    }
    if !asked.only.is_empty() {
        let layers: Vec<&str> = asked.only.iter().map(|layer| layer.as_str()).collect();
        let told = format!("filter: only values that are {} count", layers.join(" or "));
        page.flow(0, 2, &[Run::plain(told)])?;
    }
    let told = if asked.filters.is_empty() && asked.only.is_empty() {
        "try fewer words, or `OR` between them"
    } else {
        "try without a filter; `minutebook facets FIELD` lists the values of a field"
    };
    page.flow(0, 2, &[Run::plain(told)])
}

/// What tells the paper of an item from others.
pub(super) fn paper_of(id: &str, about: &About) -> (String, String) {
    let paper = id.rsplit_once('/').map_or(id, |(paper, _)| paper);
    (paper.to_owned(), about.path.clone())
}

/// Groups hits by their paper: papers in the order of their first hit, hits in the order given.
fn by_paper(hits: &[Hit]) -> Vec<Vec<&Hit>> {
    let mut papers: Vec<((String, String), Vec<&Hit>)> = Vec::new();
    for hit in hits {
        let key = paper_of(&hit.id, &hit.about);
        match papers.iter_mut().find(|(paper, _)| *paper == key) {
            Some((_, of_paper)) => of_paper.push(hit),
            None => papers.push((key, vec![hit])),
        }
    }
    papers.into_iter().map(|(_, hits)| hits).collect()
}

fn hits_of_paper(page: &mut Page<'_>, hits: &[&Hit]) -> Result<()> {
    let Some(first) = hits.first() else { return Ok(()) };
    page.flow(0, 2, &[Run::strong(place::heading(&first.about))])?;
    for (at, hit) in hits.iter().enumerate() {
        item(page, &hit.about, at == 0)?;
        for snippet in &hit.snippets {
            page.flow(3, 3, &runs(snippet))?;
        }
        page.flow(3, 3, &[Run::faint(hit.id.as_str())])?;
        if let Some(also) = place::also_in(&hit.id, &hit.about) {
            page.flow(3, 5, &[Run::faint(also)])?;
        }
    }
    Ok(())
}

/// Writes the heading of an item: number, title and, of the first item of a paper, the file. The
/// page is said of each item.
pub(super) fn item(page: &mut Page<'_>, about: &About, first: bool) -> Result<()> {
    let number = clean::line(place::number(about));
    let left = clean::width(&number).max(1) + 2;
    let number = format!("{number:<left$}");
    let title = [Run::plain(number.clone()), Run::strong(place::title(about))];
    let path = Run::faint(place::path(about));
    if !first && about.page().is_none() {
        heading_of_item(page, &number, about)?;
    } else if !page.two_ends(&title, &path)? {
        heading_of_item(page, &number, about)?;
        page.flow(3, 3, &[path])?;
    }
    Ok(())
}

/// Writes number and title on their own, wrapped under the title.
fn heading_of_item(page: &mut Page<'_>, number: &str, about: &About) -> Result<()> {
    let title = place::title(about);
    let rest = clean::width(number).min(8);
    page.hang(&Run::plain(number), rest, &[Run::strong(title)])
}

/// Parts a snippet into what matches and what stands around it.
fn runs(snippet: &Snippet) -> Vec<Run<'static>> {
    marked(&snippet.text, &snippet.marks)
}

/// Parts a text into what is marked, as ranges of characters, and what is not.
pub(super) fn marked(text: &str, marks: &[(usize, usize)]) -> Vec<Run<'static>> {
    let mut runs: Vec<Run<'static>> = Vec::new();
    let mut now = String::new();
    let mut inside = false;
    for (at, c) in text.chars().enumerate() {
        let matches = marks.iter().any(|(start, end)| (*start..*end).contains(&at));
        if matches != inside {
            runs.push(run(inside, std::mem::take(&mut now)));
            inside = matches;
        }
        now.push(c);
    }
    runs.push(run(inside, now));
    runs
}

fn run(matches: bool, text: String) -> Run<'static> {
    Run::new(if matches { Look::Match } else { Look::Plain }, text)
}

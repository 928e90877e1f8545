//! Writes how often terms are mentioned, one table a term, and which are found nowhere.

use std::io::Result;
use std::io::Write;

use super::Page;
use super::Run;
use super::Screen;
use super::found;
use super::mentions;
use super::receipt;
use super::tables;
use crate::present::Asked;
use crate::present::words;
use crate::search::Terms;

/// Writes the counts of a list of terms.
pub fn terms(terms: &Terms, asked: &Asked, screen: Screen, out: &mut dyn Write) -> Result<()> {
    let mut page = Page::new(out, screen);
    let found = (terms.terms.len() - terms.absent().count()) as u64;
    let all = words::count(terms.terms.len() as u64, "term");
    let mut total = format!("{} of {all} found", words::number(found));
    if !terms.refused.is_empty() {
        let lines = words::count(terms.refused.len() as u64, "line");
        total.push_str(&format!(", {lines} not understood"));
    }
    found::opening(&mut page, &total, &terms.heading)?;
    for term in terms.terms.iter().filter(|term| term.totals.occurrences > 0) {
        page.gap()?;
        let counted = format!(": {}", mentions::totals(term.totals));
        page.flow(0, 2, &[Run::strong(term.query.as_str()), Run::plain(counted)])?;
        page.flow(0, 2, &[Run::plain(mentions::named(&term.forms).join(" · "))])?;
        if let Some(all) = term.as_printed {
            let told = format!("as printed, copies and all: {}", mentions::totals(all));
            page.flow(0, 2, &[Run::plain(told)])?;
        }
        for table in &term.by {
            tables::table(&mut page, table)?;
        }
    }
    if terms.absent().next().is_some() {
        page.gap()?;
        absent_of(&mut page, terms)?;
    }
    if asked.receipt {
        page.gap()?;
        receipt::lines(&mut page, &terms.heading, &terms.counts(), asked)?;
    }
    Ok(())
}

/// Names the terms that are found nowhere, by itself: for formats that have no place for it.
pub fn absent(terms: &Terms, screen: Screen, out: &mut dyn Write) -> Result<()> {
    absent_of(&mut Page::new(out, screen), terms)
}

fn absent_of(page: &mut Page<'_>, terms: &Terms) -> Result<()> {
    let named: Vec<&str> = terms.absent().map(|term| term.query.as_str()).collect();
    if named.is_empty() {
        return Ok(());
    }
    page.flow(0, 2, &[Run::plain(format!("found nowhere: {}", named.join(" · ")))])
}

//! Says how near a build is to what the machine can do: to tantivy's loops without reading, and
//! for pages to these and the parsing of the page.

use minutebook::source;

use crate::peer::Result;
use crate::peer::timed;
use crate::table::Table;
use crate::texts::Texts;

/// The columns of ours and of the loops.
const OURS: usize = 0;
const LOOPS: [(&str, usize); 2] = [("the bare loop", 1), ("the loop with the same fields", 2)];

/// Lines with the ratios of the builds in `table`.
pub(crate) fn lines(texts: &Texts, table: &Table, runs: usize) -> Result<String> {
    let mut lines = String::new();
    let mut say = |line: String| lines.push_str(&format!("{line}\n"));
    let built = |row: &str, peer| table.get(row, peer).ok_or_else(|| format!("no {row}"));
    let (cpu, wall) = (built("build, CPU s", OURS)?, built("build, wall s", OURS)?);
    let cores = std::thread::available_parallelism()?.get() as f64;
    say(format!("the cores while ours builds: {:.0} % busy", 100.0 * cpu / wall / cores));
    for (name, at) in LOOPS {
        let theirs = built("build, CPU s", at)?;
        say(format!("text to index: {:.2} times {name}", cpu / theirs));
    }
    if let Some((_, pages)) = texts.also.iter().find(|(form, _)| *form == "HTML") {
        let from_pages = built("build from HTML, CPU s", OURS)?;
        let mut read = Vec::new();
        for file in source::find(std::slice::from_ref(pages), &source::Limits::default())?.files {
            let bytes = source::read(&file).map_err(|problem| problem.detail)?;
            read.push(String::from_utf8_lossy(&bytes).into_owned());
        }
        let (parsing, _, _) = timed(runs, || {
            let texts = read.iter().map(|page| {
                let page = scraper::Html::parse_document(page);
                page.root_element().text().map(str::len).sum::<usize>()
            });
            Ok(std::hint::black_box(texts.sum::<usize>()))
        })?;
        let bytes: usize = read.iter().map(String::len).sum();
        let a_second = |seconds: f64| bytes as f64 / 1e6 / seconds;
        say(format!("HTML a CPU second: parsed alone {:.1} MB", a_second(parsing)));
        for (name, at) in LOOPS {
            let limit = parsing + built("build, CPU s", at)?;
            say(format!(
                "  parsed, then {name}: {:.1} MB; ours {:.1} MB, {:.2} of it",
                a_second(limit),
                a_second(from_pages),
                limit / from_pages
            ));
        }
    }
    Ok(lines)
}

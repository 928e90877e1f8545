//! Ours: the whole pipeline from files to the index, and queries by the library.

use std::path::Path;
use std::path::PathBuf;

use minutebook::pipeline;
use minutebook::query::Query;
use minutebook::search::Facet;
use minutebook::search::Library;
use minutebook::search::Options;
use minutebook::search::Sort;
use minutebook::search::UNKNOWN;

use crate::peer::Answer;
use crate::peer::Ask;
use crate::peer::Built;
use crate::peer::Class;
use crate::peer::FACETS;
use crate::peer::Peer;
use crate::peer::Result;
use crate::peer::Shape;
use crate::peer::bytes_below;
use crate::peer::repeated;
use crate::peer::timed;
use crate::scan::day;
use crate::texts::Texts;
use crate::unwatched::Unwatched;

/// The index of this project.
pub(crate) struct Ours {
    folder: PathBuf,
    library: Option<Library>,
}

impl Ours {
    /// Its index comes to lie beside the texts.
    pub(crate) fn new(texts: &Texts) -> Self {
        Self { folder: texts.rows.with_file_name("ours"), library: None }
    }

    /// The index of the same papers in another form, beside it.
    pub(crate) fn from_form(texts: &Texts, form: &str) -> Self {
        Self { folder: texts.rows.with_file_name(format!("ours from {form}")), library: None }
    }

    /// Where its index lies.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Builds the index of a folder from nothing.
    pub(crate) fn build_of(&self, papers: &Path, runs: usize) -> Result<Built> {
        let (papers, options) = ([papers.to_owned()], pipeline::Options::default());
        let (cpu, wall, ()) = timed(runs, || {
            if self.folder.exists() {
                std::fs::remove_dir_all(&self.folder)?;
            }
            pipeline::build(&papers, &self.folder, &options, &Unwatched)?;
            Ok(())
        })?;
        Ok(Built { cpu, wall, bytes: bytes_below(&self.folder)? })
    }
}

impl Peer for Ours {
    fn name(&self) -> &'static str {
        "ours"
    }

    fn build(&mut self, texts: &Texts, runs: usize) -> Result<Option<Built>> {
        let built = self.build_of(&texts.papers, runs)?;
        self.library = Some(Library::open(&self.folder)?);
        Ok(Some(built))
    }

    fn ask(&mut self, class: &Class, ask: Ask, runs: usize) -> Result<Option<Answer>> {
        let Some(library) = &self.library else { return Ok(None) };
        let query: Query = match &class.shape {
            Shape::Word(word) => format!("\"{word}\""),
            Shape::Both(one, two) => format!("\"{one}\" \"{two}\""),
            Shape::Either(one, two) => format!("\"{one}\" OR \"{two}\""),
            Shape::Phrase(words) => format!("\"{}\"", words.join(" ")),
            Shape::Near(one, two, within) => format!("\"{one}\" NEAR/{within} \"{two}\""),
            Shape::Prefix(start) => format!("\"{start}*\""),
            Shape::Inside(part) => format!("\"*{part}*\""),
            Shape::Dated(word, from, to) => format!("\"{word}\" date:{from}..{to}"),
            Shape::Misspelt(word) => format!("{word}~1"),
        }
        .parse()
        .map_err(|error| format!("{error}"))?;
        if ask == Ask::Count {
            let (cpu, found) = repeated(runs, || Ok(library.count(&query, &[])?))?;
            return Ok(Some(Answer { cpu, told: found.map(|found| found.items) }));
        }
        let mut options = Options { limit: 1, snippets: 0, ..Options::default() };
        match ask {
            Ask::Count => {}
            Ask::Ten => options.limit = 10,
            Ask::Facets => options.facets = FACETS.map(str::to_owned).to_vec(),
            Ask::Newest => (options.limit, options.sort) = (10, Sort::DateDescending),
        }
        let (cpu, found) = repeated(runs, || Ok(library.search(&query, &options)?))?;
        let told = found.and_then(|found| match ask {
            Ask::Count | Ask::Ten => None,
            Ask::Facets => Some(found.facets.iter().map(largest).sum()),
            Ask::Newest => found.hits.get(9)?.about.date.map(|(date, _)| day(&date.to_string())),
        });
        Ok(Some(Answer { cpu, told }))
    }
}

/// How many items have the most frequent value of a facet.
fn largest(facet: &Facet) -> u64 {
    let known = facet.values.iter().filter(|it| it.value != UNKNOWN);
    known.map(|it| it.count).max().unwrap_or_default()
}

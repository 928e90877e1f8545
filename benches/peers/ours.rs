//! Ours: the whole pipeline from files to the index, and queries by the library.

use std::path::Path;
use std::path::PathBuf;

use minutebook::pipeline;
use minutebook::pipeline::Progress;
use minutebook::query::Query;
use minutebook::search::Library;
use minutebook::search::Options;

use crate::peer::Answer;
use crate::peer::Ask;
use crate::peer::Built;
use crate::peer::Class;
use crate::peer::Peer;
use crate::peer::Result;
use crate::peer::Shape;
use crate::peer::builds;
use crate::peer::bytes_below;
use crate::peer::timed;
use crate::texts::Texts;

struct Unwatched;

impl Progress for Unwatched {
    fn found(&self, _files: u64, _bytes: u64) {}
    fn read(&self, _bytes: u64) {}
    fn writing(&self) {}
}

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

    /// Builds the index of a folder from nothing.
    pub(crate) fn build_of(&self, papers: &Path, runs: usize) -> Result<Built> {
        let (papers, options) = ([papers.to_owned()], pipeline::Options::default());
        let (cpu, wall, ()) = timed(builds(runs), || {
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
        let built = self.build_of(&texts.plain, runs)?;
        self.library = Some(Library::open(&self.folder)?);
        Ok(Some(built))
    }

    fn ask(&mut self, class: &Class, ask: Ask, runs: usize) -> Result<Option<Answer>> {
        let Some(library) = &self.library else { return Ok(None) };
        let query: Query = match &class.shape {
            Shape::Word(word) => format!("\"{word}\""),
            Shape::Both(one, two) => format!("\"{one}\" \"{two}\""),
            Shape::Phrase(one, two) => format!("\"{one} {two}\""),
            Shape::Prefix(start) => format!("\"{start}*\""),
        }
        .parse()
        .map_err(|error| format!("{error}"))?;
        let options = Options { limit: 10, snippets: 0, ..Options::default() };
        let one = || match ask {
            Ask::Count => Ok(library.count(&query, &[])?.items),
            Ask::Ten => Ok(library.search(&query, &options)?.total),
        };
        one()?;
        let (cpu, _, count) = timed(runs, one)?;
        Ok(Some(Answer { cpu, count: Some(count) }))
    }
}

//! Recoll, by its command line: a file an item, and a process a query, its start in the figure.

use std::fs;
use std::path::Path;
use std::path::PathBuf;

use crate::peer::Answer;
use crate::peer::Ask;
use crate::peer::Built;
use crate::peer::Class;
use crate::peer::Peer;
use crate::peer::Result;
use crate::peer::Shape;
use crate::peer::bytes_below;
use crate::peer::repeated_script;
use crate::peer::script;
use crate::scan::bare_words;
use crate::texts::Texts;

/// Items of a folder.
const ITEMS_A_FOLDER: usize = 1_000;

/// Builds the index of `$1`; it is slow, and is given ten minutes.
const BUILD: &str = "timeout 600 recollindex -c \"$1\" >/dev/null 2>&1 || \
    { [ $? = 124 ] && echo 'its index is not built after 600 s' >&2; exit 2; }";

/// Recoll.
pub(crate) struct Recoll {
    folder: PathBuf,
}

impl Recoll {
    /// All of it comes to lie in `folder`.
    pub(crate) fn new(folder: &Path) -> Self {
        Self { folder: folder.join("recoll") }
    }
}

impl Peer for Recoll {
    fn name(&self) -> &'static str {
        "Recoll"
    }

    fn build(&mut self, texts: &Texts, _runs: usize) -> Result<Option<Built>> {
        let items = self.folder.join("items");
        fs::create_dir_all(&items)?;
        for (at, text) in fs::read_to_string(&texts.lines)?.lines().enumerate() {
            let place = items.join((at / ITEMS_A_FOLDER).to_string());
            if at % ITEMS_A_FOLDER == 0 {
                fs::create_dir(&place)?;
            }
            fs::write(place.join(format!("{at}.txt")), bare_words(text))?;
        }
        fs::write(
            self.folder.join("recoll.conf"),
            format!(
                "topdirs = {}\nindexstemminglanguages =\nnoaspell = 1\nloglevel = 1\n\
                 idxflushmb = 200\n",
                items.display()
            ),
        )?;
        let (cpu, wall, _) = script(BUILD, &[&self.folder])?;
        let bytes = bytes_below(&self.folder.join("xapiandb"))?;
        Ok(Some(Built { cpu: cpu.as_secs_f64(), wall: wall.as_secs_f64(), bytes }))
    }

    fn ask(&mut self, class: &Class, ask: Ask, runs: usize) -> Result<Option<Answer>> {
        let words = match &class.shape {
            Shape::Word(word) => word.clone(),
            Shape::Both(one, two) => format!("{one} {two}"),
            Shape::Either(one, two) => format!("{one} OR {two}"),
            Shape::Phrase(words) => format!("\"{}\"", words.join(" ")),
            // It counts the words between.
            Shape::Near(one, two, within) => format!("\"{one} {two}\"po{}", within - 1),
            Shape::Prefix(start) => format!("{start}*"),
            Shape::Inside(part) => format!("*{part}*"),
            // It knows the date of a file only.
            Shape::Dated(..) | Shape::Misspelt(_) => return Ok(None),
        };
        let wanted = match ask {
            Ask::Count => "-Q -E",
            Ask::Ten => "-b -n 10",
            // It counts no values, and knows a file's date only.
            Ask::Facets | Ask::Newest => return Ok(None),
        };
        let asked = format!("recollq -c \"$1\" {wanted} '{words}' 2>/dev/null");
        let (cpu, said) = repeated_script(runs, &asked, &[&self.folder])?;
        let count = said.lines().find_map(|line| line.strip_suffix(" results"));
        Ok(Some(Answer { cpu, told: count.and_then(|count| count.trim().parse().ok()) }))
    }
}

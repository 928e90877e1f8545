//! Makes papers and indexes them, and keeps what that cost.

use std::fs;
use std::path::PathBuf;
use std::time::Instant;

use minutebook::pipeline;
use minutebook::search::Library;

use crate::Result;
use crate::made::Form;
use crate::made::Maker;
use crate::made::SEED;
use crate::made::Size;
use crate::measured::median;
use crate::measured::used;
use crate::unwatched::Unwatched;

/// What a build cost, in seconds: the median.
#[derive(Clone, Copy)]
pub(crate) struct Cost {
    pub(crate) cpu: f64,
    pub(crate) wall: f64,
}

/// An index that is open.
pub(crate) struct Built {
    pub(crate) folder: PathBuf,
    pub(crate) library: Library,
    /// `None` where it was there already.
    pub(crate) cost: Option<Cost>,
    /// The bytes of the papers, which are plain text; `None` where it was there already.
    pub(crate) text: Option<u64>,
    /// Goes with the index, where it was made here.
    _place: Option<tempfile::TempDir>,
}

impl Built {
    /// Opens an index of generated papers.
    pub(crate) fn there(folder: PathBuf) -> Result<Self> {
        let library = Library::open(&folder).map_err(|error| error.to_string())?;
        Ok(Self { folder, library, cost: None, text: None, _place: None })
    }

    /// Makes papers of plain text in a temporary folder, and indexes them so many times, each time
    /// from nothing.
    pub(crate) fn make(size: Size, builds: usize) -> Result<Self> {
        let place = tempfile::tempdir()?;
        let (papers, folder) = ([place.path().join("papers")], place.path().join("index"));
        let text = Some(Maker::new(SEED).write(size, Form::Text, &papers[0])?.bytes);
        let (mut cpu, mut wall) = (Vec::new(), Vec::new());
        for _ in 0..builds {
            if folder.exists() {
                fs::remove_dir_all(&folder)?;
            }
            let (start, began) = (used(), Instant::now());
            pipeline::build(&papers, &folder, &pipeline::Options::default(), &Unwatched)?;
            cpu.push(used() - start);
            wall.push(began.elapsed());
        }
        let cost = Some(Cost { cpu: median(cpu), wall: median(wall) });
        let library = Library::open(&folder)?;
        Ok(Self { folder, library, cost, text, _place: Some(place) })
    }
}

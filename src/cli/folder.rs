//! Says which index is meant.

use std::path::PathBuf;

use minutebook::error::Result;
use minutebook::search::Library;

use super::again;

/// The index folder where none is named.
const DEFAULT: &str = "index";

#[derive(Debug, clap::Args)]
pub(crate) struct Folder {
    /// Use the index in this folder
    #[arg(long, value_name = "DIR", env = "MINUTEBOOK_INDEX", default_value = DEFAULT)]
    #[arg(hide_env_values = true, help_heading = None::<&str>)]
    pub(crate) index: PathBuf,
}

impl Folder {
    /// Opens the index for reading.
    pub(crate) fn open(&self) -> Result<Library> {
        Library::open(&self.index)
    }

    /// The folder as shown and typed.
    pub(crate) fn name(&self) -> String {
        self.index.display().to_string()
    }

    /// The folder's name where a command has to name it, or `None` for the default.
    pub(crate) fn named(&self) -> Option<String> {
        Some(self.name()).filter(|name| name != DEFAULT)
    }

    /// What to type behind a command so that it uses this index, with a space before it;
    /// nothing for the default.
    pub(crate) fn option(&self) -> String {
        self.named().map(|name| format!(" --index {}", again::quoted(&name))).unwrap_or_default()
    }
}

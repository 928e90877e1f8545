//! Writes papers that are there already into a new index, without files.

use std::borrow::Borrow;
use std::path::Path;
use std::sync::Arc;

use minutebook::error::Result;
use minutebook::index::Entry;
use minutebook::index::Ledger;
use minutebook::index::Setup;
use minutebook::index::Writer;
use minutebook::paper::Paper;

/// Writes papers, each with the source it is said to come from, into an index in `folder`.
pub(crate) fn write<P: Borrow<Paper>>(
    folder: &Path,
    papers: impl Iterator<Item = (String, P)>,
) -> Result<()> {
    let setup = Setup { threads: 1, memory: 1 << 30, process: std::process::id() };
    let mut writer = Writer::open(folder, &setup)?;
    let mut ledger = Ledger::default();
    for (source, paper) in papers {
        let account = writer.put(&source, paper.borrow())?;
        let entry = Entry {
            source: source.clone(),
            path: source.clone(),
            shown: source.clone(),
            paper: Some(account),
            ..Entry::default()
        };
        ledger.entries.insert(source, Arc::new(entry));
    }
    writer.commit(ledger)?;
    writer.close()
}

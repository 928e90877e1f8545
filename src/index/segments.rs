//! Opens the segments of an index, and tells in our words what is wrong with them.

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;

use tantivy::Index;
use tantivy::TantivyError;
use tantivy::directory::error::LockError;
use tantivy::directory::error::OpenDirectoryError;
use tantivy::directory::error::OpenReadError;
use tantivy::tokenizer::TextAnalyzer;

use crate::error::Error;
use crate::error::Result;

use super::concordance::ConcordancePlugin;
use super::ledger::Ledger;
use super::manifest;
use super::manifest::Card;
use super::sealed::Sealed;
use super::tokens::Folding;
use super::tokens::TOKENIZER;

/// Opens the tantivy index in `folder` with our tokenizer and plugin, or `None` where there is none. Opened
/// to be read, it needs no right to write.
pub(crate) fn open_segments(folder: &Path, to_read: bool) -> Result<Option<Index>> {
    let segments = folder.join(manifest::SEGMENTS);
    if !segments.join(manifest::META).exists() {
        // The card is written after the first commit.
        if folder.join(manifest::MANIFEST).exists() {
            let detail = format!("`{}` is missing", manifest::META);
            return Err(Error::Broken { path: folder.to_owned(), detail });
        }
        return Ok(None);
    }
    let mut index =
        Index::open(sealed(folder, to_read)?).map_err(|error| broken(folder, &error))?;
    index.register_plugin(Arc::new(ConcordancePlugin));
    register(&index);
    Ok(Some(index))
}

/// Opens the folder of the segments, which must be there.
pub(crate) fn sealed(folder: &Path, to_read: bool) -> Result<Sealed> {
    let error = |error: OpenDirectoryError| broken(folder, &error.into());
    Sealed::open(&folder.join(manifest::SEGMENTS), to_read).map_err(error)
}

/// Makes our tokenizer known to `index`.
pub(crate) fn register(index: &Index) {
    index.tokenizers().register(TOKENIZER, TextAnalyzer::builder(Folding::default()).build());
}

/// What tantivy says of a damaged index, in our words.
pub(crate) fn broken(folder: &Path, error: &TantivyError) -> Error {
    match error {
        TantivyError::LockFailure(LockError::LockBusy, _) => {
            Error::Locked { path: folder.to_owned(), process: None }
        }
        TantivyError::IoError(source) if source.kind() == ErrorKind::InvalidData => {
            Error::Broken { path: folder.to_owned(), detail: source.to_string() }
        }
        TantivyError::LockFailure(LockError::IoError(source), _)
        | TantivyError::IoError(source) => Error::Write {
            path: folder.to_owned(),
            source: std::io::Error::new(source.kind(), source.to_string()),
        },
        // Another's index that may not be read is not damaged.
        TantivyError::OpenReadError(OpenReadError::IoError { io_error, filepath })
            if io_error.kind() == std::io::ErrorKind::PermissionDenied =>
        {
            Error::Read { path: folder.join(filepath), source: io_error.kind().into() }
        }
        other => Error::Broken { path: folder.to_owned(), detail: damage(other) },
    }
}

/// What tantivy says when a write fails. Its threads report a full disk as their own death, so
/// whatever is no plain error of the system counts as one: the last commit is unharmed.
pub(crate) fn unwritten(folder: &Path, error: &TantivyError) -> Error {
    let source = match error {
        // What was to be copied into a new segment is damaged.
        TantivyError::DataCorruption(_) | TantivyError::OpenReadError(_) => {
            return broken(folder, error);
        }
        TantivyError::IoError(source) if source.kind() == ErrorKind::InvalidData => {
            return broken(folder, error);
        }
        TantivyError::IoError(source) => std::io::Error::new(source.kind(), source.to_string()),
        _ => {
            std::io::Error::other("a thread that writes had to stop; the index is as it was before")
        }
    };
    Error::Write { path: folder.to_owned(), source }
}

/// Says which file is damaged, where tantivy tells; its own words otherwise.
fn damage(error: &TantivyError) -> String {
    match error {
        TantivyError::OpenReadError(
            OpenReadError::IoError { filepath, .. } | OpenReadError::FileDoesNotExist(filepath),
        ) => format!("`{}` is missing, damaged or cut short", filepath.display()),
        TantivyError::OpenReadError(OpenReadError::IncompatibleIndex(_)) => {
            "it was written by another version of the search engine".to_owned()
        }
        TantivyError::DataCorruption(_) => "a file in it is damaged".to_owned(),
        other => other.to_string(),
    }
}

/// The card of the last commit of `index`.
pub(crate) fn card(folder: &Path, index: &Index) -> Result<Option<Card>> {
    let metas = index.load_metas().map_err(|error| broken(folder, &error))?;
    metas
        .payload
        .map(|payload| {
            serde_json::from_str(&payload).map_err(|error| Error::Broken {
                path: folder.to_owned(),
                detail: format!("the last commit carries no index card ({error})"),
            })
        })
        .transpose()
}

/// What is said of a ledger that cannot be read.
pub(crate) fn broken_ledger(folder: &Path, card: &Card, error: &std::io::Error) -> Error {
    Error::Broken {
        path: folder.to_owned(),
        detail: format!("its account of files, `{}`, cannot be read ({error})", card.ledger),
    }
}

/// Reads the ledger that `card` names.
pub(crate) fn read_ledger(folder: &Path, card: &Card) -> Result<Ledger> {
    fs::File::open(folder.join(&card.ledger))
        .and_then(|file| Ledger::read(file, &card.ledger_digest))
        .map_err(|error| broken_ledger(folder, card, &error))
}

/// Reads every file that is to be built on, and refuses an index one of whose files is damaged: who
/// brings it up to date would take it for sound.
pub(crate) fn verify(folder: &Path, index: &Index) -> Result<()> {
    let sealed = sealed(folder, true)?;
    let metas = index.load_metas().map_err(|error| broken(folder, &error))?;
    let files: BTreeSet<PathBuf> = metas.list_segment_files().into_iter().collect();
    for path in files {
        // Only where papers of a segment are gone it has a list of them, and none keeps this one.
        let may_lack = path.extension().is_some_and(|it| it == "del" || it == "temp");
        match sealed.verify(&path) {
            Ok(()) => {}
            Err(OpenReadError::FileDoesNotExist(_)) if may_lack => {}
            Err(error) => return Err(broken(folder, &error.into())),
        }
    }
    Ok(())
}

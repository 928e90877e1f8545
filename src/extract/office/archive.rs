//! Reads the parts of a document that is a zip archive, within bounds.
//!
//! It does not know what the parts mean.

use std::io::Cursor;
use std::io::Read;

use encoding_rs::Encoding;
use encoding_rs::UTF_8;
use zip::ZipArchive;
use zip::result::ZipError;

use crate::problem::ProblemKind;

/// The largest part that is unpacked, in bytes.
const PART: u64 = 256 << 20;

/// The most that is unpacked of one document, in bytes.
const ALL: u64 = 400 << 20;

/// The most files an archive may hold.
const ENTRIES: usize = 20_000;

/// Why a document could not be read, with particulars.
pub(super) type Refusal = (ProblemKind, String);

/// A document's archive.
pub(super) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
}

impl<'a> Archive<'a> {
    /// Opens an archive.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Refusal> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| {
            (ProblemKind::Damaged, "the archive has no list of its files: is it cut?".to_owned())
        })?;
        if zip.len() > ENTRIES {
            return Err((ProblemKind::GaveUp, format!("it holds {} files", zip.len())));
        }
        Ok(Self { zip, left: ALL })
    }

    /// Says whether the archive holds a part called `name`.
    pub(super) fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// The names of the parts.
    pub(super) fn names(&self) -> impl Iterator<Item = String> {
        self.zip.file_names().flatten().map(|name| name.into_owned())
    }

    /// Unpacks the part called `name`, which may be missing.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, Refusal> {
        let mut part = match self.zip.by_name(name) {
            Ok(part) => part,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
                return Err((ProblemKind::Encrypted, "an archive with a password".to_owned()));
            }
            Err(_) => return Err((ProblemKind::Damaged, format!("{name} cannot be unpacked"))),
        };
        let most = PART.min(self.left);
        let too_large = || (ProblemKind::GaveUp, format!("{name} is too large unpacked"));
        if part.size() > most {
            return Err(too_large());
        }
        let mut bytes = Vec::new();
        let read = part.by_ref().take(most + 1).read_to_end(&mut bytes);
        if bytes.len() as u64 > most {
            return Err(too_large());
        }
        self.left -= bytes.len() as u64;
        match read {
            Ok(_) => Ok(Some(decode(bytes))),
            Err(_) => Err((ProblemKind::Damaged, format!("{name} cannot be unpacked"))),
        }
    }
}

/// XML is UTF-8 or, with a mark at its start, UTF-16.
pub(super) fn decode(bytes: Vec<u8>) -> String {
    match Encoding::for_bom(&bytes) {
        Some((encoding, _)) if encoding != UTF_8 => encoding.decode(&bytes).0.into_owned(),
        _ => match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => String::from_utf8_lossy(error.as_bytes()).into_owned(),
        },
    }
}

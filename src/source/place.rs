//! Where the bytes of a source lie, and how they are had.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::path::PathBuf;

use crate::problem::Problem;
use crate::problem::ProblemKind;
use crate::source::archive;
use crate::source::archive::Member;
use crate::source::archive::Record;
use crate::source::too_large;

/// Where the bytes of a source lie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A file; the path is exact even where the name is not Unicode.
    File(PathBuf),
    /// A file that is packed by itself with gzip.
    Packed(PathBuf),
    /// A member of a zip archive.
    Member(Member),
    /// A record of a web archive.
    Record(Record),
}

impl Place {
    /// The file that the bytes lie in.
    pub fn file(&self) -> &Path {
        match self {
            Self::File(place) | Self::Packed(place) => place,
            Self::Member(member) => member.archive(),
            Self::Record(record) => record.archive(),
        }
    }

    /// Reads the bytes, called `shown` in a problem, unless they are more than `limit`.
    pub(super) fn bytes(&self, limit: u64, shown: &str) -> Result<Vec<u8>, Problem> {
        let read = match self {
            Self::File(place) => return bytes(place, limit, shown),
            Self::Packed(place) => archive::packed_bytes(place, limit),
            Self::Member(member) => member.bytes(limit),
            Self::Record(record) => record.bytes(limit),
        };
        read.map_err(|(kind, detail)| Problem::new(shown, kind, detail))
    }
}

fn bytes(place: &Path, limit: u64, shown: &str) -> Result<Vec<u8>, Problem> {
    let unreadable =
        |error: std::io::Error| Problem::new(shown, ProblemKind::Unreadable, error.to_string());
    let mut bytes = Vec::new();
    File::open(place)
        .and_then(|file| file.take(limit.saturating_add(1)).read_to_end(&mut bytes))
        .map_err(unreadable)?;
    if bytes.len() as u64 > limit {
        return Err(too_large(shown, None, limit));
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_gone_is_a_problem() {
        let place = Place::File(PathBuf::from("/no/such/minutes.txt"));
        let problem = place.bytes(10, "minutes.txt").unwrap_err();
        assert_eq!(problem.kind, ProblemKind::Unreadable);
        assert_eq!(problem.path, "minutes.txt");
    }
}

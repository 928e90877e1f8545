//! Finds files below the folders it is given, and in archives among them, and reads their bytes,
//! with what was told of them from outside: a `papers.csv` beside them, the folder of a mirrored
//! website, the address in a crawler's record.
//!
//! Every file it meets is either found, named in a problem, or counted as hidden or as a
//! manifest. It does not know what the bytes mean, and it never follows a link it was not given.

mod archive;
mod key;
mod manifest;
mod mirror;
mod place;
mod saved;
mod stamp;
mod supplied;
mod walk;

pub use archive::Member;
pub use archive::Record;
pub use key::Below;
pub use place::Place;

use std::path::Path;
use std::path::PathBuf;

use crate::error::Result;
use crate::paper::Origin;
use crate::problem::Problem;
use crate::problem::ProblemKind;

/// How much of a source is taken on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// The size of the largest file that is read, in bytes.
    pub file_bytes: u64,
}

impl Default for Limits {
    /// 64 MiB: the largest web page or text of a council seen so far has 3 MiB.
    fn default() -> Self {
        Self { file_bytes: 64 << 20 }
    }
}

/// One file that may hold a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// The absolute path: the file's identity in the index. For what lies in an archive, the
    /// path of the archive, `!/` and the name or address inside: `/papers/2019.zip!/a.html`. The
    /// second of one name has `#2` behind it.
    pub key: String,
    /// Where the bytes lie.
    pub place: Place,
    /// The path as people would type it: the path they gave and what lies below it.
    pub shown: String,
    /// The size in bytes when it was found; of what is packed the unpacked size, as far as it
    /// is told.
    pub size: u64,
    /// A word that is another one once the file, or the archive it lies in, was changed; empty
    /// where that cannot be told.
    pub stamp: String,
    /// Where it was found, and what was said of it from outside.
    pub origin: Origin,
    /// What the server called it, for a page in a web archive: `text/html; charset=utf-8`.
    pub content_type: Option<String>,
    /// The most bytes [`read`] takes: a file may have grown since it was found.
    pub limit: u64,
}

/// What lies below the given paths.
///
/// Each file that is not hidden is counted once: in `files`, in `manifests`, or by a problem
/// about that file. Problems about folders or rows of a manifest come on top. An archive that
/// could be opened is no file; what lies in it counts instead: the members of a zip archive, the
/// pages of a web archive and each record of it that is broken.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// The files that may hold papers, by path.
    pub files: Vec<SourceFile>,
    /// What could not be taken, by path.
    pub problems: Vec<Problem>,
    /// How many `papers.csv` were met.
    pub manifests: usize,
    /// How many hidden files and folders were passed over. What lies in a hidden folder is
    /// not counted.
    pub hidden: usize,
    /// Folders that could not be entered, so that nothing is known of what lies in them.
    pub closed: Vec<PathBuf>,
}

/// Finds every file below `paths`, in the order of their absolute paths.
///
/// A file that two of the paths lead to counts once, under the path given first. Fails only if
/// one of the paths is not there.
pub fn find(paths: &[PathBuf], limits: &Limits) -> Result<Found> {
    find_new(paths, limits, &|_| false)
}

/// The same, without a look into the files that `is_known` says were found before, unpacked and no
/// archives, and have not changed since.
pub fn find_new(
    paths: &[PathBuf],
    limits: &Limits,
    is_known: &dyn Fn(&SourceFile) -> bool,
) -> Result<Found> {
    let mut met = walk::Met::at(stamp::now());
    for path in paths {
        walk::below(path, limits, &mut met)?;
    }
    Ok(gathered(met, limits, is_known))
}

/// Finds every file below `place` again, which was typed as `given` when it was found first: paths
/// and addresses are told as they were then. What is gone is not found.
pub fn find_again(given: &Path, place: &Path, limits: &Limits) -> Found {
    let mut met = walk::Met::at(stamp::now());
    walk::below_place(given, place, limits, &mut met);
    gathered(met, limits, &|_| false)
}

/// Puts what was met in order, with what lies in archives and what is told from outside.
fn gathered(mut met: walk::Met, limits: &Limits, is_known: &dyn Fn(&SourceFile) -> bool) -> Found {
    saved::set_aside(&mut met);
    look_into(&mut met, limits, is_known);
    saved::set_aside(&mut met);
    let mut found = Found { manifests: met.manifests(), hidden: met.hidden(), ..Found::default() };
    let told = supplied::told(&met, limits);
    found.closed = met.closed;
    for (place, entry) in met.entries {
        match entry {
            walk::Entry::File { mut file, .. } => {
                if let Some(row) = told.rows.get(&place) {
                    if row.url.is_some() {
                        file.origin.address.clone_from(&row.url);
                    }
                    file.origin.manifest = Some(row.clone());
                }
                found.files.push(*file);
            }
            walk::Entry::Problem(problem) => found.problems.push(problem),
            walk::Entry::Manifest { .. } | walk::Entry::Archive | walk::Entry::Hidden => {}
        }
    }
    found.files.sort_by(|one, other| one.key.cmp(&other.key));
    found.problems.extend(met.problems);
    found.problems.extend(told.problems);
    found.problems.sort_by(|one, other| one.path.cmp(&other.path));
    found
}

/// Looks into every archive that was met, and names files that are too large to be read.
fn look_into(met: &mut walk::Met, limits: &Limits, is_known: &dyn Fn(&SourceFile) -> bool) {
    let is_new = |file: &SourceFile| {
        file.size > limits.file_bytes || file.stamp.is_empty() || !is_known(file)
    };
    let new = met
        .entries
        .iter()
        .filter(|(_, entry)| matches!(entry, walk::Entry::File { file, .. } if is_new(file)));
    let places: Vec<PathBuf> = new.map(|(place, _)| place.clone()).collect();
    for place in places {
        let Some(walk::Entry::File { file, folders }) = met.entries.get_mut(&place) else {
            continue;
        };
        match archive::open(file, folders) {
            archive::Opened::File | archive::Opened::Packed(_) if file.size > limits.file_bytes => {
                let problem = too_large(&file.shown, Some(file.size), limits.file_bytes);
                met.entries.insert(place, walk::Entry::Problem(problem));
            }
            archive::Opened::File => {}
            archive::Opened::Packed(size) => {
                file.stamp = stamp::inside(&file.stamp);
                file.place = Place::Packed(place);
                file.size = size;
            }
            archive::Opened::Archive { entries, problems } => {
                met.entries.insert(place, walk::Entry::Archive);
                met.entries.extend(entries);
                met.problems.extend(problems);
            }
        }
    }
}

/// Reads the bytes of a file that was found.
///
/// A file that is gone, may not be read or has grown beyond the limit is a problem.
pub fn read(file: &SourceFile) -> std::result::Result<Vec<u8>, Problem> {
    file.place.bytes(file.limit, &file.shown)
}

/// The problem of a file above the limit. `size` is `None` where it grew while being read.
fn too_large(shown: &str, size: Option<u64>, limit: u64) -> Problem {
    let limit = amount(limit);
    let detail = match size {
        Some(size) => format!("{}, the limit is {limit}", amount(size)),
        None => format!("more than {limit}"),
    };
    Problem::new(shown, ProblemKind::TooLarge, detail)
}

/// A number of bytes for people: `812 bytes`, `70.2 MiB`.
fn amount(bytes: u64) -> String {
    const MIB: u64 = 1 << 20;
    if bytes < MIB {
        return format!("{bytes} bytes");
    }
    // Tenths by whole numbers: exact for any size.
    let tenths = u128::from(bytes) * 10 / u128::from(MIB);
    format!("{}.{} MiB", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_written_for_people() {
        assert_eq!(amount(0), "0 bytes");
        assert_eq!(amount(64 << 20), "64.0 MiB");
        assert_eq!(amount((70 << 20) + (200 << 10)), "70.1 MiB");
        assert_eq!(amount(u64::MAX), "17592186044415.9 MiB");
    }
}

//! Joins the rows of all manifests with the files they are about.
//!
//! Knows which manifest lies nearer to a file; does not know what the cells mean.

use std::collections::BTreeMap;
use std::path::Component;
use std::path::Path;
use std::path::PathBuf;

use crate::paper::ManifestRow;
use crate::problem::Problem;
use crate::problem::ProblemKind;
use crate::source::Limits;
use crate::source::Place;
use crate::source::manifest;
use crate::source::walk::Entry;
use crate::source::walk::Met;

/// What the manifests tell.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// The row about each file, by the file's place.
    pub(super) rows: BTreeMap<PathBuf, ManifestRow>,
    /// What could not be used.
    pub(super) problems: Vec<Problem>,
}

/// Reads every manifest that was met. Where two speak of one file, the cells of the one in the
/// nearer folder win.
pub(super) fn told(met: &Met, limits: &Limits) -> Told {
    let beside = met.beside.iter().map(|(place, shown)| {
        let file = Place::File(place.clone());
        (place.as_path(), Sheet { place, shown, file })
    });
    let mut sheets: BTreeMap<&Path, Sheet<'_>> = beside.collect();
    for (place, entry) in &met.entries {
        if let Entry::Manifest { shown, place: file } = entry {
            sheets.insert(place, Sheet { place, shown, file: file.clone() });
        }
    }
    // The outer folders come first, so that the nearer ones have the last word.
    let mut sheets: Vec<Sheet<'_>> = sheets.into_values().collect();
    sheets.sort_by_key(|sheet| (sheet.place.components().count(), sheet.place));
    let mut told = Told::default();
    for sheet in sheets {
        told.take(&sheet, met, limits);
    }
    told
}

/// One manifest.
struct Sheet<'a> {
    /// Where it lies; in an archive, below the archive.
    place: &'a Path,
    /// Its path for people.
    shown: &'a str,
    /// Where its bytes lie.
    file: Place,
}

impl Told {
    /// Takes the rows of one manifest.
    fn take(&mut self, sheet: &Sheet<'_>, met: &Met, limits: &Limits) {
        let (place, shown) = (sheet.place, sheet.shown);
        let mut complain = |detail: String| {
            self.problems.push(Problem::new(shown, ProblemKind::Manifest, detail));
        };
        let bytes = match sheet.file.bytes(limits.file_bytes, shown) {
            Ok(bytes) => bytes,
            Err(problem) => return complain(problem.detail),
        };
        let (rows, complaints) = manifest::rows(&bytes);
        complaints.into_iter().for_each(&mut complain);
        let folder = place.parent().unwrap_or(place);
        let mut lines: BTreeMap<PathBuf, u64> = BTreeMap::new();
        for row in rows {
            let (line, path) = (row.line, &row.path);
            let file = at(folder, path, met);
            if let Some(first) = lines.get(&file) {
                complain(format!(
                    "line {line}, column `path`: `{path}` stands in line {first} already"
                ));
                continue;
            }
            if matches!(met.entries.get(&file), Some(Entry::Archive)) {
                complain(format!(
                    "line {line}, column `path`: `{path}` is an archive; write `{path}/…` for what lies in it"
                ));
                continue;
            }
            if !is_file(&file, met) {
                complain(format!("line {line}, column `path`: there is no file `{path}`"));
                continue;
            }
            lines.insert(file.clone(), line);
            let farther = self.rows.remove(&file).unwrap_or_default();
            self.rows.insert(file, filled(row.row, farther));
        }
    }
}

/// Says whether there is a file at `place`, found or not.
fn is_file(place: &Path, met: &Met) -> bool {
    match met.entries.get(place) {
        Some(Entry::File { .. } | Entry::Problem(_)) => true,
        Some(Entry::Manifest { .. } | Entry::Archive | Entry::Hidden) => false,
        None => place.is_file(),
    }
}

/// The place of `path`, as a row has it, in `folder`. Backslashes part folders too: the sheet
/// may have been made on Windows. A name that holds one on another system is tried first.
fn at(folder: &Path, path: &str, met: &Met) -> PathBuf {
    let exact = tidy(&folder.join(path));
    if met.entries.contains_key(&exact) || exact.is_file() || !path.contains('\\') {
        return exact;
    }
    tidy(&folder.join(path.replace('\\', "/")))
}

/// Takes `.` and `..` out of a path without looking at the disk.
fn tidy(path: &Path) -> PathBuf {
    let mut tidy = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                tidy.pop();
            }
            other => tidy.push(other),
        }
    }
    tidy
}

/// The cells of `near`, and those of `far` where it has none.
fn filled(near: ManifestRow, far: ManifestRow) -> ManifestRow {
    ManifestRow {
        url: near.url.or(far.url),
        council: near.council.or(far.council),
        committee: near.committee.or(far.committee),
        date: near.date.or(far.date),
        kind: near.kind.or(far.kind),
        title: near.title.or(far.title),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::walk::written;

    #[test]
    fn paths_are_tidied() {
        assert_eq!(written(&tidy(Path::new("/a/./b/../c.txt"))), "/a/c.txt");
        assert_eq!(written(&tidy(Path::new("/../c.txt"))), "/c.txt");
    }

    #[test]
    fn blank_cells_are_filled_from_farther_away() {
        let near = ManifestRow { title: Some("Near".into()), ..ManifestRow::default() };
        let far = ManifestRow {
            title: Some("Far".into()),
            council: Some("Ambleford".into()),
            ..ManifestRow::default()
        };
        let row = filled(near, far);
        assert_eq!(row.title.as_deref(), Some("Near"));
        assert_eq!(row.council.as_deref(), Some("Ambleford"));
    }
}

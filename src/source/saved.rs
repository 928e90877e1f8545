//! Sets aside what browsers save beside a page: scripts, pictures, and the frames of
//! advertisements, which are pages in form only.
//!
//! Knows the folders by their names: `Minutes_files` beside `Minutes.html`.

use std::path::Path;
use std::path::PathBuf;

use crate::problem::Problem;
use crate::problem::ProblemKind;
use crate::source::walk::Entry;
use crate::source::walk::Met;
use crate::source::walk::written;

/// How the folder beside a saved page ends, in the languages of browsers and of Word.
const ENDINGS: &[&str] = &[
    "_files",
    ".files",
    "-Dateien",
    "_Dateien",
    "_fichiers",
    "_archivos",
    "_arquivos",
    "_ficheiros",
    "_bestanden",
    "_file",
    "_filer",
    "-filer",
    "_tiedostot",
    "_pliki",
    "_soubory",
    "_subory",
    "_elemei",
    "_fajlovi",
    "_datoteke",
    "_dosyalar",
    "_fitxers",
    "_fitxategiak",
    "_failid",
    "_fails",
    "_bylos",
];

/// How the page beside it may end.
const PAGES: &[&str] =
    &[".html", ".htm", ".xhtml", ".xht", ".shtml", ".HTML", ".HTM", ".aspx", ".asp", ".php", ""];

/// Names everything in folders that browsers saved beside a page.
pub(super) fn set_aside(met: &mut Met) {
    let mut assets: Vec<(PathBuf, String)> = Vec::new();
    // The files of a folder stand behind each other, so that each folder is looked at once.
    let mut before: Option<(PathBuf, Option<String>)> = None;
    for (place, entry) in &met.entries {
        if !matches!(entry, Entry::File { .. } | Entry::Problem(_)) {
            continue;
        }
        let Some(folder) = place.parent() else { continue };
        let page = match &before {
            // Paths that are equal are written alike here, which is sooner seen.
            Some((same, page)) if same.as_os_str() == folder.as_os_str() => page.clone(),
            _ => {
                let page = folder.ancestors().find_map(|folder| page_of(folder, met));
                before = Some((folder.to_owned(), page.clone()));
                page
            }
        };
        assets.extend(page.map(|page| (place.clone(), page)));
    }
    for (place, page) in assets {
        if let Some(entry) = met.entries.get_mut(&place) {
            let shown = match entry {
                Entry::File { file, .. } => file.shown.clone(),
                Entry::Problem(problem) => problem.path.clone(),
                _ => continue,
            };
            let detail = format!("belongs to the saved page `{page}`");
            *entry = Entry::Problem(Problem::new(shown, ProblemKind::NotAPaper, detail));
        }
    }
}

/// The name of the page that a folder was saved with.
fn page_of(folder: &Path, met: &Met) -> Option<String> {
    let name = folder.file_name()?.to_str()?;
    let stem = ENDINGS.iter().find_map(|ending| name.strip_suffix(ending))?;
    if stem.is_empty() {
        return None;
    }
    let mut pages =
        PAGES.iter().map(|extension| folder.with_file_name(format!("{stem}{extension}")));
    let page = pages.find(|page| {
        matches!(met.entries.get(page), Some(Entry::File { .. } | Entry::Problem(_)))
    })?;
    page.file_name().map(|name| written(Path::new(name)))
}

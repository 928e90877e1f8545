//! Looks at the files of the segments, byte by byte.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::path::PathBuf;

use tantivy::Index;
use tantivy::directory::error::OpenReadError;
use tantivy::index::Segment;
use tantivy::index::SegmentComponent;

use crate::error::Result;
use crate::index::manifest;
use crate::index::sealed::Sealed;
use crate::index::segments;

use super::finding::Finding;
use super::part::Part;

/// Tantivy's description of the last commit, below the index folder.
pub(super) const META: &str = "segments/meta.json";

/// Tantivy's list of its own files, below the index folder.
const MANAGED: &str = "segments/.managed.json";

/// What may lie among the segments and belongs to none.
const BESIDE: [&str; 4] =
    ["meta.json", ".managed.json", ".tantivy-writer.lock", ".tantivy-meta.lock"];

/// The segments of the last commit and their files.
#[derive(Debug)]
pub struct Kept {
    index: Index,
    sealed: Sealed,
    segments: Vec<Segment>,
    files: Vec<KeptFile>,
}

/// One file of a segment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptFile {
    /// Its name among the segments.
    name: PathBuf,
    /// Which segment it belongs to, by its place in [`Kept`].
    segment: usize,
    /// How large it is, in bytes; 0 where it is missing.
    pub bytes: u64,
}

impl KeptFile {
    /// The path below the index folder.
    pub fn path(&self) -> String {
        Path::new(manifest::SEGMENTS).join(&self.name).display().to_string()
    }

    /// Whether it holds texts and where their words stand.
    pub fn is_text(&self) -> bool {
        self.name.extension().is_some_and(|it| it == crate::index::concordance::CONCORDANCE)
    }
}

impl Kept {
    /// Lists the files of each segment.
    pub(super) fn of(folder: &Path, index: Index, finding: &mut Finding) -> Result<Self> {
        let broken = |error| segments::broken(folder, &error);
        let metas = index.load_metas().map_err(broken)?;
        let mut parts: Vec<Segment> =
            metas.segments.iter().map(|meta| index.segment(meta.clone())).collect();
        // The order of what is found must not depend on how a build went.
        parts.sort_by_key(Segment::id);
        let all: BTreeSet<PathBuf> = metas.list_segment_files().into_iter().collect();
        let managed = index.directory().list_managed_files();
        let mut files = Vec::new();
        for (number, segment) in parts.iter().enumerate() {
            let id = segment.id().uuid_string();
            let deletions = segment.relative_path(SegmentComponent::Delete);
            let temporary = segment.relative_path(SegmentComponent::TempStore);
            for name in &all {
                let is_of_it = name.to_string_lossy().starts_with(&id);
                let may_lack =
                    *name == temporary || *name == deletions && !segment.meta().has_deletes();
                if !is_of_it || may_lack {
                    continue;
                }
                let path = folder.join(manifest::SEGMENTS).join(name);
                let bytes = fs::metadata(path).map_or(0, |file| file.len());
                if !managed.contains(name) {
                    finding.note(MANAGED, format!("it does not list `{}`", name.display()));
                }
                files.push(KeptFile { name: name.clone(), segment: number, bytes });
            }
        }
        let sealed = segments::sealed(folder, true)?;
        Ok(Self { index, sealed, segments: parts, files })
    }

    /// The files, segment by segment.
    pub fn files(&self) -> &[KeptFile] {
        &self.files
    }

    /// Opens the segments all of whose files are undamaged, where `damaged` says which files are
    /// not. One that cannot be opened all the same is a fault.
    pub fn parts(&self, damaged: &[&KeptFile], finding: &mut Finding) -> Vec<Part> {
        let mut parts = Vec::new();
        for (number, segment) in self.segments.iter().enumerate() {
            if damaged.iter().any(|file| file.segment == number) {
                continue;
            }
            match Part::open(segment) {
                Ok(part) => parts.push(part),
                Err(why) => {
                    let id = segment.id().uuid_string();
                    finding.note(format!("{}/{id}", manifest::SEGMENTS), why);
                }
            }
        }
        parts
    }

    /// How many segments there are.
    pub fn segments(&self) -> usize {
        self.segments.len()
    }

    /// Whether a file among the segments belongs to the commit.
    pub(super) fn knows(&self, name: &str) -> bool {
        BESIDE.contains(&name) || self.files.iter().any(|file| file.name == Path::new(name))
    }

    /// Reads a file from end to end and says what is wrong with it, or `None` where each byte is
    /// as it was written: the one place that knows by which checksums that is told.
    pub fn damage(&self, file: &KeptFile) -> Option<String> {
        // Ours are of each block, tantivy's is of all that it wrote.
        let sealed = self.sealed.verify(&file.name);
        match sealed.and_then(|()| self.index.directory().validate_checksum(&file.name)) {
            Ok(true) => None,
            Ok(false) => Some("it is not as it was written: its checksum is wrong".to_owned()),
            Err(OpenReadError::FileDoesNotExist(_)) => Some("it is missing".to_owned()),
            Err(OpenReadError::IoError { io_error, .. }) => {
                Some(format!("it cannot be read, or was cut short ({io_error})"))
            }
            Err(error) => Some(error.to_string()),
        }
    }
}

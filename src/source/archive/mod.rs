//! Looks into archives: zip, gzip, and the web archives that crawlers write (WARC, WET).
//!
//! What lies in one is listed when it is found, each member with where it stands, and read again
//! from there alone, in any thread. An archive within an archive is not opened. Nothing is
//! written to disk but one nameless copy of a web archive that was packed in one, which cannot
//! be read from the middle.

mod crawl;
mod gzip;
mod head;
mod http;
mod listing;
mod warc;
mod zip;

use std::fs::File;
use std::io;
use std::io::BufReader;
use std::io::Cursor;
use std::io::Read;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;

use crate::problem::Problem;
use crate::problem::ProblemKind;
use crate::source::Place;
use crate::source::SourceFile;
use crate::source::amount;
use crate::source::archive::crawl::Aside;
use crate::source::archive::crawl::Fate;
use crate::source::archive::gzip::Unpacked;
use crate::source::archive::http::Answer;
use crate::source::archive::listing::Contents;
use crate::source::archive::listing::Source;
use crate::source::archive::warc::Met;
use crate::source::too_large;
use crate::source::walk::Entry;

/// After so many broken records a web archive is read no further.
const MOST_BROKEN: usize = 10_000;

/// A member of a zip archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    archive: Arc<Path>,
    piece: zip::Piece,
}

/// A record of a web archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    archive: Arc<Path>,
    piece: warc::Piece,
    /// Whether it holds the answer of a server, head and all.
    is_answer: bool,
}

/// What a file turned out to be.
pub(super) enum Opened {
    /// No archive.
    File,
    /// One file, packed, of so many bytes by its own word.
    Packed(u64),
    /// An archive, and what lies in it.
    Archive {
        /// Each at a place below the archive.
        entries: Vec<(PathBuf, Entry)>,
        /// What is to be said of the archive.
        problems: Vec<Problem>,
    },
}

/// The kinds of archives, by how they begin.
enum Kind {
    Zip,
    Packed,
    Crawl { is_packed: bool },
}

/// Looks into a file that was found.
pub(super) fn open(file: &SourceFile, folders: &Arc<str>) -> Opened {
    let place = file.place.file();
    // What cannot be opened is named when it is read.
    let Ok(Some(kind)) = kind(place) else { return Opened::File };
    let mut contents = Contents::new(file, folders);
    let read = match kind {
        Kind::Packed => return Opened::Packed(packed_size(place).unwrap_or(file.size)),
        Kind::Zip => match zip_members(place, &mut contents) {
            Ok(IsDocument(true)) => return Opened::File,
            Ok(IsDocument(false)) => Ok(()),
            Err(error) => Err(error),
        },
        Kind::Crawl { is_packed } => records(place, is_packed, &mut contents),
    };
    if let Err(error) = read {
        contents.about_it(ProblemKind::Unreadable, error.to_string());
    }
    Opened::Archive { entries: contents.entries, problems: contents.problems }
}

/// Tells the kind of an archive, or `None` where a file is none.
fn kind(place: &Path) -> io::Result<Option<Kind>> {
    let mut reader = BufReader::with_capacity(4 << 10, File::open(place)?);
    let mut start = [0; 8];
    let count = reader.by_ref().take(start.len() as u64).read(&mut start)?;
    let start = &start[..count];
    let is_crawl = start.starts_with(warc::MAGIC) || is_named_crawl(place);
    Ok(if is_zip(start) {
        Some(Kind::Zip)
    } else if start.starts_with(gzip::MAGIC) {
        let whole = BufReader::new(File::open(place)?);
        let is_crawl = is_crawl || warc::holds_record(whole);
        Some(if is_crawl { Kind::Crawl { is_packed: true } } else { Kind::Packed })
    } else {
        is_crawl.then_some(Kind::Crawl { is_packed: false })
    })
}

/// Says whether bytes begin as a zip archive does; an empty one has its end only.
fn is_zip(start: &[u8]) -> bool {
    start.starts_with(b"PK\x03\x04") || start.starts_with(b"PK\x05\x06")
}

/// Says whether a file is named as a web archive: its first record may be broken.
fn is_named_crawl(place: &Path) -> bool {
    let name = place.file_name().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    [".warc", ".wet", ".wat"].iter().any(|extension| name.ends_with(extension))
}

/// The size that a packed file says it has: the last four bytes.
fn packed_size(place: &Path) -> io::Result<u64> {
    use std::io::Seek;
    let mut file = File::open(place)?;
    file.seek(io::SeekFrom::End(-4))?;
    let mut size = [0; 4];
    file.read_exact(&mut size)?;
    Ok(u64::from(u32::from_le_bytes(size)))
}

/// Whether a zip archive is a document of its own.
struct IsDocument(bool);

/// Lists the members of a zip archive.
fn zip_members(place: &Path, contents: &mut Contents<'_>) -> io::Result<IsDocument> {
    let file = File::open(place)?;
    let length = file.metadata()?.len();
    let listing = zip::members(&mut BufReader::new(file), length)?;
    if zip::is_document(&listing.members) {
        return Ok(IsDocument(true));
    }
    if let Some((kind, detail)) = listing.trouble {
        contents.about_it(kind, detail);
    }
    let archive: Arc<Path> = Arc::from(place);
    for member in listing.members.into_iter().filter(|member| !member.is_folder) {
        let name = match zip::cleaned(&member.name) {
            name if name.is_empty() => "unnamed".to_owned(),
            name => name,
        };
        if let Some(hidden) = zip::is_hidden(&name) {
            contents.hidden(hidden);
        } else if let Some((kind, detail)) = member.trouble {
            contents.problem(name, kind, detail);
        } else if member.size > contents.limit() {
            let problem = too_large("", Some(member.size), contents.limit());
            contents.problem(name, problem.kind, problem.detail);
        } else {
            let place =
                Place::Member(Member { archive: Arc::clone(&archive), piece: member.piece });
            let source =
                Source { name, place, size: member.size, address: None, content_type: None };
            if !contents.source(source) {
                break;
            }
        }
    }
    contents.finish("the archive is empty");
    Ok(IsDocument(false))
}

/// Lists the records of a web archive.
fn records(place: &Path, is_packed: bool, contents: &mut Contents<'_>) -> io::Result<()> {
    let archive: Arc<Path> = Arc::from(place);
    let mut aside = Aside::default();
    let mut broken_records = 0;
    let broken = |contents: &mut Contents<'_>, at: String, uri: Option<String>, what: &str| {
        let uri = uri.map(|uri| format!(" ({uri})")).unwrap_or_default();
        contents.about_it(ProblemKind::Damaged, format!("the record at {at}: {what}{uri}"));
    };
    let read = warc::each(place, is_packed, &mut |met| {
        let record = match met {
            Met::Broken { at, unpacked, uri, what } => {
                let inside = unpacked.map(|at| format!(", unpacked byte {at}")).unwrap_or_default();
                broken(contents, format!("byte {at}{inside}"), uri, &what);
                broken_records += 1;
                if broken_records == MOST_BROKEN {
                    let detail =
                        format!("after {MOST_BROKEN} broken records; the rest is not read");
                    contents.about_it(ProblemKind::GaveUp, detail);
                }
                return broken_records < MOST_BROKEN;
            }
            Met::Record(record) => record,
        };
        match crawl::fate(&record) {
            Fate::Aside(name) => aside.note(name),
            Fate::Broken(what) => {
                let at = format!("byte {}", record.piece.at);
                broken(contents, at, warc::uri(&record.head), what);
            }
            Fate::Problem { uri, kind, detail } => contents.page_problem(&uri, kind, detail),
            Fate::Source { uri, .. }
                if record.piece.length > contents.limit() + head::LONGEST as u64 =>
            {
                let problem = too_large("", Some(record.piece.length), contents.limit());
                contents.page_problem(&uri, problem.kind, problem.detail);
            }
            Fate::Source { uri, content_type, is_answer } => {
                if record.head.get("WARC-Truncated").is_some() {
                    aside.note_cut();
                }
                let is_web = uri.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("http"));
                let size = record.piece.length;
                let record =
                    Record { archive: Arc::clone(&archive), piece: record.piece, is_answer };
                return contents.source(Source {
                    address: is_web.then(|| uri.clone()),
                    name: uri.replace(char::is_control, "\u{fffd}"),
                    place: Place::Record(record),
                    size,
                    content_type,
                });
            }
        }
        true
    });
    if let Some(told) = aside.told() {
        contents.about_it(ProblemKind::RecordsAside, told);
    }
    contents.finish("no page in it");
    read
}

/// Why a piece of an archive cannot be had.
pub(super) type Trouble = (ProblemKind, String);

impl Member {
    /// The file it lies in.
    pub(super) fn archive(&self) -> &Path {
        &self.archive
    }

    /// Its bytes.
    pub(super) fn bytes(&self, limit: u64) -> Result<Vec<u8>, Trouble> {
        let file = File::open(&self.archive).map_err(unreadable)?;
        let bytes = self.piece.unpack(&mut BufReader::new(file)).map_err(|lost| match lost {
            zip::Lost::Damaged(what) => (ProblemKind::Damaged, what.to_owned()),
            zip::Lost::Unreadable(error) => unreadable(error),
        })?;
        single(bytes, limit)
    }
}

impl Record {
    /// The file it lies in.
    pub(super) fn archive(&self) -> &Path {
        &self.archive
    }

    /// The bytes of its page.
    pub(super) fn bytes(&self, limit: u64) -> Result<Vec<u8>, Trouble> {
        let damaged = |what: &str| (ProblemKind::Damaged, what.to_owned());
        let most = limit.saturating_add(head::LONGEST as u64).saturating_add(1);
        let block = self.piece.block(most).map_err(|error| match error.kind() {
            io::ErrorKind::UnexpectedEof
            | io::ErrorKind::InvalidData
            | io::ErrorKind::InvalidInput => damaged("its packing is broken"),
            _ => unreadable(error),
        })?;
        let block = block.ok_or_else(|| damaged("the record is not there any more"))?;
        if !self.is_answer {
            return single(block, limit);
        }
        let answer = Answer::parse(&block).ok_or_else(|| damaged("the answer has no head"))?;
        let page = answer.page(&block, limit).map_err(|lost| match lost {
            http::Lost::Damaged(what) => damaged(what),
            http::Lost::Packed(how) => {
                (ProblemKind::FormatNotReadYet, format!("answer packed with {how}"))
            }
            http::Lost::TooLarge => beyond(limit),
        })?;
        single(page, limit)
    }
}

/// The bytes of a file that is packed by itself.
pub(super) fn packed_bytes(place: &Path, limit: u64) -> Result<Vec<u8>, Trouble> {
    let file = File::open(place).map_err(unreadable)?;
    unpacked(BufReader::new(file), limit)
}

/// The bytes of one document, which may be packed by itself; an archive is not opened.
fn single(bytes: Vec<u8>, limit: u64) -> Result<Vec<u8>, Trouble> {
    if bytes.len() as u64 > limit {
        return Err(beyond(limit));
    }
    if bytes.starts_with(gzip::MAGIC) {
        return unpacked(&bytes[..], limit);
    }
    no_archive(bytes)
}

/// Unpacks one document.
fn unpacked(reader: impl io::BufRead, limit: u64) -> Result<Vec<u8>, Trouble> {
    match gzip::unpack(reader, limit) {
        Ok(Unpacked::Whole(bytes)) => no_archive(bytes),
        Ok(Unpacked::TooLarge) => Err(beyond(limit)),
        Err(error) => match error.kind() {
            io::ErrorKind::UnexpectedEof
            | io::ErrorKind::InvalidData
            | io::ErrorKind::InvalidInput => {
                Err((ProblemKind::Damaged, "its packing is broken".to_owned()))
            }
            _ => Err(unreadable(error)),
        },
    }
}

/// The bytes, unless they are an archive again.
fn no_archive(bytes: Vec<u8>) -> Result<Vec<u8>, Trouble> {
    let is_zip = is_zip(&bytes)
        && zip::members(&mut Cursor::new(&bytes), bytes.len() as u64)
            .is_ok_and(|listing| !zip::is_document(&listing.members));
    let is_tar = bytes.get(257..262) == Some(b"ustar");
    if is_zip || bytes.starts_with(gzip::MAGIC) || bytes.starts_with(warc::MAGIC) {
        return Err((ProblemKind::FormatNotReadYet, "archive in an archive".to_owned()));
    } else if is_tar {
        return Err((ProblemKind::FormatNotReadYet, "tar archive".to_owned()));
    }
    Ok(bytes)
}

fn unreadable(error: io::Error) -> Trouble {
    (ProblemKind::Unreadable, error.to_string())
}

fn beyond(limit: u64) -> Trouble {
    (ProblemKind::TooLarge, format!("more than {}", amount(limit)))
}

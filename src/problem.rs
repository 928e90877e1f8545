//! Names everything that can fall short while papers are read.
//!
//! A problem costs one line of a report, never the run. Each is counted and listed with the
//! file it belongs to, so that no file vanishes in silence.

use std::fmt;

use serde::Deserialize;
use serde::Serialize;

/// The ways a source or a paper can fall short.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProblemKind {
    /// The file could not be opened or read.
    Unreadable,
    /// The file is larger than the limit.
    TooLarge,
    /// The file ends too early or is broken, so that it could not be opened as what it is.
    Damaged,
    /// The file can be opened with a password only.
    Encrypted,
    /// Reading it was given up: it took more time or memory than one file may, or broke its reader.
    GaveUp,
    /// A format that is known but not read by this version, such as a spreadsheet.
    FormatNotReadYet,
    /// A format that holds no paper: pictures, style sheets, programs, data.
    NotAPaper,
    /// A symbolic link, which is not followed.
    SymbolicLink,
    /// The file holds no words.
    NoText,
    /// A page that only lists other pages.
    ListingPage,
    /// A `papers.csv` that could not be used, whole or in one row.
    Manifest,
    /// Some bytes could not be decoded and were replaced.
    Undecodable,
    /// The page is nested too deeply or has too many elements; the rest was left out.
    TooComplex,
    /// Pages are pictures without text: scans. Their words are not in the index.
    NoTextLayer,
    /// Pages have text whose letters are not those that a reader sees. It was left out.
    TextLayerUnreadable,
    /// The words of pages were read from pictures by a machine, on request.
    ReadFromPictures,
    /// Headers, footers and page numbers, which would cut sentences, were set aside.
    RunningHeads,
    /// Records of an archive that hold no page, such as requests, were passed over.
    RecordsAside,
    /// Left-overs of a document template were set aside.
    TemplateRubbish,
    /// The file is not there any more; its paper was kept on request.
    Gone,
    /// The printed weekday disagrees with the date.
    WeekdayDisagrees,
    /// The paper prints two different meeting dates, so none is taken.
    DatesDisagree,
}

/// What became of a file with this problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// No text could be had from it: it counts as unreadable.
    Unreadable,
    /// It holds no paper, so nothing is missing from the index.
    NoPaper,
    /// The paper is indexed all the same.
    Indexed,
}

impl ProblemKind {
    /// Every kind of problem, in the order of reports.
    pub const ALL: [Self; 22] = [
        Self::Unreadable,
        Self::TooLarge,
        Self::Damaged,
        Self::Encrypted,
        Self::GaveUp,
        Self::FormatNotReadYet,
        Self::NotAPaper,
        Self::SymbolicLink,
        Self::NoText,
        Self::ListingPage,
        Self::Manifest,
        Self::Undecodable,
        Self::TooComplex,
        Self::NoTextLayer,
        Self::TextLayerUnreadable,
        Self::ReadFromPictures,
        Self::RunningHeads,
        Self::RecordsAside,
        Self::TemplateRubbish,
        Self::Gone,
        Self::WeekdayDisagrees,
        Self::DatesDisagree,
    ];

    /// The word for this problem in JSON and in `problems.jsonl`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::TooLarge => "too_large",
            Self::Damaged => "damaged",
            Self::Encrypted => "encrypted",
            Self::GaveUp => "gave_up",
            Self::FormatNotReadYet => "format_not_read_yet",
            Self::NotAPaper => "not_a_paper",
            Self::SymbolicLink => "symbolic_link",
            Self::NoText => "no_text",
            Self::ListingPage => "listing_page",
            Self::Manifest => "manifest",
            Self::Undecodable => "undecodable",
            Self::TooComplex => "too_complex",
            Self::NoTextLayer => "no_text_layer",
            Self::TextLayerUnreadable => "text_layer_unreadable",
            Self::ReadFromPictures => "read_from_pictures",
            Self::RunningHeads => "running_heads",
            Self::RecordsAside => "records_aside",
            Self::TemplateRubbish => "template_rubbish",
            Self::Gone => "gone",
            Self::WeekdayDisagrees => "weekday_disagrees",
            Self::DatesDisagree => "dates_disagree",
        }
    }

    /// Returns the kind that goes by `word`, or `None` if there is none.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// What this problem is called in a summary, for people.
    pub fn label(self) -> &'static str {
        match self {
            Self::Unreadable => "could not be read",
            Self::TooLarge => "larger than the limit",
            Self::Damaged => "damaged",
            Self::Encrypted => "needs a password",
            Self::GaveUp => "reading given up",
            Self::FormatNotReadYet => "format not yet read",
            Self::NotAPaper => "no paper (pictures, styles, data)",
            Self::SymbolicLink => "symbolic link, not followed",
            Self::NoText => "no words in it",
            Self::ListingPage => "listing page, no paper",
            Self::Manifest => "manifest row not used",
            Self::Undecodable => "some bytes not decoded",
            Self::TooComplex => "too complex, cut",
            Self::NoTextLayer => "pages without text (scans)",
            Self::TextLayerUnreadable => "pages whose text layer is unreadable",
            Self::ReadFromPictures => "pages read from pictures (OCR)",
            Self::RunningHeads => "headers, footers, page numbers set aside",
            Self::RecordsAside => "archive records that hold no page",
            Self::TemplateRubbish => "template left-overs set aside",
            Self::Gone => "file is gone, paper kept",
            Self::WeekdayDisagrees => "weekday disagrees with date",
            Self::DatesDisagree => "two meeting dates disagree",
        }
    }

    /// What becomes of a file with this problem.
    pub fn outcome(self) -> Outcome {
        match self {
            Self::Unreadable
            | Self::TooLarge
            | Self::Damaged
            | Self::Encrypted
            | Self::GaveUp
            | Self::FormatNotReadYet => Outcome::Unreadable,
            Self::NotAPaper | Self::SymbolicLink | Self::NoText | Self::ListingPage => {
                Outcome::NoPaper
            }
            Self::Manifest
            | Self::Undecodable
            | Self::TooComplex
            | Self::NoTextLayer
            | Self::TextLayerUnreadable
            | Self::ReadFromPictures
            | Self::RunningHeads
            | Self::RecordsAside
            | Self::TemplateRubbish
            | Self::Gone
            | Self::WeekdayDisagrees
            | Self::DatesDisagree => Outcome::Indexed,
        }
    }
}

impl fmt::Display for ProblemKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Something that fell short, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file's path as shown to people.
    pub path: String,
    /// What fell short.
    pub kind: ProblemKind,
    /// The particulars, in a few words; may be empty.
    pub detail: String,
}

impl Problem {
    /// Makes a problem of `kind` at `path`.
    pub fn new(path: impl Into<String>, kind: ProblemKind, detail: impl Into<String>) -> Self {
        Self { path: path.into(), kind, detail: detail.into() }
    }
}

//! The people named in a paper.

use std::fmt;
use std::ops::Range;

/// Someone named in a paper, or a role that acts in it without a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The name as first printed in full, without honorific, rank or letters after it; `None`
    /// where only a role stands.
    pub name: Option<String>,
    /// The role as printed, white space folded.
    pub role: Option<String>,
    /// The role as it compares across councils: `Director of Children's Services`.
    pub canonical_role: Option<String>,
    /// On which side of the table.
    pub kind: PersonKind,
    /// The body a guest or co-opted member comes from, as printed.
    pub organisation: Option<String>,
    /// Whether the roll of the meeting has the person as present, in attendance or absent.
    pub attendance: Option<Attendance>,
    /// Other spellings under which the same person stands in the paper.
    pub aliases: Vec<String>,
    /// Where the person is named in [`Paper::text`](super::Paper::text), in bytes, in order.
    pub spans: Vec<Range<usize>>,
    /// The printed words that decided name, role and kind.
    pub evidence: String,
}

/// On which side of the table someone sits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PersonKind {
    /// Employed by the council.
    Officer,
    /// Elected to it.
    Councillor,
    /// From another body: an inspector, the police, an auditor, a resident.
    External,
    /// A member of a committee who was not elected.
    CoOpted,
    /// The paper does not say.
    Unknown,
}

impl PersonKind {
    /// Every kind.
    pub const ALL: [Self; 5] =
        [Self::Officer, Self::Councillor, Self::External, Self::CoOpted, Self::Unknown];

    /// The word for this kind in JSON and in the index.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Officer => "officer",
            Self::Councillor => "councillor",
            Self::External => "external",
            Self::CoOpted => "co_opted",
            Self::Unknown => "unknown",
        }
    }
}

impl fmt::Display for PersonKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What the roll of a meeting says of someone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Attendance {
    /// A member who was there.
    Present,
    /// Someone else who was there: an officer, a guest.
    InAttendance,
    /// Someone who was not there and sent apologies.
    Apologies,
    /// Someone who was not there.
    Absent,
}

impl Attendance {
    /// The word for this in JSON and in the index.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Present => "present",
            Self::InAttendance => "in_attendance",
            Self::Apologies => "apologies",
            Self::Absent => "absent",
        }
    }
}

//! Days, months and years that a paper speaks of, beside that of its own meeting.

use std::ops::Range;

use jiff::civil::Date;

/// A day, month, year or stretch of time that a paper speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MentionedDate {
    /// The first day it may mean.
    pub first: Date,
    /// The last day it may mean; the same as `first` for a day.
    pub last: Date,
    /// How closely it is printed.
    pub precision: Precision,
    /// What happened then.
    pub role: DateRole,
    /// The year is not printed: it is the one that lies nearest to the meeting.
    pub year_inferred: bool,
    /// Where it stands in [`Paper::text`](super::Paper::text), in bytes.
    pub span: Range<usize>,
}

/// How closely a date is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// `18 January 2017`, or several days: `4 to 8 December 2017`.
    Day,
    /// `June 2018`, or several months.
    Month,
    /// `2018`, or several years.
    Year,
    /// A year from April to March: `2017/18`.
    FinancialYear,
}

impl Precision {
    /// The word for this in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Month => "month",
            Self::Year => "year",
            Self::FinancialYear => "fy",
        }
    }
}

/// What happened on a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DateRole {
    /// An inspection or review by an outside body.
    Inspection,
    /// An earlier meeting, such as one whose minutes are approved.
    PreviousMeeting,
    /// The meeting to come.
    NextMeeting,
    /// Something was published.
    Published,
    /// Something is due.
    Deadline,
    /// Anything else.
    Other,
}

impl DateRole {
    /// The word for this in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Inspection => "inspection",
            Self::PreviousMeeting => "previous_meeting",
            Self::NextMeeting => "next_meeting",
            Self::Published => "published",
            Self::Deadline => "deadline",
            Self::Other => "other",
        }
    }
}

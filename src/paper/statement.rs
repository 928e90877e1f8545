//! Holds what a statement is: a passage that recommends, resolves, requests, votes.

use std::fmt;
use std::ops::Range;

/// What a statement does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StatementKind {
    /// Recommends something to whoever may decide or act.
    Recommendation,
    /// Says what the meeting or a decision maker decided.
    Resolution,
    /// Asks someone to do or to provide something.
    Request,
    /// Says who undertook, or was told, to do something.
    Action,
    /// Gives the result of a vote.
    Vote,
    /// Puts a proposal to the meeting, with who moved and seconded it.
    Motion,
    /// Proposes to change a motion.
    Amendment,
    /// Asks to be told something.
    Question,
    /// Answers a question.
    Answer,
    /// Declares an interest, or that there were none.
    Declaration,
    /// Says who sent apologies, or that nobody did.
    Apologies,
    /// Elects, appoints or nominates someone to a post or a body.
    Appointment,
}

impl StatementKind {
    /// Every kind, in the order in which help lists them.
    pub const ALL: [Self; 12] = [
        Self::Recommendation,
        Self::Resolution,
        Self::Request,
        Self::Action,
        Self::Vote,
        Self::Motion,
        Self::Amendment,
        Self::Question,
        Self::Answer,
        Self::Declaration,
        Self::Apologies,
        Self::Appointment,
    ];

    /// The word for this kind on the command line, in JSON and in the index.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Recommendation => "recommendation",
            Self::Resolution => "resolution",
            Self::Request => "request",
            Self::Action => "action",
            Self::Vote => "vote",
            Self::Motion => "motion",
            Self::Amendment => "amendment",
            Self::Question => "question",
            Self::Answer => "answer",
            Self::Declaration => "declaration",
            Self::Apologies => "apologies",
            Self::Appointment => "appointment",
        }
    }

    /// Returns the kind that goes by `word`, or `None` if there is none.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

impl fmt::Display for StatementKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// How much of a recommendation is there. The order is from the most to the least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Its text.
    Item,
    /// That there is a number of them, without their text: `17 Ofsted recommendations`.
    Claim,
    /// A body and a word for its recommendations in one sentence, no more.
    Mention,
}

impl Level {
    /// Every level, from the most to the least.
    pub const ALL: [Self; 3] = [Self::Item, Self::Claim, Self::Mention];

    /// The word for this level on the command line, in JSON and in the index.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Item => "item",
            Self::Claim => "claim",
            Self::Mention => "mention",
        }
    }

    /// Returns the level that goes by `word`, or `None` if there is none.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.as_str() == word)
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Who makes a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Maker {
    /// Its name: that of the committee or council as the paper gives it, the usual name of an
    /// outside body, a person's name as printed.
    pub name: String,
    /// The id of a body outside the council in the table of such bodies, such as `ofsted`.
    pub outside: Option<String>,
}

/// A passage that does something: recommends, resolves, requests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// What it does.
    pub kind: StatementKind,
    /// What it does besides, where it does two things at once.
    pub also: Option<StatementKind>,
    /// How much of it is there; always [`Level::Item`] of what is no recommendation.
    pub level: Level,
    /// Where it stands in the text of its paper, in bytes. The words that only announce it
    /// (`Resolved:`) and its number are no part of it.
    pub span: Range<usize>,
    /// Its number in its list: as printed, without brackets and full stop, or its place where the
    /// list prints `1.` before each.
    pub number: Option<String>,
    /// What opens the list it stands in and is read before it: `That the;`. In bytes.
    pub lead_in: Option<Range<usize>>,
    /// Who makes it, where the paper tells.
    pub maker: Option<Maker>,
    /// Who must act, or is asked, as printed.
    pub addressee: Option<String>,
    /// Of an outside body's recommendation: the id of the framework it inspects under.
    pub framework: Option<String>,
    /// Of an outside body's recommendation: when it inspected, as `YYYY`, `YYYY-MM` or
    /// `YYYY-MM-DD`.
    pub inspected: Option<String>,
    /// Of a claim: how many recommendations there are said to be.
    pub claimed: Option<u32>,
    /// What became of it, in the words of the paper, where it says so of this very one.
    pub status: Option<String>,
    /// What was answered to it, where the paper says so of this very one.
    pub response: Option<String>,
    /// Of a vote, a motion or an amendment: how it ended.
    pub outcome: Option<VoteOutcome>,
    /// Of a vote: who voted how.
    pub tally: Option<Tally>,
}

impl Statement {
    /// A statement of which nothing but kind and place is known.
    pub fn new(kind: StatementKind, span: Range<usize>) -> Self {
        Self {
            kind,
            also: None,
            level: Level::Item,
            span,
            number: None,
            lead_in: None,
            maker: None,
            addressee: None,
            framework: None,
            inspected: None,
            claimed: None,
            status: None,
            response: None,
            outcome: None,
            tally: None,
        }
    }
}

/// How a vote ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VoteOutcome {
    /// It was carried.
    Carried,
    /// It was lost.
    Lost,
    /// It was withdrawn, or fell, before it was decided.
    Withdrawn,
}

impl VoteOutcome {
    /// Every outcome.
    pub const ALL: [Self; 3] = [Self::Carried, Self::Lost, Self::Withdrawn];

    /// Returns the outcome that goes by `word`, or `None` if there is none.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.as_str() == word)
    }

    /// The word for this outcome in JSON and in the index.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Carried => "carried",
            Self::Lost => "lost",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// Who voted how, as far as the paper tells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many voted for it.
    pub in_favour: Option<u32>,
    /// How many voted against it.
    pub against: Option<u32>,
    /// How many abstained.
    pub abstained: Option<u32>,
    /// Who voted for it, by name as printed, where the vote was recorded.
    pub names_in_favour: Vec<String>,
    /// Who voted against it.
    pub names_against: Vec<String>,
    /// Who abstained.
    pub names_abstained: Vec<String>,
}

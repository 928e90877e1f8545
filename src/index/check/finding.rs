//! Holds what was found when an index was looked through: plain values, to be shown.

/// So many faults of one kind are named; how many more there are is said.
const NAMED: usize = 20;

/// What of an index is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aspect {
    /// The last commit with its card, and the copies made of it for people.
    Commit,
    /// The files of the segments, byte by byte.
    Files,
    /// The account of files, against the card.
    Account,
    /// The papers in the segments, against the account.
    Papers,
    /// The words of the texts, against the words that are searched.
    Words,
}

impl Aspect {
    /// The word for it in answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Commit => "commit",
            Self::Files => "files",
            Self::Account => "account",
            Self::Papers => "papers",
            Self::Words => "words",
        }
    }
}

/// One thing that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where: a file of the index, the path of a paper, or the id of one.
    pub place: String,
    /// What is wrong there.
    pub detail: String,
}

/// What was found of one aspect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What was looked at.
    pub aspect: Aspect,
    /// How much of it: files, papers or words, as the aspect says; 1 for the commit.
    pub looked_at: u64,
    /// The first faults.
    pub faults: Vec<Fault>,
    /// How many there are beyond these.
    pub more: u64,
    /// Why some of it could not be looked at, or all.
    pub unmade: Option<String>,
}

impl Finding {
    /// Begins without a fault.
    pub fn new(aspect: Aspect) -> Self {
        Self { aspect, looked_at: 0, faults: Vec::new(), more: 0, unmade: None }
    }

    /// A look that could not be taken.
    pub fn unmade(aspect: Aspect, why: &str) -> Self {
        Self { unmade: Some(why.to_owned()), ..Self::new(aspect) }
    }

    /// Notes a fault.
    pub fn note(&mut self, place: impl Into<String>, detail: impl Into<String>) {
        if self.faults.len() < NAMED {
            self.faults.push(Fault { place: place.into(), detail: detail.into() });
        } else {
            self.more += 1;
        }
    }

    /// Adds what was found of a further part.
    pub fn add(&mut self, other: Self) {
        self.looked_at += other.looked_at;
        self.more += other.more;
        for fault in other.faults {
            self.note(fault.place, fault.detail);
        }
        if self.unmade.is_none() {
            self.unmade = other.unmade;
        }
    }

    /// Whether all was looked at and nothing is wrong.
    pub fn is_sound(&self) -> bool {
        self.faults.is_empty() && self.unmade.is_none()
    }
}

//! The kinds of paper.

use std::fmt;

/// The kinds of paper. The names follow the page families of council software and the
/// documents that democratic services officers write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PaperKind {
    /// A published decision with its labels ("Decision Maker:", "Decided at meeting:").
    DecisionDetails,
    /// One issue with the decisions taken on it.
    IssueDecisions,
    /// One issue as it went through several meetings.
    IssueMeetings,
    /// One agenda item with its minute, as a page of its own.
    AgendaItem,
    /// The minutes of a meeting, as a document.
    Minutes,
    /// The web page of a meeting: agenda, and decisions or minutes where they exist.
    AgendaAndMinutes,
    /// The agenda of a meeting, before it is held.
    Agenda,
    /// The sheet of decisions published after a meeting.
    PrintedDecisions,
    /// The record of a decision taken by an officer or a single member.
    DelegatedDecision,
    /// An officer's report to a committee.
    Report,
    /// An appendix or annex to a report.
    Appendix,
    /// The notice of key decisions to come.
    ForwardPlan,
    /// A committee's plan of its own work.
    WorkProgramme,
    /// A table of recommendations and what became of them.
    RecommendationTracker,
    /// A table of actions and who owes them.
    ActionLog,
    /// Questions put to a meeting and the answers.
    Questions,
    /// Votes recorded by name.
    RecordedVotes,
    /// A plan that answers an inspection or review.
    ImprovementPlan,
    /// An inspector's or auditor's own report or letter.
    InspectionReport,
    /// A page that only lists other pages: no paper at all.
    Listing,
    /// A paper of no kind known here.
    Other,
}

impl PaperKind {
    /// Every kind, in the order in which they are tried.
    pub const ALL: [Self; 21] = [
        Self::DecisionDetails,
        Self::IssueDecisions,
        Self::IssueMeetings,
        Self::AgendaItem,
        Self::Minutes,
        Self::AgendaAndMinutes,
        Self::Agenda,
        Self::PrintedDecisions,
        Self::DelegatedDecision,
        Self::Report,
        Self::Appendix,
        Self::ForwardPlan,
        Self::WorkProgramme,
        Self::RecommendationTracker,
        Self::ActionLog,
        Self::Questions,
        Self::RecordedVotes,
        Self::ImprovementPlan,
        Self::InspectionReport,
        Self::Listing,
        Self::Other,
    ];

    /// The word for this kind on the command line, in JSON and in the index.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::DecisionDetails => "decision_details",
            Self::IssueDecisions => "issue_decisions",
            Self::IssueMeetings => "issue_meetings",
            Self::AgendaItem => "agenda_item",
            Self::Minutes => "minutes",
            Self::AgendaAndMinutes => "agenda_and_minutes",
            Self::Agenda => "agenda",
            Self::PrintedDecisions => "printed_decisions",
            Self::DelegatedDecision => "delegated_decision",
            Self::Report => "report",
            Self::Appendix => "appendix",
            Self::ForwardPlan => "forward_plan",
            Self::WorkProgramme => "work_programme",
            Self::RecommendationTracker => "recommendation_tracker",
            Self::ActionLog => "action_log",
            Self::Questions => "questions",
            Self::RecordedVotes => "recorded_votes",
            Self::ImprovementPlan => "improvement_plan",
            Self::InspectionReport => "inspection_report",
            Self::Listing => "listing",
            Self::Other => "other",
        }
    }

    /// Returns the kind that goes by `word`, or `None` if there is none.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

impl fmt::Display for PaperKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

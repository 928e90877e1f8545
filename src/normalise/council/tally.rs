//! Weighs every mention of a body in a text: is it a sign of the author, or of someone else?

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::normalise::council::cues::CUES;
use crate::vocabulary::councils;
use crate::vocabulary::councils::BareName;
use crate::vocabulary::councils::Body;
use crate::vocabulary::councils::How;
use crate::vocabulary::councils::Mention;
use crate::vocabulary::councils::Tier;

/// How many bytes before and after a mention are looked at.
const ROUND: usize = 60;

/// How far from the beginning and the end of a text a name that stands alone on its line may be
/// its author's, in bytes: further in it is the row of a table.
const EDGE: usize = 1500;

/// How often a body is named in each way.
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// As the address on a line that says whom to write to.
    pub(super) contact: usize,
    /// As another e-mail address.
    pub(super) email: usize,
    /// As a web address.
    pub(super) web: usize,
    /// By its full name, as its own paper does.
    pub(super) own_name: usize,
    /// By its full name.
    pub(super) name: usize,
    /// By its full name in the sentence by which it acts: `Kent County Council hereby gives notice`.
    pub(super) acting: usize,
    /// By its full name, as an example, a guest or a partner.
    pub(super) other_name: usize,
    /// By its place, as its own paper speaks of its work.
    pub(super) own_place: usize,
    /// By its place, where something is in it.
    pub(super) place: usize,
    /// By its place, of which nothing more is said.
    pub(super) bare_place: usize,
    /// By initials that are no one else's.
    pub(super) initials: usize,
    /// By initials that may be another's.
    pub(super) vague_initials: usize,
    /// Whether its place opens the name of the paper's committee.
    pub(super) names_committee: bool,
    /// The districts named that lie in it, for a county.
    pub(super) districts: BTreeSet<&'static str>,
    /// Whether one of these is called a district there.
    pub(super) called_district: bool,
    /// The first words that counted, as printed.
    pub(super) printed: Vec<String>,
}

/// Counts the mentions in `text` of bodies that existed on `day`, and in the name of the paper's
/// `committee`: id → tally.
pub(super) fn count(
    text: &str,
    committee: Option<&str>,
    day: Option<Date>,
) -> BTreeMap<&'static str, Tally> {
    let mut tallies: BTreeMap<&'static str, Tally> = BTreeMap::new();
    if let Some(body) = committee.and_then(of_committee) {
        tallies.entry(body.id.as_str()).or_default().names_committee = true;
    }
    let mut last_name: Option<usize> = None;
    for mention in councils::mentions(text) {
        // In a list of councils none is the author.
        let listed = mention.how == How::Name
            && last_name.replace(mention.span.end).is_some_and(|end| {
                mention.span.start - end <= 12 && !text[end..mention.span.start].contains('\n')
            });
        let mut bodies = mention.bodies.clone();
        if matches!(mention.how, How::Email | How::Web) {
            // A county that became a single council keeps its address.
            let before = mention.bodies.iter().flat_map(|body| {
                let before = councils::predecessors(&body.id).into_iter();
                before.filter(|before| before.place == body.place)
            });
            bodies.extend(before);
        }
        bodies.retain(|body| day.is_none_or(|day| body.existed(day)));
        let round = Round::of(text, &mention);
        for body in bodies {
            let tally = tallies.entry(body.id.as_str()).or_default();
            let counts = tally.add(body, &mention, &round, listed);
            if counts && tally.printed.len() < 8 {
                let printed = round.printed(text, &mention);
                if !tally.printed.contains(&printed) {
                    tally.printed.push(printed);
                }
            }
            // A district's place is a place in its county.
            if counts
                && matches!(mention.how, How::Place | How::Name)
                && body.tier == Tier::District
                && let Some(county) = body.parent.as_deref().and_then(councils::by_id)
                && day.is_none_or(|day| county.existed(day))
            {
                let tally = tallies.entry(county.id.as_str()).or_default();
                tally.districts.insert(body.id.as_str());
                tally.called_district |= round.next == "district";
            }
        }
    }
    tallies
}

/// The council whose place opens the name of a committee that each such council has one of:
/// `Slough Health and Wellbeing Board`.
fn of_committee(committee: &str) -> Option<&'static Body> {
    let mention = councils::mentions(committee).next()?;
    let rest = straightened(committee[mention.span.end..].trim_start());
    let [body] = mention.bodies.as_slice() else { return None };
    let fits = mention.span.start == 0
        && mention.how == How::Place
        && matches!(body.tier, Tier::County | Tier::Single)
        && CUES.committee_after.iter().any(|cue| rest.starts_with(cue.as_str()));
    fits.then_some(body)
}

impl Tally {
    /// Adds a mention, and says whether it may be a sign of the author.
    fn add(&mut self, body: &Body, mention: &Mention, round: &Round, listed: bool) -> bool {
        let counter = match mention.how {
            How::Email if round.is_contact => &mut self.contact,
            How::Email => &mut self.email,
            How::Web => &mut self.web,
            How::Initials => &mut self.initials,
            How::VagueInitials => &mut self.vague_initials,
            How::Name if listed || round.is_other() => {
                self.other_name += 1;
                return false;
            }
            How::Name if round.is_acting() => {
                self.own_name += 1;
                &mut self.acting
            }
            How::Name if round.is_own() => &mut self.own_name,
            How::Name => &mut self.name,
            How::Place if body.bare_name == BareName::Word || round.is_part_of_name() => {
                // A word that is a place of a county is one only beside `District`.
                return body.tier == Tier::District && round.next == "district";
            }
            How::Place if round.is_own_place() => &mut self.own_place,
            How::Place if round.is_place() => &mut self.place,
            How::Place => {
                self.bare_place += 1;
                return false;
            }
        };
        *counter += 1;
        true
    }
}

/// What stands round a mention, in small letters and with straight apostrophes.
struct Round {
    before: String,
    after: String,
    /// The words directly before and after it, on the same line.
    previous: String,
    next: String,
    /// Whether these begin with a capital.
    previous_is_name: bool,
    next_is_name: bool,
    /// Whether its line says whom to write to.
    is_contact: bool,
    /// Whether nothing else stands on its line.
    is_alone: bool,
}

impl Round {
    fn of(text: &str, mention: &Mention) -> Self {
        let (start, end) = (mention.span.start, mention.span.end);
        let from = text.ceil_char_boundary(start.saturating_sub(ROUND));
        let to = text.floor_char_boundary((end + ROUND).min(text.len()));
        let (before, after) = (&text[from..start], &text[end..to]);
        let line_before = before.rsplit('\n').next().unwrap_or_default();
        let line_after = after.split('\n').next().unwrap_or_default();
        let is_word = |c: char| c.is_alphanumeric() || "-'’".contains(c);
        let gap = |c: char| c == ' ' || c == '\u{a0}';
        let previous = line_before.trim_end_matches(gap);
        let previous = &previous[previous.trim_end_matches(is_word).len()..];
        let next = line_after.trim_start_matches(gap);
        let next = &next[..next.len() - next.trim_start_matches(is_word).len()];
        let is_mail = matches!(mention.how, How::Email | How::Web);
        let is_contact = is_mail && {
            // The label may stand on the line before, as on the pages of meetings.
            let from = text.ceil_char_boundary(start.saturating_sub(200));
            let near = straightened(&text[from..start]);
            CUES.contact.iter().any(|cue| near.contains(cue.as_str()))
        };
        let lone = |part: &str| part.trim_matches(|c: char| !c.is_alphanumeric()).is_empty();
        Self {
            is_alone: (end <= EDGE || start + EDGE >= text.len())
                && lone(line_before)
                && lone(line_after),
            previous_is_name: previous.starts_with(char::is_uppercase),
            next_is_name: next.starts_with(char::is_uppercase),
            previous: previous.to_lowercase(),
            next: next.to_lowercase(),
            before: straightened(before),
            after: straightened(after),
            is_contact,
        }
    }

    fn is_other(&self) -> bool {
        CUES.other_before.iter().any(|cue| self.before.contains(cue.as_str()))
    }

    fn is_acting(&self) -> bool {
        self.next == "hereby"
    }

    fn is_own(&self) -> bool {
        let after = self.after.trim_start_matches([' ', '\u{a0}']);
        self.is_alone
            || CUES.own_after.iter().any(|cue| after.starts_with(cue.trim_start()))
            || CUES.own_before.iter().any(|cue| {
                let before = self.before.trim_end_matches("the ");
                before.ends_with(cue.as_str())
            })
    }

    /// `Lancaster Room`, `Duke of Lancaster`, `Central Lancashire`, `Mr Preston`, `Ash, Kent`.
    fn is_part_of_name(&self) -> bool {
        let is_cue = CUES.place_before.contains(&self.previous);
        let next = CUES.place_after.contains(&self.next) || self.next == "district";
        (self.previous_is_name && !is_cue)
            || (self.next_is_name && !next)
            || self.before.trim_end().ends_with(',')
            || (self.previous == "of" && !self.before.contains("s of "))
            || self.after.starts_with("'s ") && self.next_is_name
    }

    fn is_own_place(&self) -> bool {
        CUES.own_place_before.iter().any(|cue| self.before.ends_with(cue.as_str()))
    }

    fn is_place(&self) -> bool {
        CUES.place_before.contains(&self.previous)
            || CUES.place_after.contains(&self.next)
            || self.next == "district"
    }

    /// The mention as evidence: a place with the word beside it that made it count.
    fn printed(&self, text: &str, mention: &Mention) -> String {
        let words = &text[mention.span.clone()];
        match mention.how {
            How::Email => format!("@{words}"),
            How::Place if self.next == "district" => format!("{words} District"),
            How::Place if CUES.place_before.contains(&self.previous) => {
                format!("{} {words}", self.previous)
            }
            _ => words.split_whitespace().collect::<Vec<_>>().join(" "),
        }
    }
}

fn straightened(text: &str) -> String {
    text.to_lowercase()
        .replace(['\u{2019}', '\u{2018}'], "'")
        .replace(['\u{201c}', '\u{201d}'], "\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mentions_are_weighed_by_what_stands_round_them() {
        let text = "Contact: A. Reed, a.reed@kent.gov.uk\nThe cabinet of Kent County Council met.\n\
            Members heard how others, such as Essex County Council, had fared.\n\
            Services in Blackpool, the University of Central Lancashire and Mr Preston.\n\
            Team Leader – Lancaster District; LCC.";
        let tallies = count(text, None, None);
        let of = |id: &str| &tallies[id];
        assert_eq!((of("KEN").contact, of("KEN").own_name), (1, 1));
        assert_eq!((of("ESS").other_name, of("ESS").name), (1, 0));
        assert_eq!(of("BPL").own_place, 1);
        let lancashire = of("LAN");
        assert_eq!((lancashire.place, lancashire.bare_place), (0, 0));
        assert_eq!((lancashire.vague_initials, lancashire.called_district), (1, true));
        assert_eq!(lancashire.districts.iter().copied().collect::<Vec<_>>(), ["LAC"]);
        assert!(tallies.get("PRE").is_none_or(|tally| tally.place + tally.bare_place == 0));
    }
}

//! Holds one mention of someone, as it stands in the paper.

use std::ops::Range;

use super::names::Name;
use super::roll::Roll;
use crate::normalise::reading::folded_space;
use crate::paper::Attendance;
use crate::paper::PersonKind;
use crate::vocabulary::folded;

/// One mention of a person, or of a role that acts without a name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Mention {
    /// Given names and initials as printed; empty for a surname alone.
    pub(super) given: String,
    /// The surname as printed; empty for a role without a name.
    pub(super) surname: String,
    /// The surname as it is compared.
    pub(super) folded: String,
    /// The surname stands first.
    pub(super) turned: bool,
    /// The name with its titles, as printed.
    pub(super) titled: String,
    /// A councillor's title stands before it.
    pub(super) councillor: bool,
    /// A rank of the police stands before it.
    pub(super) rank: bool,
    /// `Mr` or the like; with `she` it is a couple.
    pub(super) he: bool,
    /// `Mrs` or the like.
    pub(super) she: bool,
    /// The role that is part of the title: `County Councillor`.
    pub(super) title_role: Option<String>,
    /// The role beside the name.
    pub(super) role: Option<String>,
    /// The body the person comes from.
    pub(super) organisation: Option<String>,
    /// What the roll says.
    pub(super) attendance: Option<Attendance>,
    /// What the place in the paper says of the kind.
    pub(super) place: Option<PersonKind>,
    /// The place is a roll of those who sit at the table.
    pub(super) seated: bool,
    /// The words about it tell that someone comes from outside.
    pub(super) outside: bool,
    /// The words right behind it say where someone comes from: `Tom Hale of Ash Lakes`.
    pub(super) afar: bool,
    /// Where name or role stands in the text.
    pub(super) span: Range<usize>,
}

impl Mention {
    /// A mention of the name `name` in `text`.
    pub(super) fn new(text: &str, name: &Name) -> Self {
        let printed = |range: &Range<usize>| whole(&text[range.clone()]);
        let titles = &name.titles;
        let role = titles.role.as_ref().and_then(|role| title_role(&printed(role)));
        let surname = printed(&name.surname);
        Self {
            given: printed(&name.given),
            folded: folded(&surname),
            surname,
            turned: name.turned,
            titled: printed(&(name.start()..name.span().end)),
            councillor: titles.councillor,
            rank: titles.rank,
            he: titles.he,
            she: titles.she,
            title_role: role,
            span: name.span(),
            ..Self::default()
        }
    }

    /// A mention of a role without a name.
    pub(super) fn of_role(text: &str, role: Range<usize>) -> Self {
        Self { role: Some(folded_space(&text[role.clone()])), span: role, ..Self::default() }
    }

    /// The name as printed, without titles.
    pub(super) fn name(&self) -> String {
        match (self.given.is_empty(), self.turned) {
            (true, _) => self.surname.clone(),
            (false, true) => format!("{} {}", self.surname, self.given),
            (false, false) => format!("{} {}", self.given, self.surname),
        }
    }

    /// The name as the roll of members prints it: in a list of councillors by their initials,
    /// `Mrs` is part of how one of them is told from the others.
    pub(super) fn listed_name(&self) -> Option<String> {
        let initials = !self.given.is_empty()
            && self.given.split(' ').all(|word| word.trim_end_matches('.').len() == 1);
        let led = ["Mrs ", "Miss ", "Ms "].iter().any(|word| self.titled.starts_with(word));
        let alone = self.councillor && self.seated && self.she && !self.he;
        (alone && initials && led).then(|| self.titled.clone())
    }

    /// Notes what a list of names tells of all in it, though it is said beside one: `welcomed Ann
    /// Reed, Tom Foy and Ben Hale`, `Ann Reed and Tom Foy from Holme Homes`. `last` is the mention
    /// before.
    pub(super) fn stand_beside(&mut self, last: &mut Self, text: &str) {
        let inside = last.councillor || last.seated || last.given.is_empty();
        let gap = text.get(last.span.end..self.span.start).unwrap_or_default();
        if inside || !matches!(gap, ", " | "; " | " and " | ", and " | " & ") {
            return;
        }
        self.outside |= last.outside;
        let pair = gap == " and " && last.organisation.is_none() && last.role.is_none();
        if pair && self.afar && self.role.is_none() {
            last.organisation.clone_from(&self.organisation);
            last.outside = true;
        }
    }

    /// Notes that a sentence says of someone that they were there.
    pub(super) fn attend(&mut self, attendance: Attendance) {
        self.attendance = Some(attendance);
        self.seated &= self.councillor;
        self.place = self.place.filter(|_| self.seated);
    }

    /// Notes what the roll says that the mention stands in.
    pub(super) fn place_in(&mut self, roll: &Roll) {
        self.attendance = Some(roll.attendance);
        // Where the members bear their title, `Mrs Dale` is none of them.
        let guest = (self.he || self.she) && !self.councillor && roll.titled > 1;
        if guest && roll.seated {
            return;
        }
        self.place = roll.kind;
        self.seated = roll.seated;
        if roll.kind == Some(PersonKind::CoOpted) && self.role.is_none() {
            self.role = Some("Co-opted member".to_owned());
        }
        if roll.councillors && !self.rank {
            self.councillor = true;
            self.title_role = self.title_role.take().or_else(|| roll.role.clone());
        }
    }
}

/// A printed piece of a name with white space folded and a stray blank behind a hyphen dropped.
fn whole(printed: &str) -> String {
    let folded = folded_space(printed);
    if folded.contains("- ") { folded.replace("- ", "-") } else { folded }
}

/// The role that a title tells: `County Councillors` makes each one a county councillor. A council's
/// own councillors hold no role by that.
pub(super) fn title_role(title: &str) -> Option<String> {
    let words: Vec<&str> = title.split(' ').collect();
    let plain = ["Parish", "Town", "Community", "City", "Fellow", "Lead"];
    if let [tier, title] = words.as_slice()
        && plain.iter().any(|word| word.eq_ignore_ascii_case(tier))
        && !title.is_empty()
    {
        return None;
    }
    let one = match title {
        _ if title.ends_with("ouncillors") || title.ends_with("Cllrs") => &title[..title.len() - 1],
        title => title,
    };
    Some(one.to_owned())
}

//! Knows the words by which people are named: honorifics, titles, given names, roles, and the words
//! that are no part of a name. They stand in `roles.toml`.
//!
//! Knows no paper: a word has marks wherever it stands, and what they come to there is for the
//! caller to judge.

mod table;
mod words;

use std::ops::BitOr;
use std::sync::LazyLock;

use self::table::Known;
use self::table::Table;
use crate::paper::PersonKind;
use crate::vocabulary::folded;

/// What a word may be. A word may be several things.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Marks(u32);

impl Marks {
    /// An honorific of a man: `Mr`.
    pub const HE: Self = Self(1);
    /// An honorific of a woman: `Mrs`.
    pub const SHE: Self = Self(1 << 1);
    /// An honorific of either: `Dr`.
    pub const EITHER: Self = Self(1 << 2);
    /// An honorific that schools and streets carry too: `Sir`.
    pub const GRAND: Self = Self(1 << 3);
    /// The title of a councillor.
    pub const COUNCILLOR: Self = Self(1 << 4);
    /// A title of several people: `Councillors`.
    pub const MANY: Self = Self(1 << 5);
    /// What may stand before a councillor's title: `County`.
    pub const TIER: Self = Self(1 << 6);
    /// A rank of the police or the fire service.
    pub const RANK: Self = Self(1 << 7);
    /// Letters behind a name: `MBE`.
    pub const AFTER: Self = Self(1 << 8);
    /// A small word inside a name: `van`.
    pub const PARTICLE: Self = Self(1 << 9);
    /// A given name.
    pub const GIVEN: Self = Self(1 << 10);
    /// A given name that is a word or a place as often.
    pub const DOUBTFUL: Self = Self(1 << 11);
    /// No part of a name.
    pub const NO: Self = Self(1 << 12);
    /// A surname although it is marked as no part of a name: `Hall`.
    pub const SURNAME: Self = Self(1 << 13);
    /// Behind a name, makes it the name of a place or a body: `Street`.
    pub const PLACE: Self = Self(1 << 14);
    /// Before a name, makes it the name of a place: `St`.
    pub const SAINT: Self = Self(1 << 15);
    /// The word that makes a role of the words about it: `Manager`.
    pub const HEAD: Self = Self(1 << 16);
    /// A small word inside a role: `of`.
    pub const INSIDE: Self = Self(1 << 17);
    /// What someone does in a meeting: `reported`.
    pub const SPEAKS: Self = Self(1 << 18);
    /// A word of the label of a roll that is no key word.
    pub const FILL: Self = Self(1 << 19);
    /// A key word of a roll of those present.
    pub const PRESENT: Self = Self(1 << 20);
    /// A key word of a roll of officers and guests.
    pub const ATTENDING: Self = Self(1 << 21);
    /// A key word of a roll of apologies.
    pub const APOLOGIES: Self = Self(1 << 22);
    /// A key word of a roll of those who were not there.
    pub const ABSENT: Self = Self(1 << 23);
    /// A key word of a roll of co-opted members.
    pub const CO_OPTED: Self = Self(1 << 24);
    /// A title that is enough to know who acted: `Clerk`.
    pub const ALONE: Self = Self(1 << 25);
    /// Makes several words the role of one person.
    pub const POST: Self = Self(1 << 26);
    /// Makes them the name of a body: `Board`.
    pub const BODY: Self = Self(1 << 27);
    /// A word of a remark on an entry of a roll.
    pub const REMARK: Self = Self(1 << 28);
    /// Any honorific, title or rank.
    pub const TITLE: Self = Self(1 | 1 << 1 | 1 << 2 | 1 << 4 | 1 << 7);
    /// Any key word of a roll.
    pub const ROLL: Self = Self(1 << 20 | 1 << 21 | 1 << 22 | 1 << 23 | 1 << 24);

    /// These marks and those of `other`.
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Says whether the word has any of the marks `of`.
    pub fn has(self, of: Self) -> bool {
        self.0 & of.0 != 0
    }
}

impl BitOr for Marks {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        self.or(other)
    }
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let table: Table = toml::from_str(include_str!("roles.toml"))
        .expect("roles.toml is embedded and parsed in a test");
    Known::new(table)
});

/// Returns the marks of `word`, in whatever case it is written.
pub fn marks(word: &str) -> Marks {
    KNOWN.words.marks(word)
}

/// Says whether two words that are written like a person's name are known as a firm or a body.
pub fn is_body(first: &str, second: &str) -> bool {
    KNOWN.bodies.iter().any(|[a, b]| a == first && b == second)
}

/// Says whether one of two given names, in small letters, is a short form of the other.
pub fn is_short_form(one: &str, other: &str) -> bool {
    let groups = |name: &str| KNOWN.short.get(name).map(Vec::as_slice).unwrap_or_default();
    let others = groups(other);
    groups(one).iter().any(|group| others.contains(group))
}

/// Returns the kind of person that stands behind the label `label`: `Report author`.
pub fn label(label: &str) -> Option<PersonKind> {
    KNOWN.labels.get(folded(label).as_str()).copied()
}

/// Says whether a role is one that only a councillor holds.
pub fn is_councillors(role: &str) -> bool {
    KNOWN.councillor.starts(role)
}

/// Says whether a role is one that outsiders hold.
pub fn is_outsiders(role: &str) -> bool {
    KNOWN.external.within(role)
}

/// Says whether a role is that of a co-opted member.
pub fn is_co_opted(role: &str) -> bool {
    KNOWN.co_opted.within(role)
}

/// Says whether `words` name a body outside a council.
pub fn is_outside(words: &str) -> bool {
    KNOWN.outside.within(words)
}

/// Says whether `words` name a body outside a parish council, or one that a guest comes from.
pub fn is_nearby(words: &str) -> bool {
    is_outside(words) || KNOWN.nearby.within(words)
}

/// Says whether a role is one of the few that a parish council employs people in.
pub fn is_parish_post(role: &str) -> bool {
    KNOWN.parish.within(role)
}

/// Says whether a role is one in the service of a principal council.
pub fn is_public_post(role: &str) -> bool {
    KNOWN.public.within(role)
}

/// Returns the role under which `role` compares across councils, without `Interim` and `Acting`;
/// `None` where the post has no common name.
pub fn canonical(role: &str) -> Option<String> {
    if let Some(long) = KNOWN.acronyms.get(role) {
        return Some(long.clone());
    }
    let folded = folded(&role.replace(['\'', '\u{2019}'], " "));
    let kept: Vec<&str> = folded
        .split(' ')
        .filter(|word| !["interim", "acting", "temporary"].contains(word))
        .collect();
    let folded = kept.join(" ");
    let at = KNOWN.forms.matches(&folded).iter().next()?;
    let (form, post) = &KNOWN.canonical[at];
    if !post.contains("$1") {
        return Some(post.clone());
    }
    let found = form.captures(&folded)?;
    Some(post.replace("$1", &titled(found.get(1).map_or("", |rest| rest.as_str()))))
}

/// Writes `words` with capitals, as a portfolio is written.
fn titled(words: &str) -> String {
    let parts = words.split(' ').map(|word| {
        let mut letters = word.chars();
        match letters.next() {
            Some(first) if !["and", "of", "the", "for", "to", "in"].contains(&word) => {
                first.to_uppercase().chain(letters).collect()
            }
            _ => word.to_owned(),
        }
    });
    parts.collect::<Vec<String>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_their_marks_in_any_case() {
        assert!(marks("Mrs").has(Marks::SHE) && marks("CLLRS").has(Marks::MANY));
        assert!(marks("Zo\u{eb}").has(Marks::GIVEN) && marks("june").has(Marks::DOUBTFUL));
        assert!(marks("Committee").has(Marks::NO) && !marks("Lintern").has(Marks::NO));
        assert_eq!(marks("a-word-of-more-than-twenty-four-letters"), Marks::default());
    }

    #[test]
    fn common_posts_have_one_name_each() {
        for (role, post) in [
            (
                "Interim Director of Children\u{2019}s Services",
                Some("Director of Children's Services"),
            ),
            ("Director of Childrens' Services", Some("Director of Children's Services")),
            ("Acting Chief Executive", Some("Chief Executive")),
            ("Parish Clerk and Financial Responsible Person", Some("Clerk")),
            ("S151 Officer", Some("Section 151 Officer")),
            ("Principle Social Worker", Some("Principal Social Worker")),
            ("Deputy Clerk", Some("Deputy Clerk")),
            ("DCS", Some("Director of Children's Services")),
            ("Customer Services Portfolio Holder", Some("Cabinet Member for Customer Services")),
            (
                "Executive Member for Highways & Waste",
                Some("Cabinet Member for Highways and Waste"),
            ),
            (
                "Cabinet Member for Children's Social Care & Disabilities",
                Some("Cabinet Member for Children"),
            ),
            ("Footpath Warden", None),
        ] {
            assert_eq!(canonical(role).as_deref(), post, "{role}");
        }
    }

    #[test]
    fn roles_tell_their_side() {
        assert!(is_outsiders("Detective Chief Inspector") && is_outsiders("Improvement Advisor"));
        assert!(!is_outsiders("Head of Service") && !is_outsiders("Shepherd"));
        assert!(is_councillors("Cabinet Member for Roads") && !is_councillors("Chairing"));
        assert!(is_outside("Grant Thornton") && !is_outside("Finance"));
        assert!(is_body("Grant", "Thornton") && !is_body("Grant", "Murdoch"));
        assert_eq!(label("Report author"), Some(PersonKind::Officer));
    }
}

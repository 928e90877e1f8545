//! Holds the short lists of `lists.toml`.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use aho_corasick::AhoCorasickKind;
use serde::Deserialize;

/// A short list of words or phrases.
#[derive(Deserialize)]
#[serde(transparent)]
pub(super) struct List(Vec<String>);

impl List {
    /// The entries, in their order.
    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// Says whether `word` is an entry.
    pub(super) fn has(&self, word: &str) -> bool {
        self.iter().any(|entry| entry == word)
    }

    /// Says whether `word` is an entry, whatever its ASCII case.
    pub(super) fn has_folded(&self, word: &str) -> bool {
        self.iter().any(|entry| entry.eq_ignore_ascii_case(word))
    }

    /// Says whether an entry stands in `words`.
    pub(super) fn within(&self, words: &str) -> bool {
        self.iter().any(|entry| words.contains(entry))
    }

    /// Says whether `words` begin with an entry.
    pub(super) fn starts(&self, words: &str) -> bool {
        self.iter().any(|entry| words.starts_with(entry))
    }

    /// Says whether `words` end with an entry.
    pub(super) fn ends(&self, words: &str) -> bool {
        self.iter().any(|entry| words.ends_with(entry))
    }

    /// What stands in `words` behind the first entry that they begin with.
    pub(super) fn strip<'a>(&self, words: &'a str) -> Option<&'a str> {
        self.iter().find_map(|entry| words.strip_prefix(entry))
    }
}

/// A longer list of parts of words, looked for all at once.
#[derive(Deserialize)]
#[serde(try_from = "Vec<String>")]
pub(super) struct Parts(AhoCorasick);

impl TryFrom<Vec<String>> for Parts {
    type Error = aho_corasick::BuildError;

    fn try_from(parts: Vec<String>) -> Result<Self, Self::Error> {
        AhoCorasick::builder().kind(Some(AhoCorasickKind::DFA)).build(parts).map(Self)
    }
}

impl Parts {
    /// Says whether an entry stands in `words`.
    pub(super) fn within(&self, words: &str) -> bool {
        self.0.is_match(words)
    }
}

/// The file as it is written; what each list is for stands there.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Lists {
    pub(super) name: NameLists,
    pub(super) role: RoleLists,
    pub(super) roll: RollLists,
    pub(super) label: LabelLists,
    pub(super) kind: KindLists,
    pub(super) paper: PaperLists,
}

/// Lists for names.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NameLists {
    pub(super) abbreviated: List,
    pub(super) offices: List,
    pub(super) firm: List,
    pub(super) firm_tails: List,
    pub(super) place: List,
    pub(super) led: List,
    pub(super) thing: List,
}

/// Lists for roles and bodies beside a name.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RoleLists {
    pub(super) stop: List,
    pub(super) several: List,
    pub(super) bodies: List,
    pub(super) small: List,
    pub(super) parts: List,
    pub(super) from: List,
    pub(super) is: List,
    pub(super) second: List,
    pub(super) weak: List,
    pub(super) roll: List,
    pub(super) employers: List,
    pub(super) seats: List,
}

/// Lists for rolls.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RollLists {
    pub(super) people: List,
    pub(super) guests: List,
    pub(super) members: List,
    pub(super) officers: List,
    pub(super) also: List,
    pub(super) others: List,
    pub(super) after: List,
    pub(super) public: List,
    pub(super) excuse: List,
    pub(super) remark: List,
    pub(super) opens: List,
}

/// Lists for labels.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LabelLists {
    pub(super) seats: List,
    pub(super) lone: List,
    pub(super) papers: List,
}

/// Lists for the side of the table.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KindLists {
    pub(super) councils: List,
    pub(super) not_councils: List,
    pub(super) chairs: List,
    pub(super) own_chairs: List,
    pub(super) elsewhere: List,
    pub(super) here: List,
    pub(super) private: List,
    pub(super) public: List,
    pub(super) uniformed: List,
    pub(super) nearby: List,
    pub(super) nearby_tails: List,
    pub(super) outside: Parts,
}

/// Lists for the council whose paper it is.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PaperLists {
    pub(super) small: List,
    pub(super) small_names: List,
    pub(super) small_own: List,
    pub(super) principal: List,
    pub(super) high: List,
    pub(super) uniformed: List,
}

/// The lists of `lists.toml`.
pub(super) static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    toml::from_str(include_str!("lists.toml")).expect("lists.toml is embedded and parsed in a test")
});

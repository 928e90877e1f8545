//! Finds outside bodies and their frameworks by name in a sentence.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use aho_corasick::AhoCorasickKind;
use aho_corasick::MatchKind;

use crate::vocabulary::external::Body;
use crate::vocabulary::external::bodies;

use super::said::Said;

/// A name with so few letters is an acronym, and counts in capitals only.
const SHORT: usize = 5;

/// How far a maker may stand from its recommendations to go before all others, in bytes.
const TOUCHING: usize = 24;

/// How far a maker may stand from its recommendations in a sentence, in bytes.
pub(super) const NEAR: usize = 90;

/// What a name stands for.
struct Name {
    printed: String,
    body: &'static Body,
    framework: Option<&'static str>,
}

/// Every name of a body or of a framework.
struct Names {
    names: AhoCorasick,
    named: Vec<Name>,
}

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let mut named = Vec::new();
    for body in bodies().all() {
        let frameworks = body.frameworks.iter().flat_map(|framework| {
            framework.names.iter().map(|name| (name, Some(framework.id.as_str())))
        });
        for (name, framework) in body.names.iter().map(|name| (name, None)).chain(frameworks) {
            named.push(Name { printed: Said::of(name).plain().to_owned(), body, framework });
        }
    }
    let built = AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .match_kind(MatchKind::LeftmostLongest)
        .kind(Some(AhoCorasickKind::DFA))
        .build(named.iter().map(|name| &name.printed));
    let names = built.expect("external.toml is embedded and parsed in a test");
    Names { names, named }
});

/// The names as they are looked for.
pub(super) fn printed() -> impl Iterator<Item = &'static str> {
    NAMES.named.iter().map(|name| name.printed.as_str())
}

/// Says whether a text may name one, told cheaply.
pub(super) fn is_any(text: &str) -> bool {
    NAMES.names.is_match(text)
}

/// A body or a framework named in a text.
#[derive(Clone)]
pub(super) struct Naming {
    /// Where, in bytes.
    pub(super) span: Range<usize>,
    /// The body, or the one whose framework it is.
    pub(super) body: &'static Body,
    /// The id of the framework.
    pub(super) framework: Option<&'static str>,
}

/// The namings in a text whose quotes are straight, in order.
pub(super) fn namings(text: &str) -> Vec<Naming> {
    let found = NAMES.names.find_iter(text).filter_map(|found| {
        let name = NAMES.named.get(found.pattern().as_usize())?;
        let printed = text.get(found.range())?;
        let apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        let whole = apart(text[..found.start()].chars().next_back())
            && apart(text[found.end()..].chars().next());
        let is_acronym = name.printed.len() <= SHORT && !name.printed.contains(' ');
        let cased = !is_acronym || printed == name.printed;
        (whole && cased).then_some(Naming {
            span: found.range(),
            body: name.body,
            framework: name.framework,
        })
    });
    found.collect()
}

/// The body that is named within `at` in a sentence, or else the one that is named near it.
/// Nothing where several are.
pub(super) fn near(named: &[Naming], at: &Range<usize>) -> Option<&'static Body> {
    // `17 Ofsted recommendations`, `recommendations made by Ofsted`
    let within = at.start.saturating_sub(TOUCHING)..at.end + TOUCHING;
    let mut touching = named.iter().filter(|naming| {
        naming.framework.is_none()
            && within.start <= naming.span.start
            && naming.span.end <= within.end
    });
    if let (Some(only), None) = (touching.next(), touching.next()) {
        return Some(only.body);
    }
    let mut close = named.iter().filter(|naming| {
        let gap = if naming.span.start >= at.end {
            naming.span.start - at.end
        } else {
            at.start.saturating_sub(naming.span.end)
        };
        naming.framework.is_none() && gap <= NEAR
    });
    let first = close.next()?;
    close.all(|other| other.body.id == first.body.id).then_some(first.body)
}

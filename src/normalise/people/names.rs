//! Reads a person's name where one begins: honorifics, initials, given names, surname, letters.
//!
//! How much is believed depends on where the name stands: behind a title a surname is enough, in
//! running words a known given name is asked for, in a roll any two capitalised words will do.

use std::ops::Range;

use super::scan::Passage;
use super::scan::Shape;
use super::scan::is_blank;
use crate::vocabulary::roles;
use crate::vocabulary::roles::Marks;

/// The honorifics and titles before a name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Titles {
    /// Where they begin and end in the text; empty where there are none.
    pub(super) span: Range<usize>,
    /// One of them is a councillor's.
    pub(super) councillor: bool,
    /// They stand before several names.
    pub(super) many: bool,
    /// `Mr`.
    pub(super) he: bool,
    /// `Mrs`.
    pub(super) she: bool,
    /// An honorific that schools carry too.
    pub(super) grand: bool,
    /// The words that are a role of their own: `County Councillor`, `PCSO`.
    pub(super) role: Option<Range<usize>>,
    /// The role is a rank of the police.
    pub(super) rank: bool,
}

impl Titles {
    /// Says whether there is any title.
    pub(super) fn any(&self) -> bool {
        !self.span.is_empty()
    }
}

/// A name as it stands in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    /// What stands before it.
    pub(super) titles: Titles,
    /// Given names and initials; empty for a surname alone.
    pub(super) given: Range<usize>,
    /// The surname.
    pub(super) surname: Range<usize>,
    /// The surname stands first: `SMITH J`.
    pub(super) turned: bool,
    /// The next capitalised word after name and letters.
    pub(super) next: usize,
    /// Where name and letters end in the text.
    pub(super) end: usize,
    /// `'s` follows.
    pub(super) possessive: bool,
}

impl Name {
    /// Where the name stands, without titles and letters.
    pub(super) fn span(&self) -> Range<usize> {
        if self.given.is_empty() {
            return self.surname.clone();
        }
        self.given.start.min(self.surname.start)..self.given.end.max(self.surname.end)
    }

    /// Where the name begins with its titles.
    pub(super) fn start(&self) -> usize {
        if self.titles.any() { self.titles.span.start } else { self.span().start }
    }
}

/// How much is believed where the name stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trust {
    /// Running words: a known given name, or initials with full stops.
    Prose,
    /// The place is one for names: a roll, a label, a list of names.
    Roll,
}

/// Given names that are shortened with a full stop.
const ABBREVIATED: [&str; 8] = ["Thos", "Wm", "Geo", "Chas", "Jas", "Robt", "Edw", "Saml"];

/// Reads the titles that begin at the word `at`. Returns them with the next word.
pub(super) fn titles(passage: &Passage<'_>, at: usize) -> Option<(Titles, usize)> {
    let mut titles = Titles::default();
    let mut next = at;
    // `County Councillor`: the words before the title are a role with it.
    while next < at + 3
        && passage.marks(next).has(Marks::TIER)
        && !passage.marks(next).has(Marks::TITLE)
        && is_blank(passage.gap(next), 2)
    {
        next += 1;
    }
    if next > at && !passage.marks(next).has(Marks::COUNCILLOR | Marks::RANK) {
        return None;
    }
    let tier = next > at;
    let first = next;
    while next < passage.caps.len() && next < first + 5 {
        let cap = passage.caps[next];
        let marks = cap.marks;
        if !marks.has(Marks::TITLE) || cap.possessive || is_name_word(passage, next, first) {
            break;
        }
        titles.councillor |= marks.has(Marks::COUNCILLOR);
        titles.many |= marks.has(Marks::MANY);
        titles.he |= marks.has(Marks::HE);
        titles.she |= marks.has(Marks::SHE);
        titles.grand |= marks.has(Marks::GRAND);
        if marks.has(Marks::RANK) {
            let from = titles.role.as_ref().map_or(cap.start, |role| role.start);
            titles.role = Some(from..cap.end);
            titles.rank = true;
        }
        titles.span = passage.caps[at].start..cap.end;
        next += 1;
        if !joins_titles(passage.gap(next - 1), titles.rank) {
            break;
        }
    }
    if !titles.any() {
        return None;
    }
    if tier {
        titles.role = Some(passage.caps[at].start..passage.caps[first].end);
    }
    Some((titles, next))
}

/// Says whether the word, though it may be a title, is part of the name: `Major`, `Ward`.
fn is_name_word(passage: &Passage<'_>, at: usize, first: usize) -> bool {
    let marks = passage.marks(at);
    let cap = passage.caps[at];
    // Ranks of two letters are written in capitals: `DC`, not `Dc`.
    let small_rank = marks.has(Marks::RANK) && cap.end - cap.start <= 2 && cap.shape == Shape::Word;
    let surname_too = at > first && marks.has(Marks::SURNAME) && cap.shape == Shape::Word;
    // `MS` behind a name and `Ms` before one.
    small_rank || surname_too && !passage.marks(at + 1).has(Marks::GIVEN)
}

/// Says whether what stands between two titles, or a title and a name, joins them.
fn joins_titles(gap: &str, rank: bool) -> bool {
    let inner = gap.trim_matches([' ', '\u{a0}', '.', '\t', '\n', '*', ':']);
    let digits = rank && !inner.is_empty() && inner.bytes().all(|b| b.is_ascii_digit());
    (inner.is_empty() || digits || ["&", "and", "/"].contains(&inner)) && gap.len() <= 24
}

/// Reads the name at the word `at`, with its titles.
pub(super) fn name(passage: &Passage<'_>, at: usize, trust: Trust) -> Option<Name> {
    match titles(passage, at) {
        Some((titles, next)) => {
            let gap = passage.gap(next - 1);
            // `Councillors.` ends a sentence; `Cllrs.` does not.
            let whole = next > 0 && passage.word(next - 1).len() > 5 && gap.starts_with('.');
            if whole || !joins_titles(gap, titles.rank) {
                return None;
            }
            // A title at the end of a line and a word on the next are one name only where the
            // lines run on.
            let name = titled(passage, next, titles)?;
            if name.titles.grand && !name.titles.councillor && is_place(passage, &name) {
                return None;
            }
            Some(name)
        }
        None => plain(passage, at, trust),
    }
}

/// Reads the name behind titles: a surname is enough.
pub(super) fn titled(passage: &Passage<'_>, at: usize, titles: Titles) -> Option<Name> {
    let words = words(passage, at, true)?;
    let Words { first_word, last, .. } = words;
    // `Councillor Ward Funding`, `PCSO Liaison Officer`: no one's name.
    if words.last == at && passage.caps.len() > at + 1 && is_blank(passage.gap(at), 1) {
        let next = passage.marks(at + 1);
        let thing = passage.marks(at).has(Marks::NO) && passage.caps[at + 1].shape == Shape::Word;
        if thing || titles.rank && next.has(Marks::HEAD) && next.has(Marks::NO) {
            return None;
        }
    }
    // A given name alone behind a title is a surname as well: `Cllr James`.
    let given = if first_word == last && at == last { at..at } else { at..last };
    finish(passage, titles, given, last, words.turned)
}

/// Reads a name without a title.
fn plain(passage: &Passage<'_>, at: usize, trust: Trust) -> Option<Name> {
    let cap = passage.caps.get(at)?;
    let marks = cap.marks;
    if cap.possessive || marks.has(Marks::SAINT) && trust == Trust::Prose {
        return None;
    }
    let given = marks.has(Marks::GIVEN);
    let doubtful = marks.has(Marks::DOUBTFUL);
    let initials = cap.shape == Shape::Initials;
    if trust == Trust::Prose && !given && !doubtful && !initials {
        return None;
    }
    if !given && !doubtful && !initials && marks.has(Marks::NO) {
        return None;
    }
    let words = words(passage, at, trust == Trust::Roll)?;
    if words.last == at {
        return None;
    }
    let name = finish(passage, Titles::default(), at..words.last, words.last, words.turned)?;
    let surname = passage.marks(words.last);
    let thing = surname.has(Marks::PLACE) && !surname.has(Marks::SURNAME);
    let body = roles::is_body(passage.word(at), passage.word(at + 1));
    if thing || body || is_place(passage, &name) {
        return None;
    }
    match trust {
        Trust::Roll => Some(name),
        Trust::Prose => believed(passage, at, &name).then_some(name),
    }
}

/// Says whether running words about a name bear it out.
fn believed(passage: &Passage<'_>, at: usize, name: &Name) -> bool {
    let cap = passage.caps[at];
    let before = passage.before(cap.start, 40);
    let last = before.trim_end_matches([' ', '\u{a0}', '*', '"', '\u{201c}']);
    let word = last.rsplit([' ', '\u{a0}', '\n', '(', '\t']).next().unwrap_or_default();
    let joined = at > 0 && is_blank(passage.gap(at - 1), 3);
    let before_marks = if joined { passage.marks(at - 1) } else { Marks::default() };
    // `the Nelson Mandela …`, `St John …`, `Upper Robert …`.
    if ["the", "The", "a", "A", "an"].contains(&word) || before_marks.has(Marks::SAINT) {
        return false;
    }
    let led = ["by", "from", "with", "and", "to", "&", "Mr", "called", "that", "of"]
        .contains(&word)
        || last.ends_with([',', ';', ':', '-', '\u{2013}', '\u{2014}']);
    let surname = passage.at(name.surname.start);
    let after = passage.after(name.end);
    let next = after.trim_start();
    let speaks = next
        .split([' ', ',', '.', '\n', '\u{a0}'])
        .next()
        .is_some_and(|word| roles::marks(word).has(Marks::SPEAKS) && !word.is_empty());
    let follows = speaks || next.starts_with(['(', ',', '\u{2013}']) || next.starts_with("- ");
    if cap.shape == Shape::Initials {
        let dotted = passage.word(at).ends_with('.');
        let count = passage.word(at).bytes().filter(u8::is_ascii_uppercase).count();
        let sure = !passage.marks(surname).has(Marks::NO | Marks::PLACE | Marks::HEAD);
        return dotted
            && count <= 3
            && sure
            && !before_marks.has(Marks::HEAD)
            && !last.ends_with(|c: char| c.is_ascii_digit())
            || !dotted && sure && led && follows && word != "to" && word != "of";
    }
    if passage.marks(surname).has(Marks::SURNAME | Marks::NO) {
        return speaks || led && follows;
    }
    // A word before it that is no role and no ordinary word makes it the end of another name.
    let alien = joined
        && !before_marks.has(Marks::HEAD | Marks::NO | Marks::TITLE | Marks::SPEAKS)
        && passage.caps[at - 1].shape == Shape::Word
        && !passage.caps[at - 1].possessive
        && passage.gap(at - 1).len() == 1
        && !passage.word(at - 1).ends_with("ly");
    if alien {
        return false;
    }
    cap.marks.has(Marks::GIVEN) || led || follows
}

/// The words of a name, as far as they are one.
struct Words {
    /// The first word that is no initial.
    first_word: usize,
    /// The surname.
    last: usize,
    /// The surname stands before the initials.
    turned: bool,
}

/// Reads the words of a name from `at`. `sure` says that its place is one for names.
fn words(passage: &Passage<'_>, at: usize, sure: bool) -> Option<Words> {
    let mut next = at;
    // Initials, with blanks or full stops between.
    while next < passage.caps.len() && passage.caps[next].shape == Shape::Initials && next < at + 4
    {
        let gap = passage.gap(next);
        let comma = gap == ", " && sure && passage.word(next).len() == 1;
        if !(is_blank(gap, 2) || gap.is_empty() || gap == ". " || gap == "." || comma) {
            return None;
        }
        next += 1;
    }
    let first_word = next;
    let first = passage.caps.get(next)?;
    let upper = sure && first.shape == Shape::Upper && first.end - first.start > 2;
    let initials = at < next;
    if !is_part(passage, next, upper) || (first.shape == Shape::Upper && !upper) {
        return None;
    }
    let no = first.marks.has(Marks::NO) && !first.marks.has(Marks::GIVEN | Marks::DOUBTFUL);
    if no && !(first.marks.has(Marks::SURNAME) && (sure || initials)) {
        return None;
    }
    let mut last = next;
    let mut count = 1;
    while count < 4 {
        let after = last + 1;
        if after >= passage.caps.len() || passage.caps[last].possessive {
            break;
        }
        let gap = passage.gap(last);
        if let Some(over) = particle(passage, last, gap) {
            last = over;
            count += 1;
            continue;
        }
        let short = gap == ". " && ABBREVIATED.contains(&passage.word(last));
        if !is_blank(gap, 1) && gap != "- " && !short {
            break;
        }
        let cap = passage.caps[after];
        if cap.shape == Shape::Initials {
            // `Smith J`, or a middle initial: `John F. Smith`.
            let middle = after + 1 < passage.caps.len()
                && (is_blank(passage.gap(after), 1) || passage.gap(after) == ". ")
                && is_part(passage, after + 1, false)
                && !passage.marks(after + 1).has(Marks::NO);
            if middle && first.marks.has(Marks::GIVEN | Marks::DOUBTFUL) {
                last = after + 1;
                count += 2;
                continue;
            }
            if count == 1 && sure && ends(passage, after) && at == last && cap.end - cap.start <= 4
            {
                return Some(Words { first_word, last: after, turned: true });
            }
            break;
        }
        if !is_part(passage, after, true)
            || cap.marks.has(Marks::NO) && !surname_here(passage, after, count, sure)
        {
            break;
        }
        // Capitals behind small letters are a surname only where the name lacks one.
        if cap.shape == Shape::Upper
            && (count > 1
                || !sure && !initials
                || cap.marks.has(Marks::AFTER | Marks::HEAD)
                || first.shape == Shape::Word && !first.marks.has(Marks::GIVEN | Marks::DOUBTFUL)
                || cap.end - cap.start < 4 && first.shape != Shape::Upper)
        {
            break;
        }
        if initials && !sure {
            break;
        }
        if count >= 2 && !third(passage, last, after, sure) {
            break;
        }
        if count == 1 && initials && !(third(passage, last, after, sure) && ends(passage, after)) {
            break;
        }
        last = after;
        count += 1;
    }
    Some(Words { first_word, last, turned: false })
}

/// Says whether a name ends behind the word `at`: no small word goes on from it.
fn ends(passage: &Passage<'_>, at: usize) -> bool {
    let from = passage.caps[at].end;
    let rest = passage.after(from).trim_start_matches([' ', '\u{a0}']);
    let next = rest.chars().next();
    next.is_none_or(|c| !c.is_alphanumeric()) || rest.starts_with("and ") || rest.starts_with("ac ")
}

/// Says whether a word marked as no part of a name is a surname here.
fn surname_here(passage: &Passage<'_>, at: usize, count: usize, sure: bool) -> bool {
    let marks = passage.marks(at);
    marks.has(Marks::SURNAME)
        && count == 1
        && passage.marks(at - 1).has(Marks::GIVEN | Marks::DOUBTFUL)
        && (sure || !is_blank(passage.gap(at), 1))
}

/// Says whether a further word after two belongs to the name: a middle name went before it, or
/// it ends the name where the place is one for names.
fn third(passage: &Passage<'_>, last: usize, after: usize, sure: bool) -> bool {
    let marks = passage.marks(after);
    if marks.has(Marks::GIVEN | Marks::HEAD | Marks::PLACE | Marks::NO) {
        return false;
    }
    if passage.gap(last) == "- " || passage.marks(last).has(Marks::GIVEN | Marks::PARTICLE) {
        return true;
    }
    sure && ends(passage, after) && passage.caps[after].shape == Shape::Word
}

/// Says whether a word can be part of a name by its shape and marks.
fn is_part(passage: &Passage<'_>, at: usize, upper: bool) -> bool {
    let Some(cap) = passage.caps.get(at) else { return false };
    let word = passage.word(at);
    let shape = cap.shape == Shape::Word || upper && cap.shape == Shape::Upper;
    let title = cap.marks.has(Marks::TITLE)
        && !cap.marks.has(Marks::SURNAME | Marks::GIVEN)
        && !cap.marks.has(Marks::PARTICLE);
    shape && !title && word.len() > 1 && word.bytes().all(|byte| !byte.is_ascii_digit())
}

/// The surname after a particle in small letters: `de Souza`, `ap Gwilym`, `van der Berg`.
fn particle(passage: &Passage<'_>, last: usize, gap: &str) -> Option<usize> {
    let inner = gap.trim();
    let words = inner.split(' ');
    let small = !inner.is_empty()
        && inner.len() <= 8
        && words.clone().all(|word| {
            roles::marks(word).has(Marks::PARTICLE) && word.bytes().all(|b| b.is_ascii_lowercase())
        })
        && inner != "al";
    let next = last + 1;
    (small && is_part(passage, next, false) && !passage.marks(next).has(Marks::NO)).then_some(next)
}

/// Makes the name of the words from `given.start` to `last` and reads the letters behind it.
fn finish(
    passage: &Passage<'_>,
    titles: Titles,
    given: Range<usize>,
    last: usize,
    turned: bool,
) -> Option<Name> {
    let caps = &passage.caps;
    let (given, surname) = if turned {
        let surname = given.start;
        (caps[last].start..caps[last].end, caps[surname].start..caps[surname].end)
    } else if given.is_empty() {
        (caps[last].start..caps[last].start, caps[last].start..caps[last].end)
    } else {
        // A particle belongs to the surname; so does a word behind a stray hyphen.
        let mut from = last;
        while from > given.start + 1
            && from > 0
            && (passage.gap(from - 1) == "- " || passage.marks(from - 1).has(Marks::PARTICLE))
        {
            from -= 1;
        }
        let mut begin = caps[from].start;
        let gap = passage.gap(from - 1);
        if particle(passage, from - 1, gap).is_some() {
            begin -= gap.trim_start().len();
        }
        (caps[given.start].start..caps[from - 1].end, begin..caps[last].end)
    };
    let possessive = caps[last].possessive;
    let mut next = last + 1;
    let mut end = caps[last].end;
    while !possessive && next < caps.len() {
        let gap = passage.gap(next - 1);
        let letters = caps[next].shape != Shape::Word
            || passage.word(next).starts_with("Esq")
            || ["Jnr", "Snr", "Jr", "Sr"].contains(&passage.word(next));
        let joined = is_blank(gap, 2) || gap == ", " || gap == ". ";
        if !letters || !joined || !caps[next].marks.has(Marks::AFTER) {
            break;
        }
        // Members of parliaments carry their office; it is read as a role.
        if ["MP", "MSP", "MLA", "MS", "AM", "MEP", "PCC"].contains(&passage.word(next)) {
            break;
        }
        end = caps[next].end;
        next += 1;
    }
    Some(Name { titles, given, surname, turned, next, end, possessive })
}

/// Says whether the words behind a name make it the name of a place, a firm or an award.
fn is_place(passage: &Passage<'_>, name: &Name) -> bool {
    let gap = passage.after(name.end);
    let joined = name.next < passage.caps.len() && is_blank(passage.gap(name.next - 1), 2);
    let after = gap.trim_start_matches(['\u{a0}', ' ']);
    if joined && passage.marks(name.next).has(Marks::PLACE) {
        let cap = passage.caps[name.next];
        return !cap.marks.has(Marks::AFTER) || cap.shape != Shape::Upper;
    }
    if name.possessive && passage.caps.get(name.next).is_some_and(|cap| cap.marks.has(Marks::PLACE))
    {
        return is_blank(passage.gap(name.next - 1), 2);
    }
    let small = after.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    if ["school", "road", "playing", "pavilion", "trust", "hall", "playground"].contains(&small) {
        return true;
    }
    // A firm's name may be longer: `Dominic Winter Book Auctions Ltd`.
    let firm = (name.next..passage.caps.len().min(name.next + 4))
        .take_while(|at| is_blank(passage.gap(at - 1), 2))
        .any(|at| {
            ["Ltd", "Limited", "LTD", "plc", "Plc", "PLC", "LLP", "Inc"].contains(&passage.word(at))
        });
    if firm {
        return true;
    }
    // `Grace Primary`, where the word is joined further on: `Ann Edwards C of E School`.
    ["& Sons", "& Co", "and Sons", "& Son", "& Partners", "& Daughters", "C of E", "C of E School"]
        .iter()
        .any(|tail| after.starts_with(tail))
}

//! Walks through a passage from name to name, in rolls and in running words alike.

use super::acting;
use super::beside;
use super::contacts;
use super::lines;
use super::lists::LISTS;
use super::mention::Mention;
use super::names;
use super::names::Name;
use super::names::Titles;
use super::names::Trust;
use super::prose;
use super::roles as reading_roles;
use super::roll;
use super::roll::Roll;
use super::scan::Passage;
use super::scan::Shape;
use super::scan::is_blank;
use super::titles::joins_titles;
use crate::normalise::reading::folded_space;
use crate::paper::Attendance;
use crate::paper::PersonKind;
use crate::vocabulary::roles;
use crate::vocabulary::roles::Marks;

/// How far apart two entries of a roll may stand, in bytes.
const ROLL_GAP: usize = 300;

/// The people and roles found, and the roll that is open.
pub(super) struct Walk {
    /// What was found, in order.
    pub(super) found: Vec<Mention>,
    /// The roll that the lines stand in.
    pub(super) roll: Option<Roll>,
    /// The lines stand under a heading about planning applications.
    pub(super) planning: bool,
    /// A roll of those present has been read.
    pub(super) present: bool,
    /// The passage is a row of a table.
    pub(super) row: bool,
    /// The roll stands in the first of several columns.
    pub(super) columns: bool,
}

impl Walk {
    /// Walks through a passage.
    pub(super) fn passage(&mut self, passage: &Passage<'_>) {
        let first = lines::line_start(passage);
        let mut cursor = first;
        let begun = self.found.len();
        let mut labelled = false;
        let mut before_cell: Option<Option<Roll>> = None;
        if let Some((roll, end)) = roll::label(passage, first, true) {
            self.open(roll);
            cursor = end;
            labelled = true;
        } else if first > passage.start && lines::opens_item(passage, first) {
            self.roll = None;
        }
        if self.roll.is_none() && !self.present && lines::lists_members(passage) {
            self.present = true;
            self.roll = Some(roll::members());
        }
        let person = contacts::label(passage, first);
        if let Some(label) = &person {
            cursor = label.end;
        }
        if let Some(role) = person.as_ref().and_then(|label| contacts::post(passage, label)) {
            self.found.push(Mention::of_role(passage.text, role));
        }
        // Most passages end here: nothing in them names anyone or opens a roll.
        if self.roll.is_none() && person.is_none() && lines::names_nobody(passage) {
            return;
        }
        let mut at = passage.at(cursor);
        while at < passage.caps.len() {
            let cap = passage.caps[at];
            if cap.start < cursor {
                at += 1;
                continue;
            }
            // Nothing was named for long: the roll is over. The bound keeps the walk linear too.
            let long = cap.start - cursor > ROLL_GAP;
            let apart = |gap: &str| !roll::runs_on(gap) && (cursor == first || !roll::is_post(gap));
            if let Some(roll) = &self.roll {
                let gap = &passage.text[cursor..cap.start];
                let excused = || roll.attendance == Attendance::Apologies && roll::excuses(gap);
                if long || apart(gap) && !excused() {
                    self.roll = None;
                }
            }
            if self.roll.is_some() {
                let gap = &passage.text[cursor..cap.start];
                if gap.len() < 80 && LISTS.roll.public.within(gap) {
                    self.roll = Some(roll::guests());
                }
            }
            let plain = self.roll.is_none() && person.is_none();
            if plain && !passage.may_open_name(at) && !lines::opens_label(passage, at) {
                match self.role_alone(passage, cursor, at) {
                    Some(end) => {
                        cursor = end;
                        at = passage.at(end).max(at + 1);
                    }
                    None => at += 1,
                }
                continue;
            }
            if cap.start > first
                && lines::opens_label(passage, at)
                && let Some((roll, end)) = roll::label(passage, cap.start, false)
            {
                // In a table the label in a further cell is that of its cell alone.
                if lines::in_later_cell(passage, cap.start) {
                    before_cell.get_or_insert_with(|| self.roll.clone());
                }
                self.open(roll);
                labelled = true;
                cursor = end;
                at = passage.at(end);
                continue;
            }
            let wanted = person.as_ref().filter(|label| label.wants(passage, cursor, cap.start));
            let listed = self.roll.is_some() || wanted.is_some();
            if let Some(name) = self.name(passage, at, listed) {
                let before = self.found.len();
                let end = self.read(passage, cursor, name);
                if let Some(label) = wanted {
                    for mention in &mut self.found[before..] {
                        label.tell(mention);
                    }
                }
                if self.roll.is_none() {
                    for mention in &mut self.found[before..] {
                        if prose::apologises(passage, mention.span.start) {
                            mention.attendance = Some(Attendance::Apologies);
                        }
                    }
                }
                cursor = end;
                at = passage.at(end);
                continue;
            }
            if let Some(end) = self.title_alone(passage, at) {
                cursor = end;
                at = passage.at(end);
                continue;
            }
            if let Some(end) = self.role_alone(passage, cursor, at) {
                cursor = end;
                at = passage.at(end).max(at + 1);
                continue;
            }
            at += 1;
        }
        let rest = &passage.text[cursor.min(passage.end)..passage.end];
        if let Some((attendance, from)) = prose::attends(passage, cursor) {
            let there = self.found[begun..].iter_mut().filter(|one| one.span.start >= from);
            there.for_each(|mention| mention.attend(attendance));
        }
        let quiet = self.found.len() > begun || labelled || lines::is_remark(passage, first);
        if !quiet || rest.len() > ROLL_GAP || !roll::runs_on(rest) {
            self.roll = None;
        }
        if let Some(roll) = before_cell {
            self.columns = roll.is_some();
            self.roll = roll;
        }
    }

    /// Opens a roll. Where no roll of those present came before, one of those in attendance is it.
    fn open(&mut self, roll: Roll) {
        self.columns = false;
        let members =
            roll.attendance == Attendance::InAttendance && roll.kind.is_none() && !self.present;
        self.present |= members || roll.attendance == Attendance::Present;
        self.roll = Some(if members { roll.seated() } else { roll });
    }

    /// Reads the name at the word `at`, if it is one in its place.
    fn name(&mut self, passage: &Passage<'_>, at: usize, listed: bool) -> Option<Name> {
        if !listed {
            return names::name(passage, at, Trust::Prose);
        }
        let lone = || self.alone_in_cell(passage, at);
        let name = names::name(passage, at, Trust::Roll).or_else(lone)?;
        let next = passage.after(name.end).trim_start_matches([' ', '\u{a0}', ',', ')']);
        let word = next.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let marks = roles::marks(word);
        let small = word.starts_with(char::is_lowercase);
        if small && marks.has(Marks::SPEAKS) && !marks.has(Marks::FILL) {
            self.roll = None;
            return names::name(passage, at, Trust::Prose);
        }
        if name.titles.any() {
            return Some(name);
        }
        // Two capitalised words alone are a name where nothing else stands beside them.
        let sure = passage.marks(at).has(Marks::GIVEN | Marks::DOUBTFUL)
            || passage.caps[at].shape == Shape::Initials;
        let gap = if name.next < passage.caps.len() { passage.gap(name.next - 1) } else { "" };
        let crowded = is_blank(gap, 1)
            && !passage.marks(name.next).has(Marks::HEAD | Marks::TITLE | Marks::AFTER);
        let after_small = small
            && !marks.has(Marks::FILL | Marks::INSIDE | Marks::HEAD)
            && !LISTS.roll.after.has(word);
        if sure {
            let bare =
                passage.caps[at].shape == Shape::Initials && !passage.word(at).ends_with('.');
            return (!after_small || !bare).then_some(name);
        }
        let joined = at > 0
            && is_blank(passage.gap(at - 1), 1)
            && !passage.marks(at - 1).has(Marks::HEAD | Marks::FILL | Marks::ROLL);
        (!crowded && !after_small && !joined).then_some(name)
    }

    /// Reads a surname alone in a cell of the table of members: below another, or behind a role.
    fn alone_in_cell(&self, passage: &Passage<'_>, at: usize) -> Option<Name> {
        let below = self.found.last().is_some_and(|last| last.seated && last.given.is_empty());
        let seated = self.roll.as_ref().is_some_and(|roll| roll.seated);
        let alone = seated && lines::is_lone_cell(passage, at, self.row, below);
        alone.then(|| names::titled(passage, at, Titles::default())).flatten()
    }

    /// Notes the name and what stands about it; goes on through a list of names under one title.
    /// Returns where all that ends.
    fn read(&mut self, passage: &Passage<'_>, cursor: usize, name: Name) -> usize {
        let text = passage.text;
        let mut mention = Mention::new(text, &name);
        // Below a second label, which of the two a further cell belongs to is not clear.
        let unclear = self.columns && lines::in_later_cell(passage, name.start());
        if let Some(roll) = self.roll.as_mut().filter(|_| !unclear) {
            roll.titled += usize::from(name.titles.councillor);
            mention.place_in(roll);
        }
        if let Some(role) = reading_roles::before(passage, cursor, name.start()) {
            // `the Parish Clerk, Cllr Hill`: no councillor is a clerk.
            let post = folded_space(&text[role.clone()]);
            let others = name.titles.councillor
                && roles::is_parish_post(&post)
                && text[role.end..name.start()].starts_with(',');
            mention.role = beside::held(post).filter(|_| !others);
        }
        if mention.role.is_none() {
            mention.role = prose::chaired(passage, &name);
        }
        let titles = name.titles.clone();
        let end = self.after(passage, &name, &mut mention);
        if self.planning && prose::applies(passage, &name, &mention) {
            mention.place = Some(PersonKind::External);
        }
        let known = prose::tell(passage, &name, &mut mention);
        if let Some(last) = self.found.last_mut().filter(|_| !known) {
            mention.stand_beside(last, text);
        }
        // `Cllrs Tom and Ann Peel`: Tom is no surname.
        if !(titles.many && names::shares_surname(passage, &name)) {
            self.found.push(mention);
        }
        if !titles.many {
            return end;
        }
        let next = if end == name.end { name.next } else { passage.at(end) };
        self.list(passage, next, end, &titles)
    }

    /// Reads what stands behind a name: role, bracket, body. Returns where it ends.
    fn after(&self, passage: &Passage<'_>, name: &Name, mention: &mut Mention) -> usize {
        let mut end = name.end;
        let co_opted =
            self.roll.as_ref().is_some_and(|roll| roll.kind == Some(PersonKind::CoOpted));
        if co_opted && let Some((body, stop)) = beside::whole_body(passage, end) {
            mention.organisation = Some(body);
            return stop;
        }
        // A bracket, then perhaps a role.
        for _ in 0..2 {
            let Some(beside) = beside::beside(passage, end, name, self.roll.is_some()) else {
                break;
            };
            end = beside.end;
            mention.councillor |= beside.councillor;
            if mention.role.is_none() {
                mention.role = beside.role;
            }
            if mention.organisation.is_none() {
                mention.organisation = beside.body;
            }
        }
        end
    }

    /// Reads the further names of a list that a title of several people opened.
    fn list(
        &mut self,
        passage: &Passage<'_>,
        mut at: usize,
        mut end: usize,
        titles: &Titles,
    ) -> usize {
        let apart = |gap: &str| {
            let inner = gap.trim();
            [",", "and", "&", ", and", ",and", ";", "a", "ac", ".", ", &"].contains(&inner)
                && gap.len() < 8
        };
        // Behind `and` comes the last.
        let mut last = false;
        while at < passage.caps.len() && apart(&passage.text[end..passage.caps[at].start]) {
            let gap = passage.text[end..passage.caps[at].start].trim();
            let own = names::titles(passage, at);
            if gap == "." || last && (own.is_some() || gap.starts_with(',')) {
                break;
            }
            last |= gap.contains(|c: char| c != ',' && c != ';');
            let name = match own {
                // `Councillors Hill, Mrs Dale and Reed`.
                Some((own, next)) if !own.councillor && !own.rank && own.role.is_none() => {
                    if !joins_titles(passage.gap(next - 1), false) {
                        break;
                    }
                    names::titled(passage, next, own)
                }
                Some(_) => break,
                None => {
                    let councillor = titles.councillor;
                    let none = Titles { many: true, councillor, ..Titles::default() };
                    names::titled(passage, at, none)
                }
            };
            let Some(name) = name else { break };
            // `Holme District Councillors`: the next title.
            let tier = is_blank(passage.gap(name.next - 1), 2)
                && passage.marks(name.next).has(Marks::TIER)
                && names::titles(passage, name.next).is_some();
            if tier {
                break;
            }
            let first = passage.marks(passage.at(name.span().start));
            if first.has(Marks::HEAD | Marks::NO)
                && name.given.is_empty()
                && !first.has(Marks::SURNAME)
            {
                break;
            }
            let mut mention = Mention::new(passage.text, &name);
            mention.councillor = titles.councillor;
            mention.title_role = titles.role.as_ref().and_then(|role| {
                super::mention::title_role(&folded_space(&passage.text[role.clone()]))
            });
            if let Some(roll) = &mut self.roll {
                roll.titled += usize::from(titles.councillor);
                mention.place_in(roll);
            }
            let stop = self.after(passage, &name, &mut mention);
            // `Cllrs Hill, Dale, Mrs P Gray (Clerk)`.
            mention.councillor &= !mention.role.as_deref().is_some_and(roles::is_parish_post);
            self.found.push(mention);
            end = stop;
            at = if stop == name.end { name.next } else { passage.at(stop) };
        }
        end
    }

    /// Reads a title at the end of a line in a roll: it holds for the names below.
    fn title_alone(&mut self, passage: &Passage<'_>, at: usize) -> Option<usize> {
        let roll = self.roll.as_mut()?;
        let (titles, next) = names::titles(passage, at)?;
        let end = titles.span.end;
        let alone = passage.after(end).trim_matches([' ', '\u{a0}', ':', '-', '\t']).is_empty();
        if !titles.councillor || next < passage.caps.len() || !alone {
            return None;
        }
        roll.councillors = titles.many;
        roll.role = titles
            .role
            .and_then(|role| super::mention::title_role(&folded_space(&passage.text[role])));
        roll.seated = true;
        Some(end)
    }

    /// Reads a role that acts without a name: `The Operational Director reported`.
    fn role_alone(&mut self, passage: &Passage<'_>, cursor: usize, at: usize) -> Option<usize> {
        let acting = acting::acting(passage, cursor, at, self.roll.is_some())?;
        let end = acting.last()?.end;
        let next = passage.after(end).trim_start();
        if next.starts_with(char::is_lowercase) {
            // A sentence: the roll is over.
            self.roll = None;
        }
        for role in acting {
            let mut mention = Mention::of_role(passage.text, role);
            mention.attendance = self.roll.as_ref().map(|roll| roll.attendance);
            self.found.push(mention);
        }
        Some(end)
    }
}

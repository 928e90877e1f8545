//! Finds statements: passages that recommend, resolve, request, vote.
//!
//! Statements are no documents of the index: they lie in the record of their item. A query is held
//! against each statement itself: its words must stand in it or in what opens its list, `is:` and
//! `by:` must hold of it, every other field of its item. Not useful for: items that hold a
//! statement (see [`Library::search`]).

mod answer;
mod asked;
mod find;
mod group;
mod quoted;
mod rows;
mod summary;

pub use answer::Claimed;
pub use answer::CouncilSummary;
pub use answer::Levels;
pub use answer::Quoted;
pub use answer::Said;
pub use answer::StatementOptions;
pub use answer::StatementRow;
pub use answer::StatementSort;
pub use answer::Statements;
pub use answer::Summary;
pub(super) use quoted::quoted;
pub use rows::StatementRows;

use crate::error::Result;
use crate::query::Field;
use crate::query::Query;

use super::library;
use super::library::Library;
use super::plan::Planner;

use asked::Asked;
use group::Group;

impl Library {
    /// Finds every statement that answers `query`.
    ///
    /// The counts are of all of them; the rows come one by one, in the order asked for and up to
    /// the limit. With [`StatementOptions::grouped`], a row is what one maker said to one council
    /// in the same words, however often.
    ///
    /// Refuses what [`search`](Self::search) refuses, but for a body known to make recommendations
    /// of which the index has none: then there are none.
    pub fn statements(
        &self,
        query: &Query,
        options: &StatementOptions,
    ) -> Result<(Statements, StatementRows<'_>)> {
        let layers = library::layers(query, &options.only);
        let narrowed = query.without(Field::Only);
        let asked = Asked::of(&self.reader, &narrowed, options)?;
        let mut planner = Planner::new(&self.reader, &layers);
        let mut found = find::all(&self.reader, &mut planner, &asked, options, &layers)?;
        // What claims are held against may be what was found.
        let is_all = narrowed == Query::All && group::finds_all_recommendations(options);
        let all = if is_all { group::claimed(&found) } else { None };
        let mut as_printed = None;
        if options.distinct {
            as_printed = Some(group::counted(&found, options));
            found = group::without_copies(found, &*self.groups()?);
        }
        let groups = group::groups(found, options.grouped);
        // A summary is of every level, whichever are listed.
        let from = narrowed.filters().into_iter().any(|filter| filter.field == Field::By);
        let summary = match options.grouped && from {
            true => Some(summary::of(&self.reader, &mut planner, &asked, &narrowed, &groups)?),
            false => None,
        };
        let listed = |group: &Group| options.lists(group.first.level);
        let mut groups: Vec<Group> = groups.into_iter().filter(listed).collect();
        group::sort(&mut groups, options.sort);
        let held = group::held(&self.reader, &mut planner, &groups, &layers, all)?;

        let mut heading = self.heading(query, &planner, &layers)?;
        options.note(&mut heading.means);
        let statements =
            Statements { as_printed, ..Statements::count(heading, &groups, options, summary) };
        Ok((statements, StatementRows::new(&self.reader, layers, groups, held, options)))
    }
}

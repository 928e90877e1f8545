//! Counts what may be worth asking beside a query: offered, never merged.

use crate::error::Result;
use crate::paper::Layer;
use crate::query::Pattern;
use crate::query::Query;
use crate::search::answer::Why;
use crate::search::library::Library;
use crate::search::offers;
use crate::search::offers::Offer;
use crate::search::plan::Planner;

use super::answer::MentionOptions;
use super::answer::Related;
use super::answer::Totals;
use super::distinct;
use super::tally::Tally;
use super::walk::Walk;

impl Library {
    /// Counts what lies near the patterns of `query`, which is narrowed already, among what the
    /// rest of it leaves. Capitals do not count in what is offered.
    pub(super) fn related(
        &self,
        query: &Query,
        layers: &[Layer],
        options: &MentionOptions,
    ) -> Result<Vec<Related>> {
        let mut offers = offers::of(query);
        let mut planner = Planner::new(&self.reader, layers);
        if !options.exact && !options.cased {
            for pattern in query.patterns() {
                let Pattern::Word(typed) = pattern else { continue };
                for word in planner.kin(typed)? {
                    let query = Query::Match(Pattern::Word(word));
                    if offers.iter().all(|offer| offer.query != query) {
                        let of = typed.clone();
                        offers.push(Offer { query, of, why: Why::Stem, ambiguous: false });
                    }
                }
            }
        }
        let mut related = Vec::with_capacity(offers.len());
        for Offer { query: offered, of, why, ambiguous } in offers {
            let text = offered.to_string();
            let exact = options.exact || options.cased;
            let offered = if exact { offered.exact() } else { offered };
            let found =
                self.count_offered(&mut planner, &offered, &query.narrowing(), options.distinct)?;
            related.push(Related { query: text, of, why, ambiguous, found });
        }
        Ok(related)
    }

    /// Counts the places of a pattern among what `narrowing` leaves.
    fn count_offered(
        &self,
        planner: &mut Planner<'_>,
        offered: &Query,
        narrowing: &Query,
        distinct: bool,
    ) -> Result<Totals> {
        let broken = |error| self.reader.broken(&error);
        let mut standing = Vec::new();
        for pattern in offered.patterns() {
            standing.push(planner.standing(pattern)?);
        }
        let plan = planner.plan(&Query::all_of([offered.clone(), narrowing.clone()]))?;
        let mut walk = Walk::over(&self.reader, &*plan, &standing).map_err(broken)?;
        if distinct {
            distinct::keep(&self.reader, &*self.groups()?, &mut walk).map_err(broken)?;
        }
        let mut tally = Tally::new(&[], planner.layers()).without_forms();
        tally.find(&self.reader, &walk).map_err(broken)?;
        Ok(tally.totals())
    }
}

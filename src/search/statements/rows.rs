//! Makes the rows of statements one by one, each when it is asked for.

use std::sync::Arc;
use std::vec;

use tantivy::DocAddress;
use tantivy::TantivyError;

use crate::error::Result;
use crate::index::Reader;
use crate::index::Record;
use crate::paper::Layer;
use crate::paper::Level;
use crate::search::answer::About;
use crate::search::same::Kin;
use crate::search::show;

use super::answer::Said;
use super::answer::StatementOptions;
use super::answer::StatementRow;
use super::find::Spot;
use super::group::Group;
use super::group::Held;
use super::quoted::quoted;

/// The rows, one by one. Holds what orders those that are to come, and the text of none.
#[derive(Debug)]
pub struct StatementRows<'a> {
    reader: &'a Reader,
    layers: Vec<Layer>,
    groups: std::iter::Take<vec::IntoIter<Group>>,
    held: Held,
    /// The item read last: others of its statements often follow.
    item: Option<(DocAddress, Record, Arc<About>)>,
    kin: Kin<'a>,
}

impl<'a> StatementRows<'a> {
    pub(super) fn new(
        reader: &'a Reader,
        layers: Vec<Layer>,
        groups: Vec<Group>,
        held: Held,
        options: &StatementOptions,
    ) -> Self {
        let limit = if options.limit == 0 { usize::MAX } else { options.limit };
        let kin = Kin::new(reader);
        Self { reader, layers, groups: groups.into_iter().take(limit), held, item: None, kin }
    }

    fn row(&mut self, group: &Group) -> Result<StatementRow> {
        let claims = group.first.level == Level::Claim;
        let held = claims.then(|| self.held.of(&group.first));
        let first = self.said(&group.first)?;
        let later = group.later.iter().map(|spot| self.said(spot)).collect::<Result<_>>()?;
        Ok(StatementRow { first, later, held })
    }

    fn said(&mut self, spot: &Spot) -> Result<Said> {
        let address = spot.address;
        if self.item.as_ref().is_none_or(|(read, ..)| *read != address) {
            let record = self.reader.stored(address)?;
            let same_as = self.kin.of(address, &record)?;
            let about = Arc::new(About { same_as, ..show::about(&record, &self.layers) });
            self.item = Some((address, record, about));
        }
        let text = self.reader.concordance(address.segment_ord)?.item(address.doc_id);
        let text = text.map_err(|error| self.reader.broken(&error))?;
        let said = self.item.as_ref().and_then(|(_, record, about)| {
            Some(Said {
                id: format!("{}#{}", record.id, spot.number + 1),
                item: record.id.clone(),
                about: Arc::clone(about),
                quoted: quoted(record.statements.get(spot.number)?, text.text())?,
            })
        });
        said.ok_or_else(|| {
            let told = "a statement lies outside the text of its item";
            self.reader.broken(&TantivyError::InternalError(told.to_owned()))
        })
    }
}

impl Iterator for StatementRows<'_> {
    type Item = Result<StatementRow>;

    fn next(&mut self) -> Option<Self::Item> {
        let group = self.groups.next()?;
        Some(self.row(&group))
    }
}

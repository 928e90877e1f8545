//! Says which council a paper was told to be of: by the manifest, the host of its address or the
//! name of a folder.

use crate::normalise::bodies;
use crate::normalise::casing;
use crate::normalise::council::About;
use crate::normalise::council::as_printed;
use crate::normalise::council::existing;
use crate::normalise::council::existing::Meant;
use crate::normalise::council::known;
use crate::normalise::reading::folded_space;
use crate::paper::Council;
use crate::paper::Fact;
use crate::paper::Layer;
use crate::vocabulary::councils;

impl About<'_> {
    /// The council that was told from outside, the surest source first.
    pub(super) fn supplied(&self) -> Option<Fact<Council>> {
        let fact = |value: Council, evidence: &str| Fact {
            value,
            layer: Layer::Supplied,
            evidence: evidence.to_owned(),
        };
        if let Some(name) = self.origin.manifest.as_ref().and_then(|row| row.council.as_deref()) {
            match existing::told(name, self.day) {
                Meant::Body(body) => return Some(fact(known(body), "papers.csv")),
                Meant::Unknown => return Some(fact(as_printed(name), "papers.csv")),
                Meant::NotThen => {}
            }
        }
        if let Some(address) = self.address
            && let Some(host) = host(address)
            && let Some(body) =
                existing::at_host(host, self.day, self.committee, self.reading.content)
        {
            return Some(fact(known(body), address));
        }
        let folders = self.origin.path.rsplit_once('/')?.0;
        folders.rsplit('/').find_map(|folder| Some(fact(self.named_by_folder(folder)?, folder)))
    }

    /// The council that a folder is named after: `alder-county-council`, `Kent County Council`. A
    /// zip archive is a folder packed, and named like it.
    fn named_by_folder(&self, folder: &str) -> Option<Council> {
        let folder = folder.strip_suffix(".zip").unwrap_or(folder);
        let name = folded_space(&folder.replace(['-', '_'], " "));
        if councils::is_full_name(&name) {
            match existing::told(&name, self.day) {
                Meant::Body(body) => return Some(known(body)),
                Meant::NotThen => return None,
                Meant::Unknown => {}
            }
        }
        // Small letters are those of a file system, not of a name.
        let name = if name.chars().any(char::is_uppercase) {
            name
        } else {
            casing::recased(&name.to_uppercase())
        };
        (bodies::typed_council(&name)? == name).then(|| as_printed(&name))
    }
}

/// The host of an address, which may lack its scheme, as the folders of a mirror do.
pub(super) fn host(address: &str) -> Option<&str> {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next()?;
    let host = host.rsplit('@').next()?.split(':').next()?;
    host.contains('.').then_some(host)
}

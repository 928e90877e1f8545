//! Chooses among the bodies that go by a name or stand at a host: the day of the meeting and
//! what the text prints decide.
//!
//! No body is given for a day on which it did not exist.

use jiff::civil::Date;

use crate::vocabulary::councils;
use crate::vocabulary::councils::Body;
use crate::vocabulary::councils::How;
use crate::vocabulary::councils::Tier;

/// Whom a name means on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meant {
    /// A body of the registry that existed then.
    Body(&'static Body),
    /// No body of the registry goes by the name, or several do.
    Unknown,
    /// Those that go by the name did not exist then.
    NotThen,
}

/// Whom `name` means on `day`, or on any day where none is known.
pub(super) fn named(name: &str, day: Option<Date>) -> Meant {
    let called = councils::called(name);
    let then = existing(&called, day);
    match (then.as_slice(), called.as_slice()) {
        ([body], _) => Meant::Body(body),
        ([], [_, ..]) => Meant::NotThen,
        _ => Meant::Unknown,
    }
}

/// The body that `name` means on `day` where the name was told from outside: a folder may bear
/// the name of today's council, of which there was one predecessor then.
pub(super) fn told(name: &str, day: Option<Date>) -> Meant {
    match named(name, day) {
        Meant::NotThen => match before(&councils::called(name), day) {
            Some(body) => Meant::Body(body),
            None => Meant::NotThen,
        },
        meant => meant,
    }
}

/// The body whose pages stood at `host` on `day`. Where several share the host, `committee` or
/// the names in `text` decide; else none.
pub(super) fn at_host(
    host: &str,
    day: Option<Date>,
    committee: Option<&str>,
    text: &str,
) -> Option<&'static Body> {
    let at_host = councils::at_host(host);
    let then = existing(&at_host, day);
    match then.as_slice() {
        [body] => Some(body),
        [] => before(&at_host, day),
        several => by_committee(several, committee).or_else(|| the_one_named(several, text)),
    }
}

fn existing(bodies: &[&'static Body], day: Option<Date>) -> Vec<&'static Body> {
    bodies.iter().copied().filter(|body| day.is_none_or(|day| body.existed(day))).collect()
}

/// The one predecessor of these bodies that existed on `day`.
fn before(bodies: &[&'static Body], day: Option<Date>) -> Option<&'static Body> {
    let predecessors: Vec<&'static Body> =
        bodies.iter().flat_map(|body| councils::predecessors(&body.id)).collect();
    match existing(&predecessors, Some(day?)).as_slice() {
        [body] => Some(body),
        _ => None,
    }
}

/// The body whose place, or whose work, the name of a committee tells.
fn by_committee(bodies: &[&'static Body], committee: Option<&str>) -> Option<&'static Body> {
    let committee = committee?.to_lowercase();
    let one = |fits: &dyn Fn(&Body) -> bool| -> Option<&'static Body> {
        let fitting: Vec<&'static Body> =
            bodies.iter().copied().filter(|body| fits(body)).collect();
        match fitting.as_slice() {
            [body] => Some(body),
            _ => None,
        }
    };
    if committee.contains("fire") {
        return one(&|body| body.name.contains("Fire"));
    }
    // A fire authority has neither of these.
    if ["cabinet", "planning", "licensing", "council", "children", "scrutiny"]
        .iter()
        .any(|word| committee.contains(word))
        && bodies.iter().any(|body| body.tier == Tier::Other)
    {
        return one(&|body| body.tier != Tier::Other);
    }
    one(&|body| committee.contains(&body.place.to_lowercase()))
}

/// The one of these bodies that `text` gives by its full name.
fn the_one_named(bodies: &[&'static Body], text: &str) -> Option<&'static Body> {
    let mut named: Option<&'static Body> = None;
    for mention in councils::mentions(text).filter(|mention| mention.how == How::Name) {
        let [body] = mention.bodies.as_slice() else { continue };
        if !bodies.contains(body) {
            continue;
        }
        match named {
            Some(known) if known.id != body.id => return None,
            _ => named = Some(body),
        }
    }
    named
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[track_caller]
    fn check(meant: Meant, expected: &str) {
        let shown = match meant {
            Meant::Body(body) => &body.id,
            Meant::Unknown => "unknown",
            Meant::NotThen => "not then",
        };
        assert_eq!(shown, expected);
    }

    const OLD: Option<Date> = Some(date(2017, 5, 1));
    const NEW: Option<Date> = Some(date(2024, 5, 1));

    #[test]
    fn the_day_chooses_among_the_bodies_of_a_name() {
        for (name, old, new) in [
            ("Somerset", "SOM", "SMT"),
            ("Dorset", "DOR", "DST"),
            ("North Yorkshire", "NYK", "NYE"),
            ("Buckinghamshire", "BKM", "BUC"),
            ("Northamptonshire", "NTH", "not then"),
            ("Cumbria", "CMA", "not then"),
            ("Dorset Council", "not then", "DST"),
            ("Somerset County Council", "SOM", "not then"),
            ("Kent County Council", "KEN", "KEN"),
            ("Foxhole Parish Council", "unknown", "unknown"),
        ] {
            check(named(name, OLD), old);
            check(named(name, NEW), new);
        }
        check(named("Somerset", None), "unknown");
        check(named("Somerset Council", None), "SMT");
    }

    #[test]
    fn a_folder_of_todays_name_gives_a_single_predecessor_only() {
        check(told("Dorset Council", OLD), "not then");
        check(told("Somerset West and Taunton Council", OLD), "not then");
        check(told("North Yorkshire Police and Crime Panel", OLD), "X-PCP-09");
    }

    #[test]
    fn hosts_that_bodies_share_need_a_day_a_committee_or_a_name() {
        let id = |host, day, committee, text| {
            at_host(host, day, committee, text).map(|body| body.id.as_str())
        };
        assert_eq!(id("democracy.somerset.gov.uk", OLD, None, ""), Some("SOM"));
        assert_eq!(id("democracy.somerset.gov.uk", NEW, None, ""), Some("SMT"));
        assert_eq!(id("democracy.somerset.gov.uk", None, None, ""), None);
        assert_eq!(id("edemocracy.northyorks.gov.uk", OLD, None, ""), Some("NYK"));
        // Nine councils stood here before.
        assert_eq!(id("westnorthants.moderngov.co.uk", OLD, None, ""), None);
        let adur = "democracy.adur-worthing.gov.uk";
        assert_eq!(id(adur, NEW, None, "words"), None);
        assert_eq!(id(adur, NEW, Some("Adur Planning Committee"), ""), Some("ADU"));
        assert_eq!(id(adur, NEW, None, "Worthing Borough Council met."), Some("WOT"));
        assert_eq!(id(adur, NEW, None, "Worthing Borough Council and Adur District Council"), None);
        let bucks = "buckinghamshire.moderngov.co.uk";
        assert_eq!(id(bucks, NEW, Some("Fire Authority"), ""), Some("X-FRA-04"));
        assert_eq!(id(bucks, NEW, Some("Cabinet"), ""), Some("BUC"));
        assert_eq!(id(bucks, NEW, Some("Overview and Audit Committee"), ""), None);
    }
}

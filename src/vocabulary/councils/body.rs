//! Says what the registry knows of one body: what it is, where, and from when to when.

use jiff::civil::Date;

/// A council or other public body of the registry.
#[derive(Debug, PartialEq, Eq)]
pub struct Body {
    /// Its id, such as `LAN`.
    pub id: String,
    /// Its official name.
    pub name: String,
    /// Its place: `Lancashire`, `Barking and Dagenham`.
    pub place: String,
    /// What sort of body it is.
    pub tier: Tier,
    /// `England`, `Scotland`, `Wales` or `Northern Ireland`.
    pub nation: String,
    /// The region of England, else the nation; empty where the table has none.
    pub region: String,
    /// What its bare place name is worth.
    pub bare_name: BareName,
    /// The id of the county it lies in, for a district.
    pub parent: Option<String>,
    /// The id of the combined authority it belongs to.
    pub combined_authority: Option<String>,
    /// Its last day, or the first of its successor.
    pub end: Option<Date>,
    /// The ids of those that took over from it.
    pub replaced_by: Vec<String>,
    /// Its first day, where the table knows it and another body stood there before.
    pub start: Option<Date>,
}

/// What sort of body it is, as far as papers are told apart by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tier {
    /// A county council with districts below it.
    County,
    /// A district within a county.
    District,
    /// A council that is the only one in its area, parishes aside.
    Single,
    /// Anything but a council: a fire authority, a national park, a combined authority.
    Other,
}

/// What a place name alone is worth as a sign of its council.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BareName {
    /// It means the place.
    Place,
    /// It may be a person or another town: it counts in places only where words say so.
    SurnameOrTown,
    /// It is a word of the language or a region: it never counts.
    Word,
}

impl Body {
    /// Says whether it existed on `day`. Its last and its first day both count, for the table
    /// gives some ends as the first day of the successor.
    pub fn existed(&self, day: Date) -> bool {
        self.start.is_none_or(|start| start <= day) && self.end.is_none_or(|end| day <= end)
    }
}

//! The words that dates without a year, and years alone, must stand beside to be read.

use std::sync::LazyLock;

use serde::Deserialize;

/// The lists of `company.toml`.
#[derive(Deserialize)]
pub(super) struct Company {
    /// Before a month alone.
    pub(super) before: Vec<String>,
    /// Before a year alone.
    pub(super) before_year: Vec<String>,
    /// Before `of` and a month or a year.
    pub(super) before_of: Vec<String>,
    /// After a month alone.
    pub(super) after: Vec<String>,
    /// After a year that `the` goes before.
    pub(super) after_year: Vec<String>,
    /// Round two years that make a stretch.
    pub(super) stretch: Vec<String>,
    /// After a number that counts things.
    pub(super) counted: Vec<String>,
    /// After a day and a month that are an address.
    pub(super) streets: Vec<String>,
    /// Before a year that begins in September.
    pub(super) school: Vec<String>,
}

/// The lists, read once.
pub(super) static COMPANY: LazyLock<Company> = LazyLock::new(|| {
    toml::from_str(include_str!("company.toml"))
        .expect("company.toml is embedded and parsed in a test")
});

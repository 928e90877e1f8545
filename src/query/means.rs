//! To be written.

use super::Query;

impl Query {
    /// Says in plain English what this query was taken to mean.
    pub fn means(&self) -> String {
        self.to_string()
    }
}

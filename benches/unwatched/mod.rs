//! Takes what a build tells of its progress, and shows nothing.

use minutebook::pipeline::Progress;

/// Watches no build.
pub(crate) struct Unwatched;

impl Progress for Unwatched {
    fn found(&self, _files: u64, _bytes: u64) {}
    fn read(&self, _bytes: u64) {}
    fn writing(&self) {}
}

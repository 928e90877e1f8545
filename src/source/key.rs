//! Makes the keys of sources: an absolute path, and for what lies in an archive the path of the
//! archive, a mark, and the name inside.
//!
//! `/papers/2019.zip!/minutes/a.html` is the member `minutes/a.html` of `/papers/2019.zip`. Where
//! a folder `/papers/2019.zip!` lies beside the archive, the mark is `!!/`, so that no member
//! ever has the key of a file. A name inside may hold `!/` itself: keys are made and compared, never
//! taken apart.

use std::ffi::OsString;
use std::path::Path;

use crate::source::walk::written;

/// What stands between the path of an archive and a name inside: `!/`.
pub(super) fn mark(archive: &Path) -> String {
    let mut taken = OsString::from(archive);
    let mut mark = String::new();
    loop {
        taken.push("!");
        mark.push('!');
        if Path::new(&taken).symlink_metadata().is_err() {
            mark.push('/');
            return mark;
        }
    }
}

/// Tells the keys of what lies at or below one path: a folder, a file, an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Below {
    root: String,
    /// How the keys of members begin, where the path is no folder.
    members: Option<String>,
}

impl Below {
    /// Keys at or below `root`, an absolute path without links.
    pub fn new(root: &Path) -> Self {
        let is_folder = root.is_dir();
        let members = (!is_folder).then(|| format!("{}{}", written(root), mark(root)));
        Self { root: written(root), members }
    }

    /// Says whether `key` is that of the path itself or of something below it.
    pub fn holds(&self, key: &str) -> bool {
        let below = key.strip_prefix(&*self.root);
        below.is_some_and(|below| {
            below.is_empty() || below.starts_with('/') || self.root.ends_with('/')
        }) || self.members.as_ref().is_some_and(|members| key.starts_with(members))
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn no_member_has_the_key_of_a_file() {
        let folder = tempfile::tempdir().unwrap();
        let archive = folder.path().join("a.zip");
        fs::write(&archive, "").unwrap();
        assert_eq!(mark(&archive), "!/");
        let key = |name: &str| folder.path().join(name).display().to_string();
        assert!(Below::new(&archive).holds(&key("a.zip!/b/c!/d.txt")));
        assert!(Below::new(folder.path()).holds(&key("a.zip!/b.txt")));

        fs::create_dir(folder.path().join("a.zip!")).unwrap();
        fs::write(folder.path().join("a.zip!/b.txt"), "").unwrap();
        assert_eq!(mark(&archive), "!!/");
        assert!(!Below::new(&archive).holds(&key("a.zip!/b.txt")));
        assert!(Below::new(&archive).holds(&key("a.zip!!/b.txt")));
    }
}

//! Which programs can be peers, how it is told that they are there, and how they are installed.

use std::process::Command;

use crate::peer::is_so;

/// A program that may be a peer.
pub(crate) struct Known {
    /// Its name.
    pub(crate) name: &'static str,
    /// A script that comes to a good end where it is installed.
    there: &'static str,
    /// A script that prints its version.
    version: &'static str,
    /// Packages of Debian and its kin, and of Homebrew; empty where none is known.
    apt: &'static [&'static str],
    brew: &'static [&'static str],
}

/// What a user would pick in place of ours, and what can be had by a package manager.
pub(crate) const KNOWN: [Known; 8] = [
    Known {
        name: "FTS5",
        there: "command -v sqlite3",
        version: "sqlite3 --version | cut -d' ' -f1",
        apt: &["sqlite3"],
        brew: &["sqlite"],
    },
    Known {
        name: "PostgreSQL",
        there: "command -v initdb && command -v postgres && command -v psql",
        version: "postgres --version | cut -d' ' -f3",
        apt: &["postgresql"],
        brew: &["postgresql"],
    },
    Known {
        name: "Xapian",
        there: "python3 -c 'import xapian' || /usr/bin/python3 -c 'import xapian'",
        version: "it='import xapian; print(xapian.version_string())'; \
                  python3 -c \"$it\" 2>/dev/null || /usr/bin/python3 -c \"$it\"",
        apt: &["python3-xapian"],
        brew: &["xapian"],
    },
    Known {
        name: "Lucene",
        there: "command -v javac && ls /usr/share/java/lucene-core-8*.jar \
                /usr/share/java/lucene-analyzers-common-8*.jar",
        version: "cd /usr/share/java && ls lucene-core-8*.jar | tr -d a-z- | sed 's/[.]$//'",
        apt: &["default-jdk-headless", "liblucene8-java"],
        brew: &[],
    },
    Known {
        name: "Sphinx",
        there: "command -v indexer && command -v searchd && test -e /proc/self/schedstat",
        version: "searchd --help | head -1 | cut -d' ' -f2",
        apt: &["sphinxsearch"],
        brew: &[],
    },
    Known {
        name: "Recoll",
        there: "command -v recollindex && command -v recollq",
        version: "recollindex -h 2>&1 | sed -n 's/.*Recoll version: Recoll \\([0-9.]*\\).*/\\1/p'",
        apt: &["recollcmd"],
        brew: &[],
    },
    Known {
        name: "rg",
        there: "command -v rg",
        version: "rg --version | head -1 | cut -d' ' -f2",
        apt: &["ripgrep"],
        brew: &["ripgrep"],
    },
    Known {
        name: "ugrep",
        there: "command -v ugrep",
        version: "ugrep --version | head -1 | cut -d' ' -f2",
        apt: &["ugrep"],
        brew: &["ugrep"],
    },
];

/// Engines that are no peers here, and why.
pub(crate) const NO_PEERS: [&str; 3] = [
    "Elasticsearch, OpenSearch, Solr (no package of Debian; their engine is Lucene)",
    "Lucene 9 and 10 (no package of Debian 12; by PyPI only inside pyserini, 170 MB)",
    "Meilisearch, Typesense, Manticore, Quickwit (no package of Debian)",
];

impl Known {
    /// Says whether it is installed.
    pub(crate) fn is_there(&self) -> bool {
        is_so(self.there)
    }

    /// Its version; empty where it does not tell.
    pub(crate) fn version(&self) -> String {
        let said = Command::new("bash").args(["-c", self.version]).output();
        said.map(|it| String::from_utf8_lossy(&it.stdout).trim().to_owned()).unwrap_or_default()
    }

    /// How it is installed, for people.
    pub(crate) fn how(&self) -> String {
        match (self.apt, self.brew) {
            (apt, []) => format!("apt: {}", apt.join(" ")),
            (apt, brew) => format!("apt: {}; brew: {}", apt.join(" "), brew.join(" ")),
        }
    }
}

/// Tries to install what is missing by the ordinary package managers, each by itself, and tells
/// what it does. Its lines go out at once, for it may take minutes.
pub(crate) fn install() {
    let root = if is_so("[ \"$(id -u)\" = 0 ]") {
        Some("")
    } else {
        is_so("command -v sudo && sudo -n true").then_some("sudo -n ")
    };
    let apt = root.filter(|_| is_so("command -v apt-get"));
    let brew = is_so("command -v brew");
    println!("install: apt-get {}", if apt.is_some() { "is used" } else { "cannot be used" });
    println!("install: brew {}", if brew { "is used" } else { "is not there" });
    for known in KNOWN {
        if known.is_there() {
            println!("install: {} is there", known.name);
            continue;
        }
        let mut ways = Vec::new();
        if let Some(root) = apt {
            ways.push(format!(
                "{root}env DEBIAN_FRONTEND=noninteractive apt-get install -y \
                 --no-install-recommends {}",
                known.apt.join(" ")
            ));
        }
        if brew && !known.brew.is_empty() {
            ways.push(format!("brew install {}", known.brew.join(" ")));
        }
        if ways.is_empty() {
            println!("install: {}: no way is known here", known.name);
        }
        for way in ways {
            println!("install: {}: {way}", known.name);
            let came = Command::new("bash").args(["-c", &format!("{way} 2>&1")]).output();
            let said = match came {
                Ok(output) => String::from_utf8_lossy(&output.stdout).trim().to_owned(),
                Err(error) => error.to_string(),
            };
            if known.is_there() {
                println!("install: {}: done", known.name);
                break;
            }
            let last = said.lines().next_back().unwrap_or("nothing was said");
            println!("install: {}: failed: {last}", known.name);
        }
    }
    println!();
}

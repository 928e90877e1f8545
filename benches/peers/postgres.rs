//! PostgreSQL's full text, in a cluster of its own that is made for the bench and removed.
//!
//! Settings are in its favour (no syncing, much memory, no vacuum at work). A query runs in a loop
//! inside the server, planned once; its figure is the server's own clock, of one process: wall,
//! not CPU. Its build is run once, with the start and the end of the server in it.

use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::time::Duration;

use crate::measured::median;
use crate::peer::Answer;
use crate::peer::Ask;
use crate::peer::Built;
use crate::peer::Class;
use crate::peer::LEAST;
use crate::peer::Peer;
use crate::peer::Result;
use crate::peer::Shape;
use crate::peer::facets;
use crate::peer::script;
use crate::texts::Texts;

/// Makes a cluster in `$1`. The server refuses to be root.
const MAKE: &str = r#"
as() { if [ "$(id -u)" = 0 ]; then setpriv --reuid=nobody --regid=nogroup --clear-groups "$@"; else "$@"; fi; }
if [ "$(id -u)" = 0 ]; then chown nobody:nogroup "$1"; fi
cd "$1"
as initdb -D "$1/data" -U peer -A trust -E UTF8 --locale=C.UTF-8 -N > "$1/log" 2>&1 || exit 2
"#;

/// Runs the commands of the file `$2` by the server of the cluster in `$1`, from start to end.
const RUN: &str = r#"
as() { if [ "$(id -u)" = 0 ]; then setpriv --reuid=nobody --regid=nogroup --clear-groups "$@"; else "$@"; fi; }
cd "$1"
as postgres -D "$1/data" -k "$1" -c listen_addresses= -c fsync=off -c autovacuum=off -c shared_buffers=512MB \
  -c maintenance_work_mem=512MB -c max_wal_size=4GB -c max_parallel_workers_per_gather=0 > "$1/log" 2>&1 &
server=$!
for _ in {1..200}; do pg_isready -q -h "$1" && break; sleep 0.05; done
psql -qAt -h "$1" -U peer -d postgres -v ON_ERROR_STOP=1 -f "$2"; came=$?
as pg_ctl -D "$1/data" stop -s -m fast; wait $server
(exit $came)
"#;

/// Defines a function that gives the seconds that a statement takes, a row a run.
const LOOP: &str = "
CREATE OR REPLACE FUNCTION pg_temp.took() RETURNS SETOF float8 LANGUAGE plpgsql AS $$
DECLARE began timestamptz; passed float8; times int; met record;
BEGIN
  FOR run IN 1..{runs} LOOP
    began := clock_timestamp();
    times := 0;
    LOOP
      FOR met IN {statement} LOOP END LOOP;
      times := times + 1;
      passed := extract(epoch FROM clock_timestamp() - began);
      EXIT WHEN passed >= {least};
    END LOOP;
    RETURN NEXT passed / times;
  END LOOP;
END $$;
";

/// PostgreSQL.
pub(crate) struct Postgres {
    /// Its cluster, in a folder that another user can reach.
    cluster: tempfile::TempDir,
    commands: PathBuf,
}

impl Postgres {
    /// Its commands come to lie in `folder`.
    pub(crate) fn new(folder: &Path) -> Result<Self> {
        Ok(Self { cluster: tempfile::tempdir()?, commands: folder.join("postgres.sql") })
    }

    fn run(&self, commands: String) -> Result<(Duration, Duration, String)> {
        fs::write(&self.commands, commands)?;
        script(RUN, &[self.cluster.path(), &self.commands])
    }
}

impl Peer for Postgres {
    fn name(&self) -> &'static str {
        "PostgreSQL"
    }

    fn build(&mut self, texts: &Texts, _runs: usize) -> Result<Option<Built>> {
        script(MAKE, &[self.cluster.path()])?;
        let rows = texts.rows.display();
        let (cpu, wall, said) = self.run(format!(
            "CREATE TABLE docs (council text, committee text, kind text, year text, date text, body text, \
             words tsvector GENERATED ALWAYS AS (to_tsvector('simple', body)) STORED);\n\
             \\copy docs (council, committee, kind, year, date, body) from '{rows}' \
             (FORMAT csv, DELIMITER E'\\t', QUOTE E'\\x01')\n\
             CREATE INDEX ON docs USING gin (words);\nVACUUM ANALYZE docs;\n\
             SELECT pg_total_relation_size('docs');\n"
        ))?;
        let bytes = said.trim().parse()?;
        Ok(Some(Built { cpu: cpu.as_secs_f64(), wall: wall.as_secs_f64(), bytes }))
    }

    fn ask(&mut self, class: &Class, ask: Ask, runs: usize) -> Result<Option<Answer>> {
        let words = match &class.shape {
            Shape::Word(word) | Shape::Dated(word, ..) => word.clone(),
            Shape::Both(one, two) => format!("{one} & {two}"),
            Shape::Either(one, two) => format!("{one} | {two}"),
            Shape::Phrase(words) => words.join(" <-> "),
            Shape::Prefix(start) => format!("{start}:*"),
            // Its distance is exact, in one order.
            Shape::Near(..) | Shape::Inside(_) | Shape::Misspelt(_) => return Ok(None),
        };
        let query = format!("to_tsquery('simple', '{words}')");
        let days = class.shape.days();
        let matching = format!("FROM docs WHERE words @@ {query}{days}");
        let statement = match ask {
            Ask::Count => format!("SELECT count(*) {matching}"),
            Ask::Ten => format!(
                "SELECT council, body {matching} ORDER BY ts_rank(words, {query}) DESC LIMIT 10"
            ),
            Ask::Facets => facets(&matching),
            Ask::Newest => format!(
                "SELECT 'day', replace(date, '-', ''), council, body {matching} \
                 ORDER BY date DESC LIMIT 10"
            ),
        };
        let (_, _, said) = self.run(format!(
            "{statement};\n{}SELECT 'took', took FROM pg_temp.took() AS took;\n",
            LOOP.replace("{runs}", &runs.to_string())
                .replace("{least}", &LEAST.to_string())
                .replace("{statement}", &statement)
        ))?;
        let rows = || said.lines().map(|line| line.split('|').collect::<Vec<_>>());
        let times =
            rows().filter(|row| row[0] == "took").filter_map(|row| row.get(1)?.parse().ok());
        let times: Vec<Duration> = times.map(Duration::from_secs_f64).collect();
        if times.is_empty() {
            return Err("PostgreSQL tells no times".into());
        }
        Ok(Some(Answer { cpu: median(times), told: ask.told(rows()) }))
    }
}

//! Sphinx: its indexer and its server, asked over MySQL's protocol.
//!
//! It keeps no text, and a query's figure is the CPU time of its server alone: both in its favour.
//! Prefixes are indexed, as its users do; its manual asks for that before `*` finds anything.

use std::fmt::Write as _;
use std::fs;
use std::io::Read;
use std::io::Write as _;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::path::PathBuf;
use std::process::Child;
use std::process::Command;
use std::process::Stdio;
use std::thread::sleep;
use std::time::Duration;

use crate::measured::median;
use crate::peer::Answer;
use crate::peer::Ask;
use crate::peer::Built;
use crate::peer::Class;
use crate::peer::FACETS;
use crate::peer::Peer;
use crate::peer::Result;
use crate::peer::Shape;
use crate::peer::bytes_below;
use crate::peer::script;
use crate::peer::times;
use crate::scan::bare_words;
use crate::scan::day;
use crate::texts::Texts;

/// Its settings: `{folder}` is where all of it lies. Words are runs of letters and digits.
const SETTINGS: &str = "
source items {
  type = tsvpipe
  tsvpipe_command = cat {folder}/items.tsv
  tsvpipe_attr_string = council
  tsvpipe_attr_string = committee
  tsvpipe_attr_string = kind
  tsvpipe_attr_uint = year
  tsvpipe_attr_uint = day
  tsvpipe_field = body
}
index items {
  source = items
  path = {folder}/index/items
  morphology = none
  dict = keywords
  min_infix_len = 3
  charset_table = 0..9, A..Z->a..z, a..z, U+C0..U+D6->U+E0..U+F6, U+D8..U+DE->U+F8..U+FE, \
    U+DF..U+F6, U+F8..U+FF
}
indexer {
  mem_limit = 1024M
}
searchd {
  listen = {folder}/socket:mysql41
  pid_file = {folder}/pid
  log = /dev/null
  binlog_path =
  workers = threads
}
";

/// Sphinx.
pub(crate) struct Sphinx {
    folder: PathBuf,
    server: Option<Server>,
}

impl Sphinx {
    /// All of it comes to lie in `folder`.
    pub(crate) fn new(folder: &Path) -> Self {
        Self { folder: folder.join("sphinx"), server: None }
    }
}

impl Peer for Sphinx {
    fn name(&self) -> &'static str {
        "Sphinx"
    }

    fn build(&mut self, texts: &Texts, runs: usize) -> Result<Option<Built>> {
        let index = self.folder.join("index");
        fs::create_dir_all(&index)?;
        let settings = self.folder.join("settings");
        fs::write(&settings, SETTINGS.replace("{folder}", &self.folder.to_string_lossy()))?;
        let mut items = String::new();
        for (at, row) in fs::read_to_string(&texts.rows)?.lines().enumerate() {
            if let [facts @ .., year, date, text] = row.split('\t').collect::<Vec<_>>().as_slice() {
                let (number, facts, day) = (at + 1, facts.join("\t"), day(date));
                let year = if year.is_empty() { "0" } else { year };
                writeln!(items, "{number}\t{facts}\t{year}\t{day}\t{}", bare_words(text))?;
            }
        }
        fs::write(self.folder.join("items.tsv"), items)?;
        let (mut cpu, mut wall) = (Vec::new(), Vec::new());
        for _ in 0..runs {
            let write = "indexer --quiet --config \"$1\" items >&2 || exit 2";
            let took = script(write, &[&settings])?;
            cpu.push(took.0);
            wall.push(took.1);
        }
        self.server = Some(Server::start(&settings, &self.folder.join("socket"))?);
        let bytes = bytes_below(&index)?;
        Ok(Some(Built { cpu: median(cpu), wall: median(wall), bytes }))
    }

    fn ask(&mut self, class: &Class, ask: Ask, runs: usize) -> Result<Option<Answer>> {
        let Some(server) = &mut self.server else { return Ok(None) };
        let words = match &class.shape {
            Shape::Word(word) | Shape::Dated(word, ..) => word.clone(),
            Shape::Both(one, two) => format!("{one} {two}"),
            Shape::Either(one, two) => format!("{one} | {two}"),
            Shape::Phrase(words) => format!("\"{}\"", words.join(" ")),
            Shape::Near(one, two, within) => format!("{one} NEAR/{within} {two}"),
            Shape::Prefix(start) => format!("{start}*"),
            Shape::Inside(part) => format!("*{part}*"),
            Shape::Misspelt(_) => return Ok(None),
        };
        let mut matching = format!("FROM items WHERE MATCH('{words}')");
        if let Shape::Dated(_, from, to) = &class.shape {
            write!(matching, " AND day BETWEEN {from}0101 AND {to}1231")?;
        }
        let unranked = "OPTION ranker=none";
        let statement = match ask {
            Ask::Count => format!("SELECT COUNT(*) {matching} {unranked}"),
            Ask::Ten => format!("SELECT council {matching} LIMIT 10 OPTION ranker=bm25"),
            Ask::Newest => {
                format!("SELECT day, council {matching} ORDER BY day DESC LIMIT 10 {unranked}")
            }
            Ask::Facets => {
                let facets = FACETS.map(|it| format!("FACET {it} ORDER BY COUNT(*) DESC"));
                format!("SELECT id {matching} LIMIT 1 {unranked} {}", facets.join(" "))
            }
        };
        let tables = server.say(&statement)?;
        let once = server.used_for(&statement, 3)?.as_secs_f64() / 3.0;
        let again = times(once);
        let cpu = (0..runs).map(|_| server.used_for(&statement, again));
        let cpu = median(cpu.collect::<Result<_>>()?) / again as f64;
        let told = match ask {
            Ask::Ten => None,
            // No row at all is none.
            Ask::Count => Some(tables[0].first().map_or(Ok(0), |row| row[0].parse())?),
            Ask::Newest => tables[0].get(9).and_then(|row| row[0].parse().ok()),
            Ask::Facets => Some(tables[1..].iter().map(largest).sum()),
        };
        Ok(Some(Answer { cpu, told }))
    }
}

/// How many items have the most frequent value of a facet, known values only.
fn largest(table: &Rows) -> u64 {
    let known = table.iter().filter(|row| !matches!(row[0].as_str(), "" | "0"));
    known.filter_map(|row| row[1].parse().ok()).max().unwrap_or_default()
}

/// A table of an answer.
type Rows = Vec<Vec<String>>;

/// Its server, and a connection to it.
struct Server {
    process: Child,
    stream: UnixStream,
}

/// Flags of MySQL's protocol: version 4.1, several tables an answer, the longer handshake.
const FLAGS: u32 = 0x0200 | 0x8000 | 0x0002_0000;

/// The flag of the end of a table that another follows.
const MORE: u8 = 0x08;

impl Server {
    fn start(settings: &Path, socket: &Path) -> Result<Self> {
        let mut command = Command::new("searchd");
        command.arg("--nodetach").arg("--config").arg(settings).stdout(Stdio::null());
        let mut process = command.stderr(Stdio::null()).spawn()?;
        for _ in 0..200 {
            sleep(Duration::from_millis(50));
            if let Ok(stream) = UnixStream::connect(socket) {
                let mut server = Self { process, stream };
                server.packet()?;
                let mut hello = FLAGS.to_le_bytes().to_vec();
                hello.extend((1_u32 << 24).to_le_bytes());
                hello.push(33);
                // Zeros that are kept free, a user's name and an empty password.
                hello.extend([0; 23]);
                hello.extend(b"peer\0\0");
                server.send(1, &hello)?;
                server.packet()?;
                return Ok(server);
            }
        }
        process.kill()?;
        process.wait()?;
        Err("searchd does not answer".into())
    }

    fn send(&mut self, number: u8, body: &[u8]) -> Result<()> {
        let mut packet = (body.len() as u32).to_le_bytes();
        packet[3] = number;
        Ok(self.stream.write_all(&[&packet, body].concat())?)
    }

    fn packet(&mut self) -> Result<Vec<u8>> {
        let mut head = [0; 4];
        self.stream.read_exact(&mut head)?;
        head[3] = 0;
        let mut body = vec![0; u32::from_le_bytes(head) as usize];
        self.stream.read_exact(&mut body)?;
        if body.first() == Some(&0xff) {
            return Err(String::from_utf8_lossy(body.get(9..).unwrap_or_default()).into());
        }
        Ok(body)
    }

    /// Runs a statement, and gives its tables.
    fn say(&mut self, statement: &str) -> Result<Vec<Rows>> {
        self.send(0, &[b"\x03", statement.as_bytes()].concat())?;
        let mut tables = Vec::new();
        loop {
            let columns = self.packet()?;
            for _ in 0..=columns[0] {
                self.packet()?;
            }
            let mut rows = Vec::new();
            let end = loop {
                let packet = self.packet()?;
                if packet[0] == 0xfe && packet.len() < 9 {
                    break packet;
                }
                rows.push(row(&packet));
            };
            tables.push(rows);
            if end.get(3).is_none_or(|status| status & MORE == 0) {
                return Ok(tables);
            }
        }
    }

    /// The CPU time that the server has used so far, in all threads that live.
    fn used(&self) -> Result<Duration> {
        let mut nanoseconds = 0;
        for thread in fs::read_dir(format!("/proc/{}/task", self.process.id()))? {
            let told = fs::read_to_string(thread?.path().join("schedstat"))?;
            nanoseconds += told.split(' ').next().unwrap_or_default().parse::<u64>()?;
        }
        Ok(Duration::from_nanos(nanoseconds))
    }

    /// The CPU time that the server uses to run a statement so many times.
    fn used_for(&mut self, statement: &str, times: usize) -> Result<Duration> {
        let start = self.used()?;
        for _ in 0..times {
            self.say(statement)?;
        }
        Ok(self.used()?.saturating_sub(start))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}

/// The fields of a row: each has its length before it.
fn row(mut packet: &[u8]) -> Vec<String> {
    let mut fields = Vec::new();
    while let Some((&first, rest)) = packet.split_first() {
        let (length, rest) = match (first, rest) {
            (0xfb, _) => (0, rest),
            (0xfc, [low, high, rest @ ..]) => {
                (usize::from(u16::from_le_bytes([*low, *high])), rest)
            }
            _ => (usize::from(first), rest),
        };
        let (field, rest) = rest.split_at(length.min(rest.len()));
        fields.push(String::from_utf8_lossy(field).into_owned());
        packet = rest;
    }
    fields
}

//! Engines of other languages: a program of few lines, written for this bench, that reads a
//! request a line and answers with a line. Its start is not measured, and it takes its own times.
//!
//! `build`, the items and a folder, parted by tabs, is answered with the seconds of CPU, those by
//! the wall and the bytes of the index; what is asked, the runs, and the shape with its words, with
//! the seconds of CPU and what is told (see `Ask`). `-` stands for what it does not have.

use std::fs;
use std::io::BufRead;
use std::io::BufReader;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;
use std::process::Child;
use std::process::ChildStdin;
use std::process::ChildStdout;
use std::process::Command;
use std::process::Stdio;
use std::time::Duration;

use crate::measured::median;
use crate::peer::Answer;
use crate::peer::Ask;
use crate::peer::Built;
use crate::peer::Class;
use crate::peer::Peer;
use crate::peer::Result;
use crate::texts::Texts;

/// A program, and how it is started.
pub(crate) struct Program {
    name: &'static str,
    /// The file it is written to, and its text.
    file: &'static str,
    text: &'static str,
    /// The script of bash that starts it; `$1` is the file.
    start: &'static str,
}

/// Xapian: the first Python that knows it.
pub(crate) const XAPIAN: Program = Program {
    name: "Xapian",
    file: "xapian_peer.py",
    text: include_str!("guests/xapian_peer.py"),
    start: "for it in python3 /usr/bin/python3; do \
            $it -c 'import xapian' 2>/dev/null && exec $it \"$1\"; done; exit 2",
};

/// Lucene, as Debian packs it.
pub(crate) const LUCENE: Program = Program {
    name: "Lucene",
    file: "LucenePeer.java",
    text: include_str!("guests/LucenePeer.java"),
    start: "cd /usr/share/java && exec java -Xmx2g -cp \"$(ls lucene-core-8*.jar \
            lucene-analyzers-common-8*.jar lucene-facet-8*.jar | paste -sd:)\" \"$1\"",
};

/// A guest, and its index.
pub(crate) struct Guest {
    program: Program,
    folder: PathBuf,
    running: Option<(Child, ChildStdin, BufReader<ChildStdout>)>,
}

impl Guest {
    /// Its program and its index come to lie in `folder`.
    pub(crate) fn new(program: Program, folder: &Path) -> Self {
        Self { folder: folder.join(program.name), program, running: None }
    }

    fn start(&mut self) -> Result<()> {
        fs::create_dir_all(&self.folder)?;
        let file = self.folder.join(self.program.file);
        fs::write(&file, self.program.text)?;
        let mut command = Command::new("bash");
        command.args(["-c", self.program.start, "bash"]).arg(file);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let (requests, answers) = (child.stdin.take(), child.stdout.take());
        let requests = requests.ok_or("a guest without input")?;
        let answers = BufReader::new(answers.ok_or("a guest without output")?);
        self.running = Some((child, requests, answers));
        Ok(())
    }

    /// Asks, and gives the fields of the answer; a field is `None` where it is `-`.
    fn say(&mut self, request: &str) -> Result<Vec<Option<f64>>> {
        let (_, requests, answers) = self.running.as_mut().ok_or("it does not run")?;
        writeln!(requests, "{request}")?;
        let mut answer = String::new();
        if answers.read_line(&mut answer)? == 0 {
            return Err(format!("{} came to an end at: {request}", self.program.name).into());
        }
        Ok(answer.trim().split('\t').map(|field| field.parse().ok()).collect())
    }
}

impl Peer for Guest {
    fn name(&self) -> &'static str {
        self.program.name
    }

    fn build(&mut self, texts: &Texts, runs: usize) -> Result<Option<Built>> {
        self.start()?;
        let (rows, index) = (texts.rows.display(), self.folder.join("index"));
        let request = format!("build\t{rows}\t{}", index.display());
        let (mut cpu, mut wall, mut bytes) = (Vec::new(), Vec::new(), 0);
        // A slow one is built once.
        while cpu.len() < runs && cpu.first().is_none_or(|it| *it < SLOW) {
            let answer = self.say(&request)?;
            let &[Some(used), Some(took), Some(size)] = answer.as_slice() else {
                return Err("it does not tell of its index".into());
            };
            cpu.push(Duration::from_secs_f64(used));
            wall.push(Duration::from_secs_f64(took));
            bytes = size as u64;
        }
        Ok(Some(Built { cpu: median(cpu), wall: median(wall), bytes }))
    }

    fn ask(&mut self, class: &Class, ask: Ask, runs: usize) -> Result<Option<Answer>> {
        let request = format!("{}\t{runs}\t{}", ask.as_str(), class.shape.fields());
        let answer = self.say(&request)?;
        let told = answer.get(1).copied().flatten().map(|told| told as u64);
        Ok(answer[0].map(|cpu| Answer { cpu, told }))
    }
}

impl Drop for Guest {
    fn drop(&mut self) {
        if let Some((mut child, requests, _)) = self.running.take() {
            // It ends with its input.
            drop(requests);
            child.wait().ok();
        }
    }
}

/// A build that takes more CPU than this is not run again.
const SLOW: Duration = Duration::from_secs(20);

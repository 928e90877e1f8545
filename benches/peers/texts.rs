//! Makes the texts that all peers are given, chooses what is asked, and counts it by a plain scan.

use std::collections::BTreeMap;
use std::fs;
use std::io::BufWriter;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;

use minutebook::extract;
use minutebook::normalise;
use minutebook::paper::Origin;
use minutebook::recognise;

use crate::made::Form;
use crate::made::Maker;
use crate::made::SEED;
use crate::made::Size;
use crate::peer::Class;
use crate::peer::Result;
use crate::peer::Shape;

/// The same papers, as files and as the items that ours cuts from the plain text.
pub(crate) struct Texts {
    /// Papers as files of plain text, of Markdown and of HTML.
    pub(crate) plain: PathBuf,
    pub(crate) markdown: PathBuf,
    pub(crate) html: PathBuf,
    /// A line an item: council, committee, date, kind and text, parted by tabs.
    pub(crate) rows: PathBuf,
    /// A line an item: its text only.
    pub(crate) lines: PathBuf,
    /// How many items there are, and how many bytes of text they have.
    pub(crate) items: u64,
    pub(crate) bytes: u64,
    /// How large the files are, for people.
    pub(crate) forms: Vec<String>,
}

impl Texts {
    /// Makes the papers below `folder`, and cuts them.
    pub(crate) fn make(size: Size, folder: &Path) -> Result<Self> {
        let maker = Maker::new(SEED);
        let mut forms = Vec::new();
        let mut make = |form, name: &str| -> Result<PathBuf> {
            let place = folder.join(name);
            let bytes = maker.write(size, form, &place)?.bytes;
            forms.push(format!("{name}: {:.1} MB of files", bytes as f64 / 1e6));
            Ok(place)
        };
        let plain = make(Form::Text, "plain text")?;
        let markdown = make(Form::Markdown, "Markdown")?;
        let html = make(Form::Html, "HTML")?;
        let (rows, lines) = (folder.join("items.tsv"), folder.join("items.txt"));
        let mut texts = Self { plain, markdown, html, rows, lines, items: 0, bytes: 0, forms };
        texts.cut()?;
        Ok(texts)
    }

    /// Cuts the plain papers into items, as the pipeline does.
    fn cut(&mut self) -> Result<()> {
        let mut rows = BufWriter::new(fs::File::create(&self.rows)?);
        let mut lines = BufWriter::new(fs::File::create(&self.lines)?);
        let mut folders = fs::read_dir(&self.plain)?.collect::<std::io::Result<Vec<_>>>()?;
        folders.sort_by_key(fs::DirEntry::path);
        for folder in folders {
            let mut files = fs::read_dir(folder.path())?.collect::<std::io::Result<Vec<_>>>()?;
            files.sort_by_key(fs::DirEntry::path);
            for file in files {
                let path = file.path().to_string_lossy().into_owned();
                let (text, _) = extract::text(&path, &fs::read(file.path())?);
                let verdict = recognise::kind(&text, &path);
                let origin = Origin { path, ..Origin::default() };
                let (paper, _) = normalise::paper(text, &verdict, origin);
                let council = paper.council.as_ref().map_or("", |it| &it.value.name);
                let committee = paper.committee.as_ref().map_or("", |it| &it.value.name);
                let date = paper.date.as_ref().map(|it| it.value.to_string()).unwrap_or_default();
                for item in &paper.items {
                    let text = paper.text_of(item).replace(['\n', '\t', '\r'], " ");
                    let kind = paper.kind.as_str();
                    writeln!(rows, "{council}\t{committee}\t{date}\t{kind}\t{text}")?;
                    writeln!(lines, "{text}")?;
                    self.items += 1;
                    self.bytes += text.len() as u64;
                }
            }
        }
        rows.flush()?;
        lines.flush()?;
        Ok(())
    }

    /// What is asked of all peers, with the counts of the scan.
    pub(crate) fn classes(&self) -> Result<Vec<Class>> {
        let text = fs::read_to_string(&self.lines)?;
        let class = |name, shape| Class { name, count: counted(&text, &shape), shape };
        let both = |one: &str, two: &str| (one.to_owned(), two.to_owned());
        let (budget, school) = both("budget", "school");
        let (action, plan) = both("action", "plan");
        let (of, the) = both("of", "the");
        Ok(vec![
            class("rare word", Shape::Word(rare(&text))),
            class("frequent word", Shape::Word("report".to_owned())),
            class("AND", Shape::Both(budget, school)),
            class("phrase", Shape::Phrase(action, plan)),
            class("frequent phrase", Shape::Phrase(of, the)),
            class("prefix", Shape::Prefix("trans".to_owned())),
        ])
    }
}

/// The words of a text: runs of letters and digits, in small letters.
fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty()).map(str::to_lowercase)
}

/// A word that comes three times, or as near to it as there is.
fn rare(text: &str) -> String {
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    for word in words(text).filter(|it| it.len() > 5 && it.bytes().all(|b| b.is_ascii_lowercase()))
    {
        *counts.entry(word).or_default() += 1;
    }
    let rarest = counts.iter().min_by_key(|(_, count)| count.abs_diff(3));
    rarest.map(|(word, _)| word.clone()).unwrap_or_default()
}

/// How many lines a query matches.
fn counted(text: &str, shape: &Shape) -> u64 {
    let matches = |line: &&str| match shape {
        Shape::Word(word) => words(line).any(|it| it == *word),
        Shape::Both(one, two) => {
            words(line).any(|it| it == *one) && words(line).any(|it| it == *two)
        }
        Shape::Phrase(one, two) => {
            let mut after = false;
            words(line).any(|it| {
                let ends = after && it == *two;
                after = it == *one;
                ends
            })
        }
        Shape::Prefix(start) => words(line).any(|it| it.starts_with(start.as_str())),
    };
    text.lines().filter(matches).count() as u64
}

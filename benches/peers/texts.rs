//! Makes or takes the texts that all peers are given, and chooses what is asked.

use std::fs;
use std::io::BufWriter;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;

use minutebook::extract;
use minutebook::normalise;
use minutebook::paper::PaperKind;
use minutebook::problem::Outcome;
use minutebook::problem::Problem;
use minutebook::recognise;
use minutebook::source;

use crate::made::Form;
use crate::made::Maker;
use crate::made::SEED;
use crate::made::Size;
use crate::peer::Ask;
use crate::peer::Class;
use crate::peer::Result;
use crate::peer::Shape;
use crate::peer::script;
use crate::scan;
use crate::scan::Scan;

/// The same papers, as files and as the items that ours cuts from them.
pub(crate) struct Texts {
    /// The papers that are cut into items.
    pub(crate) papers: PathBuf,
    /// The same papers in other forms, by the name of the form.
    pub(crate) also: Vec<(&'static str, PathBuf)>,
    /// A line an item: council, committee, kind, year, date and text, parted by tabs. There is
    /// no other control character in it.
    pub(crate) rows: PathBuf,
    /// A line an item: its text only.
    pub(crate) lines: PathBuf,
    /// How many items there are, and how many bytes of text they have.
    pub(crate) items: u64,
    pub(crate) bytes: u64,
    /// What the papers are, for people.
    pub(crate) about: Vec<String>,
}

impl Texts {
    /// Makes papers below `folder`, and cuts them.
    pub(crate) fn make(size: Size, folder: &Path) -> Result<Self> {
        let maker = Maker::new(SEED);
        let mut about = vec![format!("{} items made", size.items())];
        let mut make = |form, name: &str| -> Result<PathBuf> {
            let place = folder.join(name);
            let bytes = maker.write(size, form, &place)?.bytes;
            about.push(format!("{name}: {:.1} MB of files", bytes as f64 / 1e6));
            Ok(place)
        };
        let plain = make(Form::Text, "plain text")?;
        let markdown = make(Form::Markdown, "Markdown")?;
        let html = make(Form::Html, "HTML")?;
        Self::cut(plain, vec![("HTML", html), ("Markdown", markdown)], about, folder)
    }

    /// Takes the papers of a folder, or of an archive that `tar` unpacks below `folder`.
    pub(crate) fn take(bulk: &Path, folder: &Path) -> Result<Self> {
        let bulk = bulk.canonicalize().map_err(|error| format!("{}: {error}", bulk.display()))?;
        let about = vec![format!("papers of {}", bulk.file_name().unwrap_or_default().display())];
        let mut papers = bulk.clone();
        if bulk.is_file() {
            papers = folder.join("bulk");
            fs::create_dir(&papers)?;
            let unpack = "tar -xf \"$1\" -C \"$2\" || exit 2";
            script(unpack, &[&bulk, &papers]).map_err(|error| format!("tar: {error}"))?;
        }
        Self::cut(papers, Vec::new(), about, folder)
    }

    /// Cuts papers into items, as the pipeline does.
    fn cut(
        papers: PathBuf,
        also: Vec<(&'static str, PathBuf)>,
        about: Vec<String>,
        folder: &Path,
    ) -> Result<Self> {
        let (rows, lines) = (folder.join("items.tsv"), folder.join("items.txt"));
        let mut texts = Self { papers, also, rows, lines, items: 0, bytes: 0, about };
        let mut rows = BufWriter::new(fs::File::create(&texts.rows)?);
        let mut lines = BufWriter::new(fs::File::create(&texts.lines)?);
        let (mut files, mut size) = (0_u64, 0);
        for file in source::find(&[texts.papers.clone()], &source::Limits::default())?.files {
            let Ok(bytes) = source::read(&file) else { continue };
            (files, size) = (files + 1, size + bytes.len());
            let (text, problems) =
                extract::text_as(&file.key, file.content_type.as_deref(), &bytes);
            let verdict = recognise::kind(&text, &file.origin.path);
            let is_no_paper = |problem: &Problem| problem.kind.outcome() != Outcome::Indexed;
            if verdict.kind == PaperKind::Listing || problems.iter().any(is_no_paper) {
                continue;
            }
            let (paper, _) = normalise::paper(text, &verdict, file.origin);
            let one_line = |text: &str| text.replace(char::is_control, " ");
            let council = paper.council.as_ref().map_or("", |it| &it.value.name);
            let committee = paper.committee.as_ref().map_or("", |it| &it.value.name);
            let date = paper.date.as_ref().map(|it| it.value.to_string()).unwrap_or_default();
            let year = date.get(..4).unwrap_or_default();
            let kind = paper.kind.as_str();
            let facts = format!("{}\t{}\t{kind}\t{year}", one_line(council), one_line(committee));
            for item in &paper.items {
                let text = one_line(&paper.text_of(item));
                writeln!(rows, "{facts}\t{date}\t{text}")?;
                writeln!(lines, "{text}")?;
                texts.items += 1;
                texts.bytes += text.len() as u64;
            }
        }
        rows.flush()?;
        lines.flush()?;
        let megabytes = |bytes: u64| bytes as f64 / 1e6;
        texts.about.push(format!(
            "{files} files of {:.1} MB cut by ours into {} items, {:.1} MB of text",
            megabytes(size as u64),
            texts.items,
            megabytes(texts.bytes)
        ));
        Ok(texts)
    }

    /// What is asked of all peers, with what the scan says.
    pub(crate) fn classes(&self) -> Result<Vec<Class>> {
        const PLAIN: &[Ask] = &[Ask::Count, Ask::Ten];
        const ALL: &[Ask] = &[Ask::Count, Ask::Ten, Ask::Facets, Ask::Newest];
        let rows = fs::read_to_string(&self.rows)?;
        let folded = scan::folded(&rows);
        let class = |name, asks, shape| {
            let scan = Scan::of(&rows, &shape);
            let folded = if folded == rows { scan } else { Scan::of(&folded, &shape) };
            Class { name, shape, scan, folded, asks }
        };
        let word = str::to_owned;
        let phrase = |words: &str| Shape::Phrase(words.split(' ').map(word).collect());
        let rare = scan::rare(&fs::read_to_string(&self.lines)?);
        Ok(vec![
            class("rare word", PLAIN, Shape::Word(rare)),
            class("frequent word", ALL, Shape::Word(word("report"))),
            class("AND", ALL, Shape::Both(word("budget"), word("school"))),
            class("OR", PLAIN, Shape::Either(word("budget"), word("school"))),
            class("phrase", PLAIN, phrase("action plan")),
            class("phrase of 3", PLAIN, phrase("report on the")),
            class("frequent phrase", PLAIN, phrase("of the")),
            class("NEAR", PLAIN, Shape::Near(word("report"), word("budget"), 5)),
            class("prefix", PLAIN, Shape::Prefix(word("trans"))),
            class("wildcard", PLAIN, Shape::Inside(word("port"))),
            class("date range", ALL, Shape::Dated(word("report"), 2016, 2018)),
            class("misspelt", PLAIN, Shape::Misspelt(word("comittee"))),
        ])
    }
}

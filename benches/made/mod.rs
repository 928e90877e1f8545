//! Makes believable council papers from a seed, as files: the same seed gives the same bytes.
//!
//! Words come as often as in minutes (Zipf's law over 30,000 words, the ordinary ones first), and
//! items are as long (log-normal, some 250 words). All names and all sentences are made up.

mod forms;
mod numbers;
mod vocabulary;

use std::fs;
use std::io;
use std::path::Path;
use std::str::FromStr;

use jiff::civil::Date;
use jiff::civil::date;

use numbers::Numbers;
use vocabulary::Vocabulary;
use vocabulary::capitalise;

/// The seed that all benches make their papers from.
pub(crate) const SEED: u64 = 20_170_118;

/// Papers of a folder, so that no folder has very many.
const PAPERS_A_FOLDER: u64 = 500;

/// How many papers are made, by their items.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Size {
    /// 1,000 items: a test that the bench runs.
    Small,
    /// 20,000 items: one council over some years.
    Middle,
    /// 200,000 items: a county and its neighbours.
    Large,
}

impl FromStr for Size {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        match word {
            "1k" => Ok(Self::Small),
            "20k" => Ok(Self::Middle),
            "200k" => Ok(Self::Large),
            _ => Err(format!("{word}: the sizes are 1k, 20k and 200k")),
        }
    }
}

impl Size {
    /// How many items are made, headers not counted.
    pub(crate) fn items(self) -> u64 {
        match self {
            Self::Small => 1_000,
            Self::Middle => 20_000,
            Self::Large => 200_000,
        }
    }
}

/// How a paper is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// A page of a council's site.
    Html,
    /// A page of the council software ModernGov.
    ModernGov,
    /// A document of Word since 2007.
    Docx,
    /// A text of OpenDocument.
    Odt,
    /// A text of OpenDocument in one file.
    Fodt,
    /// Rich text.
    Rtf,
    /// A PDF of several pages.
    Pdf,
    /// Plain texts, those of a folder in one archive.
    Zip,
    /// Pages of a site, those of a folder in one web archive.
    Warc,
}

/// The forms with their names and the endings of their files.
const FORMS: [(&str, Form, &str); 11] = [
    ("text", Form::Text, "txt"),
    ("markdown", Form::Markdown, "md"),
    ("html", Form::Html, "html"),
    ("moderngov", Form::ModernGov, "html"),
    ("docx", Form::Docx, "docx"),
    ("odt", Form::Odt, "odt"),
    ("fodt", Form::Fodt, "fodt"),
    ("rtf", Form::Rtf, "rtf"),
    ("pdf", Form::Pdf, "pdf"),
    ("zip", Form::Zip, "txt"),
    ("warc", Form::Warc, "html"),
];

impl Form {
    /// The ending of a paper's file.
    fn extension(self) -> &'static str {
        FORMS.iter().find(|row| row.1 == self).map_or("", |row| row.2)
    }
}

impl FromStr for Form {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        let found = FORMS.iter().find(|row| row.0 == word);
        found
            .map(|row| row.1)
            .ok_or_else(|| format!("{word}: the forms are {}", FORMS.map(|row| row.0).join(", ")))
    }
}

/// What was written: how many files, and how many bytes they have.
pub(crate) struct Written {
    pub(crate) files: u64,
    pub(crate) bytes: u64,
}

/// A paper as made.
struct Made {
    council: String,
    committee: String,
    date: Date,
    present: Vec<String>,
    items: Vec<Item>,
}

/// An item as made.
struct Item {
    number: String,
    title: String,
    paragraphs: Vec<String>,
    /// What was resolved or recommended: the words before it, and its points.
    decided: Option<(String, Vec<String>)>,
}

/// Makes papers of a seed.
pub(crate) struct Maker {
    seed: u64,
    vocabulary: Vocabulary,
}

impl Maker {
    /// A maker for a seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self { seed, vocabulary: Vocabulary::new(seed) }
    }

    /// Writes papers of so many items in all below `folder`.
    pub(crate) fn write(&self, size: Size, form: Form, folder: &Path) -> io::Result<Written> {
        let (mut left, mut number) = (size.items(), 0);
        let mut all = Written { files: 0, bytes: 0 };
        while left > 0 {
            let name = format!("{:03}", number / PAPERS_A_FOLDER);
            let mut papers = Vec::new();
            while left > 0 && (papers.is_empty() || number % PAPERS_A_FOLDER > 0) {
                let paper = self.paper(number, left);
                left -= paper.items.len() as u64;
                let file = format!("{name}/{number:06}.{}", form.extension());
                papers.push((file, forms::written(&paper, form)?));
                number += 1;
            }
            let files = match form {
                Form::Zip => vec![(format!("{name}/{name}.zip"), forms::packed(&papers)?)],
                Form::Warc => vec![(format!("{name}/{name}.warc.gz"), forms::crawled(&papers)?)],
                _ => papers,
            };
            fs::create_dir_all(folder.join(&name))?;
            for (file, bytes) in files {
                all.files += 1;
                all.bytes += bytes.len() as u64;
                fs::write(folder.join(file), bytes)?;
            }
        }
        Ok(all)
    }

    /// The paper of a number, of `most` items at most.
    fn paper(&self, number: u64, most: u64) -> Made {
        let numbers = &mut Numbers::new(self.seed, number);
        let lists = &self.vocabulary.lists;
        // Some forty councils, each with few committees.
        let home = &mut Numbers::new(self.seed ^ 1, number % 41);
        let place = format!("{}{}", home.one(&lists.starts), home.one(&lists.places));
        let council = format!("{place} {}", home.one(&lists.councils));
        let committee = numbers.one(&lists.committees).to_owned();
        let date = date(
            numbers.from(2012, 2025) as i16,
            numbers.from(1, 12) as i8,
            numbers.from(1, 28) as i8,
        );
        let mut present = vec![format!("Councillor {} (Chair)", self.vocabulary.person(numbers))];
        for _ in 0..numbers.from(4, 11) {
            present.push(format!("Councillor {}", self.vocabulary.person(numbers)));
        }
        let first = numbers.from(1, 90);
        let count = numbers.from(8, 18).min(most);
        let mut items: Vec<Item> =
            (first..first + count).map(|number| self.item(number, numbers)).collect();
        for (item, said) in items.iter_mut().zip(&lists.opening) {
            item.title.clone_from(&said[0]);
            item.paragraphs = vec![numbers.one(&said[1..]).to_owned()];
            item.decided = None;
        }
        // Half of the councils print titles in capitals.
        if home.once_in(2) {
            items.iter_mut().for_each(|item| item.title.make_ascii_uppercase());
        }
        Made { council, committee, date, present, items }
    }

    fn item(&self, number: u64, numbers: &mut Numbers) -> Item {
        let lists = &self.vocabulary.lists;
        let matter = numbers.one(&self.vocabulary.matters).to_owned();
        let mut title = format!("{matter} {}", numbers.one(&lists.about));
        capitalise(&mut title, 0);
        let mut left = numbers.length();
        let mut paragraphs = Vec::new();
        let mut text = match numbers.below(3) {
            0 => {
                format!("Councillor {} asked about the {matter}. ", self.vocabulary.person(numbers))
            }
            1 => {
                let person = self.vocabulary.person(numbers);
                format!("{person}, {}, presented the report. ", numbers.one(&lists.offices))
            }
            _ => String::new(),
        };
        while left > 0 {
            let length = numbers.from(8, 28).min(left);
            left -= length;
            self.vocabulary.sentence(length, numbers, &mut text);
            if left == 0 || numbers.once_in(4) {
                paragraphs.push(std::mem::take(&mut text));
            } else {
                text.push(' ');
            }
        }
        if numbers.once_in(25) {
            let (with, against) = (numbers.from(4, 12), numbers.below(4));
            paragraphs.push(format!(
                "On being put to the vote there were {with} votes for, {against} against and {} \
                 abstentions.",
                numbers.below(3)
            ));
        }
        let decided = (!numbers.once_in(4)).then(|| self.decided(&matter, numbers));
        Item { number: number.to_string(), title, paragraphs, decided }
    }

    /// What was resolved or recommended on a matter.
    fn decided(&self, matter: &str, numbers: &mut Numbers) -> (String, Vec<String>) {
        let (lead, verb) = match numbers.below(3) {
            0 => ("Resolved:", "noted"),
            1 => ("RESOLVED that:", "approved"),
            _ => ("The Committee is recommended to agree that:", "endorsed"),
        };
        let mut points = vec![format!("the report on the {matter} be {verb};")];
        for _ in 0..numbers.below(3) {
            let mut point = String::new();
            self.vocabulary.sentence(numbers.from(8, 18), numbers, &mut point);
            points.push(point);
        }
        (lead.to_owned(), points)
    }
}

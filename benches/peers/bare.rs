//! A bare loop over tantivy: the floor of what an index of these texts costs.
//!
//! It is given the items ready, cuts words at whatever is no letter or digit, keeps positions,
//! the text and the facets, and neither reads papers nor understands them.

use std::fs::File;
use std::io::BufRead;
use std::io::BufReader;
use std::path::Path;
use std::path::PathBuf;

use tantivy::Index;
use tantivy::IndexSettings;
use tantivy::Searcher;
use tantivy::TantivyDocument;
use tantivy::Term;
use tantivy::collector::Count;
use tantivy::collector::TopDocs;
use tantivy::directory::MmapDirectory;
use tantivy::query::BooleanQuery;
use tantivy::query::PhraseQuery;
use tantivy::query::Query;
use tantivy::query::RegexQuery;
use tantivy::query::TermQuery;
use tantivy::schema::FAST;
use tantivy::schema::Field;
use tantivy::schema::IndexRecordOption;
use tantivy::schema::STRING;
use tantivy::schema::Schema;
use tantivy::schema::TextFieldIndexing;
use tantivy::schema::TextOptions;
use tantivy::store::Compressor;
use tantivy::store::ZstdCompressor;
use tantivy::tokenizer::LowerCaser;
use tantivy::tokenizer::SimpleTokenizer;
use tantivy::tokenizer::TextAnalyzer;

use crate::peer::Answer;
use crate::peer::Ask;
use crate::peer::Built;
use crate::peer::Class;
use crate::peer::Peer;
use crate::peer::Result;
use crate::peer::Shape;
use crate::peer::builds;
use crate::peer::bytes_below;
use crate::peer::timed;
use crate::texts::Texts;

/// The bytes of memory of its writer, and the name of its tokenizer.
const MEMORY: usize = 1 << 29;
const TOKENIZER: &str = "letters_and_digits";

/// The facets of a row, in order; the text follows them.
const FACETS: [&str; 4] = ["council", "committee", "date", "kind"];

/// Tantivy alone.
pub(crate) struct Bare {
    folder: PathBuf,
    text: Field,
    schema: Schema,
    searcher: Option<Searcher>,
}

impl Bare {
    /// Its index comes to lie in `folder`.
    pub(crate) fn new(folder: &Path) -> Self {
        let mut builder = Schema::builder();
        for facet in FACETS {
            builder.add_text_field(facet, STRING | FAST);
        }
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(TOKENIZER)
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        let options = TextOptions::default().set_indexing_options(indexing).set_stored();
        let text = builder.add_text_field("text", options);
        Self { folder: folder.join("bare"), text, schema: builder.build(), searcher: None }
    }

    fn write(&self, rows: &Path) -> Result<Searcher> {
        if self.folder.exists() {
            std::fs::remove_dir_all(&self.folder)?;
        }
        std::fs::create_dir_all(&self.folder)?;
        let settings = IndexSettings {
            docstore_compression: Compressor::Zstd(ZstdCompressor::default()),
            ..IndexSettings::default()
        };
        let directory = MmapDirectory::open(&self.folder)?;
        let index = Index::create(directory, self.schema.clone(), settings)?;
        let words = TextAnalyzer::builder(SimpleTokenizer::default()).filter(LowerCaser).build();
        index.tokenizers().register(TOKENIZER, words);
        let threads = std::thread::available_parallelism()?.get();
        let mut writer = index.writer_with_num_threads(threads, MEMORY)?;
        for row in BufReader::new(File::open(rows)?).lines() {
            let row = row?;
            let mut document = TantivyDocument::default();
            for ((field, _), value) in self.schema.fields().zip(row.split('\t')) {
                document.add_text(field, value);
            }
            writer.add_document(document)?;
        }
        writer.commit()?;
        writer.wait_merging_threads()?;
        Ok(index.reader()?.searcher())
    }

    fn query(&self, shape: &Shape) -> Result<Box<dyn Query>> {
        let term = |word: &str| Term::from_field_text(self.text, word);
        let word = |word: &str| -> Box<dyn Query> {
            Box::new(TermQuery::new(term(word), IndexRecordOption::WithFreqs))
        };
        Ok(match shape {
            Shape::Word(one) => word(one),
            Shape::Both(one, two) => {
                Box::new(BooleanQuery::intersection(vec![word(one), word(two)]))
            }
            Shape::Phrase(one, two) => Box::new(PhraseQuery::new(vec![term(one), term(two)])),
            Shape::Prefix(start) => {
                Box::new(RegexQuery::from_pattern(&format!("{start}.*"), self.text)?)
            }
        })
    }
}

impl Peer for Bare {
    fn name(&self) -> &'static str {
        "bare tantivy"
    }

    fn build(&mut self, texts: &Texts, runs: usize) -> Result<Option<Built>> {
        let (cpu, wall, searcher) = timed(builds(runs), || self.write(&texts.rows))?;
        self.searcher = Some(searcher);
        Ok(Some(Built { cpu, wall, bytes: bytes_below(&self.folder)? }))
    }

    fn ask(&mut self, class: &Class, ask: Ask, runs: usize) -> Result<Option<Answer>> {
        let Some(searcher) = &self.searcher else { return Ok(None) };
        let one = || match ask {
            Ask::Count => Ok(Some(searcher.search(&self.query(&class.shape)?, &Count)? as u64)),
            Ask::Ten => {
                let best = TopDocs::with_limit(10).order_by_score();
                for (_, address) in searcher.search(&self.query(&class.shape)?, &best)? {
                    std::hint::black_box(searcher.doc::<TantivyDocument>(address)?);
                }
                Ok(None)
            }
        };
        one()?;
        let (cpu, _, count) = timed(runs, one)?;
        Ok(Some(Answer { cpu, count }))
    }
}

//! A bare loop over tantivy: the floor of what an index of these texts costs.
//!
//! It is given the items ready, cuts words at whatever is no letter or digit, keeps positions,
//! the text and the facets, and neither reads papers nor understands them.

use std::fs::File;
use std::io::BufRead;
use std::io::BufReader;
use std::ops::Bound;
use std::path::Path;
use std::path::PathBuf;

use serde_json::Value;
use tantivy::DocAddress;
use tantivy::Index;
use tantivy::IndexSettings;
use tantivy::IndexWriter;
use tantivy::Order;
use tantivy::Searcher;
use tantivy::TantivyDocument;
use tantivy::Term;
use tantivy::aggregation::AggContextParams;
use tantivy::aggregation::AggregationCollector;
use tantivy::aggregation::agg_req::Aggregations;
use tantivy::collector::Count;
use tantivy::collector::TopDocs;
use tantivy::directory::MmapDirectory;
use tantivy::query::BooleanQuery;
use tantivy::query::FuzzyTermQuery;
use tantivy::query::PhraseQuery;
use tantivy::query::Query;
use tantivy::query::RangeQuery;
use tantivy::query::RegexQuery;
use tantivy::query::TermQuery;
use tantivy::schema::FAST;
use tantivy::schema::Field;
use tantivy::schema::IndexRecordOption;
use tantivy::schema::STRING;
use tantivy::schema::Schema;
use tantivy::schema::TextFieldIndexing;
use tantivy::schema::TextOptions;
use tantivy::tokenizer::LowerCaser;
use tantivy::tokenizer::SimpleTokenizer;
use tantivy::tokenizer::TextAnalyzer;

use crate::peer::Answer;
use crate::peer::Ask;
use crate::peer::Built;
use crate::peer::Class;
use crate::peer::FACETS;
use crate::peer::Peer;
use crate::peer::Result;
use crate::peer::Shape;
use crate::peer::bytes_below;
use crate::peer::repeated;
use crate::peer::timed;
use crate::scan::day;
use crate::texts::Texts;

/// The bytes of memory of its writer, and the name of its tokenizer.
const MEMORY: usize = 1 << 29;
const TOKENIZER: &str = "letters_and_digits";

/// More values than a facet has: tantivy guesses where it is given fewer.
const MOST: u32 = 60_000;

/// The field of the day, as 20170118; a row has it between the facets and the text.
const DAY: &str = "day";

/// Tantivy alone.
pub(crate) struct Bare {
    folder: PathBuf,
    day: Field,
    text: Field,
    schema: Schema,
    /// The counts of the facets, as tantivy is asked for them.
    facets: Aggregations,
    searcher: Option<Searcher>,
}

impl Bare {
    /// Its index comes to lie in `folder`.
    pub(crate) fn new(folder: &Path) -> Result<Self> {
        let mut builder = Schema::builder();
        for facet in FACETS {
            builder.add_text_field(facet, STRING | FAST);
        }
        let day = builder.add_u64_field(DAY, FAST);
        let text = builder.add_text_field("text", words(true));
        let facets = FACETS.map(|it| {
            (
                it,
                serde_json::json!({ "terms": { "field": it, "size": MOST, "segment_size": MOST } }),
            )
        });
        let facets = serde_json::from_value(facets.into_iter().collect())?;
        let (folder, schema) = (folder.join("bare"), builder.build());
        Ok(Self { folder, day, text, schema, facets, searcher: None })
    }

    fn write(&self, rows: &Path) -> Result<Searcher> {
        let mut writer = writer(&self.folder, &self.schema)?;
        for row in BufReader::new(File::open(rows)?).lines() {
            let row = row?;
            let mut document = TantivyDocument::default();
            for ((field, _), value) in self.schema.fields().zip(row.split('\t')) {
                if field == self.day {
                    document.add_u64(field, day(value));
                } else {
                    document.add_text(field, value);
                }
            }
            writer.add_document(document)?;
        }
        writer.commit()?;
        let index = writer.index().clone();
        writer.wait_merging_threads()?;
        Ok(index.reader()?.searcher())
    }

    fn query(&self, shape: &Shape) -> Result<Option<Box<dyn Query>>> {
        let term = |word: &str| Term::from_field_text(self.text, word);
        let word = |word: &str| -> Box<dyn Query> {
            Box::new(TermQuery::new(term(word), IndexRecordOption::WithFreqs))
        };
        let forms = |pattern: &str| RegexQuery::from_pattern(pattern, self.text);
        Ok(Some(match shape {
            Shape::Word(one) => word(one),
            Shape::Both(one, two) => {
                Box::new(BooleanQuery::intersection(vec![word(one), word(two)]))
            }
            Shape::Either(one, two) => Box::new(BooleanQuery::union(vec![word(one), word(two)])),
            Shape::Phrase(words) => {
                Box::new(PhraseQuery::new(words.iter().map(|it| term(it)).collect()))
            }
            Shape::Prefix(start) => Box::new(forms(&format!("{start}.*"))?),
            Shape::Inside(part) => Box::new(forms(&format!(".*{part}.*"))?),
            Shape::Dated(one, from, to) => {
                let day = |day| Bound::Included(Term::from_field_u64(self.day, day));
                let days = RangeQuery::new(day(from * 10_000 + 101), day(to * 10_000 + 1231));
                Box::new(BooleanQuery::intersection(vec![word(one), Box::new(days)]))
            }
            Shape::Misspelt(word) => Box::new(FuzzyTermQuery::new(term(word), 1, true)),
            // Its slop is not nearness: two words that change places count double.
            Shape::Near(..) => return Ok(None),
        }))
    }

    fn answer(&self, searcher: &Searcher, query: &dyn Query, ask: Ask) -> Result<Option<u64>> {
        let texts = |best: Vec<DocAddress>| -> Result<()> {
            for address in best {
                std::hint::black_box(searcher.doc::<TantivyDocument>(address)?);
            }
            Ok(())
        };
        Ok(match ask {
            Ask::Count => Some(searcher.search(query, &Count)? as u64),
            Ask::Ten => {
                let best = searcher.search(query, &TopDocs::with_limit(10).order_by_score())?;
                texts(best.into_iter().map(|(_, address)| address).collect())?;
                None
            }
            Ask::Newest => {
                let best = TopDocs::with_limit(10).order_by_fast_field::<u64>(DAY, Order::Desc);
                let best = searcher.search(query, &best)?;
                let tenth = best.get(9).and_then(|(day, _)| *day);
                texts(best.into_iter().map(|(_, address)| address).collect())?;
                tenth
            }
            Ask::Facets => {
                let counts = AggregationCollector::from_aggs(
                    self.facets.clone(),
                    AggContextParams::default(),
                );
                let counts = serde_json::to_value(searcher.search(query, &counts)?)?;
                let counts = counts.as_object().ok_or("no facets")?;
                Some(counts.values().map(largest).sum())
            }
        })
    }
}

/// A writer of an empty index in `folder`, as one has it without any thought.
pub(crate) fn writer(folder: &Path, schema: &Schema) -> Result<IndexWriter> {
    if folder.exists() {
        std::fs::remove_dir_all(folder)?;
    }
    std::fs::create_dir_all(folder)?;
    let settings = IndexSettings::default();
    let index = Index::create(MmapDirectory::open(folder)?, schema.clone(), settings)?;
    let words = TextAnalyzer::builder(SimpleTokenizer::default()).filter(LowerCaser).build();
    index.tokenizers().register(TOKENIZER, words);
    Ok(index.writer_with_num_threads(std::thread::available_parallelism()?.get(), MEMORY)?)
}

/// Words with their positions, the text kept beside them if it `is_stored`.
pub(crate) fn words(is_stored: bool) -> TextOptions {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(TOKENIZER)
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let options = TextOptions::default().set_indexing_options(indexing);
    if is_stored { options.set_stored() } else { options }
}

/// How many items have the most frequent value of a facet.
fn largest(facet: &Value) -> u64 {
    let buckets = facet["buckets"].as_array().into_iter().flatten();
    let known = buckets.filter(|bucket| bucket["key"].as_str() != Some(""));
    known.filter_map(|bucket| bucket["doc_count"].as_u64()).max().unwrap_or_default()
}

impl Peer for Bare {
    fn name(&self) -> &'static str {
        "bare tantivy"
    }

    fn build(&mut self, texts: &Texts, runs: usize) -> Result<Option<Built>> {
        let (cpu, wall, searcher) = timed(runs, || self.write(&texts.rows))?;
        self.searcher = Some(searcher);
        Ok(Some(Built { cpu, wall, bytes: bytes_below(&self.folder)? }))
    }

    fn ask(&mut self, class: &Class, ask: Ask, runs: usize) -> Result<Option<Answer>> {
        let Some(searcher) = &self.searcher else { return Ok(None) };
        let Some(query) = self.query(&class.shape)? else { return Ok(None) };
        let (cpu, told) = repeated(runs, || self.answer(searcher, &*query, ask))?;
        Ok(Some(Answer { cpu, told: told.flatten() }))
    }
}

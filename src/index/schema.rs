//! Holds the fields of the index and what each is for.
//!
//! A document is an item of a paper. Its statements are kept in its record: a document of their
//! own would count their words twice. Knows no query.

use tantivy::schema::FAST;
use tantivy::schema::Field;
use tantivy::schema::IndexRecordOption;
use tantivy::schema::Schema;
use tantivy::schema::TextFieldIndexing;
use tantivy::schema::TextOptions;

use super::concordance::CONCORDANCE;
use super::concordance::STORED;
use super::tokens::TOKENIZER;

/// The fields whose values are counted as facets and chosen by filters, each a raw string.
/// Those of an item's statements (`statement`: what they do; `body`: who makes them) are the item's.
pub const FACETS: [&str; 14] = [
    "council",
    "committee",
    "function",
    "theme",
    "kind",
    "year",
    "month",
    "officer",
    "person",
    "role",
    "topic",
    "statement",
    "body",
    "part",
];

/// Facets that are also found by further words, each with the field that holds value and words:
/// someone by the role as printed, by another spelling of the name or by an organisation.
pub const WORDED: [(&str, &str); 2] = [("officer", "officer_words"), ("person", "person_words")];

/// What parts a facet's value from its further words in a field of [`WORDED`].
pub const WORDS_FOLLOW: char = '\u{1f}';

/// The facts that carry a layer, each with the field that holds the layer.
pub const LAYERED: [(&str, &str); 3] =
    [("council", "council_layer"), ("committee", "committee_layer"), ("date", "date_layer")];

/// The fields of the index.
#[derive(Debug, Clone)]
pub struct Fields {
    /// The item's words, folded, with positions; not stemmed.
    pub text: Field,
    /// The words of the item's title and its paper's title, with positions.
    pub title: Field,
    /// The item's id.
    pub id: Field,
    /// The id of its paper. A fast field too: papers are counted by it.
    pub paper: Field,
    /// The file the paper was read from: the key by which a paper is replaced.
    pub source: Field,
    /// The path below the indexed folder.
    pub path: Field,
    /// What the document is: `item`.
    pub record: Field,
    /// The keys it has in common with items that are the same: see [`Record::same`](super::Record).
    pub same: Field,
    /// The order of items that are otherwise equal: a digest of the paper's id, then the place
    /// in the paper. Never the order of indexing, which depends on the threads.
    pub rank: Field,
    /// The meeting date, else the day of the decision, as midnight UTC; absent where neither is
    /// known.
    pub date: Field,
    /// How many words the item has.
    pub words: Field,
    /// The record shown to people, for the [`Concordance`](super::Concordance): see
    /// [`Record`](super::Record). Neither searched nor stored otherwise.
    pub stored: Field,
    /// Where the words of `text` stand, likewise.
    pub concordance: Field,
}

/// A string that is found whole. Its length matters to no score.
fn raw() -> TextOptions {
    let whole = TextFieldIndexing::default().set_tokenizer("raw").set_fieldnorms(false);
    TextOptions::default().set_indexing_options(whole.set_index_option(IndexRecordOption::Basic))
}

/// Makes the schema.
pub(crate) fn schema() -> Schema {
    let mut builder = Schema::builder();
    let positions = TextOptions::default().set_indexing_options(
        TextFieldIndexing::default()
            .set_tokenizer(TOKENIZER)
            .set_index_option(IndexRecordOption::WithFreqsAndPositions),
    );
    builder.add_text_field("text", positions.clone());
    builder.add_text_field("title", positions);
    builder.add_text_field("id", raw());
    builder.add_text_field("paper", raw() | FAST);
    builder.add_text_field("source", raw());
    builder.add_text_field("path", raw());
    builder.add_text_field("record", raw());
    builder.add_text_field("same", raw());
    builder.add_u64_field("rank", FAST);
    builder.add_date_field("date", FAST);
    builder.add_u64_field("words", FAST);
    for facet in FACETS {
        builder.add_text_field(facet, raw() | FAST);
    }
    for (_, worded) in WORDED {
        builder.add_text_field(worded, raw());
    }
    for (_, layer) in LAYERED {
        builder.add_text_field(layer, raw() | FAST);
    }
    for carried in [STORED, CONCORDANCE] {
        builder.add_custom_field(carried, CONCORDANCE, serde_json::Value::Null);
    }
    builder.build()
}

impl Fields {
    /// Finds the fields in a schema, or says which one is missing.
    pub(crate) fn of(schema: &Schema) -> tantivy::Result<Self> {
        Ok(Self {
            text: schema.get_field("text")?,
            title: schema.get_field("title")?,
            id: schema.get_field("id")?,
            paper: schema.get_field("paper")?,
            source: schema.get_field("source")?,
            path: schema.get_field("path")?,
            record: schema.get_field("record")?,
            same: schema.get_field("same")?,
            rank: schema.get_field("rank")?,
            date: schema.get_field("date")?,
            words: schema.get_field("words")?,
            stored: schema.get_field(STORED)?,
            concordance: schema.get_field(CONCORDANCE)?,
        })
    }
}

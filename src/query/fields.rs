//! Holds the one table of fields. It feeds the parser, the help text and the README.
//!
//! It knows what a field is called and which sort of value it takes, not how a value is found
//! in the index, and not whether the index holds any.

/// What papers and items can be narrowed by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Who published the paper.
    Council,
    /// Which committee met, decided or is addressed.
    Committee,
    /// What the committee is.
    Function,
    /// What the committee covers.
    Theme,
    /// The day of the meeting.
    Date,
    /// Which officer is named, by role or by name.
    Officer,
    /// Who is named, by role or by name: councillors, officers, guests.
    Person,
    /// Which post is named, in the words by which posts compare across councils.
    Role,
    /// What the item is about.
    Topic,
    /// Which kind of paper it is.
    Kind,
    /// The words of a title.
    Title,
    /// What a statement of the item does.
    Is,
    /// Who made a statement.
    By,
    /// How surely the facts of the paper are known.
    Only,
    /// The id of a paper or an item.
    Id,
    /// Where the file lies.
    Path,
}

/// Which sort of value a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// A name, compared without regard to capitals. `*` stands for any letters.
    Name,
    /// A year, a month, a day, or a range of them.
    Dates,
    /// One of the kinds of paper.
    Kind,
    /// One of the kinds of statement.
    Statement,
    /// A layer: `explicit`, `supplied` or `inferred`.
    Layer,
    /// A word, a phrase or a wildcard, as in running text.
    Words,
}

/// One row of the table of fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// The field.
    pub field: Field,
    /// Its name, as it is printed.
    pub name: &'static str,
    /// Other names that are understood.
    pub aliases: &'static [&'static str],
    /// What it narrows by.
    pub about: &'static str,
    /// Which sort of value it takes.
    pub takes: Takes,
    /// How it is written.
    pub example: &'static str,
}

/// Every field, in the order in which help lists them, which is also the order of [`Field`].
pub const FIELDS: &[Row] = &[
    Row {
        field: Field::Council,
        name: "council",
        aliases: &["authority"],
        about: "who published the paper",
        takes: Takes::Name,
        example: "council:lancashire",
    },
    Row {
        field: Field::Committee,
        name: "committee",
        aliases: &[],
        about: "which committee met or decided",
        takes: Takes::Name,
        example: "committee:\"health scrutiny committee\"",
    },
    Row {
        field: Field::Function,
        name: "function",
        aliases: &[],
        about: "what the committee is: scrutiny, executive, …",
        takes: Takes::Name,
        example: "function:scrutiny",
    },
    Row {
        field: Field::Theme,
        name: "theme",
        aliases: &[],
        about: "what the committee covers: children, health, …",
        takes: Takes::Name,
        example: "theme:children",
    },
    Row {
        field: Field::Date,
        name: "date",
        aliases: &["year", "month"],
        about: "the day of the meeting, else of the decision; both ends included",
        takes: Takes::Dates,
        example: "date:2016..2018",
    },
    Row {
        field: Field::Officer,
        name: "officer",
        aliases: &[],
        about: "which officer is named, by role or by name",
        takes: Takes::Name,
        example: "officer:\"director of children's services\"",
    },
    Row {
        field: Field::Person,
        name: "person",
        aliases: &["councillor"],
        about: "who is named, by role or by name: councillors, officers, guests",
        takes: Takes::Name,
        example: "person:\"o'neill\"",
    },
    Row {
        field: Field::Role,
        name: "role",
        aliases: &["post"],
        about: "which post is named, by the name that compares across councils",
        takes: Takes::Name,
        example: "role:\"monitoring officer\"",
    },
    Row {
        field: Field::Topic,
        name: "topic",
        aliases: &[],
        about: "what the item is about",
        takes: Takes::Name,
        example: "topic:children/front-door",
    },
    Row {
        field: Field::Kind,
        name: "kind",
        aliases: &["type"],
        about: "which kind of paper it is: minutes, report, …",
        takes: Takes::Kind,
        example: "kind:minutes",
    },
    Row {
        field: Field::Title,
        name: "title",
        aliases: &[],
        about: "words in the title of the item or the paper",
        takes: Takes::Words,
        example: "title:\"budget monitoring\"",
    },
    Row {
        field: Field::Is,
        name: "is",
        aliases: &["statement"],
        about: "what a statement of the item does: recommendation, resolution, …",
        takes: Takes::Statement,
        example: "is:recommendation",
    },
    Row {
        field: Field::By,
        name: "by",
        aliases: &[],
        about: "who made a statement of the item",
        takes: Takes::Name,
        example: "by:ofsted",
    },
    Row {
        field: Field::Only,
        name: "only",
        aliases: &["layer"],
        about: "how surely council, committee and date are known",
        takes: Takes::Layer,
        example: "only:explicit",
    },
    Row {
        field: Field::Id,
        name: "id",
        aliases: &[],
        about: "the id of a paper or an item, as answers print it",
        takes: Takes::Name,
        example: "id:lancashire/childrens-services-scrutiny/2017-01-18/minutes-3f9a1c/4",
    },
    Row {
        field: Field::Path,
        name: "path",
        aliases: &["file"],
        about: "where the file lies, below the folder that was indexed",
        takes: Takes::Name,
        example: "path:minutes/2017/*",
    },
];

impl Field {
    /// This field's row of the table.
    pub fn row(self) -> &'static Row {
        &FIELDS[self as usize]
    }

    /// The name of this field, as it is printed.
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// Returns the field that goes by `word`, as a name or an alias, in capitals or not.
    pub fn from_word(word: &str) -> Option<Self> {
        let word = word.to_lowercase();
        let row = FIELDS.iter().find(|row| row.name == word || row.aliases.contains(&&*word))?;
        Some(row.field)
    }
}

#[cfg(test)]
mod tests {
    use super::FIELDS;
    use super::Field;
    use std::collections::BTreeSet;

    #[test]
    fn each_row_stands_where_its_field_looks_for_it() {
        for row in FIELDS {
            assert_eq!(row.field.row(), row);
        }
    }

    #[test]
    fn no_name_stands_for_two_fields() {
        let names: Vec<&str> =
            FIELDS.iter().flat_map(|row| row.aliases.iter().chain([&row.name])).copied().collect();
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
    }

    #[test]
    fn names_and_aliases_are_found_in_capitals_too() {
        assert_eq!(Field::from_word("Council"), Some(Field::Council));
        assert_eq!(Field::from_word("post"), Some(Field::Role));
        assert_eq!(Field::from_word("colour"), None);
    }
}

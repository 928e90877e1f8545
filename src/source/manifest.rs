//! Reads a `papers.csv`: what someone wrote down about the papers beside it.
//!
//! A bad cell costs that cell and a complaint with its line and column; the rest of the row is
//! kept. It does not look whether the files are there.

use std::borrow::Cow;
use std::path::Path;

use csv::ByteRecord;
use csv::ReaderBuilder;
use encoding_rs::WINDOWS_1252;
use jiff::civil::Date;

use crate::paper::ManifestRow;
use crate::paper::PaperKind;

/// What a manifest is called.
pub(super) const NAME: &str = "papers.csv";

/// Says whether the file at `place` is a manifest.
pub(super) fn is_one(place: &Path) -> bool {
    place.file_name().is_some_and(|name| name.eq_ignore_ascii_case(NAME))
}

/// One row, with the path it is about.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// The line it begins on, counted from one.
    pub(super) line: u64,
    /// The path as written, relative to the manifest's folder.
    pub(super) path: String,
    /// The cells that are good.
    pub(super) row: ManifestRow,
}

/// The names of the columns that are read.
const NAMES: [&str; 7] = ["path", "url", "council", "committee", "date", "kind", "title"];

/// The columns that are read. Others are passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Path,
    Url,
    Council,
    Committee,
    Date,
    Kind,
    Title,
}

impl Column {
    fn from_header(cell: &[u8]) -> Option<Self> {
        Some(match text(cell).trim().to_lowercase().as_str() {
            "path" => Self::Path,
            "url" => Self::Url,
            "council" => Self::Council,
            "committee" => Self::Committee,
            "date" => Self::Date,
            "kind" => Self::Kind,
            "title" => Self::Title,
            _ => return None,
        })
    }
}

/// Reads the rows of a manifest, and the complaints about it.
pub(super) fn rows(bytes: &[u8]) -> (Vec<Row>, Vec<String>) {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader = ReaderBuilder::new().flexible(true).from_reader(bytes);
    let mut rows = Vec::new();
    let mut complaints = Vec::new();
    let columns: Vec<Option<Column>> = match reader.byte_headers() {
        Ok(header) => header.iter().map(Column::from_header).collect(),
        Err(error) => return (rows, vec![error.to_string()]),
    };
    if !columns.contains(&Some(Column::Path)) {
        let mut complaint = "line 1: there is no column `path`, so the file is not used".to_owned();
        if columns.len() == 1
            && bytes.iter().take_while(|byte| **byte != b'\n').any(|byte| b";\t\0".contains(byte))
        {
            complaint += "; columns are parted by commas, and the text is UTF-8";
        }
        return (rows, vec![complaint]);
    }
    if let Ok(header) = reader.byte_headers() {
        complaints.extend(header.iter().zip(&columns).filter_map(|(name, column)| {
            // A column of other use is passed over; a misspelt one would be missed.
            let name = text(name).trim().to_lowercase();
            let near = NAMES.iter().find(|known| strsim::damerau_levenshtein(known, &name) <= 2)?;
            (column.is_none() && name.len() > 2)
                .then(|| format!("line 1: `{name}` is not read; did you mean `{near}`?"))
        }));
    }
    for record in reader.byte_records() {
        match record {
            Ok(record) if record.len() > columns.len() => {
                let line = line(&record, bytes);
                complaints.push(format!(
                    "line {line}: has {} cells for {} columns, so it is not used (put a cell with a comma in quotes)",
                    record.len(),
                    columns.len()
                ));
            }
            Ok(record) => {
                let line = line(&record, bytes);
                rows.extend(row(line, &record, &columns, &mut complaints));
            }
            Err(error) => complaints.push(error.to_string()),
        }
    }
    (rows, complaints)
}

/// The line a record begins on. The reader counts from the end of the record before, so that
/// blank lines and the second half of a Windows line end are still to be counted.
fn line(record: &ByteRecord, bytes: &[u8]) -> u64 {
    let Some(position) = record.position() else { return 0 };
    let start = usize::try_from(position.byte()).unwrap_or(usize::MAX);
    let ahead = bytes.get(start..).unwrap_or_default().iter();
    let skipped = ahead.take_while(|byte| matches!(byte, b'\r' | b'\n'));
    position.line() + skipped.filter(|byte| **byte == b'\n').count() as u64
}

/// Reads one row, or `None` if it is blank or says not what it is about.
fn row(
    line: u64,
    record: &ByteRecord,
    columns: &[Option<Column>],
    complaints: &mut Vec<String>,
) -> Option<Row> {
    let mut path = None;
    let mut row = ManifestRow::default();
    let mut blank = true;
    for (column, cell) in columns.iter().zip(record) {
        let cell = text(cell);
        let cell = cell.trim();
        let (Some(column), false) = (column, cell.is_empty()) else { continue };
        blank = false;
        let mut bad = |name: &str, why: &str| {
            complaints.push(format!("line {line}, column `{name}`: `{cell}` {why}"));
        };
        match column {
            Column::Path => path = Some(cell.to_owned()),
            Column::Url if is_address(cell) => row.url = Some(cell.to_owned()),
            Column::Url => bad("url", "is no address (https://…)"),
            Column::Council => row.council = Some(cell.to_owned()),
            Column::Committee => row.committee = Some(cell.to_owned()),
            Column::Title => row.title = Some(cell.to_owned()),
            Column::Date => match date(cell) {
                Some(date) => row.date = Some(date),
                None => bad("date", "is no date (2017-01-18 or 18/01/2017)"),
            },
            Column::Kind => match kind(cell) {
                Some(kind) => row.kind = Some(kind),
                None => bad("kind", "is no kind of paper"),
            },
        }
    }
    if path.is_none() && !blank {
        complaints.push(format!("line {line}, column `path`: is empty"));
    }
    path.map(|path| Row { line, path, row })
}

/// A cell as text. Spreadsheets save either as UTF-8 or as windows-1252.
fn text(cell: &[u8]) -> Cow<'_, str> {
    match str::from_utf8(cell) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(cell).0,
    }
}

fn is_address(cell: &str) -> bool {
    let scheme = cell.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    scheme.is_some_and(|scheme| scheme == "https" || scheme == "http")
}

/// Reads `2017-01-18` or `18/01/2017`.
fn date(cell: &str) -> Option<Date> {
    let (year, month, day) = if let [year, month, day] = cell.split('-').collect::<Vec<_>>()[..] {
        (year, month, day)
    } else if let [day, month, year] = cell.split('/').collect::<Vec<_>>()[..] {
        (year, month, day)
    } else {
        return None;
    };
    if year.len() != 4 {
        return None;
    }
    Date::new(number(year)?, i8::try_from(number(month)?).ok()?, i8::try_from(number(day)?).ok()?)
        .ok()
}

/// Reads one to four digits.
fn number(digits: &str) -> Option<i16> {
    let good = (1..=4).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    good.then(|| digits.bytes().fold(0, |number, digit| number * 10 + i16::from(digit - b'0')))
}

/// Reads a kind of paper, as `agenda_item` or as people write it: `Agenda item`.
fn kind(cell: &str) -> Option<PaperKind> {
    PaperKind::from_word(&cell.to_lowercase().replace([' ', '-'], "_"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_in_any_order() {
        let csv = "\u{feff}Date,notes,PATH,Kind\n18/01/2017,x,a.html,Agenda item\n\n2017-02-01,,b.html,\n";
        let (rows, complaints) = rows(csv.as_bytes());
        assert_eq!(complaints, Vec::<String>::new());
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[0].path, "a.html");
        assert_eq!(rows[0].row.date, Date::new(2017, 1, 18).ok());
        assert_eq!(rows[0].row.kind, Some(PaperKind::AgendaItem));
        assert_eq!((rows[1].line, rows[1].row.date), (4, Date::new(2017, 2, 1).ok()));
    }

    #[test]
    fn lines_are_counted_as_an_editor_counts_them() {
        let csv = "path,title\r\na.txt,\"two\r\nlines\"\r\n\r\nb.txt,\r\nc.txt,x\r\n";
        let lines: Vec<u64> = rows(csv.as_bytes()).0.iter().map(|row| row.line).collect();
        assert_eq!(lines, [2, 5, 6]);
    }

    #[test]
    fn a_bad_cell_costs_only_itself() {
        let csv = "path,date,kind,council,url\na.txt,31/02/2017,poem,Ambleford,ambleford\n,,,B,\n";
        let (rows, complaints) = rows(csv.as_bytes());
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0].row.council.as_deref(), Some("Ambleford"));
        assert_eq!((rows[0].row.date, rows[0].row.kind), (None, None));
        assert_eq!(
            complaints,
            [
                "line 2, column `date`: `31/02/2017` is no date (2017-01-18 or 18/01/2017)",
                "line 2, column `kind`: `poem` is no kind of paper",
                "line 2, column `url`: `ambleford` is no address (https://…)",
                "line 3, column `path`: is empty",
            ]
        );
    }

    #[test]
    fn a_misspelt_column_a_shifted_row_and_another_separator_are_told() {
        let (rows, complaints) = rows(b"path,commitee,notes\na.txt,Audit Panel,x\n");
        assert_eq!(rows.len(), 1);
        assert_eq!(complaints, ["line 1: `commitee` is not read; did you mean `committee`?"]);
        let (rows, complaints) = super::rows(b"path,council,date\na.txt,Alder, Birch,2019-03-04\n");
        assert!(rows.is_empty(), "a row whose cells are shifted would give wrong values");
        assert!(complaints[0].starts_with("line 2: has 4 cells for 3 columns"), "{complaints:?}");
        let (_, complaints) = super::rows(b"path;council\na.txt;Alder\n");
        assert!(complaints[0].ends_with("columns are parted by commas, and the text is UTF-8"));
    }

    #[test]
    fn without_a_path_column_nothing_is_taken() {
        assert_eq!(
            rows(b"date\n2017-01-18\n").1,
            ["line 1: there is no column `path`, so the file is not used"]
        );
        assert_eq!(rows(b"").1, ["line 1: there is no column `path`, so the file is not used"]);
    }

    #[test]
    fn old_spreadsheets_are_read() {
        let (rows, _) = rows(b"path,title\ncaf\xe9.txt,Caf\xe9s\n");
        assert_eq!(
            (rows[0].path.as_str(), rows[0].row.title.as_deref()),
            ("café.txt", Some("Cafés"))
        );
    }

    #[test]
    fn short_years_are_no_dates() {
        for cell in ["17-01-18", "18/01/17", "2017-13-01", "2017", "18.01.2017", "2017-1-+1", ""] {
            assert_eq!(date(cell), None, "{cell}");
        }
        assert_eq!(date("1/2/2017"), Date::new(2017, 2, 1).ok());
    }
}

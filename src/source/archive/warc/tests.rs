//! Web archives, plain and packed, sound and broken.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use tempfile::NamedTempFile;

use super::*;

fn record(name: &str, block: &str) -> Vec<u8> {
    let length = block.len();
    let uri = format!("https://a.uk/{name}");
    let head = format!(
        "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: <{uri}>\r\nContent-Length: {length}\r\n\r\n"
    );
    format!("{head}{block}\r\n\r\n").into_bytes()
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// What is met in an archive, each in a few words: the block of a record, or what is wrong.
fn met(bytes: &[u8]) -> Vec<String> {
    let mut file = NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    let mut met = Vec::new();
    each(file.path(), bytes.starts_with(gzip::MAGIC), &mut |one| {
        met.push(one);
        true
    })
    .unwrap();
    let told = met.iter().map(|one| match one {
        Met::Record(record) => {
            let block = record.piece.block(1000).unwrap().unwrap();
            assert!(block.starts_with(&record.start[..record.start.len().min(1000)]));
            String::from_utf8(block).unwrap()
        }
        Met::Broken { at, unpacked, uri, what } => {
            let at = at + unpacked.unwrap_or(0);
            format!("{at} {} {what}", uri.as_deref().unwrap_or("-"))
        }
    });
    told.collect()
}

fn three() -> [Vec<u8>; 3] {
    [record("1", "Minutes"), record("2", "WARC/1.0 is a format\r\n\r\nof"), record("3", "Report")]
}

const BLOCKS: [&str; 3] = ["Minutes", "WARC/1.0 is a format\r\n\r\nof", "Report"];

#[test]
fn records_are_met_however_they_are_packed() {
    assert_eq!(met(&three().concat()), BLOCKS);
    assert_eq!(met(&three().map(|one| packed(&one)).concat()), BLOCKS);
    assert_eq!(met(&packed(&three().concat())), BLOCKS);
    let mixed = [packed(&three()[..2].concat()), packed(&three()[2])].concat();
    assert_eq!(met(&mixed), BLOCKS);
    assert_eq!(met(b""), Vec::<String>::new());
}

#[test]
fn line_ends_of_one_byte_and_missing_ones_are_taken() {
    let bytes = String::from_utf8(three().concat()).unwrap().replace("\r\n", "\n");
    let bytes = bytes.replace("Content-Length: 26", "Content-Length: 24");
    let blocks = met(bytes.as_bytes());
    assert_eq!(blocks, BLOCKS.map(|block| block.replace("\r\n", "\n")));
    let tight = three().map(|one| one[..one.len() - 4].to_vec()).concat();
    assert_eq!(met(&tight), BLOCKS);
}

#[test]
fn a_broken_record_costs_itself() {
    let [one, two, three] = three();
    let broken = |two: &[u8]| met(&[&one[..], two, &three].concat());
    let at = one.len();
    let wrong = |uri: &str, what: &str| {
        vec!["Minutes".to_owned(), format!("{at} {uri} {what}"), "Report".to_owned()]
    };
    let text = String::from_utf8(two.clone()).unwrap();
    let longer = text.replace(": 26", ": 31");
    assert_eq!(broken(longer.as_bytes()), wrong("https://a.uk/2", "its length is wrong"));
    let longest = text.replace(": 26", ": 99999");
    let what = "it is longer than what is left";
    assert_eq!(broken(longest.as_bytes()), wrong("https://a.uk/2", what));
    let none = text.replace("Content-Length", "Content-Lingth");
    let what = "the record does not say how long it is";
    assert_eq!(broken(none.as_bytes()), wrong("https://a.uk/2", what));
    assert_eq!(broken(&two[..40]), wrong("-", "the head of a record breaks off"));
    assert_eq!(broken(&two[..two.len() - 9]), wrong("https://a.uk/2", "its length is wrong"));
    assert_eq!(broken(b"rubbish\r\n\r\n"), wrong("-", "no record begins here"));
    assert_eq!(broken(&[0; 100_000]), wrong("-", "no record begins here"));
}

#[test]
fn a_broken_piece_costs_itself() {
    let [one, two, three] = three().map(|one| packed(&one));
    let at = one.len();
    let expected =
        |what: &str| vec!["Minutes".to_owned(), format!("{at} - {what}"), "Report".to_owned()];
    for cut in 1..two.len() {
        let met = met(&[&one[..], &two[..cut], &three].concat());
        assert_eq!((met.first(), met.last()), (Some(&"Minutes".into()), Some(&"Report".into())));
        assert_eq!(met.iter().filter(|one| one.contains("broken")).count(), 1, "{met:?}");
        // Where only the checksum is cut off, the record may be there all the same.
        assert!(met.len() == 3 || met.len() == 4 && met[1] == BLOCKS[1], "{met:?}");
    }
    let met_with = |two: &[u8]| met(&[&one[..], two, &three].concat());
    assert_eq!(met_with(&packed(b"rubbish")), expected("no record begins here"));
    assert_eq!(met_with(b"rubbish"), expected("no packed record begins here"));
    assert_eq!(met_with(&two[..60]), expected("its packing is broken"));
    assert_eq!(met_with(&packed(b"")), ["Minutes", "Report"]);
    // Broken records in one piece with others.
    let [one, two, three] = self::three();
    let at = one.len();
    let cut = packed(&[&one[..], &two[..two.len() - 9], &three].concat());
    let lost = format!("{at} https://a.uk/2 its length is wrong");
    assert_eq!(met(&cut), ["Minutes", &lost, "Report"]);
    let cut = packed(&[&one[..one.len() - 9], &two, &three].concat());
    assert_eq!(met(&cut)[1..], [BLOCKS[1], BLOCKS[2]]);
}

#[test]
fn a_piece_that_swells_beyond_measure_is_left() {
    let head = "WARC/1.0\r\nContent-Length: 1000000000000\r\n\r\n";
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(head.as_bytes()).unwrap();
    for _ in 0..100 {
        encoder.write_all(&[0; 1 << 20]).unwrap();
    }
    let bytes = [encoder.finish().unwrap(), packed(&record("3", "Report"))].concat();
    assert_eq!(met(&bytes), ["0 - it unpacks to more than 200 times its size", "Report"]);
}

#[test]
fn a_whole_archive_cut_off_gives_its_first_records() {
    let many: Vec<u8> =
        (0..2000).flat_map(|n| record(&n.to_string(), &format!("{:x}", n * 7919))).collect();
    let bytes = packed(&many);
    let met = met(&bytes[..bytes.len() / 2]);
    assert!(met.len() > 500 && met.len() < 1500, "{}", met.len());
    assert_eq!(met[..2], ["0", "1eef"]);
    assert_eq!(met[met.len() - 1], "0 - its packing is broken");
}

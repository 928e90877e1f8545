//! Zip, gzip and web archives that are bombs, lies or cut.

use super::Hostile;
use super::bombs;
use super::named;
use super::zips;
use super::zips::Member;
use super::zips::archive;
use super::zips::member;
use super::zips::repeated;

/// A text in an archive that should be found all the same.
const MINUTES: &str = "Drains Panel\n\nMinutes of the meeting held on 3 May 2031\n\n1. Hedges\n\n\
    RESOLVED that the hedge in Mill Lane be cut.\n";

pub(super) fn files() -> Vec<Hostile> {
    let mut files = named("zip", "zip", zips());
    files.extend(named("gz", "txt.gz", gzips()));
    files.extend(named("warc", "warc", warcs()));
    files.extend(named("warc", "warc.gz", packed_warcs()));
    files
}

/// Archives with nothing wrong in them.
pub(super) fn good() -> Vec<(&'static str, Vec<u8>)> {
    let members = [member("a/minutes.txt", MINUTES), member("a/page.html", page())];
    let record = response("", &page());
    vec![
        ("zip", archive(&members)),
        ("txt.gz", bombs::gzip(MINUTES.as_bytes(), 1)),
        ("warc", record.repeat(3).into_bytes()),
        ("warc.gz", bombs::gzip(record.as_bytes(), 1).repeat(3)),
    ]
}

fn zips() -> Vec<(&'static str, Vec<u8>)> {
    let good = member("minutes.txt", MINUTES);
    let zeros = bombs::mebibyte(0);
    let blanks = bombs::mebibyte(b' ');
    let with = |other: Vec<Member>| archive(&[vec![good.clone()], other].concat());
    let locked = Member { flags: 1, ..good.clone() };
    let mut nested = archive(std::slice::from_ref(&good));
    for level in 0..8 {
        let inside: Vec<Member> =
            (0..10).map(|at| member(&format!("{level}-{at}.zip"), &nested)).collect();
        nested = archive(&inside);
    }
    let mut deep = archive(std::slice::from_ref(&good));
    for _ in 0..300 {
        deep = archive(&[member("deeper.zip", &deep)]);
    }
    let whole = archive(std::slice::from_ref(&good));
    let names = |names: &[&str]| with(names.iter().map(|name| member(name, MINUTES)).collect());
    vec![
        ("bomb_of_zeros", with(vec![repeated("bomb.txt", &zeros, 1_500)])),
        ("bomb_of_blanks", with(vec![repeated("bomb.html", &blanks, 1_500)])),
        ("bomb_that_says_it_is_small", {
            with(vec![Member { size: 100, ..repeated("bomb.txt", &blanks, 1_000) }])
        }),
        ("bomb_of_one_file_5000_times", zips::overlapping(&repeated("a", &blanks, 60), 5_000)),
        ("nested_8_times_10", nested),
        ("nested_300_deep", deep),
        (
            "members_20k",
            archive(
                &(0..20_000)
                    .map(|at| member(&format!("folder/{at}.css"), "p { }"))
                    .collect::<Vec<_>>(),
            ),
        ),
        (
            "names_that_climb",
            names(&[
                "../../climbed.txt",
                "/etc/climbed.txt",
                "C:\\climbed.txt",
                "..\\..\\climbed.txt",
                "a/../../climbed.txt",
                "//server/climbed.txt",
                "",
                "/",
                ".",
                "..",
                "a\0b.txt",
                "con.txt",
                "a/b/",
                "!/x.txt",
                "x!/y.txt",
            ]),
        ),
        ("names_twice", names(&["minutes.txt", "minutes.txt", "MINUTES.TXT", "./minutes.txt"])),
        ("name_of_60k", names(&[&"long/".repeat(12_000)])),
        (
            "name_no_unicode",
            with(vec![Member { name: b"caf\xe9 \xff.txt".to_vec(), ..good.clone() }]),
        ),
        ("size_too_small", archive(&[Member { size: 3, ..good.clone() }])),
        ("size_too_large", archive(&[Member { size: u32::MAX - 1, ..good.clone() }])),
        ("sum_wrong", archive(&[Member { sum: 7, ..good.clone() }])),
        ("locked", archive(std::slice::from_ref(&locked))),
        ("one_locked", archive(&[good.clone(), Member { name: b"locked.txt".to_vec(), ..locked }])),
        ("method_unknown", archive(&[Member { method: 99, ..good.clone() }])),
        (
            "link_inside",
            with(vec![Member {
                attributes: 0o120_777 << 16,
                ..member("link.txt", "/etc/hostname")
            }]),
        ),
        ("empty", zips::end(0, 0, 0, b"")),
        ("end_beyond_end", zips::end(5, 0xffff_fff0, 0xffff_fff0, b"")),
        ("end_claims_60k", [&whole[..whole.len() - 22], &zips::end(60_000, 90, 0, b"")].concat()),
        (
            "end_commented",
            [&whole[..whole.len() - 22], &zips::end(1, 57, 0, &[b'P'; 65_535])].concat(),
        ),
        ("end_missing", whole[..whole.len() - 22].to_vec()),
        ("ends_10k", [whole.clone(), b"PK\x05\x06".repeat(10_000)].concat()),
        ("junk_before", [vec![0x7f; 70_000], whole].concat()),
        ("head_only", b"PK\x03\x04".to_vec()),
    ]
}

fn gzips() -> Vec<(&'static str, Vec<u8>)> {
    let good = bombs::gzip(MINUTES.as_bytes(), 1);
    let mut nested = good.clone();
    for _ in 0..50 {
        nested = bombs::gzip(&nested, 1);
    }
    let mut named = vec![0x1f, 0x8b, 8, 8, 0, 0, 0, 0, 2, 255];
    named.extend(vec![b'n'; 1 << 20]);
    let mut extra = vec![0x1f, 0x8b, 8, 4, 0, 0, 0, 0, 2, 255, 0xff, 0xff];
    extra.extend(&good);
    let mut wrong = good.clone();
    let last = wrong.len() - 6;
    wrong[last] ^= 0xff;
    vec![
        ("bomb", bombs::gzip(&bombs::mebibyte(b' '), 1_500)),
        ("members_20k", bombs::gzip(b"", 0).repeat(100_000)),
        ("nested_50_times", nested),
        ("name_without_end", named),
        ("extra_beyond_end", extra),
        ("cut", good[..good.len() / 2].to_vec()),
        ("sum_wrong", wrong),
        ("head_only", good[..10].to_vec()),
        ("junk_after", [good, vec![0xaa; 5_000]].concat()),
    ]
}

/// A record with the given length, whatever its block holds.
fn record(kind: &str, length: &str, block: &str) -> String {
    format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>\r\n\
         WARC-Date: 2031-05-04T00:00:00Z\r\nWARC-Target-URI: https://democracy.ambleford.example/mgAi.aspx?ID=1\r\n\
         Content-Type: application/http; msgtype=response\r\nContent-Length: {length}\r\n\r\n{block}\r\n\r\n"
    )
}

fn response(head: &str, body: &str) -> String {
    let block = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{head}\r\n{body}");
    record("response", &block.len().to_string(), &block)
}

fn page() -> String {
    format!(
        "<html><body><h1>Drains Panel</h1><p>{}</p></body></html>",
        MINUTES.replace('\n', "<br>")
    )
}

fn warcs() -> Vec<(&'static str, Vec<u8>)> {
    let good = response("", &page());
    let text: Vec<(&str, String)> = vec![
        (
            "length_huge",
            good.clone() + &record("response", "1000000000000000000", "HTTP/1.1 200 OK\r\n\r\nx"),
        ),
        ("length_beyond_numbers", good.clone() + &record("response", &"9".repeat(500), "x")),
        ("length_negative", good.clone() + &record("response", "-5", "x") + &good),
        ("length_missing", good.replace("Content-Length", "Content-Lungth")),
        ("length_too_short", good.clone() + &record("response", "3", &page()) + &good),
        ("length_too_long", good.clone() + &record("response", "5000", &page())),
        ("no_end", good[..good.len() - 40].to_owned()),
        ("head_without_end", format!("{good}WARC/1.0\r\nWARC-Type: response\r\n")),
        (
            "head_line_of_4_mb",
            format!("{good}WARC/1.0\r\nWARC-Target-URI: {}\r\n\r\n", "x".repeat(4 << 20)),
        ),
        (
            "head_of_100k_lines",
            format!("{good}WARC/1.0\r\n{}\r\n", "X-Line: x\r\n".repeat(100_000)),
        ),
        ("http_head_missing", record("response", &page().len().to_string(), &page())),
        ("http_head_of_100k_lines", response(&"X-Line: x\r\n".repeat(100_000), &page())),
        (
            "http_status_odd",
            record("response", "40", "HTTP/9.9 99999999999 \r\nX\r\n: \r\n\r\nMinutes of it"),
        ),
        (
            "chunks_that_lie",
            response("Transfer-Encoding: chunked\r\n", "FFFFFFFFFFFFFFFF\r\nMinutes\r\n0\r\n\r\n"),
        ),
        (
            "chunks_without_end",
            response("Transfer-Encoding: chunked\r\n", &"1\r\nM\r\n".repeat(100_000)),
        ),
        ("chunks_that_are_none", response("Transfer-Encoding: chunked\r\n", &page())),
        ("encoding_that_lies", response("Content-Encoding: gzip\r\n", &page())),
        ("encoding_unknown", response("Content-Encoding: zstd, br, br, gzip\r\n", &page())),
        ("records_20k", record("metadata", "1", "x").repeat(20_000) + &good),
        (
            "types_odd",
            record("revisit", "1", "x")
                + &record("", "1", "x")
                + &record("conversion", "7", "Minutes"),
        ),
        ("head_only", "WARC/1.0\r\n".to_owned()),
        ("version_odd", good.replace("WARC/1.0", "WARC/999.17")),
    ];
    text.into_iter().map(|(name, text)| (name, text.into_bytes())).collect()
}

fn packed_warcs() -> Vec<(&'static str, Vec<u8>)> {
    let good = bombs::gzip(response("", &page()).as_bytes(), 1);
    let bomb = response("Content-Encoding: gzip\r\n", "").into_bytes();
    let body = bombs::gzip(&bombs::mebibyte(b' '), 1_000);
    let block = [
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n",
        &body[..],
    ]
    .concat();
    let head = record("response", &block.len().to_string(), "");
    let inner = [head.trim_end().as_bytes(), b"\r\n\r\n", &block[..], b"\r\n\r\n"].concat();
    vec![
        ("member_cut", [&good[..], &good[..good.len() / 2]].concat()),
        ("member_garbage", [&good[..], b"\x1f\x8b\x08\0garbage", &good[..]].concat()),
        ("bomb_in_body", [&good[..], &bombs::gzip(&inner, 1)].concat()),
        ("bomb_of_records", [&good[..], &bombs::gzip(&bomb.repeat(100), 200)].concat()),
        ("whole_file_one_member", bombs::gzip(response("", &page()).as_bytes(), 20)),
    ]
}

//! Zip archives, sound and broken.

use std::io::Cursor;
use std::io::Write;

use ::zip::CompressionMethod;
use ::zip::ZipWriter;
use ::zip::write::SimpleFileOptions;

use super::*;

/// A zip archive with the given members.
fn archive(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (at, (name, bytes)) in members.iter().enumerate() {
        let method =
            if at % 2 == 0 { CompressionMethod::Deflated } else { CompressionMethod::Stored };
        let options = SimpleFileOptions::default().compression_method(method);
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn listed(bytes: &[u8]) -> Listing {
    members(&mut Cursor::new(bytes), bytes.len() as u64).unwrap()
}

fn read(bytes: &[u8], member: &Member) -> Option<Vec<u8>> {
    member.piece.unpack(&mut Cursor::new(bytes)).ok()
}

const MEMBERS: &[(&str, &[u8])] =
    &[("a.html", b"<p>Minutes Minutes Minutes"), ("b/c.txt", b"Agenda"), ("d.txt", b"Report")];

#[test]
fn members_are_listed_and_unpacked() {
    let bytes = archive(MEMBERS);
    let listing = listed(&bytes);
    assert_eq!(listing.trouble, None);
    assert_eq!(listing.members.len(), 3);
    for (member, (name, text)) in listing.members.iter().zip(MEMBERS) {
        assert_eq!((member.name.as_str(), &member.trouble), (*name, &None));
        assert_eq!(read(&bytes, member).as_deref(), Some(*text));
    }
    assert!(!is_document(&listing.members));
}

#[test]
fn bytes_around_an_archive_do_no_harm() {
    let bytes = [b"PK\x03\x04 rubbish".to_vec(), archive(MEMBERS), vec![0; 99]].concat();
    let listing = listed(&bytes);
    assert_eq!((listing.members.len(), &listing.trouble), (3, &None));
    assert_eq!(read(&bytes, &listing.members[1]).as_deref(), Some(&b"Agenda"[..]));
}

#[test]
fn an_archive_cut_off_gives_its_first_members() {
    let bytes = archive(MEMBERS);
    let list = memchr::memmem::find(&bytes, CENTRAL).unwrap();
    let listing = listed(&bytes[..list]);
    let detail = "its list of members is missing; 3 members found without it";
    assert_eq!(listing.trouble, Some((ProblemKind::Damaged, detail.to_owned())));
    assert_eq!(read(&bytes, &listing.members[0]).as_deref(), Some(MEMBERS[0].1));
    let second = memchr::memmem::find_iter(&bytes, LOCAL).nth(1).unwrap();
    let listing = listed(&bytes[..second + 38]);
    assert_eq!(listing.members.len(), 2);
    assert_eq!(listing.members[0].trouble, None);
    let cut = (ProblemKind::Damaged, "the archive ends in it".to_owned());
    assert_eq!(listing.members[1].trouble, Some(cut));
}

#[test]
fn a_member_that_is_not_as_listed_is_named() {
    let mut bytes = archive(MEMBERS);
    let text = memchr::memmem::find(&bytes, b"Agenda").unwrap();
    bytes[text] = b'a';
    let listing = listed(&bytes);
    let lost = listing.members[1].piece.unpack(&mut Cursor::new(&bytes)).unwrap_err();
    assert!(matches!(lost, Lost::Damaged("its checksum is wrong")));
    assert!(read(&bytes, &listing.members[2]).is_some());
}

#[test]
fn members_within_each_other_are_refused() {
    let mut bytes = archive(MEMBERS);
    let entries: Vec<usize> = memchr::memmem::find_iter(&bytes, CENTRAL).collect();
    // The second entry is pointed to where the first stands.
    bytes[entries[1] + 42..entries[1] + 46].copy_from_slice(&[0; 4]);
    let listing = listed(&bytes);
    assert_eq!(listing.members[0].trouble, None);
    let overlap = (ProblemKind::Damaged, "it overlaps another member".to_owned());
    assert_eq!(listing.members[1].trouble, Some(overlap));
}

#[test]
fn what_cannot_be_unpacked_is_named() {
    let mut bytes = archive(MEMBERS);
    let entries: Vec<usize> = memchr::memmem::find_iter(&bytes, CENTRAL).collect();
    bytes[entries[0] + 8] |= 1;
    bytes[entries[1] + 10] = 12;
    bytes[entries[2] + 27] = 0x7f;
    let troubles: Vec<_> = listed(&bytes).members.into_iter().map(|it| it.trouble).collect();
    assert_eq!(
        troubles,
        [
            Some((ProblemKind::Encrypted, "zip member".to_owned())),
            Some((ProblemKind::FormatNotReadYet, "zip member packed with bzip2".to_owned())),
            Some((ProblemKind::Damaged, "it cannot have the size it claims".to_owned())),
        ]
    );
}

#[test]
fn documents_are_no_archives() {
    assert!(is_document(&listed(&archive(&[("[Content_Types].xml", b"")])).members));
    assert!(is_document(&listed(&archive(&[("mimetype", b"application/epub+zip")])).members));
    assert!(!is_document(&listed(&archive(&[("a/[Content_Types].xml", b"")])).members));
}

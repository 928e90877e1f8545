//! Documents of Word before 2007: sectors, folders and pieces of text that lie.

use super::Hostile;
use super::chance::Chance;
use super::compound::Compound;
use super::compound::END;
use super::named;

const WORDS: &str = "Minutes of the Drains Panel held on 3 May 2031\rThe meeting closed at noon.\r";

/// Where the text lies in the main stream.
const TEXT: usize = 2048;

/// The main stream of a document: its head, and the text.
fn main_stream(flags: u16, text: i32, clx: (u32, u32)) -> Vec<u8> {
    let mut stream = vec![0; TEXT];
    let mut put = |at: usize, bytes: &[u8]| stream[at..at + bytes.len()].copy_from_slice(bytes);
    put(0, &[0xec, 0xa5, 0xc1, 0]);
    put(10, &flags.to_le_bytes());
    put(24, &(TEXT as u32).to_le_bytes());
    put(28, &((TEXT + WORDS.len()) as u32).to_le_bytes());
    put(32, &[14, 0]);
    put(62, &[22, 0]);
    put(64 + 12, &text.to_le_bytes());
    put(152, &[0x5d, 0]);
    put(0x1a2, &clx.0.to_le_bytes());
    put(0x1a6, &clx.1.to_le_bytes());
    stream.extend(WORDS.bytes());
    stream
}

/// The table of pieces: where in the text each ends, and where it lies.
fn pieces(ends: &[u32], places: &[u32]) -> Vec<u8> {
    let mut plc: Vec<u8> = ends.iter().flat_map(|end| end.to_le_bytes()).collect();
    for place in places {
        plc.extend([0, 0]);
        plc.extend(place.to_le_bytes());
        plc.extend([0, 0]);
    }
    let mut clx = vec![2];
    clx.extend((plc.len() as u32).to_le_bytes());
    clx.extend(plc);
    clx
}

/// Marks a place of text in bytes, not in pairs of them.
fn narrow(place: usize) -> u32 {
    (place as u32 * 2) | 0x4000_0000
}

fn good() -> Compound {
    let clx = pieces(&[0, WORDS.len() as u32], &[narrow(TEXT)]);
    of(0x0200, WORDS.len() as i32, (0, clx.len() as u32), clx)
}

fn of(flags: u16, text: i32, place: (u32, u32), clx: Vec<u8>) -> Compound {
    let mut file =
        Compound::new(&[("WordDocument", main_stream(flags, text, place)), ("1Table", clx)]);
    file.finish();
    file
}

/// A document with other pieces.
fn pieced(ends: &[u32], places: &[u32]) -> Vec<u8> {
    let clx = pieces(ends, places);
    let text = ends.last().copied().unwrap_or(0) as i32;
    of(0x0200, text, (0, clx.len() as u32), clx).file()
}

/// A document whose folder is changed before it is written.
fn foldered(change: impl Fn(&mut Compound)) -> Vec<u8> {
    let clx = pieces(&[0, WORDS.len() as u32], &[narrow(TEXT)]);
    let length = clx.len() as u32;
    let mut file = Compound::new(&[
        ("WordDocument", main_stream(0x0200, WORDS.len() as i32, (0, length))),
        ("1Table", clx),
    ]);
    change(&mut file);
    file.finish();
    file.file()
}

/// A document whose chains are changed after it is written.
fn chained(change: impl Fn(&mut Compound)) -> Vec<u8> {
    let mut file = good();
    change(&mut file);
    file.file()
}

pub(super) fn files() -> Vec<Hostile> {
    let length = WORDS.len() as u32;
    let streams = |names: &[&'static str]| {
        let bytes = Chance::new(31).bytes(6_000);
        let streams: Vec<_> = names.iter().map(|name| (*name, bytes.clone())).collect();
        let mut file = Compound::new(&streams);
        file.finish();
        file.file()
    };
    let clx = || pieces(&[0, length], &[narrow(TEXT)]);
    let many: Vec<u32> = (0..50_000).collect();
    let files = vec![
        ("good", good().file()),
        ("chain_loops", chained(|file| file.table[3] = 0)),
        ("chain_to_itself", chained(|file| file.table[0] = 0)),
        ("chain_beyond_end", chained(|file| file.table[0] = 0x7fff_fff0)),
        ("chain_cut", chained(|file| file.table[0] = END)),
        (
            "folder_chain_loops",
            chained(|file| {
                let at = file.folder as usize;
                file.table[at] = file.folder;
            }),
        ),
        ("folder_in_itself", foldered(|file| file.entries[0].child = 0)),
        (
            "folder_beside_itself",
            foldered(|file| {
                file.entries[1].left = 1;
                file.entries[1].right = 1;
            }),
        ),
        ("folder_loop_of_two", foldered(|file| file.entries[2].right = 1)),
        ("folder_child_beyond", foldered(|file| file.entries[0].child = 0x7fff_0000)),
        ("stream_is_a_folder", foldered(|file| file.entries[1].kind = 5)),
        ("stream_size_extreme", foldered(|file| file.entries[1].size = u64::MAX >> 1)),
        ("stream_size_2_gb", foldered(|file| file.entries[1].size = 0x7fff_ffff)),
        ("stream_size_small", foldered(|file| file.entries[1].size = 10)),
        ("stream_first_beyond", foldered(|file| file.entries[1].first = 0x00ff_ffff)),
        ("sector_size_2_gb", good().claim(30, 0x0006_001f)),
        ("sector_size_none", good().claim(30, 0)),
        ("sector_size_beyond", good().claim(30, 0xffff_ffff)),
        ("table_sectors_billions", good().claim(44, 0xffff_ffff)),
        ("folder_first_beyond", good().claim(48, 0x7fff_fff0)),
        ("small_sectors_for_all", good().claim(56, 0x7fff_ffff)),
        ("small_table_beyond", good().claim(60, 3)),
        ("more_tables_in_themselves", good().claim(68, 0)),
        ("more_tables_billions", good().claim(72, 0xffff_ffff)),
        ("table_is_itself", good().claim(76, 0)),
        ("version_odd", good().claim(24, 0x0099_003e)),
        ("piece_beyond_end", pieced(&[0, 1_000_000], &[narrow(TEXT)])),
        ("piece_place_beyond_end", pieced(&[0, length], &[0x7fff_ff00])),
        ("piece_place_beyond_end_narrow", pieced(&[0, length], &[0x3fff_ff00 | 0x4000_0000])),
        ("piece_of_2_billion", pieced(&[0, 0x7fff_ffff], &[narrow(TEXT)])),
        ("pieces_backwards", pieced(&[length, 0, 9], &[narrow(TEXT), narrow(TEXT)])),
        ("pieces_negative", pieced(&[0xffff_fff0, length], &[narrow(TEXT)])),
        ("pieces_50k", pieced(&many, &vec![narrow(TEXT); many.len() - 1])),
        (
            "pieces_all_the_same",
            pieced(&(0..2_000).map(|at| at * length).collect::<Vec<_>>(), &[narrow(TEXT); 1_999]),
        ),
        ("pieces_none", pieced(&[], &[])),
        (
            "pieces_of_no_width",
            of(0x0200, length as i32, (0, 7), vec![2, 0xff, 0xff, 0xff, 0x7f, 0, 0]).file(),
        ),
        (
            "properties_extreme",
            of(0x0200, length as i32, (0, 9), vec![1, 0xff, 0x7f, 0, 0, 1, 0, 0, 2]).file(),
        ),
        ("table_place_beyond", of(0x0200, length as i32, (0x7fff_0000, 0xffff), clx()).file()),
        ("table_length_negative", of(0x0200, length as i32, (0, 0xffff_ffff), clx()).file()),
        ("text_length_extreme", of(0x0200, i32::MAX, (0, clx().len() as u32), clx()).file()),
        ("text_length_negative", of(0x0200, -1, (0, clx().len() as u32), clx()).file()),
        ("locked", of(0x0300, length as i32, (0, clx().len() as u32), clx()).file()),
        ("locked_otherwise", of(0x8300, length as i32, (0, clx().len() as u32), clx()).file()),
        ("locked_package", streams(&["EncryptedPackage", "EncryptionInfo"])),
        ("main_stream_garbage", streams(&["WordDocument", "1Table"])),
        ("main_stream_alone", streams(&["WordDocument"])),
        ("main_stream_missing", streams(&["1Table", "Data"])),
        ("head_only", good().file()[..512].to_vec()),
        ("first_8_bytes", good().file()[..8].to_vec()),
        ("lock_file", {
            let mut file = vec![5];
            file.extend(b"Clerk");
            file.resize(162, b' ');
            file
        }),
    ];
    let mut files = named("doc", "doc", files);
    let at = files.iter().position(|file| file.name == "doc_lock_file").unwrap();
    files[at].file_name = "~$minutes.docx".to_owned();
    files
}

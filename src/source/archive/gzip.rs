//! Unpacks gzip within bounds: the start of a file, a file packed by itself, one piece after
//! another.

use std::io;
use std::io::BufRead;
use std::io::Read;

use flate2::bufread::GzDecoder;

/// How every gzip piece begins.
pub(super) const MAGIC: &[u8] = b"\x1f\x8b\x08";

/// What unpacking gave.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Unpacked {
    /// Everything.
    Whole(Vec<u8>),
    /// There is more than the limit.
    TooLarge,
}

/// Unpacks the first bytes, at most `most`. Damage costs what lies behind it.
pub(super) fn start(reader: impl BufRead, most: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    // What was unpacked before the damage stays in `bytes`.
    let _damage = GzDecoder::new(reader).take(most as u64).read_to_end(&mut bytes);
    bytes
}

/// Unpacks one piece or several behind each other, at most `limit` bytes. What follows the last
/// piece and is none is passed over, as gzip itself does.
pub(super) fn unpack(mut reader: impl BufRead, limit: u64) -> io::Result<Unpacked> {
    let mut bytes = Vec::new();
    loop {
        let room = limit.saturating_add(1).saturating_sub(bytes.len() as u64);
        GzDecoder::new(&mut reader).take(room).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > limit {
            return Ok(Unpacked::TooLarge);
        }
        if !reader.fill_buf()?.starts_with(&MAGIC[..1]) {
            return Ok(Unpacked::Whole(bytes));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn pieces_are_joined_and_padding_is_passed_over() {
        let bytes = [packed(b"Minutes "), packed(b"of"), vec![0; 9]].concat();
        assert_eq!(unpack(&bytes[..], 10).unwrap(), Unpacked::Whole(b"Minutes of".to_vec()));
        assert_eq!(unpack(&bytes[..], 9).unwrap(), Unpacked::TooLarge);
        assert_eq!(start(&bytes[..], 3), b"Min");
    }

    #[test]
    fn a_cut_is_an_error() {
        let bytes = packed(&b"Minutes of the meeting ".repeat(9));
        for length in 0..bytes.len() {
            assert!(unpack(&bytes[..length], 999).is_err(), "{length}");
        }
        assert!(start(&bytes[..bytes.len() - 9], 99).starts_with(b"Minutes"));
    }
}

//! Streams that unpack to thousands of times their size.
//!
//! A block that was packed by itself may be repeated as it is: a stream of 1.5 GB is written
//! in a moment.

use flate2::Compress;
use flate2::Compression;
use flate2::Crc;
use flate2::FlushCompress;

/// One MiB of a byte.
pub(super) fn mebibyte(byte: u8) -> Vec<u8> {
    vec![byte; 1 << 20]
}

/// A deflate stream without head and sum, of `times` times `piece`.
pub(super) fn deflated(piece: &[u8], times: usize) -> Vec<u8> {
    let mut packer = Compress::new(Compression::best(), false);
    let mut block = Vec::with_capacity(piece.len() / 4 + 4096);
    packer.compress_vec(piece, &mut block, FlushCompress::Full).unwrap();
    assert_eq!(packer.total_in(), piece.len() as u64, "the piece packs badly");
    let mut packed = block.repeat(times);
    packed.extend([3, 0]);
    packed
}

/// The same with the head and the sum that PDFs expect.
pub(super) fn zlib(piece: &[u8], times: usize) -> Vec<u8> {
    const BASE: u64 = 65_521;
    let (mut one, mut two) = (1, 0);
    for &byte in piece {
        one = (one + u64::from(byte)) % BASE;
        two = (two + one) % BASE;
    }
    let length = piece.len() as u64 % BASE;
    let (mut all_one, mut all_two) = (1, 0);
    for _ in 0..times {
        all_two = (all_two + two + length * (all_one + BASE - 1)) % BASE;
        all_one = (all_one + one + BASE - 1) % BASE;
    }
    let mut stream = vec![0x78, 0x9c];
    stream.extend(deflated(piece, times));
    stream.extend(((all_two << 16 | all_one) as u32).to_be_bytes());
    stream
}

/// A gzip file of `times` times `piece`, with the sum it should have.
pub(super) fn gzip(piece: &[u8], times: usize) -> Vec<u8> {
    let crc = sum(piece, times);
    let mut file = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255];
    file.extend(deflated(piece, times));
    file.extend(crc.to_le_bytes());
    file.extend(((piece.len() * times) as u32).to_le_bytes());
    file
}

/// The CRC of `times` times `piece`.
pub(super) fn sum(piece: &[u8], times: usize) -> u32 {
    let mut one = Crc::new();
    one.update(piece);
    let mut all = Crc::new();
    for _ in 0..times {
        all.combine(&one);
    }
    all.sum()
}

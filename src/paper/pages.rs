//! Where the pages of a text begin, for papers whose format has pages.

use std::num::NonZeroU32;
use std::ops::Range;

/// Where a page begins in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageStart {
    /// In bytes. A sentence may run over a page's end, so this may lie within a line.
    pub at: usize,
    /// The page's number in its file, from 1, whatever is printed on it.
    pub page: NonZeroU32,
    /// Whether its words were read from a picture by a machine (OCR).
    pub is_picture: bool,
}

/// The pages of a text, in the order of the text; none where the format has none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pages(pub Vec<PageStart>);

impl Pages {
    /// The page on which the text begins.
    pub fn first(&self) -> Option<PageStart> {
        self.0.first().copied()
    }

    /// The page on which the byte `at` of the text stands.
    pub fn at(&self, at: usize) -> Option<PageStart> {
        let next = self.0.partition_point(|start| start.at <= at);
        // White space may stand before the first word of the first page.
        self.0.get(next.saturating_sub(1)).copied()
    }

    /// Says whether a machine read the words of any of the pages from a picture.
    pub fn has_pictures(&self) -> bool {
        self.0.iter().any(|start| start.is_picture)
    }

    /// The pages of a text that is put together from pieces of this one, in order.
    pub fn of_pieces(&self, pieces: &[Range<usize>]) -> Self {
        let mut starts: Vec<PageStart> = Vec::new();
        let mut before = 0;
        for piece in pieces.iter().filter(|piece| !piece.is_empty()) {
            let opening = self.at(piece.start).map(|start| PageStart { at: piece.start, ..start });
            let inside =
                self.0.iter().filter(|start| start.at > piece.start && start.at < piece.end);
            for start in opening.into_iter().chain(inside.copied()) {
                if starts.last().is_none_or(|last| last.page != start.page) {
                    starts.push(PageStart { at: before + start.at - piece.start, ..start });
                }
            }
            before += piece.len();
        }
        Self(starts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pages(starts: &[(usize, u32)]) -> Pages {
        let start = |(at, page): &(usize, u32)| PageStart {
            at: *at,
            page: NonZeroU32::new(*page).unwrap(),
            is_picture: *page == 2,
        };
        Pages(starts.iter().map(start).collect())
    }

    #[test]
    fn each_byte_stands_on_the_last_page_that_began() {
        let pages = pages(&[(2, 1), (10, 2), (10, 4)]);
        let on: Vec<u32> =
            [0, 2, 9, 10, 99].iter().map(|at| pages.at(*at).unwrap().page.get()).collect();
        assert_eq!(on, [1, 1, 1, 4, 4]);
        assert_eq!(Pages::default().at(3), None);
    }

    #[test]
    fn pieces_begin_on_the_page_they_stand_on() {
        let all = pages(&[(0, 1), (10, 2), (20, 3)]);
        assert_eq!(all.of_pieces(&[5..8, 12..25]), pages(&[(0, 1), (3, 2), (11, 3)]));
        assert_eq!(all.of_pieces(&[12..15, 16..18]), pages(&[(0, 2)]));
        assert_eq!(all.of_pieces(&[]), Pages::default());
        assert!(all.of_pieces(&[12..15, 15..15]).has_pictures());
    }
}

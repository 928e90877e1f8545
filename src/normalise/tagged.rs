//! Finds items by the tags `<AI1>` … `</AI1>` that a template wraps round each: the safest
//! boundary there is.

use crate::extract::Line;
use crate::normalise::items::Start;
use crate::normalise::number;
use crate::normalise::reading::Reading;
use crate::normalise::title;
use crate::paper::Part;
use crate::paper::Rubbish;

/// A longer first line, in bytes, is a paragraph and no title.
const LONGEST: usize = 250;

/// Returns where the tagged items begin and where the trailer does; nothing without tags.
pub(super) fn starts(reading: &Reading<'_>, rubbish: &[Rubbish]) -> Vec<Start> {
    let text = reading.content;
    let is_close = |piece: &Rubbish| text[piece.span.clone()].starts_with("</");
    let tags = || rubbish.iter().filter(|piece| piece.name == "AI");
    let opens: Vec<&Rubbish> = tags().filter(|piece| !is_close(piece)).collect();
    let Some(last) = opens.last() else { return Vec::new() };
    // What follows the last item is the trailer, be it tagged as such or not.
    let end = rubbish
        .iter()
        .filter(|piece| piece.span.start > last.span.start)
        .find(|piece| (piece.name == "AI" && is_close(piece)) || piece.name == "TRAILER_SECTION")
        .map(|piece| piece.span.end);
    let mut starts: Vec<Start> = Vec::with_capacity(opens.len() + 1);
    for (at, open) in opens.iter().enumerate() {
        let limit = opens.get(at + 1).map(|next| next.span.start).or(end).unwrap_or(text.len());
        let from = reading.lines.partition_point(|line| line.span.start < open.span.end);
        let to = reading.lines.partition_point(|line| line.span.start < limit);
        let (number, title) = number_and_title(&reading.lines[from..to.max(from)]);
        starts.push(Start { at: open.span.end, part: Part::Item, number, title });
    }
    starts.extend(end.map(|end| Start::bare(end, Part::Trailer)));
    starts
}

/// Number and title in the first lines of an item: on one line, or each on its own.
fn number_and_title(lines: &[Line<'_>]) -> (Option<String>, Option<String>) {
    let Some(first) = lines.first() else { return (None, None) };
    let titled = |printed: &str| {
        let title = title::without_file_mark(printed);
        (!title.is_empty() && title.len() <= LONGEST).then_some(title)
    };
    match number::leading(first.text) {
        Some((number, "")) => {
            (Some(number.printed), lines.get(1).and_then(|line| titled(line.text)))
        }
        Some((number, rest)) => (Some(number.printed), titled(rest)),
        None => (None, titled(first.text)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::reading::tests::text;
    use crate::normalise::rubbish;
    use crate::paper::PaperKind;

    #[track_caller]
    fn check(plain: &str, expected: &[(&str, &str)]) {
        let text = text(plain);
        let found = rubbish::find(&text.content);
        let reading = Reading::new(&text, PaperKind::Minutes, &found);
        let starts = starts(&reading, &found);
        let shown: Vec<(&str, &str)> = starts
            .iter()
            .map(|start| match start.part {
                Part::Trailer => ("", "trailer"),
                _ => {
                    (start.number.as_deref().unwrap_or("-"), start.title.as_deref().unwrap_or("-"))
                }
            })
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn number_and_title_stand_on_one_line_or_two() {
        check(
            "Head\n<AI1>\n\t1.  \n\tApologies\n\nNone.\n</AI1>\n<AI2>\n2.\tUrgent Business\nNone.\n</AI2>\n<AI3>\nPart II\n</AI3>\nSigned",
            &[("1", "Apologies"), ("2", "Urgent Business"), ("-", "Part II"), ("", "trailer")],
        );
    }

    #[test]
    fn a_torn_tag_ends_at_the_next() {
        check("<AI1>1. One\n<AI2>2. Two\nwords", &[("1", "One"), ("2", "Two")]);
        check("no tags", &[]);
    }
}

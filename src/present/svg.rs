//! Draws a comparison as a picture: a line for each of the rows with the most mentions.
//!
//! No font of the system is asked for and nothing of the moment is written, so that the same
//! comparison gives the same bytes.

use std::error::Error;
use std::io;
use std::io::Write;

use plotters::chart::ChartBuilder;
use plotters::coord::Shift;
use plotters::coord::combinators::BindKeyPoints;
use plotters::drawing::DrawingArea;
use plotters::drawing::IntoDrawingArea;
use plotters::element::Circle;
use plotters::element::PathElement;
use plotters::element::Text;
use plotters::prelude::SVGBackend;
use plotters::series::LineSeries;
use plotters::style::Color;
use plotters::style::IntoFont;
use plotters::style::RGBColor;

use super::axis;
use super::clean;
use super::words;
use crate::search::Cell;
use crate::search::Comparison;
use crate::search::Group;
use crate::search::Series;
use crate::search::UNKNOWN;

/// How wide and high a picture is, in pixels: what stands above and below the chart comes on top.
const WIDTH: u32 = 960;
const CHART: u32 = 420;
const HEAD: u32 = 116;
/// How high a line of the legend is.
const LINE: u32 = 20;
/// How many letters a line of text has room for, and a name of the legend.
const LETTERS: usize = 130;
const NAME: usize = 50;

/// The colours of lines, which those who see few colours tell apart too (after M. Okabe and
/// K. Ito, without their yellow, which is pale on white). As many rows are drawn.
const COLOURS: [RGBColor; 7] = [
    RGBColor(0, 114, 178),
    RGBColor(213, 94, 0),
    RGBColor(0, 158, 115),
    RGBColor(204, 121, 167),
    RGBColor(230, 159, 0),
    RGBColor(86, 180, 233),
    RGBColor(0, 0, 0),
];
/// The colour of the line of all rows together.
const GREY: RGBColor = RGBColor(150, 150, 150);
const INK: RGBColor = RGBColor(40, 40, 40);

type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;
type Drawn = Result<(), Box<dyn Error>>;

/// A line of the chart.
struct Line {
    name: String,
    colour: RGBColor,
    /// Its points; a new part begins where nothing was searched.
    parts: Vec<Vec<(i32, f64)>>,
}

/// Writes a comparison as SVG.
pub fn compared(comparison: &Comparison, out: &mut dyn Write) -> io::Result<()> {
    let mut picture = String::new();
    draw(comparison, &mut picture).map_err(|error| io::Error::other(error.to_string()))?;
    out.write_all(picture.as_bytes())
}

/// The rows that are drawn: those with the most mentions, ties by name. Rows without any are
/// drawn where there are no others.
fn chosen(comparison: &Comparison) -> Vec<&Series> {
    let mut rows: Vec<&Series> = comparison.rows.iter().collect();
    let key = |row: &Series| {
        let Group { value, found, .. } = &row.total;
        (std::cmp::Reverse(found.occurrences), value == UNKNOWN, value.clone())
    };
    rows.sort_by_key(|row| key(row));
    if comparison.totals.occurrences > 0 {
        rows.retain(|row| row.total.found.occurrences > 0);
    }
    rows.truncate(COLOURS.len());
    rows
}

/// The points of a row in the periods that have a place on the axis.
fn parts(
    places: &[Option<i32>],
    cells: impl Iterator<Item = Option<Cell>>,
) -> Vec<Vec<(i32, f64)>> {
    let mut parts: Vec<Vec<(i32, f64)>> = Vec::new();
    let mut before = None;
    for (place, cell) in places.iter().zip(cells) {
        let rate = cell.and_then(|it| words::per_10_000(it.found.occurrences, it.searched.words));
        let (Some(place), Some(rate)) = (*place, rate) else { continue };
        let point = (place, rate);
        match parts.last_mut() {
            Some(part) if before == Some(place - 1) => part.push(point),
            _ => parts.push(vec![point]),
        }
        before = Some(place);
    }
    parts
}

fn draw(comparison: &Comparison, picture: &mut String) -> Drawn {
    let rows = chosen(comparison);
    let places: Vec<Option<i32>> =
        comparison.columns.iter().map(|it| axis::place(comparison.over, &it.value)).collect();
    let all = comparison.columns.iter();
    let all = all.map(|column| Some(Cell { found: column.found, searched: column.searched }));
    let named = |name: &str, mentions: u64| {
        let name = clean::cut(&clean::line(name), NAME);
        format!("{name}: {}", words::count(mentions, "mention"))
    };
    let mut lines = vec![Line {
        name: named("all rows together", comparison.totals.occurrences),
        colour: GREY,
        parts: parts(&places, all),
    }];
    lines.extend(rows.iter().zip(COLOURS).map(|(row, colour)| Line {
        name: named(&row.total.value, row.total.found.occurrences),
        colour,
        parts: parts(&places, row.cells.iter().copied()),
    }));

    let legend = LINE * (lines.len() as u32).div_ceil(2) + LINE;
    let size = (WIDTH, HEAD + CHART + legend);
    let root = SVGBackend::with_string(picture, size).into_drawing_area();
    root.fill(&RGBColor(255, 255, 255))?;
    let (head, rest) = root.split_vertically(HEAD);
    let (body, foot) = rest.split_vertically(CHART);
    heading(&head, comparison, rows.len())?;
    chart(&body, comparison, &places, &lines)?;
    names(&foot, &lines)?;
    root.present()?;
    Ok(())
}

/// Writes what the picture shows, and what it does not.
fn heading(area: &Area<'_>, comparison: &Comparison, drawn: usize) -> Drawn {
    let Comparison { heading, by, over, .. } = comparison;
    let title = format!("{}: mentions by {by} over {}s", heading.query, over.field());
    let rows = words::number(comparison.rows.len() as u64);
    let mut told = format!("{drawn} of {rows} rows drawn");
    if drawn < comparison.rows.len() {
        told.push_str(", those with the most mentions");
    }
    told.push_str("; a line is broken where nothing was searched");
    let mut beside = Vec::new();
    let undated = comparison.columns.iter().find(|column| column.value == UNKNOWN);
    if let Some(undated) = undated.filter(|it| it.found.occurrences > 0) {
        let mentions = words::count(undated.found.occurrences, "mention");
        beside.push(format!("not drawn: {mentions} in items without a date"));
    }
    if comparison.items_overlap() {
        beside.push(format!("rows overlap: an item counts under each {by} it has"));
    }
    let coverage = words::coverage(&heading.coverage);
    let coverage = format!("{coverage} · index {}", heading.stamp.fingerprint);
    let lines = [heading.means.clone(), told, beside.join("; "), coverage];
    let mut at = 10;
    for (line, size) in [(title, 26)].into_iter().chain(lines.map(|line| (line, 16))) {
        let letters = if size > 16 { LETTERS / 2 } else { LETTERS };
        let font = ("sans-serif", size).into_font().color(&INK);
        area.draw(&Text::new(clean::cut(&clean::line(&line), letters), (16, at), font))?;
        at += if line.is_empty() { 0 } else { size + 3 };
    }
    Ok(())
}

fn chart(
    area: &Area<'_>,
    comparison: &Comparison,
    places: &[Option<i32>],
    lines: &[Line],
) -> Drawn {
    let dated = || places.iter().copied().flatten();
    let (Some(first), Some(last)) = (dated().min(), dated().max()) else {
        let font = ("sans-serif", 17).into_font().color(&INK);
        area.draw(&Text::new("nothing with a date was searched", (16, 40), font))?;
        return Ok(());
    };
    let points = lines.iter().flat_map(|line| line.parts.iter().flatten());
    let highest = points.map(|(_, rate)| *rate).fold(0.0, f64::max);
    let top = if highest > 0.0 { highest * 1.05 } else { 1.0 };
    let marks = axis::marks(comparison.over, first, last);
    let across = (first - 1..last + 1).with_key_points(marks);
    let mut chart = ChartBuilder::on(area)
        .margin(10)
        .margin_right(24)
        .x_label_area_size(44)
        .y_label_area_size(64)
        .build_cartesian_2d(across, 0.0..top)?;
    let digits = if top >= 10.0 { 0 } else { 2 };
    chart
        .configure_mesh()
        .max_light_lines(0)
        .bold_line_style(RGBColor(225, 225, 225))
        .label_style(("sans-serif", 16).into_font().color(&INK))
        .axis_desc_style(("sans-serif", 17).into_font().color(&INK))
        .x_desc(format!("{} of the meeting", comparison.over.field()))
        .y_desc("mentions per 10,000 words")
        .y_labels(8)
        .x_label_formatter(&|place| axis::label(comparison.over, *place))
        .y_label_formatter(&|rate| format!("{rate:.digits$}"))
        .draw()?;
    for line in lines {
        for part in &line.parts {
            let style = line.colour.stroke_width(2);
            chart.draw_series(LineSeries::new(part.iter().copied(), style))?;
            let dot = |point: &(i32, f64)| Circle::new(*point, 3, line.colour.filled());
            chart.draw_series(part.iter().map(dot))?;
        }
    }
    Ok(())
}

/// Writes the legend: the colours with their names, in two columns.
fn names(area: &Area<'_>, lines: &[Line]) -> Drawn {
    let high = lines.len().div_ceil(2);
    for (at, line) in lines.iter().enumerate() {
        let x = if at < high { 20 } else { 20 + WIDTH as i32 / 2 };
        let y = (at % high) as i32 * LINE as i32 + 10;
        let stroke = PathElement::new(vec![(x, y), (x + 26, y)], line.colour.stroke_width(2));
        area.draw(&stroke)?;
        area.draw(&Circle::new((x + 13, y), 3, line.colour.filled()))?;
        let font = ("sans-serif", 16).into_font().color(&INK);
        area.draw(&Text::new(line.name.clone(), (x + 34, y - 6), font))?;
    }
    Ok(())
}

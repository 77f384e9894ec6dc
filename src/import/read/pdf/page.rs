//! A page: its tables, the lines of text outside them, and what is no text of it, from top to bottom.

use std::collections::BTreeMap;

use super::PdfError;
use super::content::{Glyph, PageContent};
use super::geometry::Bounds;
use super::grid::{Grid, find_grids};
use super::lines::{TextLine, lines_of, split_overprints};
use super::path::{Axis, Ruling};
use super::table::Table;
use crate::import::header::looks_like_header;
use crate::text::chars::count_visible;

/// A page as it is laid out.
#[derive(Debug)]
pub(super) struct PageLayout {
    /// From 1.
    pub number: usize,
    /// From top to bottom.
    pub items: Vec<Item>,
    /// Its non-blank characters, counted from its glyphs.
    pub visible: usize,
    /// Its width as it is read.
    pub width: f64,
    /// Its height as it is read.
    pub height: f64,
    /// What its text is.
    pub kind: PageKind,
}

/// What the text of a page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PageKind {
    /// Printed.
    Text,
    /// Hardly any, on a picture: a scan.
    Picture,
    /// Behind or over a picture, unseen: what OCR made of it.
    OcrLayer,
}

/// A piece of a page.
#[derive(Debug)]
pub(super) enum Item {
    /// Text outside tables.
    Line(TextLine),
    /// A table.
    Table(Table),
    /// Text in another direction: a watermark, a note at the side.
    Turned(String),
    /// Text that is not printed: outside the page, invisible, or a second time on the same spot.
    Hidden(String),
}

impl Item {
    fn top(&self) -> f64 {
        match self {
            Self::Line(line) => line.bounds.y0,
            Self::Table(table) => table.grid.bounds().y0,
            Self::Turned(_) | Self::Hidden(_) => f64::INFINITY,
        }
    }
}

/// A page with fewer printed letters on a picture says nothing but its number.
const HARDLY_ANY: usize = 10;

/// Lays a page out. `columns` are those of the last table on the page before.
pub(super) fn lay_out(
    number: usize,
    content: PageContent,
    (width, height): (f64, f64),
    columns: Option<&[f64]>,
) -> Result<PageLayout, PdfError> {
    let page = Bounds { x0: 0.0, y0: 0.0, x1: width, y1: height };
    let kind = kind_of(&content, &page);
    let visible = content.glyphs.iter().map(|g| count_visible(g.kept())).sum();
    let (glyphs, twice) = split_overprints(content.glyphs);
    let shown =
        |g: &Glyph| page.holds(g.middle(), 2.0) && (g.visible || kind == PageKind::OcrLayer);
    let (mut glyphs, mut hidden): (Vec<Glyph>, Vec<Glyph>) = glyphs.into_iter().partition(shown);
    hidden.extend(twice);
    let mut rulings = content.rulings;
    let quarter = main_direction(&glyphs);
    let (width, height) = turn_back(quarter, &mut glyphs, &mut rulings, (width, height));
    let (upright, turned): (Vec<Glyph>, Vec<Glyph>) =
        glyphs.into_iter().partition(|g| !(10..=350).contains(&g.turn) || g.is_blank());

    let (lines, grids) = find_grids(&rulings)?;
    let mut items = tables(&lines, grids, &upright, columns);
    for (item, glyphs) in [(Item::Turned as fn(String) -> Item, turned), (Item::Hidden, hidden)] {
        let text: String = glyphs.iter().map(Glyph::kept).collect();
        if !text.trim().is_empty() {
            items.push(item(text.trim().to_owned()));
        }
    }
    items.sort_by(|a, b| a.top().total_cmp(&b.top()));
    Ok(PageLayout { number, items, visible, width, height, kind })
}

/// The tables with their text, and the lines outside them.
fn tables(
    lines: &[Ruling],
    grids: Vec<Grid>,
    glyphs: &[Glyph],
    columns: Option<&[f64]>,
) -> Vec<Item> {
    // A table may stand inside a cell of another: the smaller one has the text.
    let mut by_size: Vec<usize> = (0..grids.len()).collect();
    let area = |i: &usize| grids[*i].bounds().width() * grids[*i].bounds().height();
    by_size.sort_by(|a, b| area(a).total_cmp(&area(b)));
    let mut inside: Vec<Vec<&Glyph>> = vec![Vec::new(); grids.len()];
    let mut outside: Vec<&Glyph> = Vec::new();
    for glyph in glyphs {
        let middle = glyph.middle();
        match by_size.iter().find(|i| grids[**i].place_at(middle).is_some()) {
            Some(i) => inside[*i].push(glyph),
            None => outside.push(glyph),
        }
    }
    let mut tables: Vec<Table> = Vec::new();
    for (grid, glyphs) in grids.into_iter().zip(inside) {
        let mut table = fill(grid, &glyphs);
        let has_header = || table.rows().iter().any(|row| looks_like_header(row));
        let continues = columns.filter(|_| tables.is_empty()).filter(|_| !has_header());
        if let Some(grid) = continues.and_then(|columns| table.grid.with_columns(lines, columns)) {
            table = fill(grid, &glyphs);
        }
        tables.push(table);
    }
    let mut items = Vec::new();
    for line in lines_of(outside) {
        let rest = tables.iter_mut().try_fold(line, |line, table| table.take_overflow(line));
        items.extend(rest.map(Item::Line));
    }
    items.extend(tables.into_iter().map(Item::Table));
    items
}

fn fill(grid: Grid, glyphs: &[&Glyph]) -> Table {
    let mut cells: BTreeMap<usize, Vec<&Glyph>> = BTreeMap::new();
    for glyph in glyphs {
        if let Some(place) = grid.place_at(glyph.middle()) {
            cells.entry(grid.owner[place]).or_default().push(glyph);
        }
    }
    let texts = cells.into_iter().map(|(place, glyphs)| (place, lines_of(glyphs)));
    Table::new(texts.collect(), grid)
}

fn kind_of(content: &PageContent, page: &Bounds) -> PageKind {
    let printed = content.glyphs.iter().filter(|g| !g.is_blank() && g.visible).count();
    let unseen = content.glyphs.iter().filter(|g| !g.is_blank() && !g.visible).count();
    let covered: f64 = content.pictures.iter().map(|p| p.shared_area(page)).sum();
    if unseen > printed {
        PageKind::OcrLayer
    } else if printed < HARDLY_ANY && covered > page.width() * page.height() * 0.4 {
        PageKind::Picture
    } else {
        PageKind::Text
    }
}

/// The direction of most of the text, in quarters of a turn, clockwise.
fn main_direction(glyphs: &[Glyph]) -> usize {
    let mut counts = [0_usize; 4];
    for glyph in glyphs.iter().filter(|g| !g.is_blank() && g.turn % 90 == 0) {
        counts[usize::try_from(glyph.turn / 90).unwrap_or(0) % 4] += 1;
    }
    // The first of equals: upright.
    (0..4).rev().max_by_key(|quarter| counts[*quarter]).unwrap_or(0)
}

/// Turns a page so that most of its text is upright: a page that lies on its side without saying so.
/// Returns the width and height of the page as it then is.
fn turn_back(
    quarter: usize,
    glyphs: &mut [Glyph],
    rulings: &mut [Ruling],
    (width, height): (f64, f64),
) -> (f64, f64) {
    let point = |(x, y): (f64, f64)| match quarter {
        0 => (x, y),
        1 => (y, width - x),
        2 => (width - x, height - y),
        _ => (height - y, x),
    };
    if quarter == 0 {
        return (width, height);
    }
    for glyph in glyphs {
        glyph.at = point(glyph.at);
        glyph.turn = (glyph.turn + 360 - 90 * i32::try_from(quarter).unwrap_or(0)) % 360;
    }
    for ruling in rulings {
        let ends = match ruling.axis {
            Axis::Horizontal => [(ruling.from, ruling.pos), (ruling.to, ruling.pos)],
            Axis::Vertical => [(ruling.pos, ruling.from), (ruling.pos, ruling.to)],
        };
        let [a, b] = ends.map(point);
        let horizontal = (ruling.axis == Axis::Horizontal) == (quarter == 2);
        *ruling = if horizontal {
            Ruling { axis: Axis::Horizontal, pos: a.1, from: a.0.min(b.0), to: a.0.max(b.0) }
        } else {
            Ruling { axis: Axis::Vertical, pos: a.0, from: a.1.min(b.1), to: a.1.max(b.1) }
        };
    }
    if quarter == 2 { (width, height) } else { (height, width) }
}

//! PDF with text: operators of pages → glyphs and ruling lines → tables by position → blocks.
//!
//! Ruling lines decide the columns, the font's own tables decide the characters. Where either is
//! missing the document is refused: nothing is guessed from shapes or gaps.

mod content;
mod encoding;
mod error;
mod font;
mod furniture;
mod geometry;
mod grid;
mod limits;
mod lines;
mod merged;
mod page;
mod path;
mod prose;
mod stitch;
mod table;
mod trust;

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_syntax::object::Dict;
use hayro_syntax::{LoadPdfError, Pdf};

use crate::import::columns::ColumnNames;
use crate::import::table::Reading;
use crate::model::{Position, Remark, RemarkKind};
use crate::text::chars::without_blanks;
use content::Fonts;
pub use error::PdfError;
use limits::{Budget, MAX_PAGES};
use page::{Item, PageKind, PageLayout};
use trust::Trust;

/// Reads a document.
pub(in crate::import) fn read_pdf(bytes: &[u8], names: &ColumnNames) -> Result<Reading, PdfError> {
    limits::measure(bytes)?;
    // The library is made not to panic, and is fed with whatever people have: should it panic
    // nevertheless, the file is refused like any damaged one.
    catch_unwind(AssertUnwindSafe(|| read(bytes, names))).unwrap_or(Err(PdfError::Damaged))
}

fn read(bytes: &[u8], names: &ColumnNames) -> Result<Reading, PdfError> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(_) => PdfError::Encrypted,
        LoadPdfError::Invalid => PdfError::Damaged,
    })?;
    let pages = pdf.pages();
    // The library leaves out what it cannot read.
    let all_there = pages.first().is_some_and(|page| pages.len() >= declared_pages(page.raw()));
    if !all_there {
        return Err(PdfError::Damaged);
    }
    if pages.len() > MAX_PAGES {
        return Err(PdfError::TooComplex);
    }
    let (mut fonts, mut budget, mut trust) = (Fonts::default(), Budget::new(), Trust::default());
    let mut layouts: Vec<PageLayout> = Vec::new();
    for (page, number) in pages.iter().zip(1..) {
        let mut content = content::read_page(page, &mut fonts, &mut budget)?;
        trust.look_at(number, &mut content.glyphs, &fonts)?;
        let (width, height) = page.render_dimensions();
        let size = (f64::from(width), f64::from(height));
        let columns = layouts.last().and_then(last_columns);
        layouts.push(page::lay_out(number, content, size, columns)?);
    }
    refuse_scan(&layouts)?;
    trust.decide(&fonts)?;
    layouts.iter().try_for_each(refuse_unruled)?;
    let visible = layouts.iter().map(|layout| layout.visible).sum();
    let mut remarks: Vec<Remark> = layouts.iter().filter_map(remark_of).collect();
    let radicals = trust.radicals();
    remarks.extend(radicals.map(|(page, text)| remark(page, RemarkKind::Radicals, text)));
    Ok(Reading { blocks: stitch::stitch(layouts, names), visible, remarks })
}

/// A page whose text is not what is printed on it.
fn remark_of(page: &PageLayout) -> Option<Remark> {
    let kind = match page.kind {
        PageKind::Text => return None,
        PageKind::Picture => RemarkKind::Picture,
        PageKind::OcrLayer => RemarkKind::OcrLayer,
    };
    Some(remark(page.number, kind, String::new()))
}

fn remark(page: usize, kind: RemarkKind, text: String) -> Remark {
    let at = Position { part: Some(stitch::part(page)), line: 1 };
    Remark { source: 0, at, kind, text }
}

/// The number of pages that the root of the page tree gives.
fn declared_pages(page: &Dict<'_>) -> usize {
    let mut node = page.clone();
    // A tree is a few levels deep; a circle ends.
    for _ in 0..100 {
        match node.get::<Dict<'_>>("Parent") {
            Some(parent) => node = parent,
            None => break,
        }
    }
    node.get::<i32>("Count").and_then(|count| usize::try_from(count).ok()).unwrap_or(0)
}

/// The columns of the last table of a page.
fn last_columns(page: &PageLayout) -> Option<&[f64]> {
    page.items.iter().rev().find_map(|item| match item {
        Item::Table(table) => Some(table.grid.xs.as_slice()),
        Item::Line(_) | Item::Turned(_) | Item::Hidden(_) => None,
    })
}

/// A document without a page of printed text.
fn refuse_scan(pages: &[PageLayout]) -> Result<(), PdfError> {
    let has_text = |page: &PageLayout| page.kind != PageKind::Picture && page.visible > 0;
    if pages.iter().any(has_text) { Ok(()) } else { Err(PdfError::ScanOnly { pages: pages.len() }) }
}

/// A header outside all tables.
fn refuse_unruled(page: &PageLayout) -> Result<(), PdfError> {
    let is_header = |item: &Item| match item {
        Item::Line(line) => {
            let bare = without_blanks(&line.text);
            bare.starts_with("序号") && bare.contains("事项") && bare.chars().count() <= 40
        }
        Item::Table(_) | Item::Turned(_) | Item::Hidden(_) => false,
    };
    match (page.items.iter().any(is_header), page.kind) {
        (false, _) => Ok(()),
        (true, PageKind::OcrLayer) => Err(PdfError::OcrLayer { page: page.number }),
        (true, PageKind::Text | PageKind::Picture) => {
            Err(PdfError::NoRulings { page: page.number })
        }
    }
}

#[cfg(test)]
mod tests;

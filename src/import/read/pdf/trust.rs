//! Whether what the fonts say can be believed.

use std::collections::BTreeSet;

use super::PdfError;
use super::content::{Fonts, Glyph};
use crate::text::chars::is_cjk;
use crate::text::radical::ideograph_of_radical;

/// So many glyphs of a font may be unknown: a bullet of a symbol font here and there. Each of them is
/// shown as unreadable and reported.
const FEW: usize = 5;
/// One unknown glyph in so many of the document is also few.
const RARE: usize = 200;
/// A document with less text says nothing about shares.
const ENOUGH: usize = 200;

/// What was seen of each font.
#[derive(Debug, Default)]
pub(super) struct Trust {
    /// Unknown glyphs of each font, and the first page with one.
    unknown: Vec<(usize, usize)>,
    /// Radicals that stood for ideographs, and the first page with one.
    radicals: BTreeSet<char>,
    radicals_on: usize,
    visible: usize,
    chinese: usize,
}

impl Trust {
    /// Counts the glyphs of a page, and writes ideographs for the radicals that fonts name in their
    /// place. Text that runs from top to bottom ends it.
    pub(super) fn look_at(
        &mut self,
        page: usize,
        glyphs: &mut [Glyph],
        fonts: &Fonts,
    ) -> Result<(), PdfError> {
        for glyph in glyphs.iter_mut().filter(|g| !g.is_blank()) {
            if fonts.get(glyph.font).is_some_and(|font| font.vertical) {
                return Err(PdfError::Vertical { page });
            }
            if let Some(text) = &mut glyph.text {
                if text.chars().any(|c| ideograph_of_radical(c).is_some()) {
                    self.unify(page, text);
                }
                self.visible += 1;
                self.chinese += usize::from(text.chars().any(is_cjk));
            } else {
                if self.unknown.len() <= glyph.font {
                    self.unknown.resize(glyph.font + 1, (0, page));
                }
                let (count, first) = &mut self.unknown[glyph.font];
                *first = if *count == 0 { page } else { *first };
                *count += 1;
            }
        }
        Ok(())
    }

    /// A font gives both the same shape: the page shows the ideograph.
    fn unify(&mut self, page: usize, text: &mut String) {
        if self.radicals.is_empty() {
            self.radicals_on = page;
        }
        self.radicals.extend(text.chars().filter(|c| ideograph_of_radical(*c).is_some()));
        *text = text.chars().map(|c| ideograph_of_radical(c).unwrap_or(c)).collect();
    }

    /// The first page with radicals, and all of them in the document, each with its ideograph.
    pub(super) fn radicals(&self) -> Option<(usize, String)> {
        let pairs = self.radicals.iter().flat_map(|c| [Some(*c), ideograph_of_radical(*c)]);
        let pairs: String = pairs.flatten().collect();
        (!pairs.is_empty()).then_some((self.radicals_on, pairs))
    }

    /// Refuses a document with a font that cannot be read, or whose text is hardly Chinese.
    pub(super) fn decide(&self, fonts: &Fonts) -> Result<(), PdfError> {
        let all = self.visible + self.unknown.iter().map(|(count, _)| count).sum::<usize>();
        for (index, (count, page)) in self.unknown.iter().enumerate() {
            if *count > FEW && *count > all / RARE {
                let font = fonts.get(index).map_or_else(String::new, |font| font.name.clone());
                return Err(PdfError::UnreadableFont { font, page: *page });
            }
        }
        if self.visible > ENOUGH && self.chinese * 10 < self.visible * 3 {
            return Err(PdfError::ImplausibleText);
        }
        Ok(())
    }
}

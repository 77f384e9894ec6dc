//! What stands on a page: glyphs, ruling lines and pictures, by running its operators.
//!
//! Only operators that move, show text, draw lines or place pictures matter; colours, clips and
//! shadings do not. What a page says is decided elsewhere.

use std::collections::BTreeMap;
use std::rc::Rc;

use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_syntax::object::{Array, Dict, Name, Number, Object, Stream};
use hayro_syntax::page::{Page, Resources};

use super::PdfError;
use super::font::Font;
use super::geometry::{Bounds, Matrix};
use super::limits::{Budget, MAX_DEPTH, is_whole};
use super::path::{Path, Ruling};

/// A glyph on a page.
#[derive(Debug, Clone)]
pub(super) struct Glyph {
    /// What it says; none when the file does not tell.
    pub text: Option<String>,
    /// Where its baseline begins.
    pub at: (f64, f64),
    /// Its width along the baseline.
    pub width: f64,
    /// The size of its letters.
    pub size: f64,
    /// The direction of its baseline in degrees, clockwise; 0 is upright.
    pub turn: i32,
    /// Printed, or only there to be selected (the layer that OCR puts over a scan).
    pub visible: bool,
    /// Its font, as an index into [`Fonts`].
    pub font: usize,
}

/// Everything on a page that matters.
#[derive(Debug, Default)]
pub(super) struct PageContent {
    /// In the order of the operators.
    pub glyphs: Vec<Glyph>,
    /// Horizontal and vertical lines.
    pub rulings: Vec<Ruling>,
    /// Where pictures stand.
    pub pictures: Vec<Bounds>,
}

/// The fonts of a document.
#[derive(Debug, Default)]
pub(super) struct Fonts {
    list: Vec<Rc<Font>>,
    by_object: BTreeMap<(u32, i32), usize>,
}

impl Fonts {
    /// The font of an index.
    pub(super) fn get(&self, index: usize) -> Option<&Font> {
        self.list.get(index).map(Rc::as_ref)
    }

    fn find(&mut self, fonts: &Dict<'_>, name: &Name<'_>) -> Option<usize> {
        let object = fonts.get_ref(name).map(|r| (r.obj_number, r.gen_number));
        if let Some(index) = object.and_then(|object| self.by_object.get(&object)) {
            return Some(*index);
        }
        let index = self.list.len();
        self.list.push(Rc::new(Font::read(&fonts.get::<Dict<'_>>(name)?)));
        self.by_object.extend(object.map(|object| (object, index)));
        Some(index)
    }
}

/// Runs the operators of a page.
pub(super) fn read_page(
    page: &Page<'_>,
    fonts: &mut Fonts,
    budget: &mut Budget,
) -> Result<PageContent, PdfError> {
    let state = State { ctm: Matrix(page.initial_transform(true).as_coeffs()), ..State::default() };
    let contents = page.raw();
    let single = contents.get::<Stream<'_>>("Contents");
    let several = contents.get::<Array<'_>>("Contents").unwrap_or_default();
    let streams: Vec<Stream<'_>> = single.into_iter().chain(several.iter::<Stream<'_>>()).collect();
    // A page that says where its content is, and there it is not.
    let lost = streams.is_empty() && contents.contains_key("Contents");
    if lost || !streams.iter().all(is_whole) {
        return Err(PdfError::Damaged);
    }
    let mut run = Run { out: PageContent::default(), fonts, budget, state, saved: Vec::new() };
    run.operators(page.page_stream().unwrap_or_default(), page.resources(), 0)?;
    Ok(run.out)
}

#[derive(Debug, Clone)]
struct State {
    ctm: Matrix,
    line_width: f64,
    text: TextState,
}

#[derive(Debug, Clone, Default)]
struct TextState {
    font: Option<usize>,
    size: f64,
    char_spacing: f64,
    word_spacing: f64,
    /// Horizontal scaling less 1, so that nothing set is no scaling.
    stretch: f64,
    leading: f64,
    rise: f64,
    mode: i64,
}

impl Default for State {
    fn default() -> Self {
        Self { ctm: Matrix::IDENTITY, line_width: 1.0, text: TextState::default() }
    }
}

struct Run<'a> {
    out: PageContent,
    fonts: &'a mut Fonts,
    budget: &'a mut Budget,
    state: State,
    saved: Vec<State>,
}

/// The two matrices of a text object.
#[derive(Clone, Copy)]
struct TextAt {
    glyph: Matrix,
    line: Matrix,
}

impl TextAt {
    fn set(&mut self, matrix: Matrix) {
        *self = Self { glyph: matrix, line: matrix };
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.set(Matrix::shift(x, y).then(self.line));
    }
}

/// Saved graphics states; a page needs a handful.
const MAX_SAVED: usize = 1000;

impl Run<'_> {
    fn operators(
        &mut self,
        stream: &[u8],
        resources: &Resources<'_>,
        depth: usize,
    ) -> Result<(), PdfError> {
        if depth > MAX_DEPTH {
            return Err(PdfError::TooComplex);
        }
        self.budget.spend(stream.len() / 64)?;
        let (mut operators, mut path) = (TypedIter::new(stream), Path::default());
        let mut text = TextAt { glyph: Matrix::IDENTITY, line: Matrix::IDENTITY };
        let base = self.saved.len();
        while let Some(operator) = operators.next() {
            self.budget.spend(1)?;
            match operator {
                Op::SaveState(_) if self.saved.len() < MAX_SAVED => {
                    self.saved.push(self.state.clone());
                }
                Op::SaveState(_) => return Err(PdfError::TooComplex),
                Op::RestoreState(_) if self.saved.len() > base => {
                    self.state = self.saved.pop().unwrap_or_default();
                }
                Op::Transform(m) => {
                    let matrix = Matrix([&m.0, &m.1, &m.2, &m.3, &m.4, &m.5].map(Number::as_f64));
                    self.state.ctm = matrix.then(self.state.ctm);
                }
                Op::LineWidth(width) => self.state.line_width = width.0.as_f64(),
                Op::XObject(object) => {
                    if let Some(stream) = resources.get_x_object(object.0) {
                        self.x_object(&stream, resources, depth)?;
                    }
                }
                Op::InlineImage(_) => self.picture(),
                operator => {
                    if !path.operator(&operator, &self.state.ctm, self.state.line_width) {
                        self.text_operator(&operator, &mut text, resources)?;
                    }
                }
            }
        }
        self.budget.spend(path.rulings.len())?;
        self.out.rulings.append(&mut path.rulings);
        self.saved.truncate(base);
        Ok(())
    }

    fn x_object(
        &mut self,
        stream: &Stream<'_>,
        outer: &Resources<'_>,
        depth: usize,
    ) -> Result<(), PdfError> {
        let dict = stream.dict();
        match dict.get::<Name<'_>>("Subtype").as_ref().map(Name::as_str) {
            Some("Image") => self.picture(),
            Some("Form") => {
                // A form that is used over and over is unpacked each time.
                self.budget.spend(1000)?;
                let data = stream.decoded_data().ok().filter(|_| is_whole(stream));
                let data = data.ok_or(PdfError::Damaged)?;
                let state = self.state.clone();
                let matrix = dict
                    .get::<Array<'_>>("Matrix")
                    .map(|a| a.iter::<Number>().map(|n| n.as_f64()).collect::<Vec<_>>());
                if let Some(matrix) = matrix.and_then(|m| <[f64; 6]>::try_from(m).ok()) {
                    self.state.ctm = Matrix(matrix).then(self.state.ctm);
                }
                match dict.get::<Dict<'_>>("Resources") {
                    Some(own) => self.operators(&data, &Resources::new(own), depth + 1)?,
                    None => self.operators(&data, outer, depth + 1)?,
                }
                self.state = state;
            }
            _ => {}
        }
        Ok(())
    }

    /// A picture fills the unit square.
    fn picture(&mut self) {
        let corners = [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)];
        self.out.pictures.extend(Bounds::around(corners.map(|p| self.state.ctm.apply(p))));
    }

    fn text_operator(
        &mut self,
        operator: &Op<'_, '_>,
        at: &mut TextAt,
        resources: &Resources<'_>,
    ) -> Result<(), PdfError> {
        let text = &mut self.state.text;
        match operator {
            Op::BeginText(_) => at.set(Matrix::IDENTITY),
            Op::CharacterSpacing(n) => text.char_spacing = n.0.as_f64(),
            Op::WordSpacing(n) => text.word_spacing = n.0.as_f64(),
            Op::HorizontalScaling(n) => text.stretch = n.0.as_f64() / 100.0 - 1.0,
            Op::TextLeading(n) => text.leading = n.0.as_f64(),
            Op::TextRise(n) => text.rise = n.0.as_f64(),
            Op::TextRenderingMode(n) => text.mode = n.0.as_i64(),
            Op::TextFont(font) => {
                self.budget.spend(10)?;
                text.font = self.fonts.find(&resources.fonts, font.0);
                text.size = font.1.as_f64();
            }
            Op::NextLine(n) => at.next_line(n.0.as_f64(), n.1.as_f64()),
            Op::NextLineAndSetLeading(n) => {
                text.leading = -n.1.as_f64();
                at.next_line(n.0.as_f64(), n.1.as_f64());
            }
            Op::SetTextMatrix(m) => {
                at.set(Matrix([&m.0, &m.1, &m.2, &m.3, &m.4, &m.5].map(Number::as_f64)));
            }
            Op::NextLineUsingLeading(_) => at.next_line(0.0, -text.leading),
            Op::ShowText(shown) => self.show(shown.0.as_bytes(), at)?,
            Op::NextLineAndShowText(shown) => {
                at.next_line(0.0, -text.leading);
                self.show(shown.0.as_bytes(), at)?;
            }
            Op::ShowTextWithParameters(shown) => {
                text.word_spacing = shown.0.as_f64();
                text.char_spacing = shown.1.as_f64();
                at.next_line(0.0, -text.leading);
                self.show(shown.2.as_bytes(), at)?;
            }
            Op::ShowTexts(items) => {
                for item in items.0.iter::<Object<'_>>() {
                    match item {
                        Object::String(bytes) => self.show(bytes.as_bytes(), at)?,
                        Object::Number(back) => {
                            let text = &self.state.text;
                            let shift = -back.as_f64() / 1000.0 * text.size * (1.0 + text.stretch);
                            at.glyph = Matrix::shift(shift, 0.0).then(at.glyph);
                        }
                        _ => {}
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn show(&mut self, bytes: &[u8], at: &mut TextAt) -> Result<(), PdfError> {
        let text = &self.state.text;
        let Some((index, font)) = text.font.and_then(|i| Some((i, self.fonts.list.get(i)?))) else {
            return Ok(());
        };
        for shown in font.show(bytes) {
            self.budget.spend(1)?;
            let stretch = 1.0 + text.stretch;
            let spacing = text.char_spacing + if shown.is_space { text.word_spacing } else { 0.0 };
            let onto_page = Matrix::shift(0.0, text.rise).then(at.glyph).then(self.state.ctm);
            let (origin, end, top) = (
                onto_page.apply((0.0, 0.0)),
                onto_page.apply((shown.width * text.size * stretch, 0.0)),
                onto_page.apply((0.0, text.size)),
            );
            let (along, up) =
                ((end.0 - origin.0, end.1 - origin.1), (top.0 - origin.0, top.1 - origin.1));
            let (width, size) = (along.0.hypot(along.1), up.0.hypot(up.1));
            if [origin.0, origin.1, width, size].iter().all(|v| v.is_finite()) {
                self.out.glyphs.push(Glyph {
                    text: shown.text,
                    at: origin,
                    width,
                    size,
                    turn: turn_of(up),
                    visible: text.mode != 3 && text.mode != 7,
                    font: index,
                });
            }
            let advance = (shown.width * text.size + spacing) * stretch;
            at.glyph = Matrix::shift(advance, 0.0).then(at.glyph);
        }
        Ok(())
    }
}

/// The direction of a baseline, from the direction that letters stand up in.
fn turn_of(up: (f64, f64)) -> i32 {
    #[expect(clippy::cast_possible_truncation, reason = "within a full turn")]
    let degrees = up.0.atan2(-up.1).to_degrees().round() as i32;
    degrees.rem_euclid(360)
}

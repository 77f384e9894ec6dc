//! Paths, as far as they are ruling lines: horizontal and vertical strokes, and filled rectangles that
//! are so thin that they are lines.

use hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_syntax::object::Number;

use super::geometry::{Bounds, Matrix};

/// A horizontal or vertical line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Ruling {
    /// Its direction.
    pub axis: Axis,
    /// Where it stands: `y` of a horizontal line, `x` of a vertical one.
    pub pos: f64,
    /// Where it begins along its direction.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
}

/// The direction of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Axis {
    /// From left to right.
    Horizontal,
    /// From top to bottom.
    Vertical,
}

/// A thicker line is a bar or a background.
const MAX_THICKNESS: f64 = 4.0;
/// What is shorter is a dot, unless it continues another.
const MIN_LENGTH: f64 = 0.5;
/// Points of one path; the outline of a drawing has more, and no lines of a table.
const MAX_POINTS: usize = 100_000;

/// The path that is being made, and the lines that paths made so far.
#[derive(Debug, Default)]
pub(super) struct Path {
    /// The lines.
    pub rulings: Vec<Ruling>,
    parts: Vec<Part>,
    points: usize,
}

/// A part of a path: its points on the page, and whether curves connect some of them.
#[derive(Debug, Default)]
struct Part {
    points: Vec<(f64, f64)>,
    curved: bool,
    closed: bool,
}

impl Path {
    /// Runs an operator if it is one of paths.
    pub(super) fn operator(&mut self, operator: &Op<'_, '_>, ctm: &Matrix, width: f64) -> bool {
        let at = |x: &Number, y: &Number| ctm.apply((x.as_f64(), y.as_f64()));
        match operator {
            Op::MoveTo(p) => self.begin(at(&p.0, &p.1)),
            Op::LineTo(p) => self.line(at(&p.0, &p.1), false),
            Op::CubicTo(p) => self.line(at(&p.4, &p.5), true),
            Op::CubicStartTo(p) => self.line(at(&p.2, &p.3), true),
            Op::CubicEndTo(p) => self.line(at(&p.2, &p.3), true),
            Op::ClosePath(_) => self.close(),
            Op::RectPath(rectangle) => {
                let [x, y] = [&rectangle.0, &rectangle.1].map(Number::as_f64);
                let (right, top) = (x + rectangle.2.as_f64(), y + rectangle.3.as_f64());
                self.begin(ctm.apply((x, y)));
                for corner in [(right, y), (right, top), (x, top)] {
                    self.line(ctm.apply(corner), false);
                }
                self.close();
            }
            Op::CloseAndStrokePath(_) => {
                self.close();
                self.stroke(width * ctm.scale());
            }
            Op::FillPathNonZero(_)
            | Op::FillPathNonZeroCompatibility(_)
            | Op::FillPathEvenOdd(_) => {
                self.fill();
            }
            Op::StrokePath(_)
            | Op::FillAndStrokeNonZero(_)
            | Op::FillAndStrokeEvenOdd(_)
            | Op::CloseFillAndStrokeNonZero(_)
            | Op::CloseFillAndStrokeEvenOdd(_) => self.stroke(width * ctm.scale()),
            Op::EndPath(_) => self.clear(),
            _ => return false,
        }
        true
    }

    fn begin(&mut self, point: (f64, f64)) {
        self.points += 1;
        if self.points < MAX_POINTS {
            self.parts.push(Part { points: vec![point], ..Part::default() });
        }
    }

    fn line(&mut self, point: (f64, f64), curved: bool) {
        self.points += 1;
        if self.points >= MAX_POINTS {
            return;
        }
        if let Some(part) = self.parts.last_mut() {
            part.points.push(point);
            part.curved |= curved;
        }
    }

    fn close(&mut self) {
        if let Some(part) = self.parts.last_mut() {
            part.closed = true;
        }
    }

    fn clear(&mut self) {
        self.parts.clear();
        self.points = 0;
    }

    fn stroke(&mut self, width: f64) {
        if width <= MAX_THICKNESS {
            for part in self.parts.iter().filter(|part| !part.curved) {
                let back = part.closed.then(|| part.points.first()).flatten();
                let ends = part.points.iter().skip(1).chain(back);
                for (from, to) in part.points.iter().zip(ends) {
                    self.rulings.extend(Bounds::around([*from, *to]).and_then(line_of));
                }
            }
        }
        self.clear();
    }

    fn fill(&mut self) {
        for part in self.parts.iter().filter(|part| !part.curved && part.points.len() >= 4) {
            self.rulings.extend(Bounds::around(part.points.iter().copied()).and_then(line_of));
        }
        self.clear();
    }
}

/// The line that a thin box is.
fn line_of(bounds: Bounds) -> Option<Ruling> {
    let (width, height) = (bounds.width(), bounds.height());
    let (axis, thickness, pos, from, to) = if width >= height {
        (Axis::Horizontal, height, f64::midpoint(bounds.y0, bounds.y1), bounds.x0, bounds.x1)
    } else {
        (Axis::Vertical, width, f64::midpoint(bounds.x0, bounds.x1), bounds.y0, bounds.y1)
    };
    let is_line = thickness <= MAX_THICKNESS && to - from >= MIN_LENGTH;
    is_line.then_some(Ruling { axis, pos, from, to })
}

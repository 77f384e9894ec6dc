//! Compound files, which old Office files are: told apart by the streams they hold, and an `.xls`
//! measured before it is read, because its reader trusts the sizes that it declares.
//!
//! The cells themselves are read elsewhere.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use cfb::CompoundFile;

use crate::import::ImportError;

/// What a compound file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::import) enum OleKind {
    /// `.xls`.
    Workbook,
    /// `.doc`.
    Document,
    /// A new Office file behind a password.
    Encrypted,
    /// Anything else.
    Other,
}

const DAMAGED: ImportError = ImportError::Damaged { format: ".xls" };
/// Streams that an `.xls` keeps its sheets in, by age.
const WORKBOOKS: &[&str] = &["/Workbook", "/Book"];
/// The largest grid of cells: far more than any list, far less than fills a memory.
const MAX_GRID: u64 = 4_000_000;
/// As large as a sheet of this format can be.
const MAX_DECLARED: u64 = 65_536 * 256;
/// The most that shared strings may come to when each cell has its copy, in bytes.
const MAX_COPIED: u64 = 1 << 30;

/// What a compound file is; it may be damaged all the same.
pub(in crate::import) fn identify(bytes: &[u8]) -> OleKind {
    let Ok(file) = CompoundFile::open(Cursor::new(bytes)) else { return OleKind::Other };
    if file.is_stream("/EncryptedPackage") {
        OleKind::Encrypted
    } else if file.is_stream("/WordDocument") {
        OleKind::Document
    } else if WORKBOOKS.iter().any(|name| file.is_stream(name)) {
        OleKind::Workbook
    } else {
        OleKind::Other
    }
}

/// Refuses an `.xls` that asks for a password, or whose cells would fill the memory.
pub(super) fn measure(bytes: &[u8]) -> Result<(), ImportError> {
    let mut file = CompoundFile::open(Cursor::new(bytes)).map_err(|_| DAMAGED)?;
    let name = WORKBOOKS.iter().find(|name| file.is_stream(name)).ok_or(DAMAGED)?;
    let mut stream = Vec::new();
    let opened = file.open_stream(name).map_err(|_| DAMAGED)?;
    // A damaged chain of sectors may go round; the stream is no longer than its file.
    let limit = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    opened.take(limit).read_to_end(&mut stream).map_err(|_| DAMAGED)?;
    Measured::of(&stream)?.within_bounds()
}

/// What the records of a workbook come to.
#[derive(Default)]
struct Measured {
    /// Where the parts begin.
    parts: BTreeSet<usize>,
    /// Where the sheets are said to begin.
    sheets: Vec<usize>,
    /// The largest grid of cells of a part.
    grid: u64,
    /// The grid of the part that is being read: first row and column, last row and column.
    corners: Option<([u16; 2], [u16; 2])>,
    /// How often each shared string is used.
    uses: BTreeMap<u32, u64>,
    /// Bytes of the shared strings.
    strings: u64,
}

impl Measured {
    fn of(stream: &[u8]) -> Result<Self, ImportError> {
        let mut measured = Self::default();
        let (mut at, mut last) = (0, 0);
        while let (Some(kind), Some(len)) = (short(stream, at), short(stream, at + 2)) {
            let Some(data) = stream.get(at + 4..at + 4 + usize::from(len)) else { break };
            // A continuation belongs to the record before it.
            let kind = if kind == 0x003C { last } else { kind };
            measured.record(at, kind, data)?;
            last = kind;
            at += 4 + usize::from(len);
        }
        Ok(measured)
    }

    fn record(&mut self, at: usize, kind: u16, data: &[u8]) -> Result<(), ImportError> {
        match kind {
            // FilePass
            0x002F => return Err(ImportError::Encrypted),
            // BOF
            0x0809 => {
                self.parts.insert(at);
                self.corners = None;
            }
            // BoundSheet
            0x0085 => {
                let position = long(data, 0).ok_or(DAMAGED)?;
                self.sheets.push(usize::try_from(position).map_err(|_| DAMAGED)?);
            }
            // Dimensions: room is made for all that is declared.
            0x0200 if data.len() >= 14 => {
                let rows = u64::from(long(data, 4).ok_or(DAMAGED)?);
                let columns = u64::from(short(data, 10).ok_or(DAMAGED)?);
                if rows * columns > MAX_DECLARED {
                    return Err(DAMAGED);
                }
            }
            // SST
            0x00FC => self.strings += data.len() as u64,
            // LabelSst
            0x00FD => {
                *self.uses.entry(long(data, 6).ok_or(DAMAGED)?).or_default() += 1;
                self.cell(data)?;
            }
            // Formula, Number, Label, RString, BoolErr, RK
            0x0006 | 0x0203 | 0x0204 | 0x00D6 | 0x0205 | 0x027E => self.cell(data)?,
            // MulRk: from the column at its head to the one at its end.
            0x00BD => {
                self.cell(data)?;
                let row = short(data, 0).ok_or(DAMAGED)?;
                let end = short(data, data.len().saturating_sub(2)).ok_or(DAMAGED)?;
                self.grow(row, end);
            }
            _ => {}
        }
        Ok(())
    }

    fn cell(&mut self, data: &[u8]) -> Result<(), ImportError> {
        let (Some(row), Some(column)) = (short(data, 0), short(data, 2)) else {
            return Err(DAMAGED);
        };
        self.grow(row, column);
        Ok(())
    }

    fn grow(&mut self, row: u16, column: u16) {
        let (first, last) = self.corners.get_or_insert(([row, column], [row, column]));
        *first = [first[0].min(row), first[1].min(column)];
        *last = [last[0].max(row), last[1].max(column)];
        let side = |i: usize| u64::from(last[i] - first[i]) + 1;
        self.grid = self.grid.max(side(0) * side(1));
    }

    fn within_bounds(&self) -> Result<(), ImportError> {
        if !self.sheets.iter().all(|at| self.parts.contains(at)) {
            return Err(DAMAGED);
        }
        // Several sheets may be said to begin at one part.
        let cells = self.grid * self.sheets.len() as u64;
        let most_used = self.uses.values().copied().max().unwrap_or(0);
        // Two bytes of a character are three in UTF-8, one is two.
        let copied = most_used.saturating_mul(self.strings).saturating_mul(2);
        if cells > MAX_GRID || copied > MAX_COPIED {
            return Err(ImportError::Unpacks { limit: MAX_COPIED });
        }
        Ok(())
    }
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "files that these tests make")]

    use std::io::Write;

    use super::*;

    fn compound(streams: &[(&str, &[u8])]) -> Vec<u8> {
        let mut file = CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        for (name, bytes) in streams {
            file.create_stream(name).unwrap().write_all(bytes).unwrap();
        }
        file.flush().unwrap();
        file.into_inner().into_inner()
    }

    /// A workbook of one sheet with the given records.
    fn workbook(records: &[(u16, &[u8])]) -> Vec<u8> {
        let mut stream = Vec::new();
        // The sheet begins behind 20 bytes of BOF, 8 of BoundSheet and 4 of EOF.
        let head: [(u16, &[u8]); 4] = [
            (0x0809, &[0; 16]),
            (0x0085, &32_u32.to_le_bytes()),
            (0x000A, &[]),
            (0x0809, &[0; 16]),
        ];
        for (kind, data) in head.iter().chain(records) {
            stream.extend(kind.to_le_bytes());
            stream.extend(u16::try_from(data.len()).unwrap().to_le_bytes());
            stream.extend(*data);
        }
        compound(&[("/Workbook", &stream)])
    }

    #[test]
    fn compound_files_are_told_apart() {
        assert_eq!(identify(&compound(&[("/Workbook", b"")])), OleKind::Workbook);
        assert_eq!(identify(&compound(&[("/WordDocument", b"")])), OleKind::Document);
        assert_eq!(identify(&compound(&[("/EncryptedPackage", b"")])), OleKind::Encrypted);
        assert_eq!(identify(&compound(&[("/PowerPoint Document", b"")])), OleKind::Other);
        assert_eq!(identify(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), OleKind::Other);
    }

    #[test]
    fn a_workbook_is_measured_before_it_is_read() {
        let cell = |row: u16, column: u16| {
            [row.to_le_bytes(), column.to_le_bytes(), [0; 2], [0; 2], [0; 2]].concat()
        };
        assert_eq!(measure(&workbook(&[(0x00FD, &cell(3, 2))])), Ok(()));
        assert_eq!(measure(&workbook(&[(0x002F, &[0; 2])])), Err(ImportError::Encrypted));
        let far = workbook(&[(0x00FD, &cell(0, 0)), (0x00FD, &cell(65_535, 255))]);
        assert!(matches!(measure(&far), Err(ImportError::Unpacks { .. })));
        let mut declared = [0_u8; 14];
        declared[4..8].fill(0xFF);
        declared[10] = 0xFF;
        assert_eq!(measure(&workbook(&[(0x0200, &declared)])), Err(DAMAGED));
        assert_eq!(measure(&compound(&[("/Workbook", b"")])), Ok(()));
        assert_eq!(measure(b"no compound file"), Err(DAMAGED));
    }
}

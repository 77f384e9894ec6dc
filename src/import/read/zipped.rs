//! Zip archives, which `.xlsx` and `.docx` are: opened only when all that they unpack to is bounded.
//!
//! Nothing here knows what the entries mean.

use std::io::{Cursor, Read, sink};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::import::ImportError;

/// The most that an archive may unpack to: the longest known list is under half a megabyte.
const MAX_UNPACKED: u64 = 256 * 1024 * 1024;
/// The most entries: a document has some dozen and its pictures.
const MAX_ENTRIES: usize = 10_000;

/// An archive whose size, unpacked, is known to be bounded.
pub(in crate::import) struct Zipped<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    format: &'static str,
}

impl<'a> Zipped<'a> {
    /// Opens an archive. `format` is what people call the file, for errors.
    ///
    /// What an archive declares of itself may be a lie, so each entry is unpacked once and counted.
    pub(in crate::import) fn open(
        bytes: &'a [u8],
        format: &'static str,
    ) -> Result<Self, ImportError> {
        open_within(bytes, format, MAX_UNPACKED)
    }

    /// Whether there is an entry of that name.
    pub(in crate::import) fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// The bytes of an entry; none where there is no such entry.
    pub(in crate::import) fn entry(&mut self, name: &str) -> Result<Option<Vec<u8>>, ImportError> {
        let format = self.format;
        let Some(index) = self.archive.index_for_name(name) else { return Ok(None) };
        let entry = self.archive.by_index(index).map_err(|error| refusal(&error, format))?;
        let mut bytes = Vec::new();
        entry
            .take(MAX_UNPACKED)
            .read_to_end(&mut bytes)
            .map_err(|_| ImportError::Damaged { format })?;
        Ok(Some(bytes))
    }
}

fn open_within<'a>(
    bytes: &'a [u8],
    format: &'static str,
    limit: u64,
) -> Result<Zipped<'a>, ImportError> {
    let mut archive =
        ZipArchive::new(Cursor::new(bytes)).map_err(|error| refusal(&error, format))?;
    if archive.len() > MAX_ENTRIES {
        return Err(ImportError::Unpacks { limit });
    }
    let mut left = limit;
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(|error| refusal(&error, format))?;
        if entry.size() > left {
            return Err(ImportError::Unpacks { limit });
        }
        // One byte more than is allowed tells that there is more.
        let unpacked = std::io::copy(&mut entry.take(left + 1), &mut sink())
            .map_err(|_| ImportError::Damaged { format })?;
        left = left.checked_sub(unpacked).ok_or(ImportError::Unpacks { limit })?;
    }
    Ok(Zipped { archive, format })
}

fn refusal(error: &ZipError, format: &'static str) -> ImportError {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => ImportError::Encrypted,
        _ => ImportError::Damaged { format },
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "archives that these tests make")]

    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn archive(entries: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in entries {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn refused(bytes: &[u8], limit: u64) -> Option<ImportError> {
        open_within(bytes, ".xlsx", limit).err()
    }

    #[test]
    fn entries_are_read_by_name() {
        let bytes = archive(&[("a/b.xml", b"<x/>"), ("c", b"")]);
        let mut zipped = Zipped::open(&bytes, ".xlsx").ok().unwrap();
        assert_eq!(zipped.entry("a/b.xml"), Ok(Some(b"<x/>".to_vec())));
        assert_eq!(zipped.entry("b.xml"), Ok(None));
        assert!(zipped.has("c") && !zipped.has("d"));
    }

    #[test]
    fn an_archive_that_unpacks_to_more_than_allowed_is_refused() {
        let bytes = archive(&[("a", &[b'x'; 600]), ("b", &[b'x'; 600])]);
        assert_eq!(refused(&bytes, 1200), None);
        assert_eq!(refused(&bytes, 1199), Some(ImportError::Unpacks { limit: 1199 }));
    }

    #[test]
    fn an_archive_that_lies_about_its_size_is_refused() {
        let mut bytes = archive(&[("a", &[b'x'; 600])]);
        let declared = 600_u32.to_le_bytes();
        for at in 0..bytes.len() - 4 {
            if bytes[at..at + 4] == declared {
                bytes[at..at + 4].copy_from_slice(&5_u32.to_le_bytes());
            }
        }
        assert!(refused(&bytes, 100).is_some());
    }

    #[test]
    fn what_is_no_archive_or_only_half_of_one_is_refused() {
        let bytes = archive(&[("a", &[b'x'; 600])]);
        let damaged = Some(ImportError::Damaged { format: ".xlsx" });
        assert_eq!(refused(&bytes[..bytes.len() / 2], 1000), damaged);
        assert_eq!(refused(b"PK\x03\x04", 1000), damaged);
    }
}

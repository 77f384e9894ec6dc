//! SHA-256 as text: which document a duty came from, whether a file was edited, names with content
//! hashes, ids that must not change.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

/// SHA-256 in lower-case hexadecimal, 64 characters.
pub fn sha256_hex(bytes: impl AsRef<[u8]>) -> String {
    let mut out = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        // Writing to a String cannot fail.
        let _ = write!(out, "{byte:02x}");
    }
    out
}

/// The first `len` characters of [`sha256_hex`]: enough to tell a few thousand things apart.
pub fn short_hash(bytes: impl AsRef<[u8]>, len: usize) -> String {
    let mut hash = sha256_hex(bytes);
    hash.truncate(len);
    hash
}

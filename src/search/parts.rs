//! The scripts that carry the index to the browser.
//!
//! `search/index-HASH.js` calls `qingdanSearch.addIndex({…})` with the names and the postings,
//! `search/text-CODE-HASH.js` calls `qingdanSearch.addText(n, […])` with the text of one township,
//! loaded only when it is needed. Names have content hashes: a host may cache them for ever.

use serde::Serialize;

use super::index::{IndexedTownship, SearchIndex};
use crate::digest::short_hash;
use crate::site::Url;

/// The files of the index.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SearchFiles {
    /// What the search page loads first.
    pub index: Option<Url>,
    /// All files with their text.
    pub files: Vec<(Url, String)>,
}

/// The argument of `addIndex`.
#[derive(Serialize)]
struct Index<'a> {
    v: u8,
    townships: Vec<Township<'a>>,
    docs: Vec<Doc<'a>>,
    terms: std::collections::BTreeMap<&'a str, Vec<usize>>,
}

#[derive(Serialize)]
struct Township<'a> {
    code: &'a str,
    name: &'a str,
    county: &'a str,
    text: String,
}

/// Name, township, id, printed number, category, departments.
#[derive(Serialize)]
struct Doc<'a>(&'a str, usize, String, u32, &'a str, &'a [String]);

/// Writes the scripts.
pub fn emit_parts(index: &SearchIndex) -> Result<SearchFiles, serde_json::Error> {
    let mut files = Vec::new();
    let mut townships = Vec::new();
    let mut docs = Vec::new();
    for (number, township) in index.townships.iter().enumerate() {
        let (url, script) = text_part(number, township)?;
        townships.push(Township {
            code: township.code.as_str(),
            name: &township.name,
            county: &township.county,
            text: url.path().to_owned(),
        });
        files.push((url, script));
        docs.extend(
            township.documents.iter().map(|d| {
                Doc(&d.name, number, d.id.to_string(), d.seq, &d.category, &d.departments)
            }),
        );
    }
    let terms = index.terms.iter().map(|(term, docs)| (term.as_str(), deltas(docs))).collect();
    let json = script_json(&Index { v: 1, townships, docs, terms })?;
    let script = format!("qingdanSearch.addIndex({json});\n");
    let url = Url::file(format!("search/index-{}.js", short_hash(&script, 10)));
    files.push((url.clone(), script));
    Ok(SearchFiles { index: Some(url), files })
}

fn text_part(
    number: usize,
    township: &IndexedTownship,
) -> Result<(Url, String), serde_json::Error> {
    let texts: Vec<&str> = township.documents.iter().map(|d| d.text.as_str()).collect();
    let script = format!("qingdanSearch.addText({number},{});\n", script_json(&texts)?);
    let hash = short_hash(&script, 10);
    Ok((Url::file(format!("search/text-{}-{hash}.js", township.code)), script))
}

/// The first number, then the steps to the next.
fn deltas(numbers: &[usize]) -> Vec<usize> {
    let mut last = 0;
    numbers
        .iter()
        .map(|n| {
            let step = n - last;
            last = *n;
            step
        })
        .collect()
}

/// JSON that is also JavaScript in any engine and charset-safe inside a script.
fn script_json(value: &impl Serialize) -> Result<String, serde_json::Error> {
    let json = serde_json::to_string(value)?;
    Ok(json.replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029").replace("</", "<\\/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn postings_are_steps() {
        assert_eq!(deltas(&[3, 8, 9]), [3, 5, 1]);
        assert_eq!(deltas(&[0]), [0]);
    }

    #[test]
    fn text_cannot_end_its_script() {
        assert!(script_json(&"</script>\u{2028}").is_ok_and(|j| j == "\"<\\/script>\\u2028\""));
    }
}

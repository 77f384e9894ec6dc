//! Tokens: overlapping bigrams of Chinese characters, words of Latin letters and digits.
//!
//! Every substring of two or more Chinese characters is made of bigrams that the text has too, so
//! none can be missed; segmentation into words would drop those that cross its borders.

use elasticlunr::{Language, Pipeline};

use crate::text::chars::{fold, is_hanzi};

/// The language of duty lists, for elasticlunr-rs.
#[derive(Debug, Clone, Copy, Default)]
pub struct Bigrams;

impl Language for Bigrams {
    fn name(&self) -> String {
        "Qingdan".to_owned()
    }

    fn code(&self) -> String {
        "zh-x-bigram".to_owned()
    }

    fn tokenize(&self, text: &str) -> Vec<String> {
        tokenize(text)
    }

    /// Nothing behind the tokens: no trimmer (it would remove every Chinese character), no stop
    /// words (a citizen may search for them), no stemmer.
    fn make_pipeline(&self) -> Pipeline {
        Pipeline { queue: Vec::new() }
    }
}

/// What a run of characters is made of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Run {
    Hanzi,
    Word,
}

/// The tokens of a text, in order: for a run of Chinese characters each pair of neighbours (a single
/// character stands for itself), for a run of letters and digits the whole run, folded.
pub fn tokenize(text: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut run: Vec<char> = Vec::new();
    let mut kind: Option<Run> = None;
    for c in text.chars().map(fold) {
        let this = if is_hanzi(c) {
            Some(Run::Hanzi)
        } else if c.is_ascii_alphanumeric() {
            Some(Run::Word)
        } else {
            None
        };
        if this != kind {
            flush(&mut run, kind, &mut tokens);
            kind = this;
        }
        if this.is_some() {
            run.push(c);
        }
    }
    flush(&mut run, kind, &mut tokens);
    tokens
}

fn flush(run: &mut Vec<char>, kind: Option<Run>, tokens: &mut Vec<String>) {
    match kind {
        Some(Run::Hanzi) if run.len() > 1 => {
            tokens.extend(run.windows(2).map(|pair| pair.iter().collect::<String>()));
        }
        Some(_) => tokens.push(run.iter().collect()),
        None => {}
    }
    run.clear();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bigrams_and_words() {
        assert_eq!(tokenize("文明养犬，App"), ["文明", "明养", "养犬", "app"]);
        assert_eq!(tokenize("C/D级危房"), ["c", "d", "级危", "危房"]);
        assert_eq!(tokenize("１２３４５热线 犬"), ["12345", "热线", "犬"]);
        assert_eq!(tokenize("，。 "), [""; 0]);
    }
}

//! What stands around three characters in a text: whether a word always goes on, or begins, in one way.

use std::collections::HashMap;

use super::chars::is_hanzi;

/// Three characters in a row.
type Three = [char; 3];

/// What stood on one side of three characters so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Side {
    #[default]
    Unseen,
    Always(char, usize),
    Varies,
}

impl Side {
    fn see(&mut self, c: Option<char>) {
        *self = match (*self, c) {
            (Self::Unseen, Some(c)) => Self::Always(c, 1),
            (Self::Always(one, times), Some(c)) if one == c => Self::Always(one, times + 1),
            _ => Self::Varies,
        };
    }

    fn always(self, least: usize) -> Option<char> {
        match self {
            Self::Always(c, times) if times >= least => Some(c),
            _ => None,
        }
    }
}

/// The surroundings of the characters that are watched, in the lines that were read: one pass over a
/// text, however many are watched.
#[derive(Debug, Clone, Default)]
pub struct Contexts {
    around: HashMap<Three, (Side, Side)>,
}

impl Contexts {
    /// Watches the first three characters of each text, where they are hanzi.
    pub fn of_heads<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        Self::of(texts.filter_map(head))
    }

    /// Watches the last three characters of each text, where they are hanzi.
    pub fn of_tails<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        Self::of(texts.filter_map(tail))
    }

    fn of(watched: impl Iterator<Item = Three>) -> Self {
        let words = watched.filter(|three| three.iter().all(|c| is_hanzi(*c)));
        Self { around: words.map(|three| (three, Default::default())).collect() }
    }

    /// Reads a line. Its beginning is a surrounding like any other; its end is none, for a line may
    /// have been cut there.
    pub fn read(&mut self, line: &str) {
        let mut before = None;
        let mut chars = line.chars();
        while let Some(three) = head(chars.as_str()) {
            let after = chars.clone().nth(3);
            if let Some((left, right)) = self.around.get_mut(&three) {
                left.see(before);
                if after.is_some() {
                    right.see(after);
                }
            }
            before = chars.next();
        }
    }

    /// The character that always stands before the first three of a text, when it does so often.
    pub fn always_before(&self, text: &str, least: usize) -> Option<char> {
        self.around.get(&head(text)?)?.0.always(least)
    }

    /// The character that always stands behind the last three of a text, when it does so often.
    pub fn always_behind(&self, text: &str, least: usize) -> Option<char> {
        self.around.get(&tail(text)?)?.1.always(least)
    }
}

fn head(text: &str) -> Option<Three> {
    let mut chars = text.chars();
    Some([chars.next()?, chars.next()?, chars.next()?])
}

fn tail(text: &str) -> Option<Three> {
    let mut chars = text.chars().rev();
    let (c, b, a) = (chars.next()?, chars.next()?, chars.next()?);
    Some([a, b, c])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_always_go_on_in_one_way() {
        let mut contexts = Contexts::of_tails(["巡查果园防", "清扫晒"].into_iter());
        for line in ["果园防霜", "做好果园防霜", "果园防", "果园防霜机"] {
            contexts.read(line);
        }
        assert_eq!(contexts.always_behind("果园防", 3), Some('霜'));
        assert_eq!(contexts.always_behind("果园防", 4), None);
        assert_eq!(contexts.always_behind("清扫晒", 1), None);
        contexts.read("果园防火");
        assert_eq!(contexts.always_behind("果园防", 1), None);
    }

    #[test]
    fn words_that_always_begin_in_one_way() {
        let mut contexts = Contexts::of_heads(["塔保护办法"].into_iter());
        contexts.read("灯塔保护区");
        contexts.read("在灯塔保护区内");
        assert_eq!(contexts.always_before("塔保护办法", 2), Some('灯'));
        contexts.read("塔保护区");
        assert_eq!(contexts.always_before("塔保护办法", 1), None, "a line begins with it");
    }
}

//! The bodies that one document knows, and what is wrong with a name that it does not.
//!
//! A name is only doubted for a form that no whole name has, or because other names of the same
//! document show what it is a part of. Being unknown is no fault by itself.

use std::collections::{BTreeMap, BTreeSet};

use super::bodies::{
    ends_as_body, has_plain_ending, is_standard_body, standard_bodies_ending_in, without_county,
};
use super::line::lines_of;

/// Whole names have at least this many characters, unless every county has the body (残联).
const LEAST_CHARS: usize = 3;
/// What is longer is no name, and is not searched for one.
const MOST_CHARS: usize = 60;
/// Of a hundred names so many must have their county before another one without is doubted: one that
/// every county has, and one that is printed once.
const STRICT: usize = 95;
const COMMON: usize = 80;
/// So many names must show that a document prints the county in front, before one without is doubted.
const LEAST_LOCATED: usize = 10;

/// The bodies of a document.
#[derive(Debug, Clone, Default)]
pub struct KnownBodies {
    county: String,
    /// How often each name is printed, as department or as label.
    printed: BTreeMap<String, usize>,
    /// Names without their county that the document confirms.
    bare: BTreeSet<String>,
    /// How many of a hundred whole names have the county in them; none of too few names.
    located: usize,
}

/// What is wrong with a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NameDoubt {
    /// A part of a name, with the whole names that it may be a part of.
    Fragment(Vec<String>),
    /// The county in front has one wrong character; what it would be without.
    County(String),
    /// Without the county that other names have.
    Unlocated,
}

impl KnownBodies {
    /// From all names that a document prints, each time it does: in the cells for departments, and as
    /// labels of its text, which leave the county out more freely.
    pub fn new<'a>(
        county: &str,
        cells: impl Iterator<Item = &'a str>,
        labels: impl Iterator<Item = &'a str>,
    ) -> Self {
        let mut known = Self { county: county.to_owned(), ..Self::default() };
        let cells: BTreeSet<&str> = cells.inspect(|name| known.count(name)).collect();
        labels.for_each(|name| known.count(name));
        // A name with its county and an ending is whole, when it is there twice or every county has it.
        for (name, times) in &known.printed {
            let bare = without_county(name, county);
            let whole = bare.len() < name.len() && ends_as_body(name);
            if is_standard_body(bare) || (whole && *times > 1) {
                known.bare.insert(bare.to_owned());
            }
        }
        known.located = known.located_share(&cells);
        known
    }

    /// The county as the names have it.
    pub fn county(&self) -> &str {
        &self.county
    }

    fn count(&mut self, name: &str) {
        *self.printed.entry(name.to_owned()).or_default() += 1;
    }

    /// Adds a name that a person or an earlier import wrote down.
    pub fn settle(&mut self, name: &str) {
        let bare = without_county(name, &self.county).to_owned();
        self.bare.insert(bare);
    }

    /// How many of a hundred names that are not doubtful for another reason have the county in them.
    fn located_share(&self, cells: &BTreeSet<&str>) -> usize {
        let whole: Vec<&&str> = cells.iter().filter(|name| self.doubt(name).is_none()).collect();
        let located = whole.iter().filter(|name| self.is_located(name)).count();
        if located < LEAST_LOCATED { 0 } else { located * 100 / whole.len() }
    }

    /// Whether the county is named, at least by the beginning of its name.
    fn is_located(&self, name: &str) -> bool {
        let stem: String = self.county.chars().take(2).collect();
        !stem.is_empty() && name.contains(&stem)
    }

    /// Whether a name is a body of this document or of every county.
    pub fn has(&self, name: &str) -> bool {
        if name.chars().nth(MOST_CHARS).is_some() {
            return false;
        }
        let bare = without_county(name, &self.county);
        is_standard_body(bare)
            || self.bare.contains(bare)
            || (self.printed.get(name).is_some_and(|times| *times > 1)
                && self.doubt(name).is_none())
    }

    /// What is wrong with a name in a cell for departments, if anything.
    pub fn doubt_in_cell(&self, name: &str) -> Option<NameDoubt> {
        if let Some(doubt) = self.doubt(name) {
            return Some(doubt);
        }
        let once = self.printed.get(name).is_none_or(|times| *times < 2);
        let standard = is_standard_body(without_county(name, &self.county));
        let doubtful = self.located >= STRICT || (self.located >= COMMON && once && !standard);
        (doubtful && !self.is_located(name) && !is_class(name)).then_some(NameDoubt::Unlocated)
    }

    /// What the form of a name shows to be wrong, wherever it stands.
    pub fn doubt(&self, name: &str) -> Option<NameDoubt> {
        if name.chars().nth(MOST_CHARS).is_some() {
            return Some(NameDoubt::Fragment(Vec::new()));
        }
        let bare = without_county(name, &self.county);
        if is_standard_body(bare) {
            // 委组织部 is what 县 was lost from.
            let headless = bare == name && name.starts_with('委');
            return headless.then(|| self.fragment(BTreeSet::from([name])));
        }
        if let Some(right) = self.misread_county(name) {
            return Some(NameDoubt::County(right));
        }
        let half_county = self.half_county(name);
        let wholes = self.ending_in(half_county.unwrap_or(name));
        let is_tail = !wholes.is_empty() && !self.bare.contains(bare) && bare == name;
        if half_county.is_some() || is_tail {
            return Some(self.fragment(wholes));
        }
        let short = bare.chars().count() < LEAST_CHARS;
        if short || self.has_half_county(name) || !ends_as_body(name) {
            let begun = self.bare.iter().map(String::as_str).filter(|b| b.starts_with(bare));
            return Some(self.fragment(if wholes.is_empty() { begun.collect() } else { wholes }));
        }
        let gapped: BTreeSet<&str> =
            self.bare.iter().map(String::as_str).filter(|whole| is_gapped(bare, whole)).collect();
        if self.bare.contains(bare) {
            return None;
        }
        (!gapped.is_empty() || self.is_spliced(bare)).then(|| self.fragment(gapped))
    }

    /// Whether a name in a cell may be two: another separator inside, the county in its middle, a known
    /// body with another behind it, or one with what is left of another before it.
    pub fn is_joined(&self, name: &str) -> bool {
        let separated = name.contains(['，', ',', '；', ';', '/', '／']);
        let county = &self.county;
        let repeated = name.matches(county.as_str()).filter(|_| !county.is_empty()).count() > 1;
        separated || repeated || self.is_two_bodies(name) || self.has_remains_in_front(name)
    }

    /// Whether a name is a body of this document behind what is left of another one: its end
    /// (`农村局青岚市生态环境局槐川县分局`), or characters that are no words of a line (`槐川县教甲育乙农业农村局`).
    fn has_remains_in_front(&self, name: &str) -> bool {
        let bare = without_county(name, &self.county);
        if self.bare.contains(bare) || is_standard_body(bare) || name.chars().count() > MOST_CHARS {
            return false;
        }
        let cuts = |name| str::char_indices(name).skip(2).map(|(at, _)| name.split_at(at));
        let behind_end = cuts(name).any(|(head, rest): (&str, &str)| {
            let cut = || matches!(self.doubt(head), Some(NameDoubt::Fragment(_)));
            self.printed.contains_key(rest) && has_plain_ending(head) && cut()
        });
        let behind_noise = bare.len() < name.len()
            && lines_of(bare).is_empty()
            && cuts(bare).any(|(head, rest): (&str, &str)| {
                let whole = rest.chars().count() > LEAST_CHARS && self.bare.contains(rest);
                whole && !head.ends_with(['和', '与', '及', '区', '园', '场'])
            });
        behind_end || behind_noise
    }

    /// Whether a name is a known body with the end of another behind it. `某局分局` and `某局某大队` are one.
    fn is_two_bodies(&self, name: &str) -> bool {
        // What is longer than two names is none, and is not searched.
        name.char_indices().take(MOST_CHARS).any(|(at, c)| {
            let (first, rest) = name.split_at(at + c.len_utf8());
            let other = ["局", "委员会"].iter().any(|end| rest.ends_with(end))
                && !rest.ends_with("分局")
                && rest.chars().count() >= 3;
            matches!(c, '局' | '会' | '部') && other && self.has(first)
        })
    }

    /// Whether a name is the beginning of one known body and the whole of another: 教育公安局.
    fn is_spliced(&self, bare: &str) -> bool {
        bare.char_indices().skip(2).any(|(at, _)| {
            let (head, rest) = bare.split_at(at);
            let whole = rest.chars().count() >= LEAST_CHARS
                && (is_standard_body(rest) || self.bare.contains(rest));
            let begins = |body: &String| body.starts_with(head) && body != rest;
            whole && self.bare.iter().any(begins)
        })
    }

    /// Whether the end of the county's name stands inside a name without the rest: `槐川县教川县公安局`.
    fn has_half_county(&self, name: &str) -> bool {
        let rest = name.replace(&self.county, "");
        let starts: Vec<usize> = self.county.char_indices().map(|(at, _)| at).collect();
        let inner = starts.get(1..starts.len().saturating_sub(1)).unwrap_or(&[]);
        !self.county.is_empty() && inner.iter().any(|at| rest.contains(&self.county[*at..]))
    }

    /// The bodies that a text is the end of: of this document, else of every county.
    fn ending_in(&self, tail: &str) -> BTreeSet<&str> {
        let own = self.bare.iter().map(String::as_str).filter(|bare| bare.ends_with(tail));
        let own: BTreeSet<&str> = own.collect();
        if own.is_empty() { standard_bodies_ending_in(tail).collect() } else { own }
    }

    fn fragment(&self, wholes: BTreeSet<&str>) -> NameDoubt {
        NameDoubt::Fragment(
            wholes.into_iter().map(|bare| format!("{}{bare}", self.county)).collect(),
        )
    }

    /// The rest of a name that begins with the end of the county's name: more than its level (县公安局
    /// is a short form), less than all of it.
    fn half_county<'a>(&self, name: &'a str) -> Option<&'a str> {
        let starts: Vec<usize> = self.county.char_indices().map(|(at, _)| at).collect();
        let inner = starts.get(1..starts.len().saturating_sub(1)).unwrap_or(&[]);
        inner.iter().find_map(|at| name.strip_prefix(&self.county[*at..]))
    }

    /// The name with its county put right, when one character of the county is wrong and the rest is a
    /// body that is known.
    fn misread_county(&self, name: &str) -> Option<String> {
        let size = self.county.chars().count();
        let at = name.char_indices().nth(size).map(|(at, _)| at)?;
        let (head, rest) = name.split_at(at);
        let wrong = head.chars().zip(self.county.chars()).filter(|(a, b)| a != b).count();
        let known = is_standard_body(rest) || self.bare.contains(rest);
        (size >= 2 && wrong == 1 && known).then(|| format!("{}{rest}", self.county))
    }
}

/// Whether a name is a longer one with a part of its middle lost: both ends alike, two characters or
/// more missing. A short form drops characters at its ends too.
fn is_gapped(name: &str, whole: &str) -> bool {
    let (short, long): (Vec<char>, Vec<char>) = (name.chars().collect(), whole.chars().collect());
    let head = short.iter().zip(&long).take_while(|(a, b)| a == b).count();
    let tail = short.iter().rev().zip(long.iter().rev()).take_while(|(a, b)| a == b).count();
    head >= 2 && tail >= 2 && head + tail >= short.len() && short.len() + 2 <= long.len()
}

/// A class of bodies (`其他负有监督管理职责的部门`): no name that has a county.
fn is_class(name: &str) -> bool {
    ["部门", "单位", "机关", "企业", "机构"].iter().any(|word| name.ends_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> KnownBodies {
        let names = [
            "槐川县公安局",
            "槐川县民政局",
            "槐川县司法局",
            "槐川县水利局",
            "槐川县财政局",
            "槐川县农业农村局",
            "槐川县自然资源局",
            "槐川县应急管理局",
            "槐川县灯塔保护局",
            "槐川县灯塔保护局",
            "槐川县委组织部",
            "槐川县残联",
        ];
        KnownBodies::new("槐川县", names.into_iter(), std::iter::empty())
    }

    #[test]
    fn parts_of_names_are_fragments_of_what_is_known() {
        let wholes = |name: &str| match known().doubt(name) {
            Some(NameDoubt::Fragment(wholes)) => wholes.join(" "),
            other => format!("{other:?}"),
        };
        assert_eq!(wholes("农村局"), "槐川县农业农村局");
        assert_eq!(wholes("塔保护局"), "槐川县灯塔保护局");
        assert_eq!(wholes("川县司法局"), "槐川县司法局");
        assert_eq!(wholes("槐川县灯塔"), "槐川县灯塔保护局");
        assert_eq!(wholes("局").split(' ').count(), 9, "any of them");
        assert_eq!(wholes("城乡乡镇"), "", "of none");
        assert_eq!(wholes("槐川县灯塔塔保护局"), "None", "longer, not shorter");
        assert_eq!(wholes("槐川县灯护局"), "None", "one end only");
        assert_eq!(wholes("槐川县应急理局"), "None", "one character is a wrong one, not a line");
        assert_eq!(wholes("槐川县农业川县水利局"), "", "two lines joined");
        assert_eq!(wholes("委组织部"), "槐川县委组织部");
        assert_eq!(wholes("槐川县民政公安局"), "", "two names joined");
    }

    #[test]
    fn a_misread_county_and_a_name_without_one() {
        assert_eq!(known().doubt("枯川县水利局"), Some(NameDoubt::County("槐川县水利局".into())));
        assert_eq!(known().doubt_in_cell("甲乙丙局"), Some(NameDoubt::Unlocated));
        let short =
            KnownBodies::new("槐川县", ["公安局", "甲乙丙局"].into_iter(), std::iter::empty());
        assert_eq!(short.doubt_in_cell("甲乙丙局"), None, "where the county is not printed");
    }

    #[test]
    fn where_nearly_all_names_have_the_county_one_without_is_half_a_name() {
        assert_eq!(known().doubt_in_cell("公安局"), Some(NameDoubt::Unlocated));
        assert_eq!(known().doubt("公安局"), None, "as a label it is a short form");
        let mixed = ["公安局", "残联", "水利局"].into_iter();
        let located = [
            "民政局",
            "司法局",
            "财政局",
            "统计局",
            "审计局",
            "教育局",
            "水利局",
            "公安局",
            "人大",
            "政协",
        ];
        let located: Vec<String> = located.iter().map(|name| format!("槐川县{name}")).collect();
        let cells = located.iter().map(String::as_str).chain(mixed);
        let mixed = KnownBodies::new("槐川县", cells, std::iter::empty());
        assert_eq!(mixed.doubt_in_cell("公安局"), None, "here short forms are usual");
    }

    #[test]
    fn a_body_behind_what_is_left_of_another_is_joined() {
        let names = [
            "槐川县公安局",
            "槐川县税务局",
            "槐川县农业农村局",
            "槐川县科学技术局",
            "青岚市生态环境局槐川县分局",
        ];
        let known = KnownBodies::new("槐川县", names.into_iter(), std::iter::empty());
        for name in ["槐川县教甲育乙农业农村局", "农村局青岚市生态环境局槐川县分局"]
        {
            assert!(known.is_joined(name), "{name}");
        }
        for name in [
            "槐川县农业农村局",
            "槐川县灯塔和科学技术局",
            "槐川县高新区农业农村局",
            "槐川县教育科学技术局",
            "槐川县森林公安局",
            "国家税务总局槐川县税务局",
            "澜安省青岚市生态环境局槐川县分局",
        ] {
            assert!(!known.is_joined(name), "{name}");
        }
    }

    #[test]
    fn whole_names_are_not_doubted() {
        for name in [
            "槐川县公安局",
            "槐川县统计局",
            "槐川县灯塔研究会",
            "青岚市生态环境局槐川县分局",
            "其他负有监督管理职责的部门",
            "国网澜安电力有限公司槐川县供电公司",
        ] {
            assert_eq!(known().doubt_in_cell(name), None, "{name}");
        }
        assert!(known().has("槐川县灯塔保护局") && known().has("县公安局"));
        assert!(!known().has("槐川县甲乙丙局"));
    }
}

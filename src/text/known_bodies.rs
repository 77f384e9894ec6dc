//! The bodies that one document knows, and what is wrong with a name that it does not.
//!
//! A name is only doubted for a form that no whole name has, or because other names of the same
//! document show what it is a part of. Being unknown is no fault by itself.

use std::collections::{BTreeMap, BTreeSet};

use super::bodies::{ends_as_body, is_standard_body, standard_bodies_ending_in, without_county};

/// Whole names have at least this many characters, unless every county has the body (残联).
const LEAST_CHARS: usize = 3;
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
    /// Whether names are printed with their county, all but a few.
    with_county: bool,
}

/// What is wrong with a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NameDoubt {
    /// A part of a name, with the whole names that it may be a part of.
    Fragment(Vec<String>),
    /// The county in front has one wrong character; what it would be without.
    County(String),
    /// The only name without the county, and nowhere else in the document.
    Unlocated,
}

impl KnownBodies {
    /// From all names that a document prints as departments and as labels, each time it does.
    pub fn new<'a>(county: &str, names: impl Iterator<Item = &'a str>) -> Self {
        let mut known = Self { county: county.to_owned(), ..Self::default() };
        for name in names {
            *known.printed.entry(name.to_owned()).or_default() += 1;
        }
        // A name with its county and an ending is whole, when it is there twice or every county has it.
        for (name, times) in &known.printed {
            let bare = without_county(name, county);
            let whole = bare.len() < name.len() && ends_as_body(name);
            if is_standard_body(bare) || (whole && *times > 1) {
                known.bare.insert(bare.to_owned());
            }
        }
        known.with_county = known.prints_county();
        known
    }

    /// Adds a name that a person or an earlier import wrote down.
    pub fn settle(&mut self, name: &str) {
        let bare = without_county(name, &self.county).to_owned();
        self.bare.insert(bare);
    }

    /// Whether four of five names that are not doubtful for another reason have the county in them.
    fn prints_county(&self) -> bool {
        let whole: Vec<&str> = self
            .printed
            .keys()
            .map(String::as_str)
            .filter(|name| self.form(name).is_none())
            .collect();
        let located = whole.iter().filter(|name| self.is_located(name)).count();
        located >= LEAST_LOCATED && located * 10 >= whole.len() * 8
    }

    /// Whether the county is named, at least by the beginning of its name.
    fn is_located(&self, name: &str) -> bool {
        let stem: String = self.county.chars().take(2).collect();
        !stem.is_empty() && name.contains(&stem)
    }

    /// Whether a name is a body of this document or of every county.
    pub fn has(&self, name: &str) -> bool {
        let bare = without_county(name, &self.county);
        is_standard_body(bare)
            || self.bare.contains(bare)
            || (self.printed.get(name).is_some_and(|times| *times > 1)
                && self.doubt(name).is_none())
    }

    /// What is wrong with a name, if anything.
    pub fn doubt(&self, name: &str) -> Option<NameDoubt> {
        if let Some(doubt) = self.form(name) {
            return Some(doubt);
        }
        let once = self.printed.get(name).is_none_or(|times| *times < 2);
        let standard = is_standard_body(without_county(name, &self.county));
        (self.with_county && once && !standard && !self.is_located(name) && !is_class(name))
            .then_some(NameDoubt::Unlocated)
    }

    /// What the form of a name shows.
    fn form(&self, name: &str) -> Option<NameDoubt> {
        let bare = without_county(name, &self.county);
        if is_standard_body(bare) {
            return None;
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
        if name.chars().count() < LEAST_CHARS {
            return Some(self.fragment(wholes));
        }
        if !ends_as_body(name) {
            let begun = self.bare.iter().map(String::as_str).filter(|b| b.starts_with(bare));
            return Some(self.fragment(begun.collect()));
        }
        None
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
        KnownBodies::new("槐川县", names.into_iter())
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
    }

    #[test]
    fn a_misread_county_and_a_name_without_one() {
        assert_eq!(known().doubt("枯川县水利局"), Some(NameDoubt::County("槐川县水利局".into())));
        assert_eq!(known().doubt("甲乙丙局"), Some(NameDoubt::Unlocated));
        let short = KnownBodies::new("槐川县", ["公安局", "甲乙丙局"].into_iter());
        assert_eq!(short.doubt("甲乙丙局"), None, "where the county is not printed");
    }

    #[test]
    fn whole_names_are_not_doubted() {
        for name in [
            "槐川县公安局",
            "县公安局",
            "公安局",
            "残联",
            "槐川县统计局",
            "槐川县灯塔研究会",
            "青岚市生态环境局槐川县分局",
            "其他负有监督管理职责的部门",
            "国网澜安电力有限公司槐川县供电公司",
        ] {
            assert_eq!(known().doubt(name), None, "{name}");
        }
        assert!(known().has("槐川县灯塔保护局") && known().has("县公安局"));
        assert!(!known().has("槐川县甲乙丙局"));
    }
}

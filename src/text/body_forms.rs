//! The forms of one body's name: in full, by level (县公安局), bare (公安局), of the party committee
//! (县委编办), of an office that a higher body has in the county (州生态环境局某县分局).
//!
//! Two names of one [`Shape`] are one name written two ways; that is certain. What is only likely (残联,
//! 残疾人联合会) is in `synonyms`.

use super::bodies::{ends_as_body, names_class, strip_level};
use super::place::everyday_name;

/// Endings of offices that a higher body has in a county.
const OFFICES: &[&str] = &["分局", "分公司", "供电公司", "调查队", "支行", "管理站", "工作站"];

/// How sure it is that a form means the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// It names the county: 槐川县公安局.
    Whole,
    /// It has the level alone: 县公安局, 市生态环境局槐川分局. Certain within the county.
    Level,
    /// It has neither: 公安局. Certain where a department has to stand, as in a cell or a label.
    Bare,
    /// `委` is left out too: 统战部. A name of its own in a cell; in running text it is the body.
    Mention,
}

/// How a county, and what it lies in, are called.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Locality {
    county: Vec<String>,
    county_levels: Vec<String>,
    /// What it lies in, each with all its names, the longest first.
    above: Vec<PlaceNames>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct PlaceNames {
    names: Vec<String>,
    levels: Vec<String>,
}

/// What a name is when all that may be left out is left out.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shape {
    /// A body of the county: 公安局.
    County(String),
    /// An organ of the county's party committee: 编办; the committee itself is empty.
    Party(String),
    /// A body of a place above, counted from the most general: 0, 水利厅.
    Above(usize, String),
    /// An office in the county of a body that may be of a place above: 生态环境局, 分局.
    Office(Option<usize>, String, &'static str),
    /// A class of bodies, as it is printed.
    Class(String),
}

impl Locality {
    /// From full names of places in the county, each from the most general part to the county.
    pub fn of<'a>(counties: impl IntoIterator<Item = &'a [String]>) -> Self {
        let mut locality = Self::default();
        for parts in counties {
            let Some((county, above)) = parts.split_last() else { continue };
            add_names(&mut locality.county, county);
            add_levels(&mut locality.county_levels, county);
            for part in above {
                locality.add_above(part);
            }
        }
        locality
    }

    /// A place above by another name is the same place: 澄海回族自治州, 澄海州.
    fn add_above(&mut self, name: &str) {
        let known = self.above.iter_mut().find(|place| {
            place.names.iter().any(|known| everyday_name(known) == everyday_name(name))
        });
        if let Some(place) = known {
            add_names(&mut place.names, name);
            return;
        }
        let mut place = PlaceNames::default();
        add_names(&mut place.names, name);
        add_levels(&mut place.levels, name);
        // 市公安局 in a city is the city's own, whatever it lies in.
        place.levels.retain(|level| !self.county_levels.contains(level));
        self.above.push(place);
    }

    /// The county's names without their level: 槐川.
    fn stems(&self) -> impl Iterator<Item = &str> {
        self.county.iter().filter_map(|name| {
            let (at, _) = name.char_indices().next_back()?;
            (name[..at].chars().count() >= 2).then_some(&name[..at])
        })
    }

    /// The rest of a name behind the county's name or level.
    fn behind_county<'n>(&self, name: &'n str) -> Option<&'n str> {
        let named = self.county.iter().find_map(|own| name.strip_prefix(own.as_str()));
        named.or_else(|| behind_level(&self.county_levels, name)).filter(|rest| !rest.is_empty())
    }

    /// The place above that a name begins with, and the rest.
    fn behind_above<'n>(&self, name: &'n str) -> Option<(usize, &'n str)> {
        let places = || self.above.iter().enumerate();
        let named = places().find_map(|(index, place)| {
            let own = place.names.iter().find_map(|own| name.strip_prefix(own.as_str()))?;
            Some((index, own))
        });
        let by_level = || {
            // The nearest first: 州 is the county's prefecture.
            places().rev().find_map(|(i, p)| Some((i, behind_level(&p.levels, name)?)))
        };
        named.or_else(by_level).filter(|(_, rest)| !rest.is_empty())
    }

    /// What a name is.
    pub fn shape(&self, name: &str) -> Shape {
        if names_class(name) {
            return Shape::Class(name.to_owned());
        }
        if let Some(office) = self.office(name) {
            return office;
        }
        let plain = name.strip_prefix("中共").unwrap_or(name);
        if let Some(rest) = self.behind_county(plain) {
            // 县委员会办公室 is 县委办公室.
            let organ = rest.strip_prefix("委员会").or_else(|| rest.strip_prefix('委'));
            return organ.map_or_else(
                || Shape::County(rest.to_owned()),
                |organ| Shape::Party(organ.to_owned()),
            );
        }
        if let Some((place, rest)) = self.behind_above(plain).filter(|(_, rest)| ends_as_body(rest))
        {
            return Shape::Above(place, rest.to_owned());
        }
        Shape::County(name.to_owned())
    }

    /// The county's name in the middle, and the ending of an office behind it.
    fn office(&self, name: &str) -> Option<Shape> {
        let tail = OFFICES.iter().find(|tail| name.ends_with(**tail))?;
        let head = name.strip_suffix(tail)?;
        let of_county = self.county.iter().map(String::as_str).chain(self.stems());
        let head = of_county.filter_map(|own| head.strip_suffix(own)).min_by_key(|h| h.len())?;
        if head.is_empty() {
            return None;
        }
        let (place, head) =
            self.behind_above(head).map_or((None, head), |(place, rest)| (Some(place), rest));
        Some(Shape::Office(place, head.to_owned(), tail))
    }

    /// The rest of a name behind the county's name without its level: a slip (`槐川公安局`).
    pub fn behind_stem<'n>(&self, name: &'n str) -> Option<&'n str> {
        let rest = self.stems().find_map(|stem| name.strip_prefix(stem))?;
        let whole = self.county.iter().any(|own| name.starts_with(own.as_str()));
        (!whole && ends_as_body(rest)).then_some(rest)
    }

    /// All forms of a shape, each once, the fullest first.
    pub fn forms(&self, shape: &Shape) -> Vec<(String, Certainty)> {
        use Certainty::{Bare, Level, Mention, Whole};
        let mut forms: Vec<(String, Certainty)> = Vec::new();
        let mut add = |form: String, certainty| {
            if !forms.iter().any(|(known, _)| *known == form) {
                forms.push((form, certainty));
            }
        };
        match shape {
            Shape::County(bare) => {
                self.county.iter().for_each(|own| add(format!("{own}{bare}"), Whole));
                self.county_levels.iter().for_each(|own| add(format!("{own}{bare}"), Level));
                add(bare.clone(), Bare);
            }
            Shape::Party(organ) => {
                for own in &self.county {
                    add(format!("中共{own}委员会{organ}"), Whole);
                    add(format!("中共{own}委{organ}"), Whole);
                    add(format!("{own}委{organ}"), Whole);
                }
                self.county_levels.iter().for_each(|own| add(format!("{own}委{organ}"), Level));
                if !organ.is_empty() {
                    add(organ.clone(), Mention);
                }
            }
            Shape::Above(place, bare) => {
                for (own, certainty) in self.forms_of_above(*place) {
                    add(format!("{own}{bare}"), certainty);
                }
            }
            Shape::Office(place, head, tail) => {
                let above = place.map_or_else(
                    || vec![("", Whole)],
                    |place| self.forms_of_above(place).collect(),
                );
                let own = || self.county.iter().map(String::as_str).chain(self.stems());
                for (above, certainty) in above {
                    own().for_each(|own| add(format!("{above}{head}{own}{tail}"), certainty));
                }
            }
            Shape::Class(name) => add(name.clone(), Whole),
        }
        forms
    }

    /// Whether a name has the county's name in it.
    pub fn is_in(&self, name: &str) -> bool {
        self.county.iter().any(|county| name.contains(county.as_str()))
    }

    /// How sure it is that a name means its body.
    pub fn certainty(&self, name: &str) -> Certainty {
        let forms = self.forms(&self.shape(name));
        forms.into_iter().find(|(form, _)| form == name).map_or(Certainty::Whole, |(_, c)| c)
    }

    fn forms_of_above(&self, place: usize) -> impl Iterator<Item = (&str, Certainty)> {
        self.above.get(place).into_iter().flat_map(|place| {
            let names = place.names.iter().map(|name| (name.as_str(), Certainty::Whole));
            names.chain(place.levels.iter().map(|level| (level.as_str(), Certainty::Level)))
        })
    }
}

impl Shape {
    /// The words that say what it is for, without places: 公安局, 编办, 生态环境局 of its branch.
    pub fn words(&self) -> &str {
        match self {
            Self::County(words)
            | Self::Party(words)
            | Self::Above(_, words)
            | Self::Office(_, words, _)
            | Self::Class(words) => words,
        }
    }
}

fn add_names(names: &mut Vec<String>, name: &str) {
    for name in [name.to_owned(), everyday_name(name)] {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    // What begins like another is tried before it.
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
}

/// 县, and 自治县 of an autonomous one.
fn add_levels(levels: &mut Vec<String>, name: &str) {
    let long = ["自治县", "自治旗", "自治州", "自治区", "地区"];
    let long = long.into_iter().find(|level| name.ends_with(level)).map(str::to_owned);
    // 区 is what is left of 自治区 and 地区 by cutting, and no name of them.
    let short = name.chars().next_back().filter(|c| *c != '区' || long.is_none()).map(String::from);
    levels.extend(long.into_iter().chain(short));
}

fn behind_level<'n>(levels: &[String], name: &'n str) -> Option<&'n str> {
    levels.iter().find_map(|level| strip_level(name, level))
}

/// A printed name that is a body and a class (`槐川县应急管理局及其他负有……职责的部门`): the body, and where the
/// class begins.
pub fn split_class(name: &str) -> Option<(&str, usize)> {
    if !names_class(name) {
        return None;
    }
    let joined = ["以及其他", "及其他", "和其他", "及其它", "和其它"];
    let (at, word) = joined.iter().find_map(|word| Some((name.find(word)?, word)))?;
    let head = &name[..at];
    let class = at + word.len() - "其他".len();
    ends_as_body(head).then_some((head, class))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn locality(parts: &[&str]) -> Locality {
        let parts: Vec<String> = parts.iter().map(|part| (*part).to_owned()).collect();
        Locality::of([parts.as_slice()])
    }

    fn huaichuan() -> Locality {
        locality(&["澜安省", "青岚市", "槐川县"])
    }

    #[test]
    fn one_body_has_one_shape_in_all_its_forms() {
        let same = |locality: &Locality, names: &[&str]| {
            let shape = locality.shape(names[0]);
            for name in names {
                assert_eq!(locality.shape(name), shape, "{name}");
            }
        };
        same(&huaichuan(), &["槐川县公安局", "县公安局", "公安局"]);
        same(
            &huaichuan(),
            &["中共槐川县委编办", "槐川县委编办", "县委编办", "中共槐川县委员会编办"],
        );
        same(
            &huaichuan(),
            &[
                "青岚市生态环境局槐川县分局",
                "青岚市生态环境局槐川分局",
                "市生态环境局槐川县分局",
                "市生态环境局槐川分局",
            ],
        );
        same(&huaichuan(), &["国家统计局槐川调查队", "国家统计局槐川县调查队"]);
        let shiquan = locality(&["云泽自治区", "澄海回族自治州", "石泉哈萨克自治县"]);
        same(&shiquan, &["石泉县公安局", "石泉哈萨克自治县公安局", "县公安局", "自治县公安局"]);
        same(
            &shiquan,
            &[
                "澄海州生态环境局石泉县分局",
                "澄海回族自治州生态环境局石泉县分局",
                "州生态环境局石泉分局",
            ],
        );
    }

    #[test]
    fn other_bodies_have_other_shapes() {
        let of = |name| huaichuan().shape(name);
        assert_ne!(of("槐川县公安局"), of("市公安局"), "the city's");
        assert_ne!(of("槐川县委组织部"), of("组织部"), "委 is a part of the name");
        assert_ne!(of("槐川县水利局"), of("槐川县水务局"));
        assert_ne!(of("青岚市生态环境局槐川县分局"), of("槐川县生态环境局"));
        let city = locality(&["澄海州", "澄海市"]);
        assert_eq!(
            city.shape("市公安局"),
            city.shape("澄海市公安局"),
            "in a city the level is its own"
        );
        assert_eq!(city.shape("市场监督管理局"), city.shape("澄海市市场监督管理局"));
        assert_ne!(city.shape("州公安局"), city.shape("市公安局"));
        assert_eq!(city.shape("澄海州生态环境局澄海市分局"), city.shape("州生态环境局澄海分局"));
    }

    #[test]
    fn each_form_has_the_shape_that_it_is_made_of() {
        for (place, name) in [
            (&["澜安省", "青岚市", "槐川县"][..], "槐川县公安局"),
            (&["澜安省", "青岚市", "槐川县"], "槐川县委编办"),
            (&["澜安省", "青岚市", "槐川县"], "青岚市生态环境局槐川县分局"),
            (&["澜安省", "青岚市", "槐川县"], "青岚市水利局"),
            (&["云泽自治区", "澄海回族自治州", "石泉哈萨克自治县"], "自治区林业管理局石泉分局"),
            (&["澄海州", "澄海市"], "澄海市市场监督管理局"),
        ] {
            let locality = locality(place);
            let shape = locality.shape(name);
            let forms = locality.forms(&shape);
            assert!(forms.iter().any(|(form, _)| form == name), "{name}: {forms:?}");
            for (form, certainty) in forms {
                if certainty != Certainty::Mention {
                    assert_eq!(locality.shape(&form), shape, "{form}");
                }
            }
        }
        let forms = huaichuan().forms(&huaichuan().shape("槐川县委统战部"));
        assert_eq!(forms.last(), Some(&("统战部".to_owned(), Certainty::Mention)));
    }

    #[test]
    fn a_class_stands_behind_a_body() {
        let name = "槐川县应急管理局及其他负有燃气安全监管职责的部门";
        let (head, class) = split_class(name).unwrap_or_default();
        assert_eq!((head, &name[class..]), ("槐川县应急管理局", "其他负有燃气安全监管职责的部门"));
        assert_eq!(split_class("其他负有监督管理职责的部门"), None);
        assert_eq!(split_class("槐川县公安局"), None);
    }

    #[test]
    fn a_county_without_its_level_is_a_slip() {
        assert_eq!(huaichuan().behind_stem("槐川公安局"), Some("公安局"));
        assert_eq!(huaichuan().behind_stem("槐川县公安局"), None);
    }
}

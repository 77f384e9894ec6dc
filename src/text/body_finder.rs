//! Names of a county's bodies in running text: the longest spelling first, none inside a longer name, and
//! none that is not certain.
//!
//! Which spellings a body has is the `body_index`'s, where a name may begin and end `name_bounds`'s.

use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

use super::bodies::{ends_as_body, is_standard_body};
use super::body_forms::Certainty;
use super::body_index::Spelling;
use super::name_bounds::{NameForm, is_joint, may_begin, may_end};

/// Finds the bodies of one county in text.
#[derive(Debug, Clone)]
pub struct BodyFinder {
    automaton: AhoCorasick,
    /// By pattern of the automaton.
    names: Vec<(NameForm, usize)>,
}

impl BodyFinder {
    /// A finder of spellings. The county is called as most names have it; none where there is too much to look for.
    pub fn new(spellings: impl Iterator<Item = Spelling>, county: &str) -> Option<Self> {
        let spellings: Vec<Spelling> = spellings.filter(|s| is_name(&s.form)).collect();
        let names = spellings.iter().map(|s| (form_of(s, county), s.body)).collect();
        let forms = spellings.iter().map(|s| &s.form);
        let automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(forms);
        Some(Self { automaton: automaton.ok()?, names })
    }

    /// The bodies that a text names, with where, in bytes, in order.
    pub fn find(&self, text: &str) -> Vec<(Range<usize>, usize)> {
        let mut found: Vec<(Range<usize>, usize)> = Vec::new();
        // What stands in a title is a part of it.
        let (mut in_title, mut read) = (false, 0);
        for hit in self.automaton.find_iter(text) {
            let range = hit.range();
            let mut before = text[read..range.start].chars().rev();
            in_title = before.find(|c| matches!(c, '《' | '》')).map_or(in_title, |c| c == '《');
            read = range.start;
            let (form, body) = self.names[hit.pattern().as_usize()];
            let joined =
                found.last().is_some_and(|(last, _)| is_joint(&text[last.end..range.start]));
            let (before, name) = (&text[..range.start], &text[range.clone()]);
            let fits = may_begin(before, name, form, joined) && may_end(&text[range.end..]);
            if fits && !in_title {
                found.push((range, body));
            }
        }
        found
    }
}

/// Whether a form is a name: fragments that OCR left in a cell are none.
fn is_name(form: &str) -> bool {
    ends_as_body(form) && (form.chars().count() > 2 || is_standard_body(form))
}

/// How much of a name a form has, for its neighbours in text.
fn form_of(spelling: &Spelling, county: &str) -> NameForm {
    // 和县公安局 ends 平和县公安局: the name of a county of two characters is as unsure as its level.
    let short_county = county.chars().count() < 3 && spelling.form.starts_with(county);
    match spelling.certainty {
        Certainty::Whole if !short_county => NameForm::Full,
        Certainty::Whole | Certainty::Level => NameForm::Level,
        Certainty::Bare | Certainty::Mention => NameForm::Bare,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::body_forms::Locality;
    use crate::text::body_index::BodyIndex;

    const NAMES: &[&str] = &[
        "槐川县公安局",
        "槐川县民政局",
        "槐川县委组织部",
        "槐川县委统战部",
        "槐川县政协",
        "槐川县残联",
        "青岚市生态环境局槐川县分局",
        "局",
    ];

    fn find(text: &str) -> Vec<(&str, &str)> {
        let place = ["澜安省", "青岚市", "槐川县"].map(str::to_owned);
        let mut index = BodyIndex::new(Locality::of([place.as_slice()]));
        for (body, name) in NAMES.iter().enumerate() {
            index.add(name, body);
        }
        let finder = BodyFinder::new(index.spellings().into_iter(), "槐川县");
        let found = finder.map_or_else(Vec::new, |finder| finder.find(text));
        found.into_iter().map(|(range, body)| (&text[range], NAMES[body])).collect()
    }

    #[test]
    fn every_form_of_a_name_is_found() {
        for (text, form, name) in [
            ("由槐川县公安局处理", "槐川县公安局", "槐川县公安局"),
            ("报县公安局备案", "县公安局", "槐川县公安局"),
            ("公安局负责巡查", "公安局", "槐川县公安局"),
            (
                "向市生态环境局槐川县分局报告",
                "市生态环境局槐川县分局",
                "青岚市生态环境局槐川县分局",
            ),
        ] {
            assert_eq!(find(text), [(form, name)], "{text}");
        }
    }

    #[test]
    fn a_list_may_leave_the_county_out() {
        let bodies: Vec<_> =
            find("县委组织部、统战部和政协党组研究").into_iter().map(|(_, name)| name).collect();
        assert_eq!(bodies, ["槐川县委组织部", "槐川县委统战部", "槐川县政协"]);
        assert!(find("平沙县民政局、公安局").is_empty(), "a list of another county's");
    }

    #[test]
    fn no_link_is_made_inside_another_name() {
        for text in [
            "平沙县公安局负责",
            "县公安局交警大队",
            "县委组织部门",
            "县政协委员",
            "县残联合会",
            "市公安局",
            "各县公安局",
            "邻县公安局",
            "县民政局长",
            "上级公安局",
            "组织残联开展",
            "布局",
            "依据《槐川县公安局办案规定》",
        ] {
            assert!(find(text).is_empty(), "{text}: {:?}", find(text));
        }
    }
}

//! Whether two duties are the same matter, and how surely. The thresholds and what they were measured on:
//! `docs/decisions/0018`.

use std::sync::OnceLock;

use super::places::PlaceWords;
use super::wording::{Likeness, Wording};
use crate::model::{Duty, Line, ListKind};

/// Names of this weight are one matter when they are this alike …
const USUAL_WEIGHT: u64 = 400;
const ALIKE: u64 = 680;
/// … shorter ones need more, for one word more is much of them: so many thousandths for a weight of ten …
const SHORTER: u64 = 8;
/// … and longer ones less, down to this: of much that is said, less must be said alike. Not those of reclaimed duties:
/// offences against one law share long phrases.
const LONGER: u64 = 2;
const ALIKE_LONG: u64 = 520;
/// The same between two lists, where nothing but the names can be compared: 事故处理 and 监督管理 of one thing are two matters.
const ALIKE_ACROSS: u64 = 800;
/// A name that another contains to this part says nothing else …
const CONTAINED: u64 = 950;
/// … and is one matter with it when it is not a small part of it …
const CONTAINED_ALIKE: u64 = 450;
const CONTAINED_ALIKE_ACROSS: u64 = 600;
/// … and says enough …
const CONTAINED_WEIGHT: u64 = 450;
/// … and more between two lists.
const CONTAINED_WEIGHT_ACROSS: u64 = 600;
/// A name that weighs less says too little to be known by it, unless the other is the same.
const TELLING_WEIGHT: u64 = 150;
/// Texts this alike make one matter of names …
const TEXT_ALIKE: u64 = 500;
/// … that are this alike.
const TEXT_NAME_ALIKE: u64 = 300;
/// Names that the other's text contains to this part, each of them, are one matter …
const NAMED_IN_TEXT: u64 = 900;
/// … when they are this alike.
const NAMED_ALIKE: u64 = 500;

/// What of a duty is compared.
pub(super) struct Face<'a> {
    list: ListKind,
    /// The wording of its name.
    pub(super) name: Wording,
    duty: &'a Duty,
    places: &'a PlaceWords,
    /// Made when the names leave it open: few do.
    text: OnceLock<Wording>,
}

impl<'a> Face<'a> {
    pub(super) fn of(list: ListKind, duty: &'a Duty, places: &'a PlaceWords) -> Self {
        let name = Wording::of([duty.name.as_str()], places);
        Self { list, name, duty, places, text: OnceLock::new() }
    }

    fn text(&self) -> &Wording {
        self.text.get_or_init(|| {
            let sections = self.list.sections().iter().map(|section| self.duty.section(*section));
            let lines = sections.flat_map(|text| &text.lines);
            Wording::of(lines.map(Line::text), self.places)
        })
    }

    /// How surely two duties are one matter, in thousandths; none when they are not known to be.
    pub(super) fn same(&self, other: &Self) -> Option<u64> {
        let names = self.name.likeness(&other.name);
        let across = self.list != other.list;
        if self.are_names_of_one(names, across) {
            // Between lists and within one, the one within is the nearer.
            return Some(names.shared * 10 - u64::from(across));
        }
        // The method of a reclaimed duty is much the same for all: only texts of shared duties tell.
        if across || self.list != ListKind::Coop || names.shared < TEXT_NAME_ALIKE {
            return None;
        }
        let texts = self.text().likeness(other.text());
        let in_texts = || {
            self.name.part_in(other.text()) >= NAMED_IN_TEXT
                && other.name.part_in(self.text()) >= NAMED_IN_TEXT
        };
        let one = texts.shared >= TEXT_ALIKE || (names.shared >= NAMED_ALIKE && in_texts());
        one.then_some((names.shared + texts.shared) * 5)
    }

    /// Whether names so alike, of one list or of two, are of one matter.
    fn are_names_of_one(&self, names: Likeness, across: bool) -> bool {
        let (alike, least, enough) = if across {
            (ALIKE_ACROSS, CONTAINED_ALIKE_ACROSS, CONTAINED_WEIGHT_ACROSS)
        } else {
            (self.alike(names.weight), CONTAINED_ALIKE, CONTAINED_WEIGHT)
        };
        let telling = names.weight >= TELLING_WEIGHT || names.shared == 1000;
        let contained =
            names.contained >= CONTAINED && names.shared >= least && names.weight >= enough;
        telling && names.shared >= alike || contained
    }

    /// How alike names of one list must be.
    fn alike(&self, weight: u64) -> u64 {
        let short = USUAL_WEIGHT.saturating_sub(weight) * SHORTER / 10;
        let long = weight.saturating_sub(USUAL_WEIGHT) * LONGER / 10;
        let long = if self.list == ListKind::Reclaimed { 0 } else { long };
        (ALIKE + short).saturating_sub(long).clamp(ALIKE_LONG, 1000)
    }
}

#[cfg(test)]
mod tests {
    use ListKind::{Basic, Coop, Reclaimed};

    use super::*;
    use crate::model::{DutyId, Text};

    /// A list, a name, and what the township does.
    type Wanted<'a> = (ListKind, &'a str, &'a str);

    fn are_one(
        (list, name, text): Wanted<'_>,
        (other_list, other_name, other_text): Wanted<'_>,
    ) -> bool {
        let duty = |list, name, text| {
            let mut duty = Duty::new(DutyId { list, number: 1 }, 1, name);
            duty.township = Text { lines: Line::clause(text).into_iter().collect() };
            duty
        };
        let places = PlaceWords::default();
        let (one, other) = (duty(list, name, text), duty(other_list, other_name, other_text));
        Face::of(list, &one, &places).same(&Face::of(other_list, &other, &places)).is_some()
    }

    #[test]
    fn a_matter_in_other_words_is_known_by_its_name() {
        for (one, other) in [
            (
                "组织召开山塘管护大会，履行山塘管护委员会职责，做好管护员推选、管护员履职的服务、保障等工作及管护员建议办理、管护员联络站等工作",
                "负责山塘管护员推选，履行山塘管护委员会职责，服务保障管护员履职，办理管护员建议，推进管护员“茶话之家”建设",
            ),
            ("全面推行“渠长制”，做好沟渠管护、清淤工作", "落实渠长制，组织开展沟渠清淤工作"),
        ] {
            assert!(are_one((Basic, one, ""), (Basic, other, "")), "{one} {other}");
        }
    }

    #[test]
    fn a_matter_of_another_list_is_known_by_a_name_that_says_the_same_or_says_it_within_more() {
        let own = "负责晒谷场公用磅秤校准工作，保证计量准确";
        let shared = (Coop, "晒谷场公用磅秤校准", "通知农户校准日期。");
        assert!(are_one(shared, (Basic, own, "")));
        assert!(are_one((Basic, own, ""), (Reclaimed, "对晒谷场公用磅秤的校准", "")));
        assert!(are_one(shared, (Basic, "做好晒谷场公用磅秤校准和登记工作", "")));
        for (list, other) in [
            (Reclaimed, "晒谷场公用磅秤事故处理"),
            (Basic, "负责晒谷场公用磅秤采购、安装"),
            (Basic, "组织开展农时知识、农机知识和晒谷场用电知识宣传，建立磅秤应急队伍"),
        ] {
            assert!(!are_one(shared, (list, other, "")), "{other}");
        }
    }

    #[test]
    fn of_shared_duties_the_texts_tell_when_names_leave_it_open() {
        let text = "1.清点小灶台、小水缸、小粮柜；2.把“四小用具”需求报送县供销社；3.配合验收。";
        let (one, other) = ("“四小用具”建设", "“四小用具”（小灶台、小水缸、小粮柜、小石磨）建设");
        assert!(are_one((Coop, one, text), (Coop, other, text)));
        let unlike = "1.开展走访；2.登记名册。";
        assert!(!are_one((Coop, one, text), (Coop, other, unlike)));
        assert!(!are_one((Reclaimed, one, text), (Reclaimed, other, text)), "texts of one kind");
        let (one, other) = ("做好茶站建设与管理工作", "茶站规范化建设与管理工作");
        let (named, too) =
            ("做好茶站规范化建设与管理。", "参与茶站规范化建设和管理工作，与村里商量选址。");
        assert!(are_one((Coop, one, named), (Coop, other, too)));
    }

    #[test]
    fn much_the_same_words_of_two_matters_are_not_enough() {
        for (list, one, other) in [
            (
                Reclaimed,
                "对养蜂户未申报登记进行蜂箱转场活动的处罚",
                "对收购单位发现养蜂户有违反《蜂箱转场管理办法》规定的行为不及时向有关部门报告的处罚",
            ),
            (Basic, "做好守井会工作", "守井会、茶联工作"),
            (Coop, "养蜂户名册证管理", "困难养蜂户名册无纸化改造"),
        ] {
            assert!(!are_one((list, one, ""), (list, other, "")), "{one} {other}");
        }
    }
}

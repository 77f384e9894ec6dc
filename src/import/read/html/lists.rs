//! The numbers that a browser prints before the items of an `<ol>`.

use super::dom::{Dom, Id};
use crate::import::read::numerals::Numerals;
use crate::text::numbering::split_marker;

/// An ordered list that is being walked.
#[derive(Debug)]
pub(super) struct Counter {
    next: i64,
    step: i64,
    numerals: Numerals,
}

/// The number of an item as it is printed: with the sign behind it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ItemNumber {
    number: u32,
    printed: String,
}

impl Counter {
    /// The counter of an `<ol>`; any other list counts nothing.
    pub(super) fn of(dom: &Dom, list: Id) -> Option<Self> {
        if dom.name(list) != "ol" {
            return None;
        }
        let items = dom.children(list).iter().filter(|id| dom.name(**id) == "li").count();
        let reversed = dom.attribute(list, "reversed").is_some();
        let first = if reversed { i64::try_from(items).unwrap_or(1) } else { 1 };
        let numerals = numerals_of(dom, list).unwrap_or(Numerals::Decimal);
        let step = if reversed { -1 } else { 1 };
        Some(Self { next: integer(dom, list, "start").unwrap_or(first), step, numerals })
    }

    /// The number of the next item, when one is printed.
    pub(super) fn next(&mut self, dom: &Dom, item: Id) -> Option<ItemNumber> {
        let number = integer(dom, item, "value").unwrap_or(self.next);
        self.next = number.saturating_add(self.step);
        let numerals = numerals_of(dom, item).unwrap_or(self.numerals);
        let number = u32::try_from(number).ok()?;
        let behind = match numerals {
            Numerals::None => return None,
            Numerals::Chinese | Numerals::ChineseFormal | Numerals::Stems | Numerals::Branches => {
                "、"
            }
            _ => ". ",
        };
        Some(ItemNumber { number, printed: format!("{}{behind}", numerals.write(number)) })
    }
}

impl ItemNumber {
    /// What is printed before an item's text. Nothing where the text itself begins with the same
    /// number: nobody writes it twice, so the page has turned the list's own numbers off.
    pub(super) fn before(self, text: &str) -> Option<String> {
        let twice = split_marker(text.trim_start()).is_some_and(|(m, _)| m.number == self.number);
        (!twice).then_some(self.printed)
    }
}

fn integer(dom: &Dom, id: Id, name: &str) -> Option<i64> {
    dom.attribute(id, name)?.trim().parse().ok().filter(|n: &i64| n.abs() < 1_000_000)
}

/// How an element says that items are numbered.
fn numerals_of(dom: &Dom, id: Id) -> Option<Numerals> {
    let styled = dom.attribute(id, "style").and_then(|style| {
        let declarations = style.split(';').filter_map(|d| d.split_once(':'));
        let of_list = declarations.filter(|(name, _)| {
            matches!(name.trim().to_ascii_lowercase().as_str(), "list-style" | "list-style-type")
        });
        of_list.flat_map(|(_, value)| value.split_whitespace()).filter_map(of_style).next_back()
    });
    styled.or_else(|| match dom.attribute(id, "type")?.trim() {
        "1" => Some(Numerals::Decimal),
        "a" => Some(Numerals::LowerLetter),
        "A" => Some(Numerals::UpperLetter),
        "i" => Some(Numerals::LowerRoman),
        "I" => Some(Numerals::UpperRoman),
        "disc" | "circle" | "square" => Some(Numerals::None),
        _ => None,
    })
}

fn of_style(value: &str) -> Option<Numerals> {
    Some(match value.to_ascii_lowercase().as_str() {
        "none" | "disc" | "circle" | "square" => Numerals::None,
        "decimal" => Numerals::Decimal,
        "decimal-leading-zero" => Numerals::PaddedDecimal,
        "cjk-decimal" => Numerals::ChineseDigits,
        "cjk-ideographic" | "simp-chinese-informal" | "trad-chinese-informal" => Numerals::Chinese,
        "simp-chinese-formal" => Numerals::ChineseFormal,
        "cjk-heavenly-stem" => Numerals::Stems,
        "cjk-earthly-branch" => Numerals::Branches,
        "lower-alpha" | "lower-latin" => Numerals::LowerLetter,
        "upper-alpha" | "upper-latin" => Numerals::UpperLetter,
        "lower-roman" => Numerals::LowerRoman,
        "upper-roman" => Numerals::UpperRoman,
        _ => return None,
    })
}

//! # Q0102 文件上印的乡镇与导入的不同 · the document names another township
//!
//! 疑点。封面或清单标题上印的乡镇，与 index.md 里的（来自 --place 或 places.toml）不是同一个。请核对是不是拿错了
//! 文件；若只是名称的写法不同，可以不改。
//!
//! A warning. The township on the cover is not the one in `index.md`. Check that it is the right document.

use crate::bilingual;
use crate::check::{Rule, Subject, file_of};
use crate::content::INDEX_FILE;
use crate::diag::{Severity, Sink};

pub(super) const RULE: Rule = Rule {
    code: "Q0102",
    severity: Severity::Warning,
    source: include_str!("q0102_other_place.rs"),
    check,
};

fn check(rule: &Rule, subject: &Subject<'_>, sink: &mut Sink) {
    for loaded in &subject.content.townships {
        let place = &loaded.township.place;
        let Some(printed) = &loaded.provenance.place else { continue };
        if printed.township() == place.township() && printed.county() == place.county() {
            continue;
        }
        let at = file_of(loaded, INDEX_FILE);
        let (printed, place) = (printed.full(), place.full());
        sink.push(rule.finding(
            at,
            bilingual!(
                "文件上印的是“{printed}”，导入为“{place}”",
                "the document says `{printed}` and was imported as `{place}`"
            ),
        ));
    }
}

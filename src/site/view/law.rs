//! Laws and documents as templates see them.

use serde::Serialize;

use super::{CountedLink, DutyLine, LinkView, TextPartView};

/// `law`: `law`: who cites a law or a document, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LawView {
    /// Title without 《》.
    pub title: String,
    /// `law` (法律法规), `rule` (规范文件), `paper` (表格证照 and all the rest).
    pub kind: &'static str,
    /// Who cites which article: first those who name none, then by number.
    pub articles: Vec<LawArticleView>,
    /// How many duties cite it.
    pub duty_count: usize,
    /// In how many townships.
    pub township_count: usize,
}

/// An article with who cites it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LawArticleView {
    /// `第六十三条`; empty for those who name none.
    pub article: String,
    /// Whether so many cite it that their sentences are left to the pages of the duties.
    pub brief: bool,
    /// By county and township.
    pub places: Vec<LawPlaceView>,
}

/// Who cites it in one township.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LawPlaceView {
    /// The county's page.
    pub county: LinkView,
    /// The township's page.
    pub township: LinkView,
    /// The duties, in printed order.
    pub duties: Vec<CitingView>,
}

/// A duty that cites it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CitingView {
    /// The duty.
    pub duty: DutyLine,
    /// The sentences; none where its name cites it, or where the article is told in brief.
    pub sentences: Vec<CitationView>,
}

/// A sentence that cites a law.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CitationView {
    /// The clause on the page of its duty.
    pub href: String,
    /// 上级部门职责 …
    pub section: String,
    /// The printed number of the clause; may be empty.
    pub marker: String,
    /// The sentence in pieces. The citation is the one of kind `law` without a link.
    pub parts: Vec<TextPartView>,
    /// Whether the clause has more before the sentence.
    pub more_before: bool,
    /// Whether it has more behind.
    pub more_behind: bool,
}

/// Laws of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LawKindView {
    /// `law`, `rule`, `paper`.
    pub kind: &'static str,
    /// The laws, in order of title, with how many duties cite each.
    pub laws: Vec<CountedLink>,
}

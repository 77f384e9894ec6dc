//! Saved web pages: what a browser shows of them, the numbers of lists included.
//!
//! Around the lists stands the page of a portal. What is of the portal is furniture
//! ([`frame`]); the title, the 说明 and the date near the lists are read as those of a document.

mod dom;
mod frame;
mod lists;
mod page;
mod table;

use super::flow::lay_out;
use crate::import::ImportError;
use crate::import::table::Reading;
use dom::Dom;
use frame::Frame;
use page::{Page, count_shown};

/// Reads a page.
pub(super) fn read_html(text: &str) -> Result<Reading, ImportError> {
    let dom = Dom::parse(text)?;
    let frame = Frame::of(&dom)?;
    let mut page = Page::new(&dom, &frame);
    let pieces = page.read();
    lay_out(&pieces, count_shown(&dom) + page.numbers)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::table::{CellOrigin, Content};

    /// What a page shows, a block a line: rows with `|`, copies with `=`, furniture in brackets. All of
    /// it must have been counted.
    fn shown(page: &str) -> Vec<String> {
        let reading = read_html(page).unwrap_or_default();
        let mut own = 0;
        let mut count = |text: &str| own += crate::text::chars::count_visible(text);
        let mut lines = Vec::new();
        for block in &reading.blocks {
            lines.push(match &block.content {
                Content::Prose(text) => {
                    count(text);
                    text.clone()
                }
                Content::Furniture(text) => {
                    count(text);
                    format!("[{text}]")
                }
                Content::Row(cells) => {
                    let shown = cells.iter().map(|cell| match cell.origin {
                        CellOrigin::Own => {
                            count(&cell.text);
                            cell.text.replace('\n', "/")
                        }
                        CellOrigin::Merged => format!("={}", cell.text),
                    });
                    shown.collect::<Vec<_>>().join("|")
                }
                other @ Content::Header { .. } => format!("{other:?}"),
            });
        }
        assert_eq!(own, reading.visible, "{lines:?}");
        lines
    }

    const HEADER: &str = "<tr><th>序号<th>事项类别<th>事项名称</tr>";

    #[test]
    fn cells_reach_over_rows_and_columns_as_browsers_draw_them() {
        let page = format!(
            "<table>{HEADER}<tr><td>1<td rowspan=3>甲<td>子<tr><td>2<td>丑<tr><td colspan=1>3<td>寅\
             <tr><td>4<td colspan=2>卯<tr style='display:none'><td>5<td>藏<td>藏</table>"
        );
        assert_eq!(
            shown(&page),
            ["序号|事项类别|事项名称", "1|甲|子", "2|=甲|丑", "3|=甲|寅", "4|卯|=卯"]
        );
        let ends =
            "<table><tbody><tr><td rowspan=9>甲<td>乙</tbody><tbody><tr><td>丙<td>丁</table>";
        assert_eq!(shown(ends), ["甲|乙", "丙|丁"]);
        let zero = "<table><tr><td rowspan=0>甲<td>乙<tr><td>丙</table>";
        assert_eq!(shown(zero), ["甲|乙", "=甲|丙"]);
    }

    #[test]
    fn lines_end_where_browsers_end_them() {
        let page = "<p>甲\n乙<b>丙</b><br>丁<div>戊</div>己&amp;&nbsp;&lt;p&gt;<!--庚--></p>\
            <script>辛</script><span hidden>壬</span><pre>子\n丑</pre>";
        assert_eq!(shown(page), ["甲 乙丙", "丁", "戊", "己& <p>", "子", "丑"]);
    }

    #[test]
    fn items_are_numbered_as_browsers_number_them() {
        let list = |attributes: &str, items: &str| {
            shown(&format!("<ol {attributes}>{items}</ol>")).join("/")
        };
        let items = "<li>甲<li><p>乙</p><p>丙</p><li value=7>丁<li>戊";
        assert_eq!(list("", items), "1. 甲/2. 乙/丙/7. 丁/8. 戊");
        assert_eq!(list("start=3 type=a", "<li>甲<li>乙"), "c. 甲/d. 乙");
        assert_eq!(list("reversed", "<li>甲<li>乙"), "2. 甲/1. 乙");
        assert_eq!(list("style='list-style: none'", "<li>甲<li>乙"), "甲/乙");
        assert_eq!(list("style='list-style-type:cjk-ideographic'", "<li>甲"), "一、甲");
        assert_eq!(list("", "<li>1.甲<li>2.乙"), "1.甲/2.乙");
        assert_eq!(list("", "<li>甲<ul><li>子</ul><ol><li>丑</ol><li>乙"), "1. 甲/子/1. 丑/2. 乙");
        assert_eq!(list("", "<li><li>乙"), "1./2. 乙");
    }

    #[test]
    fn the_frame_of_a_portal_is_furniture_and_what_stands_by_the_list_is_not() {
        let menu = "<li><a href=x>一个栏目</a>".repeat(30);
        let page = format!(
            "<ul>{menu}</ul><header><h1>石桥镇履职事项清单</h1></header>欢迎访问\
             <form><div id=content><div class='nav'>目录一</div><p>来源：县政府办</p><p>2025年8月</p>\
             <p>使用说明</p><p>有疑问的，可以联系我们。</p><table>{HEADER}<tr><td>1<td>来源：<td><a href=x>乙</a></table>\
             <p><a href=y>附件</a></p></div></form><footer>主办</footer>"
        );
        let got = shown(&page);
        let from = got.iter().position(|line| !line.starts_with('[')).unwrap_or(0);
        assert_eq!(
            got[from..],
            [
                "石桥镇履职事项清单",
                "[欢迎访问]",
                "[目录一]",
                "[来源：县政府办]",
                "2025年8月",
                "使用说明",
                "有疑问的，可以联系我们。",
                "序号|事项类别|事项名称",
                "1|来源：|乙",
                "[附件]",
                "[主办]"
            ]
        );
        assert_eq!(from, 30);
    }

    #[test]
    fn tables_that_arrange_the_page_are_taken_apart_and_those_in_cells_are_lines() {
        let inner =
            format!("<table>{HEADER}<tr><td>1<td>甲<td>乙<table><tr><td>子<td>丑</table></table>");
        let page = format!("<table><tr><td>左栏<td><p>基本履职事项清单</p>{inner}</table>");
        assert_eq!(
            shown(&page),
            ["左栏", "基本履职事项清单", "序号|事项类别|事项名称", "1|甲|乙/子 丑"]
        );
    }
}

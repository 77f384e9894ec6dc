//! What of a page is the portal's: menus, breadcrumbs, footers.
//!
//! Decided once for the page. The lists are found by their header rows; the article is what stands
//! around them up to where links take over. Inside it, lines that every portal prints (来源, 打印) and lines
//! that are nothing but links are the portal's too. Cells of a list never are.

use std::collections::{BTreeMap, BTreeSet};

use super::dom::{Dom, Id, ROOT};
use super::page::is_hidden;
use super::table::{Grid, Slot, grid};
use crate::import::ImportError;
use crate::import::header::looks_like_header;
use crate::import::table::RawCell;
use crate::text::chars::count_visible;

/// Words of lines that portals print around an article.
const PORTAL_WORDS: &[&str] = &[
    "当前位置",
    "当前的位置",
    "您的位置",
    "所在位置",
    "您现在的位置",
    "浏览次数",
    "阅读次数",
    "点击数",
    "访问量",
    "浏览量",
    "信息来源",
    "来源：",
    "来源:",
    "发布时间",
    "发布日期",
    "发布机构",
    "发文机关",
    "信息分类",
    "主题分类",
    "索引号",
    "公开日期",
    "公开方式",
    "责任编辑",
    "字体：",
    "字号：",
    "打印本页",
    "【打印",
    "关闭窗口",
    "【关闭",
    "分享到",
    "扫一扫",
    "上一篇",
    "下一篇",
    "主办单位",
    "承办单位",
    "主办：",
    "承办：",
    "版权所有",
    "网站标识码",
    "ICP备",
    "公网安备",
    "网站地图",
    "联系我们",
    "无障碍",
    "长者模式",
    "长辈版",
    "技术支持",
    "今天是",
    "设为首页",
];
/// A line that is longer says something of its own, and so does a sentence.
const PORTAL_LINE: usize = 160;
/// Elements that hold no part of an article.
const PORTAL_ELEMENTS: &[&str] = &[
    "nav", "footer", "aside", "form", "button", "select", "textarea", "fieldset", "menu", "dialog",
];
/// Names of classes and ids of such parts, as whole words.
const PORTAL_NAMES: &[&str] = &[
    "nav",
    "navbar",
    "menu",
    "footer",
    "foot",
    "breadcrumb",
    "breadcrumbs",
    "crumb",
    "crumbs",
    "sidebar",
    "share",
    "copyright",
    "toolbar",
    "topbar",
    "search",
    "pagination",
    "pager",
];
/// Links that an article may hold itself: 打印, 关闭, an attachment.
const LINKS_OF_AN_ARTICLE: usize = 60;

/// The parts of a page.
#[derive(Debug)]
pub(super) struct Frame {
    /// The rows of each table.
    grids: BTreeMap<Id, Grid>,
    /// Tables that have a header row of duties.
    lists: BTreeSet<Id>,
    /// Everything that a list stands in.
    around: BTreeSet<Id>,
    /// What stands around the lists up to where links take over; the whole page when there is no list.
    article: Id,
}

/// Text and, of it, text of links, in visible characters.
#[derive(Debug, Clone, Copy, Default)]
struct Weight {
    text: usize,
    links: usize,
}

impl Frame {
    /// Finds the parts of a page.
    pub(super) fn of(dom: &Dom) -> Result<Self, ImportError> {
        let shown = dom.walk(ROOT, |id| !is_hidden(dom, id));
        let mut grids = BTreeMap::new();
        for id in shown.iter().copied().filter(|id| dom.name(*id) == "table") {
            grids.insert(id, grid(dom, id)?);
        }
        let lists: BTreeSet<Id> =
            grids.iter().filter(|(_, grid)| is_list(dom, grid)).map(|(id, _)| *id).collect();
        let mut around = BTreeSet::new();
        let mut common: Option<Vec<Id>> = None;
        for list in &lists {
            let mut path: Vec<Id> = dom.ancestors(*list).collect();
            around.extend(path.iter().copied());
            path.reverse();
            common = Some(match common {
                None => path,
                Some(before) => {
                    let same = before.iter().zip(&path).take_while(|(a, b)| a == b);
                    same.map(|(id, _)| *id).collect()
                }
            });
        }
        let path = common.unwrap_or_default();
        let article = widest_article(&path, &weights(dom, &shown, &lists));
        Ok(Self { grids, lists, around, article })
    }

    /// The rows of a table.
    pub(super) fn grid(&self, table: Id) -> &[Vec<Slot>] {
        self.grids.get(&table).map_or(&[], Vec::as_slice)
    }

    /// Whether a table is a list of duties.
    pub(super) fn is_list(&self, table: Id) -> bool {
        self.lists.contains(&table)
    }

    /// Whether a list stands in an element.
    pub(super) fn holds_list(&self, id: Id) -> bool {
        self.around.contains(&id)
    }

    /// Whether an element begins a part of the portal.
    pub(super) fn begins_portal(&self, dom: &Dom, id: Id) -> bool {
        if self.lists.is_empty() || self.around.contains(&id) || self.lists.contains(&id) {
            return false;
        }
        let outside = id != self.article
            && dom.parent(id).is_some_and(|parent| {
                parent != self.article
                    && self.around.contains(&parent)
                    && !self.is_inside(dom, parent)
            });
        outside
            || PORTAL_ELEMENTS.contains(&dom.name(id))
            || ["class", "id", "role"].iter().any(|a| {
                let value = dom.attribute(id, a).unwrap_or_default().to_ascii_lowercase();
                value
                    .split(|c: char| !c.is_ascii_alphanumeric())
                    .any(|word| PORTAL_NAMES.contains(&word))
            })
    }

    fn is_inside(&self, dom: &Dom, id: Id) -> bool {
        id == self.article || dom.ancestors(id).any(|a| a == self.article)
    }

    /// Whether a line outside lists is the portal's, by its words and by how much of it is links.
    pub(super) fn is_portal_line(&self, line: &str, links: usize) -> bool {
        let visible = count_visible(line);
        !self.lists.is_empty()
            && (links * 5 >= visible * 4
                || (visible <= PORTAL_LINE
                    && !line.contains('。')
                    && PORTAL_WORDS.iter().any(|word| line.contains(word))))
    }
}

/// The outermost element around the lists that is not full of links.
fn widest_article(path: &[Id], weights: &[Weight]) -> Id {
    let mut article = path.last().copied().unwrap_or(ROOT);
    for id in path.iter().rev() {
        let weight = weights[*id];
        if weight.links > LINKS_OF_AN_ARTICLE && weight.links * 4 > weight.text {
            break;
        }
        article = *id;
    }
    article
}

/// For each node the text in it, without that of lists.
fn weights(dom: &Dom, shown: &[Id], lists: &BTreeSet<Id>) -> Vec<Weight> {
    let mut weights = vec![Weight::default(); shown.iter().max().map_or(1, |last| last + 1)];
    // Behind a node come those in it: backwards, each is complete before it is added to its parent.
    for id in shown.iter().rev() {
        if let Some(text) = dom.text(*id) {
            weights[*id].text = count_visible(text);
        }
        let mut weight = weights[*id];
        if lists.contains(id) {
            weight = Weight::default();
        } else if dom.name(*id) == "a" && dom.attribute(*id, "href").is_some() {
            weight.links = weight.text;
        }
        if let Some(parent) = dom.parent(*id) {
            weights[parent].text += weight.text;
            weights[parent].links += weight.links;
        }
    }
    weights
}

/// Whether a row of a table's own names the columns of a list.
fn is_list(dom: &Dom, rows: &Grid) -> bool {
    rows.iter().any(|row| {
        let own = row.iter().filter(|slot| !slot.continued);
        looks_like_header(&own.map(|slot| own_text(dom, slot.cell)).collect::<Vec<_>>())
    })
}

/// The text of a cell without that of tables in it, as far as a name of a column may go.
fn own_text(dom: &Dom, cell: Id) -> RawCell {
    let inside = dom.walk(cell, |id| !is_hidden(dom, id) && dom.name(id) != "table");
    RawCell::new(inside.iter().filter_map(|id| dom.text(*id)).collect::<String>())
}

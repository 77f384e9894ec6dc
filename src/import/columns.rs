//! What columns are called, across provinces and for one site: the vocabulary of header cells. What a
//! row of them means is not here.

use std::collections::BTreeMap;

use crate::model::Field;
use crate::text::chars::{fold, is_hanzi};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    /// A field of a duty.
    Field(Field),
    /// 承接部门: the department that a reclaimed duty went to.
    Taker,
    /// 清单类型: the list that a row belongs to.
    List,
    /// 类型: the list or the category, as the other columns and the cells have it.
    Kind,
}

/// Names that are looked up as they are, blanks taken out and brackets half-width.
const NAMES: &[(Column, &[&str])] = &[
    (Column::Field(Field::Seq), &["序号", "编号", "序", "事项序号", "事项编号"]),
    (
        Column::Field(Field::Category),
        &[
            "事项类别",
            "类别",
            "事项分类",
            "职责类别",
            "工作类别",
            "类别名称",
            "所属领域",
            "事项领域",
        ],
    ),
    (Column::Kind, &["类型", "事项类型", "履职类型", "履职类别", "事项性质", "履职性质"]),
    (
        Column::List,
        &["清单类型", "清单类别", "清单种类", "清单名称", "所属清单", "事项清单", "清单"],
    ),
    (Column::Field(Field::Upper), &["上级部门履职事项"]),
    (Column::Field(Field::Township), &["配合职责", "属地职责", "协助职责"]),
];

/// A way of making names: words in any order, and what must stand at the end.
struct Pattern {
    column: Column,
    words: &'static [&'static str],
    endings: &'static [&'static str],
}

/// Levels and roles of those above a township.
const ABOVE: &[&str] = &[
    "对应", "上级", "县级", "区级", "市级", "州级", "盟级", "旗级", "县直", "区直", "市直", "旗直",
    "直属", "县", "区", "市", "旗", "级", "直", "牵头", "主管", "责任", "行业", "业务", "职能",
    "主要", "相关", "有关", "部门", "单位", "机关", "及", "和", "、", "/", "(", ")", "或",
];
/// What a township-level unit is.
const TOWNSHIP: &[&str] = &[
    "乡镇",
    "镇",
    "乡",
    "民族乡",
    "街道",
    "办事处",
    "苏木",
    "街",
    "农场",
    "党委",
    "政府",
    "人民政府",
    "及",
    "和",
    "或",
    "、",
    "/",
    "(",
    ")",
    "属地",
    "基层",
    "本",
];
/// How the taker of a reclaimed duty is named.
const TAKER: &[&str] = &[
    "承接", "收回", "上收", "后", "上级", "县级", "区级", "市级", "县直", "区直", "主管", "责任",
    "部门", "单位", "主体", "及", "和", "、", "与", "其",
];
/// What a duty is called.
const DUTY: &[&str] = &[
    "基本",
    "配合",
    "履职",
    "履行",
    "职责",
    "上级部门",
    "上级",
    "部门",
    "收回",
    "具体",
    "工作",
    "事项",
    "名称",
    "内容",
    "乡镇",
    "街道",
    "镇街",
    "(",
    ")",
    "任务",
];
/// How a text of duties is headed.
const DUTIES: &[&str] = &[
    "职责",
    "工作职责",
    "主要职责",
    "具体职责",
    "职责分工",
    "职责任务",
    "履职职责",
    "责任",
    "职责内容",
];
/// The same of a township.
const SUPPORT: &[&str] = &[
    "配合职责",
    "配合履职职责",
    "配合履职内容",
    "配合责任",
    "配合工作",
    "配合内容",
    "协助职责",
    "协同职责",
    "职责",
    "工作职责",
    "主要职责",
    "具体职责",
    "职责分工",
    "职责任务",
    "履职职责",
    "责任",
    "配合工作职责",
];

/// In this order: the first that fits.
const PATTERNS: &[Pattern] = &[
    Pattern {
        column: Column::Field(Field::Method),
        words: TAKER,
        endings: &["工作方式", "履职方式", "承接方式", "工作措施", "工作方式及措施"],
    },
    Pattern { column: Column::Field(Field::Township), words: TOWNSHIP, endings: SUPPORT },
    Pattern { column: Column::Field(Field::Upper), words: ABOVE, endings: DUTIES },
    Pattern {
        column: Column::Field(Field::Departments),
        words: ABOVE,
        endings: &["部门", "单位", "部门名称", "单位名称", "部门(单位)", "(单位)"],
    },
    Pattern { column: Column::Taker, words: TAKER, endings: &["部门", "单位", "主体"] },
    Pattern {
        column: Column::Field(Field::Name),
        words: DUTY,
        endings: &["事项", "事项名称", "事项内容", "职责名称", "任务名称", "名称"],
    },
];

/// The names of columns that are known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ColumnNames {
    /// Those of `qingdan.toml`, as [`bare_name`] has them.
    own: BTreeMap<String, Field>,
}

impl ColumnNames {
    /// Adds names to those that are known. `column` is called as this program's documents call it:
    /// `上级部门职责`. Whether there is such a column.
    pub fn add(&mut self, column: &str, names: impl IntoIterator<Item = String>) -> bool {
        let Some(field) = Field::ALL.into_iter().find(|field| field.title() == column) else {
            return false;
        };
        self.own.extend(names.into_iter().map(|name| (bare_name(&name), field)));
        true
    }

    /// The columns that names can be added to.
    pub fn columns() -> impl Iterator<Item = &'static str> {
        Field::ALL.into_iter().map(Field::title)
    }

    /// What a column with that name holds; none where the name is not known.
    pub(super) fn column_of(&self, name: &str) -> Option<Column> {
        let name = bare_name(name);
        if name.is_empty() || name.chars().count() > MAX_NAME {
            return None;
        }
        let own = self.own.get(&name).map(|field| Column::Field(*field));
        own.or_else(|| {
            let known = NAMES.iter().find(|(_, names)| names.contains(&name.as_str()));
            known.map(|(column, _)| *column)
        })
        .or_else(|| PATTERNS.iter().find(|p| p.fits(&name)).map(|p| p.column))
        .or_else(|| is_of_one_township(&name).then_some(Column::Field(Field::Township)))
    }
}

/// No name of a column is longer.
const MAX_NAME: usize = 30;

impl Pattern {
    fn fits(&self, name: &str) -> bool {
        let taker = self.column == Column::Taker;
        if taker && !["承接", "收回", "上收"].iter().any(|word| name.contains(word)) {
            return false;
        }
        self.endings.iter().any(|ending| {
            let Some(rest) = name.strip_suffix(ending) else { return false };
            // `职责` alone is nobody's, `部门` and `工作方式` alone are what they say.
            let alone = matches!(
                self.column,
                Column::Field(Field::Method | Field::Name | Field::Departments)
            );
            (alone || !rest.is_empty()) && is_made_of(rest, self.words)
        })
    }
}

/// Whether a text is nothing but some words in any order.
fn is_made_of(text: &str, words: &[&str]) -> bool {
    text.is_empty()
        || words
            .iter()
            .any(|word| text.strip_prefix(word).is_some_and(|rest| is_made_of(rest, words)))
}

/// `柳河镇配合职责`: a township's own name before what townships do.
fn is_of_one_township(name: &str) -> bool {
    SUPPORT.iter().filter_map(|ending| name.strip_suffix(ending)).any(|subject| {
        ["镇", "乡", "街道", "苏木", "办事处"].iter().any(|kind| {
            subject.strip_suffix(kind).is_some_and(|own| {
                !own.is_empty() && !own.contains("部门") && own.chars().all(is_hanzi)
            })
        })
    })
}

/// A name as it is compared: without blanks and stars, full-width characters half-width.
fn bare_name(name: &str) -> String {
    name.chars()
        .map(fold)
        .filter(|c| !c.is_whitespace() && !matches!(c, '*' | ':' | '【' | '】'))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_many_provinces() {
        let names = ColumnNames::default();
        let all: &[(Column, &[&str])] = &[
            (Column::Field(Field::Seq), &["序 号", "编号"]),
            (Column::Field(Field::Category), &["事项\n类别", "类别"]),
            (
                Column::Field(Field::Name),
                &[
                    "事项名称",
                    "履职事项",
                    "事项",
                    "职责事项",
                    "收回事项",
                    "配合履职事项名称",
                    "名称",
                ],
            ),
            (
                Column::Field(Field::Departments),
                &[
                    "对应上级部门",
                    "上级部门",
                    "牵头部门",
                    "主管部门",
                    "责任部门",
                    "区级部门",
                    "县直部门（单位）",
                    "县（区）级主管部门",
                    "责任单位",
                ],
            ),
            (
                Column::Field(Field::Upper),
                &[
                    "上级部门职责",
                    "县级主管部门职责",
                    "区级部门主要职责",
                    "对应上级部门职责",
                    "牵头部门职责",
                    "县直单位职责",
                ],
            ),
            (
                Column::Field(Field::Township),
                &[
                    "乡镇配合职责",
                    "乡镇（街道）配合职责",
                    "乡（镇）职责",
                    "镇街职责",
                    "苏木乡镇配合职责",
                    "民族乡配合职责",
                    "街道办事处职责",
                    "柳河镇配合职责",
                    "东关街道配合职责",
                    "配合职责",
                ],
            ),
            (
                Column::Field(Field::Method),
                &["承接部门及工作方式", "承接部门、工作方式", "工作方式", "收回部门及履职方式"],
            ),
            (Column::Taker, &["承接部门", "收回部门", "承接单位"]),
            (Column::List, &["清单类型", "事项清单"]),
            (Column::Kind, &["类型"]),
        ];
        for (column, spellings) in all {
            for name in *spellings {
                assert_eq!(names.column_of(name), Some(*column), "{name}");
            }
        }
        for name in ["实施依据", "备注", "职责", "1", "", "配合部门", "党的建设", "民生服务"]
        {
            assert_eq!(names.column_of(name), None, "{name}");
        }
    }

    #[test]
    fn a_site_adds_names() {
        let mut names = ColumnNames::default();
        assert!(names.add("上级部门职责", ["县里（干啥）".to_owned()]));
        assert!(!names.add("备注", ["说明".to_owned()]));
        assert_eq!(names.column_of("县里(干啥)"), Some(Column::Field(Field::Upper)));
    }
}

//! The same duty elsewhere: what is grouped, and that ids and groups stay when townships are added.

#![allow(clippy::unwrap_used, reason = "a test ends where something is not as expected")]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use common::Site;
use proptest::prelude::*;
use qingdan::content::registry::{append_same, parse_same};
use qingdan::graph::propose_same;
use qingdan::pipeline;

/// Matters with the ways in which townships word them; `@` is the township.
const MATTERS: &[&[&str]] = &[
    &["果园灌溉渠道清淤维护", "做好@果园灌溉渠道清淤维护工作", "开展果园灌溉渠道的清淤和维护"],
    &["养蜂户名册登记", "负责本乡养蜂户名册登记工作"],
    &["养蜂户越界放蜂的处罚", "对养蜂户越界放蜂的处罚"],
    &["乡村图书角管理", "做好本乡乡村图书角管理工作", "乡村图书角的日常管理"],
    &["独居老人助餐服务", "开展独居老人助餐服务工作"],
    &["山塘蓄水位观测和上报", "山塘蓄水位观测"],
    &["晒谷场公用磅秤校准", "做好晒谷场公用磅秤校准工作"],
    &["古井周边围栏修缮", "负责古井周边围栏修缮工作"],
];

/// A township: its three-digit code, and for each of its duties the matter, the wording and the list.
#[derive(Debug, Clone)]
struct Draft {
    code: u16,
    duties: BTreeMap<usize, (usize, usize)>,
}

fn write(site: &Site, draft: &Draft) {
    let code = format!("990201{}", draft.code);
    let name = format!("{}乡", ["云台", "平沙", "白榆", "双桥"][usize::from(draft.code) % 4]);
    let folder = site.root().join("content").join(&code);
    fs::create_dir_all(&folder).unwrap();
    let index = format!(
        "+++\ncode = \"{code}\"\nplace = [\"澜安省\", \"青岚市\", \"松川县\", \"{name}\"]\ntitle = \"{name}清单\"\n+++\n"
    );
    fs::write(folder.join("index.md"), index).unwrap();
    for (list, (file, letter)) in
        [("basic", 'b'), ("coop", 'c'), ("reclaimed", 'r')].into_iter().enumerate()
    {
        let duties = draft.duties.iter().filter(|(_, (_, of))| *of == list);
        let duty = |(matter, (wording, _)): (&usize, &(usize, usize))| {
            let wordings = MATTERS[*matter];
            let title = wordings[wording % wordings.len()].replace('@', &name);
            let number = matter + 1;
            format!("\n## {number} {title} {{#{letter}{number}}}\n")
        };
        let text: String = duties.map(duty).collect();
        fs::write(folder.join(format!("{file}.md")), format!("# {name}\n{text}")).unwrap();
    }
}

/// The groups of a site: id, and the addresses of its duties.
fn groups(root: &Path) -> BTreeMap<String, BTreeSet<String>> {
    let site = pipeline::Site::load(root).unwrap();
    assert!(site.content.problems.is_empty(), "{:?}", site.content.problems);
    let address = |duty: &qingdan::graph::DutyRef| {
        let code = &site.content.townships[duty.township].township.code;
        format!("{code}/{}", duty.of(&site.content).id)
    };
    let groups = site.graph.same.iter();
    groups.map(|g| (g.id.to_string(), g.duties.iter().map(address).collect())).collect()
}

/// What an import does for the groups that are there.
fn mint(root: &Path) {
    let site = pipeline::Site::load(root).unwrap();
    let path = root.join("content/same.toml");
    let text = fs::read_to_string(&path).unwrap_or_default();
    fs::write(path, append_same(&text, &propose_same(&site.content, &site.graph.same)).unwrap())
        .unwrap();
}

fn drafts() -> impl Strategy<Value = Vec<Draft>> {
    let duties =
        prop::collection::btree_map(0..MATTERS.len(), (0usize..3, 0usize..3), 1..MATTERS.len());
    prop::collection::btree_map(200u16..230, duties, 3..6).prop_flat_map(|townships| {
        let drafts: Vec<Draft> =
            townships.into_iter().map(|(code, duties)| Draft { code, duties }).collect();
        Just(drafts).prop_shuffle()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn adding_a_township_moves_no_duty_and_changes_no_id(drafts in drafts()) {
        let site = Site::empty();
        let mut before = BTreeMap::new();
        for draft in &drafts {
            write(&site, draft);
            let after = groups(&site.root());
            for (id, duties) in &before {
                let now: Option<&BTreeSet<String>> = after.get(id);
                prop_assert!(now.is_some_and(|now| now.is_superset(duties)), "{id}: {duties:?} → {now:?}");
                let new = now.into_iter().flatten().filter(|duty| !duties.contains(*duty));
                let joined: BTreeMap<&String, &String> =
                    before.iter().flat_map(|(id, d)| d.iter().map(move |duty| (duty, id))).collect();
                for duty in new {
                    prop_assert!(!joined.contains_key(duty), "{duty} left its group");
                }
            }
            mint(&site.root());
            prop_assert_eq!(&groups(&site.root()), &after, "an entry changes no group");
            before = after;
        }
    }
}

#[test]
fn a_matter_is_one_whatever_list_it_stands_in_and_no_two_matters_are() {
    let site = Site::empty();
    let draft = |code, wording, list| Draft {
        code,
        duties: (0..MATTERS.len()).map(|matter| (matter, (wording, list))).collect(),
    };
    for (code, wording, list) in [(201, 0, 1), (202, 1, 0), (203, 2, 1), (204, 0, 2)] {
        write(&site, &draft(code, wording, list));
    }
    let found = groups(&site.root());
    assert_eq!(found.len(), MATTERS.len(), "{found:?}");
    for duties in found.values() {
        let numbers: BTreeSet<&str> = duties.iter().map(|d| &d[d.len() - 1..]).collect();
        assert_eq!((duties.len(), numbers.len()), (4, 1), "{duties:?}");
    }
}

#[test]
fn a_person_decides_what_is_in_a_group_and_what_is_not() {
    let site = Site::empty();
    let duties: BTreeMap<usize, (usize, usize)> = (0..MATTERS.len()).map(|m| (m, (0, 0))).collect();
    for code in [201, 202, 203] {
        write(&site, &Draft { code, duties: duties.clone() });
    }
    let entry = "# 由人核定\n[[same]]\nid = \"qudao\"\nfirst = \"990201202/b1\"\nalso = [\"990201201/b8\"]\nnot = [\"990201201/b1\"]\n";
    fs::write(site.root().join("content/same.toml"), entry).unwrap();
    let found = groups(&site.root());
    let members: Vec<&str> = found["qudao"].iter().map(String::as_str).collect();
    assert_eq!(members, ["990201201/b8", "990201202/b1", "990201203/b1"]);
    assert!(!found.values().any(|duties| duties.contains("990201201/b1")), "{found:?}");
    mint(&site.root());
    let text = fs::read_to_string(site.root().join("content/same.toml")).unwrap();
    assert!(text.starts_with(entry), "{text}");
    assert_eq!(parse_same(&text).entries.len(), found.len());
}

#[test]
fn an_import_gives_each_group_an_id_that_stays_and_keeps_what_a_person_wrote() {
    let document = |township: &str, basic: &[&str]| {
        common::document(basic, &[], &[]).replace("云台乡", township)
    };
    let site = Site::empty()
        .file(
            "a.txt",
            document("云台乡", &["1|民生服务|独居老人助餐服务", "2|民生服务|山塘蓄水位观测"]),
        )
        .file("b.txt", document("平沙乡", &["1|民生服务|做好独居老人助餐服务工作"]))
        .file(
            "c.txt",
            document("白榆乡", &["1|民生服务|独居老人助餐服务", "2|民生服务|做好山塘蓄水位观测"]),
        );
    let import = |file: &str, code: &str| {
        site.ok(&["import", site.path(file).to_str().unwrap(), "--code", code])
    };
    import("a.txt", "990201205");
    assert!(
        !site.path("content/same.toml").exists(),
        "one township has nothing in common with itself"
    );
    import("b.txt", "990201206");
    let first = "[[same]]\nid = \"990201205-b1\"\nfirst = \"990201205/b1\"\n";
    assert_eq!(site.read("content/same.toml"), first);
    let settled = format!("# 由人核定\n{}", first.replace("990201205-b1", "zhucan"));
    fs::write(site.path("content/same.toml"), &settled).unwrap();
    // A smaller code, which would come first without the entry.
    import("c.txt", "990201201");
    let text = site.read("content/same.toml");
    let second = "\n[[same]]\nid = \"990201201-b2\"\nfirst = \"990201201/b2\"\n";
    assert_eq!(text, format!("{settled}{second}"));
    let found = groups(&site.root());
    assert_eq!(found["zhucan"].len(), 3, "{found:?}");
    import("c.txt", "990201201");
    assert_eq!(site.read("content/same.toml"), text, "importing again adds nothing");
}

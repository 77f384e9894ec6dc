//! The same duty elsewhere, and reclaimed duties, as people meet them on the built pages.

#![allow(clippy::unwrap_used, reason = "a test ends where something is not as expected")]

mod common;

use common::Site;

/// A township with its three lists, as Markdown without titles.
struct Township<'a> {
    code: &'a str,
    county: &'a str,
    name: &'a str,
    lists: [&'a str; 3],
}

fn site(townships: &[Township<'_>]) -> Site {
    let mut site = Site::empty();
    for t in townships {
        let (code, county, name) = (t.code, t.county, t.name);
        let index = format!(
            "+++\ncode = \"{code}\"\nplace = [\"澜安省\", \"青岚市\", \"{county}\", \"{name}\"]\nedition = \"2025-08\"\n\
             title = \"{name}履职事项清单\"\n+++\n"
        );
        site = site.file(&format!("content/{code}/index.md"), index);
        for (list, text) in ["basic", "coop", "reclaimed"].iter().zip(t.lists) {
            site =
                site.file(&format!("content/{code}/{list}.md"), format!("# {name}清单\n\n{text}"));
        }
    }
    site
}

const DOGS: &str = "## 1 文明养犬管理 {#c1}\n\n- 事项类别：平安法治\n- 对应上级部门：{县}公安局\n\n\
### 上级部门职责\n\n1.{县}公安局负责办理养犬登记，捕捉流浪犬；\n\n2.每年公布{县}禁止饲养的烈性犬名录。\n\n\
### 乡镇配合职责\n\n1.组织村（社区）开展文明养犬宣传；\n\n2.发现流浪犬线索，当天报告派出所。\n";

const DOGS_TAKEN_BACK: &str = "## 1 文明养犬管理 {#r1}\n\n- 事项类别：平安法治\n\n\
### 承接部门及工作方式\n\n**松川县公安局：**\n\n接到求助后两小时内到场处理。群众可以拨打110。\n\n**松川县农业农村局：**\n\n给犬只免疫；\n\n收治染病的犬只。\n";

fn dogs(county: &str) -> String {
    DOGS.replace("{县}", county)
}

/// Three townships of two counties: two that assist, each with words of its own, and one that no longer does it.
fn three() -> Site {
    let first = dogs("松川县");
    let second = dogs("槐川县").replace("当天报告派出所", "三日内报告派出所");
    site(&[
        Township {
            code: "990201201", county: "松川县", name: "云台乡", lists: ["", &first, ""]
        },
        Township {
            code: "990201202",
            county: "松川县",
            name: "柳河镇",
            lists: ["", "", DOGS_TAKEN_BACK],
        },
        Township {
            code: "990121101", county: "槐川县", name: "石泉镇", lists: ["", &second, ""]
        },
        Township { code: "990121102", county: "槐川县", name: "青杨乡", lists: ["", "", ""] },
    ])
}

/// The page that sets a duty side by side.
fn same_page(site: &Site) -> String {
    let pages = site.files("public/same");
    assert_eq!(pages.len(), 1, "{:?}", pages.keys());
    String::from_utf8(pages.into_values().next().unwrap()).unwrap()
}

/// What is read of a page: tags left out, one blank for all white space.
fn words(html: &str) -> String {
    let main = html.split("<main").nth(1).unwrap().split("</main>").next().unwrap();
    let mut text = String::new();
    let mut inside = true;
    for c in main.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => text.push(c),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The marked words of a page.
fn marked(html: &str) -> Vec<String> {
    let marks = html.split("<mark class=\"different\">").skip(1);
    marks.map(|rest| rest.split("</mark>").next().unwrap().to_owned()).collect()
}

#[test]
fn it_says_first_whose_task_it_is_where() {
    let site = three();
    site.ok(&["build"]);
    let text = words(&same_page(&site));
    let sentence = "这件事归谁做，各地不一样：在石泉镇、云台乡，由上级部门负责、乡镇街道配合；\
                    在柳河镇，已由上级部门收回，乡镇街道不再做。";
    let (sentence, table) = (text.find(sentence).unwrap(), text.find("版次").unwrap());
    assert!(sentence < table, "{text}");
    assert!(text.contains("在另外 1 个乡镇街道的清单里没有找到这件事。"), "{text}");
    assert!(text.contains("槐川县：青杨乡"), "{text}");
}

#[test]
fn words_that_differ_are_marked_and_names_of_places_are_not() {
    let site = three();
    site.ok(&["build"]);
    let html = same_page(&site);
    let marked = marked(&html).join("|");
    assert!(marked.contains('当') && marked.contains('三'), "{marked}");
    assert!(!marked.contains("县") && !marked.contains("登记"), "{marked}");
    assert!(html.contains("<span class=\"own-place\">"), "places are told, in another way");
    assert!(html.contains("c1.html#u1\">石泉镇</a>"), "each clause leads to its own page");
}

#[test]
fn a_duty_leads_to_the_same_duty_elsewhere_and_says_what_is_different_there() {
    let site = three();
    site.ok(&["build"]);
    let reclaimed = words(&site.read("public/990201202/r1.html"));
    assert!(
        reclaimed.contains(
            "同一件事，别处不一样：在槐川县石泉镇、松川县云台乡，由上级部门负责、乡镇街道配合。"
        ),
        "{reclaimed}"
    );
    let coop = words(&site.read("public/990201201/c1.html"));
    assert!(coop.contains("在松川县柳河镇，已由上级部门收回，乡镇街道不再做。"), "{coop}");
}

#[test]
fn a_reclaimed_duty_says_first_that_the_township_does_not_do_it_who_does_and_how() {
    let site = three();
    site.ok(&["build"]);
    let text = words(&site.read("public/990201202/r1.html"));
    let told = [
        "柳河镇不再办理这件事：上级部门已经收回。",
        "现在由谁办：松川县公安局、松川县农业农村局。",
        "松川县公安局：接到求助后两小时内到场处理。群众可以拨打110。",
        "松川县农业农村局：给犬只免疫； 全文见下",
        "事项类别",
    ];
    let at: Vec<Option<usize>> = told.iter().map(|words| text.find(words)).collect();
    assert!(at.iter().all(Option::is_some) && at.is_sorted(), "{at:?} {text}");
    let list = words(&site.read("public/990201202/reclaimed.html"));
    assert!(list.contains("现在由上级部门办：松川县公安局、松川县农业农村局"), "{list}");
}

#[test]
fn an_address_that_a_matter_had_before_leads_to_its_page() {
    let registry = "[[same]]\nid = \"wenming-yangquan\"\nfirst = \"990201201/c1\"\nalso = [\"990121101/c1\"]\n\n\
                    [[same]]\nid = \"yangquan\"\nfirst = \"990121101/c1\"\n";
    let site = three().file("content/same.toml", registry);
    site.ok(&["build"]);
    let old = site.read("public/same/yangquan.html");
    assert!(old.contains("<a href=\"wenming-yangquan.html\">文明养犬管理</a>"), "{old}");
    assert!(old.contains("content=\"0; url=wenming-yangquan.html\""), "{old}");
    assert_eq!(site.files("public/same").len(), 2);
}

#[test]
fn a_page_of_hundreds_of_townships_shows_each_wording_once() {
    let own: Vec<(String, String)> = (0..300)
        .map(|n| (format!("99{:04}{:03}", 100 + n / 20, 101 + n % 20), dogs("松川县")))
        .collect();
    let names: Vec<String> = (0..300).map(|n| format!("云台{n}乡")).collect();
    let townships: Vec<Township<'_>> = own
        .iter()
        .zip(&names)
        .map(|((code, text), name)| Township {
            code,
            county: "松川县",
            name,
            lists: ["", text, ""],
        })
        .collect();
    let site = site(&townships);
    site.ok(&["build"]);
    let html = same_page(&site);
    assert!(html.contains("300 个乡镇街道的清单里有这件事"), "{}", words(&html));
    assert_eq!(html.matches("组织村（社区）开展文明养犬宣传").count(), 1);
    assert!(html.len() < 100_000, "{} bytes", html.len());
}

#[test]
fn townships_of_one_name_are_told_apart_by_their_counties() {
    let (here, there) = (dogs("松川县"), dogs("槐川县"));
    let site = site(&[
        Township {
            code: "990201201", county: "松川县", name: "云台乡", lists: ["", &here, ""]
        },
        Township {
            code: "990121101", county: "槐川县", name: "云台乡", lists: ["", &there, ""]
        },
    ]);
    site.ok(&["build"]);
    for folder in ["public/category", "public/same"] {
        for (name, page) in site.files(folder) {
            let text = words(&String::from_utf8(page).unwrap());
            for township in ["松川县云台乡", "槐川县云台乡"] {
                assert!(text.contains(township), "{folder}/{name}: {text}");
            }
        }
    }
}

#[test]
fn a_site_of_empty_lists_and_empty_words_has_all_its_pages() {
    let nothing = "## 1 {#r1}\n\n### 承接部门及工作方式\n\n**松川县公安局：**\n\n1.\n";
    let site = site(&[
        Township {
            code: "990201201", county: "松川县", name: "云台乡", lists: ["", "", nothing]
        },
        Township { code: "990121101", county: "槐川县", name: "石泉镇", lists: ["", "", ""] },
    ]);
    site.ok(&["build"]);
    assert!(
        !site.read("public/990121/index.html").contains("class=\"matrix\""),
        "nothing to count"
    );
    let page = site.read("public/990201201/r1.html");
    assert!(
        page.contains("href=\"#h-method\""),
        "it begins with no words, so it leads to the text: {page}"
    );
}

//! `build`: the same input gives the same bytes, everything links, and nothing half-done is left.

#![allow(clippy::unwrap_used, reason = "a test ends where something is not as expected")]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use common::{Site, command, files, project, qingdan};

fn demonstration() -> Site {
    let site = Site::empty();
    fs::remove_dir_all(site.root()).unwrap();
    let run = command(&["init", site.root().to_str().unwrap()]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    site
}

fn base() -> Site {
    Site::copy_of(&project().join("tests/findings/base"))
}

#[test]
fn the_new_site_is_the_demonstration_of_this_project() {
    let site = demonstration();
    let own = files(&project().join("content"));
    assert!(site.files("content") == own);
    assert_eq!(
        site.read("qingdan.toml"),
        fs::read_to_string(project().join("qingdan.toml")).unwrap()
    );
}

#[test]
fn one_thread_or_two_give_the_same_bytes() {
    let site = demonstration();
    let build = |threads: &str, out: &str| -> BTreeMap<String, Vec<u8>> {
        let status = qingdan()
            .env("RAYON_NUM_THREADS", threads)
            .args(["--root", site.root().to_str().unwrap(), "build", "--out", out])
            .output()
            .unwrap();
        assert!(status.status.success());
        site.files(out)
    };
    let one = build("1", "one");
    assert!(one.len() > 200);
    assert!(one == build("2", "two"));
}

#[test]
fn the_order_of_files_on_disk_does_not_matter() {
    let site = demonstration();
    let other = Site::empty();
    fs::remove_dir_all(other.root()).unwrap();
    let mut sources: Vec<(String, Vec<u8>)> = site.files(".").into_iter().collect();
    sources.reverse();
    for (name, bytes) in sources {
        let path = other.path(&name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    assert!(site.built() == other.built());
}

#[test]
fn pages_stand_where_the_contract_says() {
    let site = demonstration();
    site.ok(&["build", "--base-url", "https://www.example.gov.cn/sub"]);
    let pages = site.files("public");
    for path in [
        "index.html",
        "990121/index.html",
        "990121101/index.html",
        "990121101/basic.html",
        "990121101/coop.html",
        "990121101/reclaimed.html",
        "990121101/c2.html",
        "search.html",
        "sitemap.html",
        "about.html",
        "404.html",
        "sitemap.xml",
        "d/gonganju.html",
        "category/party-building.html",
    ] {
        assert!(pages.contains_key(path), "{path} is missing");
    }
    assert!(pages.keys().all(|p| p.is_ascii() && *p == p.to_lowercase()), "lower-case ASCII");
    let sitemap = String::from_utf8_lossy(&pages["sitemap.xml"]).into_owned();
    assert!(sitemap.contains("<loc>https://www.example.gov.cn/sub/990121101/c2.html</loc>"));
    assert!(!sitemap.contains("404.html"));
    let lost = String::from_utf8_lossy(&pages["404.html"]).into_owned();
    assert!(lost.contains("href=\"/sub/index.html\""), "a host shows 404 at any address");
}

#[test]
fn without_an_address_there_is_no_sitemap_and_it_says_why() {
    let site = base();
    let run = site.ok(&["build"]);
    assert!(!site.path("public/sitemap.xml").exists());
    assert!(run.stderr.contains("no sitemap.xml: it needs the site's address"), "{}", run.stderr);
    assert_eq!(site.run(&["build", "--base-url", "www.example.cn"]).code, 1);
}

#[test]
fn a_link_to_nowhere_fails_the_build_and_the_last_site_stays() {
    let site = base();
    let before = site.built();
    let site = site.file(
        "templates/partials/footer.html",
        "<footer><a href=\"{{ page.root }}gone.html\">x</a><a href=\"#nowhere\">y</a></footer>",
    );
    let run = site.run(&["build"]);
    assert_eq!(run.code, 1);
    assert!(
        run.stderr.contains("gone.html: a link leads nowhere (on 404.html; "),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains("index.html#nowhere: a link leads nowhere"), "{}", run.stderr);
    assert!(site.files("public") == before);
    assert!(!site.path(".public.staging").exists());
}

#[test]
fn content_without_its_form_fails_the_build_and_the_last_site_stays() {
    for code in ["Q0304", "Q0305", "Q0401", "Q0402", "Q0403"] {
        let site = base();
        let before = site.built();
        let site = site.overlay(&project().join("tests/findings").join(code));
        let run = site.run(&["build"]);
        assert_eq!(run.code, 1, "{code}");
        assert!(run.stderr.contains(code), "{code}: {}", run.stderr);
        assert!(site.files("public") == before, "{code}");
    }
}

#[test]
fn doubtful_duties_are_built_with_their_mark() {
    let site = base().overlay(&project().join("tests/findings/Q0203"));
    let pages = site.built();
    let duty = String::from_utf8_lossy(&pages["990201201/c1.html"]).into_owned();
    assert!(duty.matches("待核").count() > 1 && duty.contains("<mark>and</mark>"), "{duty}");
    let other = String::from_utf8_lossy(&pages["990201201/b1.html"]).into_owned();
    assert!(!other.contains("<mark>"), "{other}");
}

#[test]
fn a_doubtful_duty_shows_its_source_as_it_stood() {
    // The cell has markup of its own, which is shown and not obeyed.
    let site = base()
        .overlay(&project().join("tests/findings/Q0203"))
        .edit(
            PROVENANCE,
            "<p>1. 县公安局办理登记；</p>",
            "<p>1. 县公安局办理登记 and 发牌；</p><script>",
        )
        .edit(PROVENANCE, "\"unplaced\": []", UNPLACED);
    site.ok(&["build"]);
    let page = site.read("public/990201201/c1.html");
    let (_, original) = page.split_once("<details class=\"original\" open>").unwrap();
    let (original, _) = original.split_once("</details>").unwrap();
    for wanted in [
        "&lt;p&gt;1. 县公安局办理登记 <mark>and</mark> 发牌；&lt;/p&gt;&lt;script&gt;",
        "云台乡.txt</span>，第 26 行",
        "<dd><mark>由乡镇协助做好后续工作。</mark></dd>",
    ] {
        assert!(original.contains(wanted), "{wanted}\n{original}");
    }
    assert!(!site.read("public/990201201/r1.html").contains("class=\"original\""));
    assert!(!site.read("public/990201201/coop.html").contains("class=\"original\""));
}

const PROVENANCE: &str = "content/990201201/provenance.json";
const UNPLACED: &str = r#""unplaced": [{ "source": 0, "line": 27, "after": "c1", "text": "由乡镇协助做好后续工作。" }]"#;

#[test]
fn publishing_refuses_errors_and_counts_warnings() {
    let wrong = base().overlay(&project().join("tests/findings/Q0201"));
    assert_eq!(wrong.run(&["build"]).code, 0, "a preview is built");
    let run = wrong.run(&["build", "--publish"]);
    assert!(run.code == 1 && run.stderr.contains("Q0201"), "{}", run.stderr);
    let doubtful = base().overlay(&project().join("tests/findings/Q0203"));
    let run = doubtful.ok(&["build", "--publish"]);
    assert!(run.stderr.contains("1 warnings are published"), "{}", run.stderr);
}

#[test]
fn a_folder_with_other_files_is_not_replaced() {
    let site = base().file("public/论文.doc", "x");
    let run = site.run(&["build"]);
    assert!(run.code == 1 && run.stderr.contains("is not replaced"), "{}", run.stderr);
    assert!(site.path("public/论文.doc").is_file());
}

#[test]
fn a_template_error_names_file_and_place() {
    let site =
        base().file("templates/partials/footer.html", "<footer>\n{{ site.tilte }}\n</footer>");
    let run = site.run(&["build"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("footer.html") && run.stderr.contains("tilte"), "{}", run.stderr);
    let site = base().file("templates/partials/footer.html", "{% if %}");
    let run = site.run(&["build"]);
    assert!(run.code == 1 && run.stderr.contains("footer.html"), "{}", run.stderr);
}

#[test]
fn the_host_portals_own_addresses_are_not_ours_to_check() {
    let footer =
        "<footer><a href=\"/\">portal</a> <a href='https://www.example.gov.cn/'>home</a></footer>";
    base().file("templates/partials/footer.html", footer).ok(&["build"]);
    let quoted = "<footer><a href='nowhere.html'>x</a></footer>";
    let run = base().file("templates/partials/footer.html", quoted).run(&["build"]);
    assert!(run.code == 1 && run.stderr.contains("nowhere.html"), "{}", run.stderr);
}

#[test]
fn the_footer_keeps_the_order_of_the_settings() {
    let settings =
        "title = \"x\"\n[footer]\n\"主办单位\" = \"甲\"\n\"A\" = \"乙\"\n\"备案\" = \"丙\"\n";
    let pages = base().file("qingdan.toml", settings).built();
    let home = String::from_utf8_lossy(&pages["index.html"]).into_owned();
    let at = |text: &str| home.find(text).unwrap();
    assert!(at("主办单位") < at("<dt>A") && at("<dt>A") < at("备案"));
}

#[test]
fn an_unknown_theme_and_a_bad_setting_are_told() {
    let run = base().file("qingdan.toml", "theme = \"nope\"").run(&["build"]);
    assert!(run.code == 1 && run.stderr.contains("there is no theme `nope`"), "{}", run.stderr);
    let run = base().file("qingdan.toml", "\ncolour = 1").run(&["build"]);
    assert!(run.code == 1 && run.stderr.contains("qingdan.toml:2"), "{}", run.stderr);
}

#[test]
fn an_expression_in_prose_sees_counts_and_nothing_else() {
    let site = base().file("content/home.md", "共 {{ counts.duties }} 项。");
    let pages = site.built();
    assert!(String::from_utf8_lossy(&pages["index.html"]).contains("共 4 项。"));
    let site = site.file("content/home.md", "{{ env.HOME }}");
    let run = site.run(&["build"]);
    assert!(run.code == 1 && run.stderr.contains("home.md"), "{}", run.stderr);
}

#[test]
fn an_empty_site_is_built() {
    let pages = Site::empty().built();
    assert!(pages.contains_key("index.html") && pages.contains_key("search.html"));
}

#[test]
fn init_does_not_touch_what_is_there() {
    let site = base();
    let before = site.files(".");
    let run = command(&["init", site.root().to_str().unwrap()]);
    assert!(run.code == 1 && run.stderr.contains("is not empty"), "{}", run.stderr);
    assert!(site.files(".") == before);
}

#[test]
fn whole_sites_come_out_as_expected() {
    let cases = project().join("tests/cases");
    for entry in fs::read_dir(&cases).unwrap() {
        let case = entry.unwrap().path();
        let name = case.file_name().unwrap().to_str().unwrap().to_owned();
        let site = Site::copy_of(&case.join("site")).overlay(&project().join("tests/bare-theme"));
        let got = readable(site.built());
        let expected_folder = case.join("expected");
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            update(&expected_folder, &got);
        }
        let expected = readable(files(&expected_folder));
        for (path, text) in &expected {
            assert_eq!(got.get(path), Some(text), "{name}: {path}; UPDATE_EXPECT=1 writes what is");
        }
        let extra: Vec<&String> = got.keys().filter(|path| !expected.contains_key(*path)).collect();
        assert!(extra.is_empty(), "{name}: not expected: {extra:?}");
    }
}

/// Files as text, without the marker and the index, which has tests of its own.
fn readable(files: BTreeMap<String, Vec<u8>>) -> BTreeMap<String, String> {
    files
        .into_iter()
        .filter(
            |(path, _)| matches!(Path::new(path).extension(), Some(e) if e == "html" || e == "xml"),
        )
        .map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap()))
        .collect()
}

fn update(folder: &Path, got: &BTreeMap<String, String>) {
    if folder.exists() {
        fs::remove_dir_all(folder).unwrap();
    }
    for (path, text) in got {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

#[test]
fn what_very_many_duties_share_is_told_in_brief() {
    let mut site = Site::copy_of(&project().join("tests/findings/base"));
    for (code, township) in [("990201201", "云台乡"), ("990201202", "五井乡")] {
        let duties = (1..=301).map(|n| {
            format!("\n## {n} 依据《灯塔法》巡查{n}号灯塔 {{#b{n}}}\n\n- 事项类别：民生服务\n")
        });
        let text = format!("# {township}基本履职事项清单\n{}", duties.collect::<String>());
        let index = site.read("content/990201201/index.md");
        let index = index.replace("990201201", code).replace("云台乡", township);
        site = site
            .file(&format!("content/{code}/index.md"), index)
            .file(&format!("content/{code}/basic.md"), text);
    }
    let files = site.built();
    let page = |path: &str| String::from_utf8(files[path].clone()).unwrap();
    let category = page("category/livelihood.html");
    // One link a list, and the build has seen that it leads somewhere.
    assert!(category.contains("href=\"../990201202/basic.html#g1\""), "{category}");
    assert!(!category.contains("990201202/b7.html"), "{category}");
    let law = files.keys().find(|path| path.starts_with("law/")).unwrap();
    let law = page(law);
    assert!(law.contains("990201202/b7.html"), "{law}");
    assert!(!law.contains("blockquote"), "{law}");
    assert!(law.len() < 602 * 130, "{}", law.len());
}

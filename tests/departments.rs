//! Departments as bodies: what an import proposes, what a person decides, and what the pages make of it.

#![allow(clippy::unwrap_used, reason = "a test ends where something is not as expected")]

mod common;

use common::{Run, Site, document};

const REGISTRY: &str = "content/departments.toml";

fn import(site: &Site, code: &str, township: &str, coop: &[&str]) -> Run {
    let basic = ["1|民生服务|照料老人"];
    let text = document(&basic, coop, &[]).replace("云台乡", township);
    let file = format!("{code}_{township}.txt");
    std::fs::write(site.path(&file), text).unwrap();
    let place = format!("澜安省青岚市松川县{township}");
    site.ok(&["import", site.path(&file).to_str().unwrap(), "--code", code, "--place", &place])
}

fn coop(seq: usize, name: &str, departments: &str) -> String {
    format!("{seq}|民生服务|{name}|{departments}|1.办理登记；|1.上门核对。")
}

fn import_names(site: &Site, code: &str, township: &str, cells: &[&str]) {
    let rows: Vec<String> = cells
        .iter()
        .enumerate()
        .map(|(index, cell)| coop(index + 1, &format!("第{index}类事项办理"), cell))
        .collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    import(site, code, township, &rows);
}

/// Two townships that call the same bodies by many names.
fn many_names() -> Site {
    let site = Site::empty();
    let cells = [
        "松川县残疾人联合会、松川县委编办",
        "松川县残疾人联合会、松川县编办",
        "青岚市生态环境局松川县分局、松川县文化体育广播电视台和旅游局",
        "市生态环境局松川分局、松川县文化体育广播电视和旅游局",
        "松川县应急管理局及其他负有燃气安全监管职责的部门、松川县人大、松川县政协",
        "松川县文化体育广播电视和旅游局、松川县公安局",
    ];
    import_names(&site, "990201201", "云台乡", &cells);
    let cells = ["松川县残联、县公安局", "中共松川县委编办", "松川县公安局（指挥中心）"];
    import_names(&site, "990201202", "五井乡", &cells);
    site
}

#[test]
fn an_import_proposes_bodies_and_likely_merges_with_their_grounds() {
    insta::assert_snapshot!("departments_proposed", many_names().read(REGISTRY));
}

/// A duty of departments, and what its text says of who does what.
fn coop_with(departments: &str, upper: &str) -> String {
    coop(1, "照护评估", departments).replace("1.办理登记；", upper)
}

#[test]
fn a_word_for_a_body_that_only_the_text_prints_is_its_alias() {
    let site = Site::empty();
    let cell = "松川县残疾人联合会、松川县委机构编制委员会办公室";
    let row = coop_with(cell, "1.县委编办核定人员后，县残联负责评估。");
    import(&site, "990201201", "云台乡", &[&row]);
    let registry = site.read(REGISTRY);
    for part in [
        "aliases = [\"县残联\"]",
        "grounds = \"残联是残疾人联合会的简称\"",
        "aliases = [\"县委编办\"]",
        "grounds = \"编办是机构编制委员会办公室的简称\"",
    ] {
        assert!(registry.contains(part), "{part} in\n{registry}");
    }
    assert_eq!(registry.matches("[[department]]").count(), 2, "{registry}");
    let page = String::from_utf8(site.built()["990201201/c1.html"].clone()).unwrap();
    for (name, word) in
        [("松川县残疾人联合会", "县残联"), ("松川县委机构编制委员会办公室", "县委编办")]
    {
        let link =
            format!("<a class=\"mention\" href=\"../d/{}.html\">{word}</a>", id_of(&site, name));
        assert!(page.contains(&link), "{link} in\n{page}");
    }
}

#[test]
fn a_word_for_a_body_of_the_registry_is_an_entry_that_asks() {
    let site = Site::empty();
    import_names(&site, "990201201", "云台乡", &["松川县残疾人联合会"]);
    let (before, body) = (site.read(REGISTRY), id_of(&site, "松川县残疾人联合会"));
    let row = coop_with("松川县残疾人联合会", "1.县残联负责评估。");
    import(&site, "990201202", "五井乡", &[&row]);
    let registry = site.read(REGISTRY);
    let added = registry.strip_prefix(&before).unwrap();
    for part in ["name = \"县残联\"", &format!("same_as = \"{body}\""), "status = \"proposed\""]
    {
        assert!(added.contains(part), "{part} in {added}");
    }
    let asked = site.run(&["check", "--format", "short"]).stdout;
    assert!(asked.contains("Q0310") && asked.contains("县残联"), "{asked}");
    site.built();
    import(&site, "990201203", "七里乡", &[&row]);
    assert_eq!(site.read(REGISTRY), registry, "it is asked once");
}

#[test]
fn what_is_no_word_for_one_body_of_the_county_is_not_proposed() {
    let site = Site::empty();
    let rows = [
        coop_with("松川县残疾人联合会", "1.平沙县残联、基层残联和邻县残联办理。"),
        coop_with("松川县农业农村局", "1.村残联专干配合；县残联合会协助；业局负责。")
            .replacen('1', "2", 1),
        coop_with("松川县委编办、松川县编办", "1.机构编制委员会办公室办理。").replacen('1', "3", 1),
    ];
    import(&site, "990201201", "云台乡", &[&rows[0], &rows[1], &rows[2]]);
    let registry = site.read(REGISTRY);
    assert_eq!(registry.matches("[[department]]").count(), 4, "{registry}");
    assert!(!registry.contains("aliases"), "{registry}");
}

#[test]
fn what_is_proposed_is_listed_and_nothing_is_merged_in_silence() {
    let site = many_names();
    let run = site.run(&["check", "--format", "short"]);
    let open: Vec<&str> = run.stdout.lines().filter(|line| line.contains("Q03")).collect();
    assert!(open.iter().all(|line| line.contains("Q0310")), "{}", run.stdout);
    assert_eq!(open.len(), 4, "{}", run.stdout);
    let pages = site.built();
    let own =
        pages.values().filter(|text| String::from_utf8_lossy(text).contains("<h1>松川县残联</h1>"));
    assert!(own.count() > 0, "until it is decided it has its own page");
}

/// The id of an entry by its name.
fn id_of(site: &Site, name: &str) -> String {
    let registry = site.read(REGISTRY);
    let at = registry.find(&format!("name = \"{name}\"")).unwrap();
    let id = registry[..at].rsplit("id = \"").next().unwrap();
    id.split('"').next().unwrap().to_owned()
}

#[test]
fn a_settled_merge_is_one_body_and_the_old_address_leads_there() {
    let site = many_names();
    let (old, body) = (id_of(&site, "松川县残联"), id_of(&site, "松川县残疾人联合会"));
    let registry = site.read(REGISTRY);
    let settled = registry.replace("status = \"proposed\"\n", "");
    let site = site.file(REGISTRY, settled);
    let pages = site.built();
    let page = |id: &str| String::from_utf8(pages[&format!("d/{id}.html")].clone()).unwrap();
    assert!(page(&old).contains(&format!("href=\"{body}.html\"")), "{}", page(&old));
    let of_both = page(&body);
    for duty in ["../990201201/c1.html", "../990201201/c2.html", "../990201202/c1.html"] {
        assert!(of_both.contains(duty), "{duty} in\n{of_both}");
    }
    let printed = String::from_utf8(pages["990201202/c1.html"].clone()).unwrap();
    let link = format!("<a href=\"../d/{body}.html\">松川县残联</a>");
    assert!(printed.contains(&link), "the printed name links to the body");
}

#[test]
fn a_body_and_a_class_in_one_name_are_two_links_and_the_text_is_as_printed() {
    let site = many_names();
    let (body, class) =
        (id_of(&site, "松川县应急管理局"), id_of(&site, "其他负有燃气安全监管职责的部门"));
    let page = String::from_utf8(site.built()["990201201/c5.html"].clone()).unwrap();
    let links = format!(
        "<a href=\"../d/{body}.html\">松川县应急管理局</a>及<a href=\"../d/{class}.html\">其他负有燃气安全监管职责的部门</a>"
    );
    assert!(page.contains(&links), "{page}");
}

#[test]
fn a_county_without_a_registry_has_bodies_and_lines() {
    let site = many_names().file(REGISTRY, "");
    let run = site.run(&["check", "--format", "short"]);
    assert!(run.stdout.contains("Q0302"), "{}", run.stdout);
    let pages = site.built();
    let line = String::from_utf8(pages["line/public-security.html"].clone()).unwrap();
    // Of the page only the table of departments: further down it links to others that take part.
    let table = line.split("</table>").next().unwrap();
    let bodies: std::collections::BTreeSet<&str> = table
        .split("href=\"")
        .filter(|link| link.starts_with("../d/"))
        .filter_map(|link| link.split(['"', '#']).next())
        .collect();
    assert_eq!(
        bodies.len(),
        2,
        "the two forms of one name are one body, the name with brackets another: {table}"
    );
    assert!(pages.contains_key("line/disabled.html"));
}

#[test]
fn two_that_a_person_calls_two_are_asked_about_no_more() {
    let site = Site::empty();
    import_names(&site, "990201201", "云台乡", &["松川县残疾人联合会、松川县残联"]);
    let body = id_of(&site, "松川县残疾人联合会");
    let registry = site.read(REGISTRY);
    let two = registry
        .replace(&format!("same_as = \"{body}\""), "")
        .replace("status = \"proposed\"\n", "");
    let site = site.file(REGISTRY, two);
    let asked = site.run(&["check", "--format", "short"]).stdout;
    assert!(asked.contains("Q0311"), "{asked}");
    let site = site.edit(REGISTRY, "grounds = ", &format!("not = [\"{body}\"]\ngrounds = "));
    let quiet = site.run(&["check", "--format", "short"]).stdout;
    assert!(!quiet.contains("Q031"), "{quiet}");
}

#[test]
fn an_id_that_a_person_kept_under_another_name_is_not_given_again() {
    let site = Site::empty();
    import_names(&site, "990201201", "云台乡", &["松川县水利局"]);
    let id = id_of(&site, "松川县水利局");
    let site = site.edit(REGISTRY, "name = \"松川县水利局\"", "name = \"松川县水务管理处\"");
    import_names(&site, "990201202", "五井乡", &["松川县水利局"]);
    assert_ne!(id_of(&site, "松川县水利局"), id);
    site.built();
}

#[test]
fn an_entry_that_is_wrong_is_named_and_the_others_are_read() {
    let site = many_names();
    let id = id_of(&site, "松川县人大");
    let site = site.edit(REGISTRY, &format!("id = \"{id}\""), "id = \"Ren_Da\"");
    let run = site.run(&["check", "--format", "short"]);
    let form: Vec<&str> = run.stdout.lines().filter(|line| line.contains("Q0401")).collect();
    assert_eq!(form.len(), 1, "{}", run.stdout);
    for part in ["松川县人大", "Ren_Da", "lower-case letters"] {
        assert!(form[0].contains(part), "{}", form[0]);
    }
    let unknown = run.stdout.lines().filter(|line| line.contains("Q0302")).count();
    assert_eq!(unknown, 1, "only its own name is unknown: {}", run.stdout);
}

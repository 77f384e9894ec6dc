//! What the graph reads in the text of duties: whose each clause is, what it mentions, and who mentions whom.

#![allow(clippy::unwrap_used, reason = "a test ends where something is not as expected")]

mod common;

use common::{Site, project};
use qingdan::graph::{Graph, Law, Owner, Target, duty_refs};
use qingdan::pipeline;

const COOP: &str = "# 云台乡配合履职事项清单

## 1 犬只登记 {#c1}

- 事项类别：平安法治
- 对应上级部门：松川县公安局、松川县民政局

### 上级部门职责

1. 县公安局办理登记，依据《松川县犬只条例》第十二条处罚；

2. 接到上报后，县民政局减免低保家庭的费用；

3. 公示结果。

### 乡镇配合职责

1. 办法见第2项，并按“流浪犬收容工作”事项办理；

2. 依据《犬只条例》第九条劝阻，报邻县公安局；

3. 见第1项，见第9项，按“犬只登记”办理。

## 2 流浪犬收容工作 {#c2}

- 事项类别：平安法治
- 对应上级部门：松川县民政局

### 上级部门职责

会同县公安局收容，依据《中华人民共和国犬只法》《犬只法》第二条。

### 乡镇配合职责

发现后上报县公安局。
";

fn load() -> pipeline::Site {
    let site = Site::copy_of(&project().join("tests/findings/base"))
        .file("content/990201201/coop.md", COOP);
    pipeline::Site::load(&site.root()).unwrap()
}

/// Each line of a duty: whose it is, and what it mentions.
fn notes(site: &pipeline::Site, id: &str) -> Vec<String> {
    let (graph, content) = (&site.graph, &site.content);
    let duty = duty_refs(content).find(|duty| duty.of(content).id.to_string() == id).unwrap();
    let mut all = Vec::new();
    for (section, notes) in graph.notes(content, duty).sections {
        for (line, note) in duty.of(content).section(section).lines.iter().zip(notes) {
            let owner = match note.owner {
                Owner::Departments(own, ground) => {
                    let names: Vec<&str> = own.iter().map(|d| name(graph, *d)).collect();
                    format!("{} {ground:?}", names.join("+"))
                }
                other => format!("{other:?}"),
            };
            let mentions = note.mentions.into_iter().map(|mention| {
                let target = match mention.target {
                    Target::Department(body) => name(graph, body).to_owned(),
                    Target::Law(law) => graph.laws[law].title.clone(),
                    Target::Duty(duty) => duty.of(content).id.to_string(),
                };
                format!("{}={target}", &line.text()[mention.range])
            });
            all.push(format!("{owner}: {}", mentions.collect::<Vec<_>>().join(" ")));
        }
    }
    all
}

fn name(graph: &Graph, department: usize) -> &str {
    &graph.departments[department].name
}

#[test]
fn a_duty_says_whose_its_lines_are_and_what_they_mention() {
    let site = load();
    assert_eq!(
        notes(&site, "c1"),
        [
            "松川县公安局 Opening: 县公安局=松川县公安局 《松川县犬只条例》第十二条=松川县犬只条例",
            "松川县民政局 Opening: 县民政局=松川县民政局",
            "Unknown: ",
            "Township: 第2项=c2 流浪犬收容工作=c2",
            "Township: 《犬只条例》第九条=犬只条例",
            "Township: ",
        ]
    );
    assert_eq!(
        notes(&site, "c2")[0],
        "松川县民政局 Only: 县公安局=松川县公安局 《中华人民共和国犬只法》=中华人民共和国犬只法 \
         《犬只法》第二条=中华人民共和国犬只法"
    );
}

#[test]
fn a_law_has_all_its_citations_by_article() {
    let site = load();
    let law =
        |title: &str| -> &Law { site.graph.laws.iter().find(|law| law.title == title).unwrap() };
    let articles = law("中华人民共和国犬只法").by_article();
    let counts: Vec<_> = articles.iter().map(|(article, cited)| (*article, cited.len())).collect();
    assert_eq!(counts, [("", 1), ("第二条", 1)], "one law under two names");
    assert_ne!(law("犬只条例").id, law("松川县犬只条例").id, "another text");
}

#[test]
fn a_department_knows_who_mentions_it_without_naming_it() {
    let site = load();
    let (graph, content) = (&site.graph, &site.content);
    let police = graph.departments.iter().position(|d| d.name == "松川县公安局").unwrap();
    let mentioned = graph.mentioned[police].iter().map(|duty| duty.of(content).id.to_string());
    assert_eq!(mentioned.collect::<Vec<_>>(), ["c2"], "c1 names it");
}

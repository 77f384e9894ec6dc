//! `export --format graph`: nodes and edges that fit together and the site.

#![allow(clippy::unwrap_used, reason = "a test ends where something is not as expected")]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use common::{Site, command, project};
use serde_json::Value;

fn demonstration() -> Site {
    let site = Site::empty();
    fs::remove_dir_all(site.root()).unwrap();
    command(&["init", site.root().to_str().unwrap()]);
    site
}

fn graph(site: &Site) -> Value {
    serde_json::from_str(&site.ok(&["export", "--format", "graph"]).stdout).unwrap()
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

fn edges<'a>(graph: &'a Value, kind: &str) -> Vec<&'a Value> {
    graph["edges"].as_array().unwrap().iter().filter(|edge| text(edge, "kind") == kind).collect()
}

#[test]
fn both_ends_of_every_edge_are_nodes_and_no_node_is_there_twice() {
    let graph = graph(&demonstration());
    let nodes = graph["nodes"].as_array().unwrap();
    let ids: BTreeSet<&str> = nodes.iter().map(|node| text(node, "id")).collect();
    assert_eq!(ids.len(), nodes.len());
    for edge in graph["edges"].as_array().unwrap() {
        assert!(ids.contains(text(edge, "from")) && ids.contains(text(edge, "to")), "{edge}");
    }
    let kinds: BTreeSet<&str> =
        graph["edges"].as_array().unwrap().iter().map(|edge| text(edge, "kind")).collect();
    for kind in ["has", "lists", "leads", "took_back", "owns", "belongs_to", "shares", "same"] {
        assert!(kinds.contains(kind), "the demonstration has no edge {kind}");
    }
}

#[test]
fn ids_are_those_of_the_pages_and_anchors_are_on_them() {
    let site = demonstration();
    let built = site.built();
    let graph = graph(&site);
    let mut urls = BTreeMap::new();
    for node in graph["nodes"].as_array().unwrap() {
        let (id, kind, url) = (text(node, "id"), text(node, "kind"), text(node, "url"));
        if url.is_empty() {
            continue;
        }
        let (_, own) = id.split_once('/').unwrap();
        let expected = match kind {
            "county" | "township" => format!("{own}/index.html"),
            "duty" => format!("{own}.html"),
            "department" | "class" => format!("d/{own}.html"),
            kind => format!("{kind}/{own}.html"),
        };
        assert_eq!(url, expected);
        assert!(built.contains_key(url), "{url}");
        urls.insert(id, url);
    }
    let mut anchors = 0;
    for edge in graph["edges"].as_array().unwrap() {
        let duty = if text(edge, "kind") == "owns" { "to" } else { "from" };
        for anchor in edge["anchors"].as_array().into_iter().flatten() {
            let page = String::from_utf8_lossy(&built[urls[text(edge, duty)]]);
            assert!(page.contains(&format!("id=\"{}\"", anchor.as_str().unwrap())), "{edge}");
            anchors += 1;
        }
    }
    assert!(anchors > 100);
}

#[test]
fn the_same_content_gives_the_same_bytes_to_stdout_and_to_a_file() {
    let site = demonstration();
    let first = site.ok(&["export", "--format", "graph"]).stdout;
    assert_eq!(first, site.ok(&["export", "--format", "graph"]).stdout);
    let file = site.path("graph.json");
    site.ok(&["export", "--format", "graph", "--out", file.to_str().unwrap()]);
    assert_eq!(first, fs::read_to_string(file).unwrap());
}

#[test]
fn departments_that_share_a_duty_are_tied_once_with_their_number() {
    let site = Site::copy_of(&project().join("tests/cases/forms/site"));
    let graph = graph(&site);
    let shares = edges(&graph, "shares");
    let pairs: BTreeSet<(&str, &str)> =
        shares.iter().map(|edge| (text(edge, "from"), text(edge, "to"))).collect();
    assert_eq!(pairs.len(), shares.len());
    for (one, other) in &pairs {
        assert!(!pairs.contains(&(*other, *one)));
    }
    let mut duties: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for edge in edges(&graph, "leads").into_iter().chain(edges(&graph, "took_back")) {
        duties.entry(text(edge, "from")).or_default().insert(text(edge, "to"));
    }
    assert!(!shares.is_empty());
    for edge in shares {
        let common = duties[text(edge, "from")].intersection(&duties[text(edge, "to")]).count();
        assert_eq!(edge["count"], common, "{edge}");
    }
}

//! `ARCHITECTURE.md` is kept true: what it names is there, and what is there it names.

#![allow(clippy::unwrap_used, reason = "a test ends where something is not as expected")]

mod common;

use std::fs;

use common::project;

fn text() -> String {
    fs::read_to_string(project().join("ARCHITECTURE.md")).unwrap()
}

/// Every second piece between backticks is code; of those, paths have a `/` or a known ending.
fn paths(text: &str) -> Vec<String> {
    text.split('`')
        .skip(1)
        .step_by(2)
        .filter(|code| {
            !code.contains([' ', '{', '<', '*', '(', '…', '#']) && !code.contains("QNNNN")
        })
        .filter(|code| {
            code.contains('/')
                || [".rs", ".md", ".toml", ".html", ".js"].iter().any(|e| code.ends_with(e))
        })
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_path_that_it_names_is_there() {
    let named = paths(&text());
    assert!(named.len() > 20, "{named:?}");
    for path in named {
        let beside = ["", "src/", "content/", "themes/plain/", "content/990121101/", "tests/"];
        let found = beside.iter().any(|folder| project().join(folder).join(&path).exists());
        // What a build leaves is not in a fresh clone.
        assert!(
            found || path.starts_with("public"),
            "ARCHITECTURE.md names `{path}`, which is not there"
        );
    }
}

#[test]
fn every_module_is_named() {
    let text = text();
    for entry in fs::read_dir(project().join("src")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(text.contains(&name), "ARCHITECTURE.md does not mention src/{name}");
    }
}

/// From what everybody speaks to what nobody does; a module uses those before it, or on its own line.
const FLOW: &[&[&str]] = &[
    &["digest", "text"],
    &["model"],
    &["diag"],
    &["config", "import"],
    &["content"],
    &["graph", "starter"],
    &["check", "site"],
    &["emit", "export", "pipeline", "render", "review", "search"],
    &["build"],
    &["serve"],
    &["cli"],
];

#[test]
fn data_flows_one_way() {
    let rank = |module: &str| FLOW.iter().position(|line| line.contains(&module));
    for (name, bytes) in common::files(&project().join("src")) {
        let module = name.split('/').next().unwrap().trim_end_matches(".rs").to_owned();
        let Some(own) = rank(&module) else { continue };
        let text = String::from_utf8(bytes).unwrap();
        let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        for used in code.flat_map(|line| line.split("crate::").skip(1)) {
            let used: String =
                used.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if let Some(theirs) = rank(&used) {
                assert!(theirs <= own, "src/{name} uses `{used}`, which is to its right");
            }
        }
    }
}

/// Words that would tell of one machine.
#[test]
fn nothing_names_the_machine_that_it_was_written_on() {
    for folder in ["src", "docs", "content", "templates", "themes", "tests", ".ci"] {
        for (name, bytes) in common::files(&project().join(folder)) {
            if name.contains("node_modules") {
                continue;
            }
            let text = String::from_utf8_lossy(&bytes);
            for word in [concat!("/wo", "rk/"), concat!("/ro", "ot/")] {
                assert!(!text.contains(word), "{folder}/{name} has {word}");
            }
        }
    }
}

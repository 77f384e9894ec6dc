//! The graph stage alone: how long it takes and what it holds. Run by `tests/bench/graph.py`.
//!
//! Prints, as JSON, the townships and duties of the site in the folder that is given, the seconds for reading it and for the
//! graph, and the peak memory after each in kilobytes (Linux).

#![allow(clippy::print_stdout, reason = "what it prints is its result")]

use std::path::Path;
use std::time::Instant;

use qingdan::content::load;
use qingdan::graph::{duty_refs, resolve_graph};

/// The most memory that this process has had; 0 where the system does not say.
fn peak_kilobytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

fn main() {
    // `cargo bench` adds `--bench`.
    let Some(root) = std::env::args().skip(1).find(|argument| !argument.starts_with("--")) else {
        return;
    };
    let begin = Instant::now();
    let content = load(Path::new(&root));
    let (reading, read_peak) = (begin.elapsed().as_secs_f64(), peak_kilobytes());
    let begin = Instant::now();
    let graph = resolve_graph(&content);
    let (seconds, peak) = (begin.elapsed().as_secs_f64(), peak_kilobytes());
    let (townships, duties) = (content.townships.len(), duty_refs(&content).count());
    let groups = graph.same.len();
    println!(
        "{{\"townships\": {townships}, \"duties\": {duties}, \"groups\": {groups}, \"problems\": {}, \
         \"load_s\": {reading:.3}, \"load_kb\": {read_peak}, \"graph_s\": {seconds:.3}, \"peak_kb\": {peak}}}",
        content.problems.len()
    );
}

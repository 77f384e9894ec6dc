//! The graph stage alone: how long it takes and what it holds. Run by `tests/bench/graph.py`.
//!
//! Prints, as JSON, the townships and duties of the site in the folder that is given, the seconds for reading it and for the
//! graph, the processors' seconds for the graph and for the groups of the same duty alone (once more), and the peak memory in
//! kilobytes (Linux). Processors' seconds hold on a busy machine too.

#![allow(clippy::print_stdout, reason = "what it prints is its result")]

use std::path::Path;
use std::time::Instant;

use qingdan::content::load;
use qingdan::graph::{duty_refs, resolve_graph, resolve_same};

/// The most memory that this process has had; 0 where the system does not say.
fn peak_kilobytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

/// Seconds that the processors worked for this process, all threads; 0 where the system does not say.
fn worked() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    // User and system time, in hundredths of a second.
    let ticks: f64 = fields.skip(11).take(2).filter_map(|field| field.parse::<f64>().ok()).sum();
    ticks / 100.0
}

fn main() {
    // `cargo bench` adds `--bench`.
    let Some(root) = std::env::args().skip(1).find(|argument| !argument.starts_with("--")) else {
        return;
    };
    let begin = Instant::now();
    let content = load(Path::new(&root));
    let (reading, read_peak) = (begin.elapsed().as_secs_f64(), peak_kilobytes());
    let (begin, before) = (Instant::now(), worked());
    let graph = resolve_graph(&content);
    let (seconds, peak) = (begin.elapsed().as_secs_f64(), peak_kilobytes());
    let cpu = worked() - before;
    drop(graph);
    let before = worked();
    let groups = resolve_same(&content).len();
    let same = worked() - before;
    let (townships, duties) = (content.townships.len(), duty_refs(&content).count());
    println!(
        "{{\"townships\": {townships}, \"duties\": {duties}, \"groups\": {groups}, \"problems\": {}, \
         \"load_s\": {reading:.3}, \"load_kb\": {read_peak}, \"graph_s\": {seconds:.3}, \"cpu_s\": {cpu:.2}, \"same_cpu_s\": {same:.2}, \"peak_kb\": {peak}}}",
        content.problems.len()
    );
}

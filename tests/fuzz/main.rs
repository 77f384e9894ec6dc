//! Fuzzing on a stable compiler: whatever bytes come, each carrier gives an error or a township that holds.
//!
//! Small valid documents ([`seeds`]) are damaged by the rules of their form ([`mutate`]), inside archives and
//! streams too, and what comes of them is judged ([`judge`]). Inputs that once failed are in
//! `regressions/CARRIER/` and tried first. Everything follows from a number, so a failure can be repeated:
//!
//! - `QINGDAN_FUZZ_SECONDS=600` how long, all carriers together (else a few seconds);
//! - `QINGDAN_FUZZ_SEED=7` other damage than the last time.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test ends where something is not as expected, and says what it tried"
)]

mod judge;
mod mutate;
mod seeds;

use std::any::Any;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Once, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use judge::{Verdict, judge};
use mutate::{Random, mutate};
use seeds::Seed;

/// Seconds for all carriers when nobody says.
const SECONDS: u64 = 8;
/// A document of some kilobytes that takes longer is a failure, without optimisation too.
const LIMIT: Duration = Duration::from_secs(20);
/// As much as the main thread of the program has.
const STACK: usize = 8 << 20;
/// More memory than this at any time is a failure.
const MEMORY: u64 = 3 << 30;
/// How long a failing input is made smaller.
const SHRINKING: Duration = Duration::from_secs(30);

macro_rules! carriers {
    ($($name:ident $seeds:path),* $(,)?) => {
        const CARRIERS: u64 = [$(stringify!($name)),*].len() as u64;
        $(#[test]
        fn $name() {
            survives(stringify!($name), &$seeds());
        })*
    };
}

#[cfg(feature = "pdf")]
carriers! {
    tabbed seeds::tabbed, pipe seeds::pipe, csv seeds::csv, layout seeds::layout, html seeds::html,
    docx seeds::docx, xlsx seeds::xlsx, xls seeds::xls, pdf seeds::pdf,
}
#[cfg(not(feature = "pdf"))]
carriers! {
    tabbed seeds::tabbed, pipe seeds::pipe, csv seeds::csv, layout seeds::layout, html seeds::html,
    docx seeds::docx, xlsx seeds::xlsx, xls seeds::xls,
}

/// Tries what failed once, the seeds, and damaged seeds until the time is over.
fn survives(carrier: &str, seeds: &[Seed]) {
    quiet();
    for path in regressions(carrier) {
        let bytes = fs::read(&path).unwrap();
        attempt(carrier, bytes).unwrap_or_else(|why| panic!("{}: {why}", path.display()));
    }
    for seed in seeds {
        let verdict = attempt(carrier, seed.bytes());
        assert_eq!(verdict, Ok(Verdict::Imported), "a seed of {carrier} is a list");
    }
    let first = number("QINGDAN_FUZZ_SEED").unwrap_or(1);
    let time = Duration::from_secs(number("QINGDAN_FUZZ_SECONDS").unwrap_or(SECONDS));
    let (begun, mut tried, mut imported) = (Instant::now(), 0_u64, 0_u64);
    while begun.elapsed() * u32::try_from(CARRIERS).unwrap() < time {
        let case = first.wrapping_mul(1_000_000_007).wrapping_add(tried);
        let damaged = mutate(seeds, carrier, &mut Random::new(case));
        match attempt(carrier, damaged.bytes()) {
            Ok(verdict) => imported += u64::from(verdict == Verdict::Imported),
            Err(why) => fail(carrier, case, damaged, &why),
        }
        tried += 1;
    }
    eprintln!("{carrier}: {tried} documents tried, {imported} of them imported");
}

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok().map(|value| value.parse().unwrap())
}

fn regressions(carrier: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/regressions").join(carrier);
    let files = fs::read_dir(folder).map(|entries| entries.map(|e| e.unwrap().path()).collect());
    let mut files: Vec<PathBuf> = files.unwrap_or_default();
    files.sort();
    files
}

/// Judges a document in a thread of its own, within the limits. The document is on disk meanwhile: what
/// ends the whole process, as an overflow of the stack does, is found there.
fn attempt(carrier: &str, bytes: Vec<u8>) -> Result<Verdict, String> {
    let running = folder().join(format!("{carrier}.running"));
    fs::write(&running, &bytes).unwrap();
    let (send, receive) = mpsc::channel();
    let work = move || {
        let judged = catch_unwind(AssertUnwindSafe(|| judge(&bytes)));
        let _ = send.send(judged.unwrap_or_else(|panic| Err(format!("panics: {}", told(&*panic)))));
    };
    thread::Builder::new().stack_size(STACK).spawn(work).unwrap();
    let verdict = receive
        .recv_timeout(LIMIT)
        .unwrap_or_else(|_| Err(format!("takes more than {} s", LIMIT.as_secs())));
    fs::remove_file(&running).unwrap();
    match peak_memory() {
        Some(peak) if peak > MEMORY => Err(format!("the tests came to {} MB", peak >> 20)),
        _ => verdict,
    }
}

fn told(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or_default().to_owned()
}

/// Libraries that panic on damaged files are caught by the readers: no word of that. The failures of
/// these tests are told as ever.
fn quiet() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            let of_a_library = info.location().is_some_and(|at| at.file().contains("registry"));
            if !of_a_library {
                usual(info);
            }
        }));
    });
}

/// The most memory that the process ever had, where the system tells.
fn peak_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok().map(|kilobytes| kilobytes << 10)
}

fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("fuzz");
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Makes the input smaller, writes it and ends the test.
fn fail(carrier: &str, case: u64, damaged: Seed, why: &str) -> ! {
    let path = folder().join(format!("{carrier}-{case}"));
    fs::write(&path, damaged.bytes()).unwrap();
    // What takes long, or too much memory, does so at each attempt.
    if why.starts_with("panics") || why.starts_with("says") {
        let small = shrink(carrier, damaged, why);
        fs::write(&path, small.bytes()).unwrap();
    }
    panic!(
        "{carrier}, case {case}: {why}\nThe input is {}. Mend it, and keep the input in tests/fuzz/regressions/{carrier}/",
        path.display()
    )
}

/// Leaves out pieces, large ones first, as long as the failure stays of its kind.
fn shrink(carrier: &str, mut best: Seed, why: &str) -> Seed {
    let begun = Instant::now();
    let kind = |why: &str| why.chars().take(24).collect::<String>();
    for part in 0..best.parts.len() {
        let mut size = best.parts[part].1.len();
        while size > 0 && begun.elapsed() < SHRINKING {
            let mut at = 0;
            while at < best.parts[part].1.len() && begun.elapsed() < SHRINKING {
                let mut smaller = best.clone();
                let content = &mut smaller.parts[part].1;
                let end = (at + size).min(content.len());
                content.drain(at..end);
                match attempt(carrier, smaller.bytes()) {
                    Err(other) if kind(&other) == kind(why) => best = smaller,
                    _ => at += size,
                }
            }
            size /= 2;
        }
    }
    best
}

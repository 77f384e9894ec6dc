//! Precision and recall of "the same duty elsewhere" on pairs labelled by hand, where they are; skipped otherwise.
//!
//! `QINGDAN_PAIRS` is a table (tab-separated, with a row of names: code_a, id_a, code_b, id_b, label, note; labels are `same`,
//! `different`, and `none` with `-` for id_b: the township has no such duty; others are not counted), `QINGDAN_PAIRS_SITE` the site that they are of, `QINGDAN_PAIRS_HALF` `tune` or `hold`: which pairs, by the
//! CRC-32 of `code_a/id_a`.

#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test ends where something is not as expected, and says what it measures"
)]

use std::collections::BTreeMap;
use std::path::Path;

use qingdan::pipeline::Site;

fn crc32(text: &str) -> u32 {
    !text.bytes().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(byte), |crc, _| {
            if crc & 1 == 1 { crc >> 1 ^ 0xEDB8_8320 } else { crc >> 1 }
        })
    })
}

#[test]
fn pairs_labelled_by_hand_are_told_apart() {
    let (Ok(pairs), Ok(root)) =
        (std::env::var("QINGDAN_PAIRS"), std::env::var("QINGDAN_PAIRS_SITE"))
    else {
        return;
    };
    let half = std::env::var("QINGDAN_PAIRS_HALF").unwrap_or_default();
    let site = Site::load(Path::new(&root)).unwrap();
    let group_of: BTreeMap<String, usize> = site
        .graph
        .same_of
        .iter()
        .map(|(duty, group)| {
            let code = &site.content.townships[duty.township].township.code;
            (format!("{code}/{}", duty.of(&site.content).id), *group)
        })
        .collect();
    let (mut right, mut wrong, mut missed, mut told) = (0, 0, 0, 0);
    let text = std::fs::read_to_string(pairs).unwrap();
    for row in text.lines().skip(1) {
        let cells: Vec<&str> = row.split('\t').collect();
        let (a, b) = (format!("{}/{}", cells[0], cells[1]), format!("{}/{}", cells[2], cells[3]));
        let even = crc32(&a).is_multiple_of(2);
        if (half == "tune" && !even) || (half == "hold" && even) {
            continue;
        }
        let group = group_of.get(&a);
        let together = match cells[4] {
            "same" | "different" => group.is_some() && group_of.get(&b) == group,
            "none" => {
                group_of.iter().any(|(duty, g)| duty.starts_with(cells[2]) && Some(g) == group)
            }
            _ => continue,
        };
        match (together, cells[4] == "same") {
            (true, true) => right += 1,
            (false, false) => told += 1,
            (true, false) => {
                wrong += 1;
                eprintln!("wrongly together: {row}");
            }
            (false, true) => {
                missed += 1;
                eprintln!("missed: {row}");
            }
        }
    }
    let share = |part: i32, of: i32| f64::from(part) / f64::from(of);
    let (precision, recall) = (share(right, right + wrong), share(right, right + missed));
    eprintln!("same {right}, missed {missed}, wrongly together {wrong}, told apart {told}");
    eprintln!("precision {precision:.4}, recall {recall:.4}");
    assert!(precision >= 0.98 && recall >= 0.95);
}

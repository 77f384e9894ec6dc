//! The drawing of a department's neighbourhood: where boxes, lines and words stand. Pure geometry.
//!
//! Two columns, narrow enough for a phone: the department on the left, its neighbours below one another on
//! the right. The lines leave the department in the order in which they arrive, so none crosses another; a
//! line's width goes with its number, which is printed at its end. Not here: which
//! neighbours are drawn (`views`), colours and type (the theme).

use unicode_width::UnicodeWidthStr;

use super::view::{BoxView, FigureGroupView, FigureView, NodeView, TextLineView};

/// A neighbour to draw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Neighbour {
    /// Its page.
    pub(super) href: String,
    /// Name.
    pub(super) name: String,
    /// The number on its line.
    pub(super) count: usize,
}

const WIDTH: u32 = 344;
/// Type size of names: a Chinese character is as wide.
const EM: u32 = 15;
const LINE: u32 = 19;
const HUB: u32 = 5 * EM + 14;
const LABEL_X: u32 = 152;
const LABEL_CHARS: usize = 12;
/// From one neighbour to the next, beside the lines of its name.
const GAP: u32 = 19;
const HEADING: u32 = 32;
const BADGE_HEIGHT: u32 = 22;
const THICKEST: u32 = 12;

/// Draws neighbours in groups, from above.
pub(super) fn draw(department: &str, groups: Vec<(&'static str, Vec<Neighbour>)>) -> FigureView {
    let all = || groups.iter().flat_map(|(_, neighbours)| neighbours);
    // Where all numbers are small, a unit each: one matter is a thin line.
    let most = all().map(|neighbour| neighbour.count).max().unwrap_or(0).max(THICKEST as usize);
    let bundle: u32 = all().map(|neighbour| weight(neighbour.count, most) + 1).sum();
    let hub_lines = wrap(department, 5);
    let hub_height = (height_of(&hub_lines) + 2 * GAP).max(bundle + GAP);
    let rows: u32 = all().map(|neighbour| row_height(&neighbour.name)).sum();
    let heads = HEADING * u32::try_from(groups.len()).unwrap_or(0);
    let height = (rows + heads).max(hub_height) + 2;
    let hub_top = (height - hub_height) / 2;

    let mut y = 1 + (height - 2 - rows - heads) / 2;
    let mut leaves = hub_top + (hub_height - bundle) / 2;
    let mut drawn = Vec::new();
    for (kind, neighbours) in groups {
        let heading = y + HEADING - 9;
        y += HEADING;
        let mut nodes = Vec::new();
        for neighbour in neighbours {
            let weight = weight(neighbour.count, most);
            nodes.push(node(neighbour, y, leaves + weight / 2, weight));
            y += row_height(&nodes[nodes.len() - 1].name);
            leaves += weight + 1;
        }
        drawn.push(FigureGroupView { kind, x: LABEL_X, y: heading, nodes });
    }
    let hub = centred(0, hub_top, HUB, hub_height, hub_lines);
    FigureView { width: WIDTH, height, hub, groups: drawn }
}

fn node(neighbour: Neighbour, y: u32, leaves: u32, weight: u32) -> NodeView {
    let lines = wrap(&neighbour.name, LABEL_CHARS);
    let height = height_of(&lines) + GAP;
    let middle = y + height / 2;
    let number = neighbour.count.to_string();
    let badge_width = 12 + 8 * u32::try_from(number.len()).unwrap_or(0);
    let badge_x = LABEL_X - 8 - badge_width;
    let half = u32::midpoint(HUB, badge_x);
    NodeView {
        path: format!("M{HUB} {leaves}C{half} {leaves} {half} {middle} {badge_x} {middle}"),
        label: BoxView {
            x: LABEL_X - 4,
            y,
            width: WIDTH - LABEL_X + 4,
            height,
            text_x: LABEL_X,
            lines: place(lines, y + GAP / 2),
        },
        badge: centred(badge_x, middle - BADGE_HEIGHT / 2, badge_width, BADGE_HEIGHT, vec![number]),
        href: neighbour.href,
        name: neighbour.name,
        count: neighbour.count,
        weight,
    }
}

/// A box with its text in the middle of it.
fn centred(x: u32, y: u32, width: u32, height: u32, lines: Vec<String>) -> BoxView {
    let top = y + (height.saturating_sub(height_of(&lines))) / 2;
    BoxView { x, y, width, height, text_x: x + width / 2, lines: place(lines, top) }
}

fn place(lines: Vec<String>, top: u32) -> Vec<TextLineView> {
    // The base line stands where the characters end, a little above the end of the line.
    let base = (top + EM..).step_by(LINE as usize);
    lines.into_iter().zip(base).map(|(text, y)| TextLineView { y, text }).collect()
}

fn height_of(lines: &[String]) -> u32 {
    LINE * u32::try_from(lines.len()).unwrap_or(1)
}

fn row_height(name: &str) -> u32 {
    height_of(&wrap(name, LABEL_CHARS)) + GAP
}

/// The width of a line: never so thin that it is not seen.
fn weight(count: usize, most: usize) -> u32 {
    let share = (count * THICKEST as usize).div_ceil(most);
    u32::try_from(share).unwrap_or(THICKEST).clamp(1, THICKEST)
}

/// Divides a name into as few lines as hold `chars` Chinese characters each, of about one length.
fn wrap(name: &str, chars: usize) -> Vec<String> {
    let width = name.width();
    let lines = width.div_ceil(2 * chars).max(1);
    // In Chinese characters, so that no line is longer than the others by more than one.
    let each = 2 * width.div_ceil(2 * lines);
    let mut wrapped = vec![String::new()];
    for c in name.chars() {
        let line = wrapped.len() - 1;
        let next = wrapped[line].width() + c.to_string().width();
        if next > each && !wrapped[line].is_empty() {
            wrapped.push(c.to_string());
        } else {
            wrapped[line].push(c);
        }
    }
    wrapped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn neighbours(counts: &[usize]) -> Vec<Neighbour> {
        let one = |(i, count): (usize, &usize)| Neighbour {
            href: String::new(),
            name: "槐川县文化体育广播电视和旅游局".chars().take(4 + i * 3).collect(),
            count: *count,
        };
        counts.iter().enumerate().map(one).collect()
    }

    #[test]
    fn long_names_are_divided_into_lines_of_about_one_length() {
        assert_eq!(wrap("槐川县公安局", 12), ["槐川县公安局"]);
        assert_eq!(
            wrap("槐川县文化体育广播电视和旅游局", 12),
            ["槐川县文化体育广", "播电视和旅游局"]
        );
        assert_eq!(wrap("青岚市生态环境局槐川县分局", 5), ["青岚市生态", "环境局槐川", "县分局"]);
        assert_eq!(wrap("", 5), [""]);
    }

    #[test]
    fn no_two_names_overlap_and_nothing_stands_outside() {
        let groups = vec![("shares", neighbours(&[40, 7, 1])), ("townships", neighbours(&[90, 2]))];
        let figure = draw("青岚市生态环境局槐川县分局", groups);
        let mut above = 0;
        for group in &figure.groups {
            assert!(group.y > above);
            above = group.y;
            for node in &group.nodes {
                assert!(node.label.y >= above, "{}", node.name);
                above = node.label.y + node.label.height;
                for line in &node.label.lines {
                    let right =
                        node.label.text_x + u32::try_from(line.text.width()).unwrap() * EM / 2;
                    assert!(right <= figure.width, "{}", line.text);
                    assert!(line.y < above);
                }
                assert!(node.badge.x > HUB && node.badge.x + node.badge.width < node.label.x);
            }
        }
        assert!(above <= figure.height);
        assert!(figure.hub.y + figure.hub.height <= figure.height);
    }

    #[test]
    fn a_line_is_as_wide_as_its_number_is_large() {
        let figure = draw("甲局", vec![("shares", neighbours(&[1200, 600, 1]))]);
        let weights: Vec<u32> = figure.groups[0].nodes.iter().map(|node| node.weight).collect();
        assert_eq!(weights, [12, 6, 1]);
        let figure = draw("甲局", vec![("shares", neighbours(&[3, 1]))]);
        let weights: Vec<u32> = figure.groups[0].nodes.iter().map(|node| node.weight).collect();
        assert_eq!(weights, [3, 1], "few matters are thin lines, also where none has more");
    }

    #[test]
    fn a_department_without_neighbours_can_be_drawn() {
        let figure = draw("甲局", Vec::new());
        assert!(figure.groups.is_empty() && figure.height >= figure.hub.height);
    }
}

//! Word documents (`.docx`): paragraphs, tables and the numbers that Word prints before paragraphs.
//!
//! The document is read as it stands: insertions are in it, deletions are not. Page headers and
//! footers are furniture; a footnote follows what refers to it, without its number. Comments are no
//! part of the document, bullets are ornaments, and pictures are not looked into.

mod body;
mod numbering;
mod package;
mod symbols;
mod xml;

use roxmltree::{Document, Node};

use super::flow::lay_out;
use super::zipped::Zipped;
use crate::import::ImportError;
use crate::import::table::{Block, Content, Reading};
use crate::model::Position;
use body::{Notes, Story, count_printed, flatten, notes_of};
use numbering::Numbering;
use package::Parts;
pub(in crate::import) use package::is_docx;
use xml::parse;

/// What people call such a file.
pub(in crate::import) const FORMAT: &str = ".docx";

/// Reads a document.
pub(in crate::import) fn read_docx(bytes: &[u8]) -> Result<Reading, ImportError> {
    let parts = Parts::read(&mut Zipped::open(bytes, FORMAT)?)?;
    let main = parse(&parts.main)?;
    let [numbering, styles, footnotes, endnotes] =
        [&parts.numbering, &parts.styles, &parts.footnotes, &parts.endnotes]
            .map(|part| part.as_deref().map(parse).transpose());
    let (numbering, styles, footnotes, endnotes) = (numbering?, styles?, footnotes?, endnotes?);
    let notes: Notes<'_, '_> = [
        root(footnotes.as_ref()).map(|r| notes_of(r, "footnote")).unwrap_or_default(),
        root(endnotes.as_ref()).map(|r| notes_of(r, "endnote")).unwrap_or_default(),
    ];
    let all_notes = count_notes(&notes);
    let numbering = Numbering::read(root(numbering.as_ref()), root(styles.as_ref()));
    let mut story = Story { numbering, notes, numbers: 0 };

    let mut reading = Reading::default();
    margins(&mut story, &parts.headers, "页眉", &mut reading)?;
    let pieces = story.pieces(main.root_element())?;
    let body = lay_out(&pieces, count_printed(main.root_element()))?;
    reading.blocks.extend(body.blocks);
    margins(&mut story, &parts.footers, "页脚", &mut reading)?;
    // Notes that nothing refers to are not printed; the story has kept them.
    reading.visible += body.visible + story.numbers + all_notes - count_notes(&story.notes);
    Ok(reading)
}

fn root<'a, 'i>(part: Option<&'a Document<'i>>) -> Option<Node<'a, 'i>> {
    part.map(Document::root_element)
}

fn count_notes(notes: &Notes<'_, '_>) -> usize {
    notes.iter().flat_map(|kind| kind.values()).map(|note| count_printed(*note)).sum()
}

/// Headers or footers of pages. Each is printed on many pages, and read once.
fn margins(
    story: &mut Story<'_, '_>,
    parts: &[String],
    part: &str,
    reading: &mut Reading,
) -> Result<(), ImportError> {
    let mut lines = Vec::new();
    for text in parts {
        let document = parse(text)?;
        flatten(story.pieces(document.root_element())?, &mut lines);
        reading.visible += count_printed(document.root_element());
    }
    for (text, line) in lines.into_iter().zip(1_u32..) {
        let at = Position { part: Some(part.to_owned()), line };
        reading.blocks.push(Block { at, content: Content::Furniture(text) });
    }
    Ok(())
}

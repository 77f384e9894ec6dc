//! Views of laws and documents: who cites them, and in which sentence. Their text is not here.

use std::collections::BTreeSet;
use std::ops::Range;

use super::clauses::divide;
use super::subjects::{runs, section_title};
use super::{Frame, View, Views};
use crate::graph::{DutyNotes, DutyRef, LawCitation, Target};
use crate::model::{Section, anchors};
use crate::site::Url;
use crate::site::view::{
    CitationView, CitingView, CountedLink, LawArticleView, LawKindView, LawPlaceView, LawView,
    LinkView,
};
use crate::text::law::LawKind;

/// Of more duties the sentences would make a page that is too heavy for a cheap phone.
const MOST_SENTENCES: usize = 300;

impl Views<'_> {
    pub(super) fn law_page(&self, here: &Url, index: usize) -> (Frame, View) {
        let law = &self.graph.laws[index];
        let duties = duties_of(&law.citations);
        let view = LawView {
            title: law.title.clone(),
            kind: kind_key(law.kind),
            articles: law
                .by_article()
                .into_iter()
                .map(|(article, citations)| {
                    self.law_article(here, index, article, &duties_of(citations))
                })
                .collect(),
            duty_count: duties.len(),
            township_count: runs(&duties).count(),
        };
        let title = format!("《{}》", law.title);
        // The site map has the list of all.
        let trail = vec![(self.string("title_sitemap"), Url::top("sitemap"))];
        let frame = Frame { kind: "law", description: title.clone(), title, trail };
        (frame, View::Law(view))
    }

    /// Who cites an article of a law, by township.
    fn law_article(
        &self,
        here: &Url,
        index: usize,
        article: &str,
        duties: &[DutyRef],
    ) -> LawArticleView {
        let brief = duties.len() > MOST_SENTENCES;
        let citing = |duty: &DutyRef| {
            if brief {
                CitingView { duty: self.line(here, *duty, None), sentences: Vec::new() }
            } else {
                self.citing(here, index, article, *duty)
            }
        };
        let places = runs(duties).map(|run| {
            let (county, url) = self.county_step(run[0].township);
            LawPlaceView {
                county: LinkView { text: county, href: here.link_to(&url) },
                township: self.township_link(here, run[0].township),
                duties: run.iter().map(citing).collect(),
            }
        });
        LawArticleView { article: article.to_owned(), brief, places: places.collect() }
    }

    fn citing(&self, here: &Url, law: usize, article: &str, duty: DutyRef) -> CitingView {
        let notes = self.graph.notes(self.content, duty);
        let mut sentences = Vec::new();
        for section in duty.list.sections() {
            sentences.extend(self.sentences(here, (law, article), duty, *section, &notes));
        }
        CitingView { duty: self.line(here, duty, None), sentences }
    }

    /// The sentences of a section that cite an article of a law, each once.
    fn sentences(
        &self,
        here: &Url,
        (law, article): (usize, &str),
        duty: DutyRef,
        section: Section,
        notes: &DutyNotes,
    ) -> Vec<CitationView> {
        let text = duty.of(self.content).section(section);
        let place = &self.content.townships[duty.township].township.place;
        let mut found = Vec::new();
        let lines = text.lines.iter().zip(anchors(section, text)).zip(notes.section(section));
        for ((line, anchor), note) in lines {
            let cited = |range: &Range<usize>| {
                let words = line.text().get(range.clone()).unwrap_or_default();
                if article.is_empty() { words.ends_with('》') } else { words.ends_with(article) }
            };
            let sentences: BTreeSet<(usize, usize)> = note
                .mentions
                .iter()
                .filter(|mention| mention.target == Target::Law(law) && cited(&mention.range))
                .map(|mention| sentence(line.text(), &mention.range))
                .collect();
            found.extend(sentences.into_iter().map(|(start, end)| {
                CitationView {
                    href: here.link_to_anchor(&self.duty_url(duty), &anchor),
                    section: section_title(section, place.township()),
                    marker: line.marker().trim_end().to_owned(),
                    parts: divide(line.text(), start..end, &note.mentions)
                        .into_iter()
                        .map(|(range, target)| self.text_part(here, &line.text()[range], target))
                        .collect(),
                    more_before: start > 0,
                    more_behind: end < line.text().len(),
                }
            }));
        }
        found
    }

    /// All laws by kind, in order of title.
    pub(super) fn law_kinds(&self, here: &Url) -> Vec<LawKindView> {
        let of_kind = |kind: LawKind| -> Vec<CountedLink> {
            let laws = self.graph.laws.iter().filter(|law| law.kind == kind);
            laws.map(|law| CountedLink {
                text: format!("《{}》", law.title),
                href: here.link_to(&Url::law(&law.id)),
                count: duties_of(&law.citations).len(),
            })
            .collect()
        };
        [LawKind::Law, LawKind::Rule, LawKind::Paper]
            .into_iter()
            .map(|kind| LawKindView { kind: kind_key(kind), laws: of_kind(kind) })
            .filter(|kind| !kind.laws.is_empty())
            .collect()
    }
}

/// The duties of citations, each once, in the order of the site.
fn duties_of<'a>(citations: impl IntoIterator<Item = &'a LawCitation>) -> Vec<DutyRef> {
    let duties: BTreeSet<DutyRef> = citations.into_iter().map(|citation| citation.duty).collect();
    duties.into_iter().collect()
}

fn kind_key(kind: LawKind) -> &'static str {
    match kind {
        LawKind::Law => "law",
        LawKind::Rule => "rule",
        LawKind::Paper => "paper",
    }
}

/// The sentence that a part of a text stands in, with its stop: up to `。` or `；`.
fn sentence(text: &str, part: &Range<usize>) -> (usize, usize) {
    let before = text.get(..part.start).unwrap_or_default();
    let start = before.rfind(STOPS).map_or(0, |at| at + STOP_LEN);
    let behind = text.get(part.end..).unwrap_or_default();
    let end = behind.find(STOPS).map_or(text.len(), |at| part.end + at + STOP_LEN);
    (start, end)
}

const STOPS: [char; 2] = ['。', '；'];
const STOP_LEN: usize = '。'.len_utf8();

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_with_its_stop() {
        let text = "巡查灯塔。依据《灯塔法》处罚；上报";
        let of = |part: &str| {
            let at = text.find(part).unwrap_or_default();
            let (start, end) = sentence(text, &(at..at + part.len()));
            &text[start..end]
        };
        assert_eq!(of("《灯塔法》"), "依据《灯塔法》处罚；");
        assert_eq!(of("巡查"), "巡查灯塔。");
        assert_eq!(of("上报"), "上报");
    }
}

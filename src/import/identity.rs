//! Whose list a document is: the code, the full name and the edition, from the command line, the
//! registry, the cover and the file name, in this order of trust. Nothing is invented.

use super::ImportError;
use super::recognise::Recognised;
use crate::model::{Edition, Place, PlaceEntry, TownshipCode};
use crate::text::chars::is_hanzi;
use crate::text::place::split_place;

/// What documents call themselves, the longer before what ends it.
const TITLES: &[&str] = &["履行职责事项清单", "履职事项清单", "职责清单", "清单"];
/// What a document without a cover is called.
const DEFAULT_TITLE: &str = "履职事项清单";

/// What the command line gave.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Given {
    /// `--code`.
    pub code: Option<TownshipCode>,
    /// `--place`.
    pub place: Option<String>,
    /// `--edition`.
    pub edition: Option<Edition>,
}

/// Whose list it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Identity {
    /// Nine-digit code.
    pub code: TownshipCode,
    /// Full name.
    pub place: Place,
    /// Which issue; none when neither the document nor the command line says.
    pub edition: Option<Edition>,
    /// The date as the cover prints it, `YYYY-MM` or `YYYY-MM-DD`.
    pub issued: Option<String>,
}

/// The place as far as it is known before the document is read.
pub(super) fn expected_place(
    given: &Given,
    file_name: &str,
    places: &[PlaceEntry],
) -> Option<Place> {
    if let Some(place) = &given.place {
        return parse_place(place).ok();
    }
    let by_code = places.iter().find(|entry| Some(&entry.code) == given.code.as_ref());
    let by_name = || match matching_entries(places, None, file_name).as_slice() {
        [entry] => Some(entry.name.clone()),
        _ => None,
    };
    by_code.map(|entry| entry.name.clone()).or_else(by_name)
}

/// Resolves the identity of a document.
pub(super) fn resolve_identity(
    given: &Given,
    file_name: &str,
    document: &Recognised,
    places: &[PlaceEntry],
) -> Result<Identity, ImportError> {
    let wanted = given.place.as_deref().map(parse_place).transpose()?;
    let printed = printed_place(document);
    let known = wanted.as_ref().or(printed.as_ref());
    let code = match &given.code {
        Some(code) => code.clone(),
        None => match matching_entries(places, known, file_name).as_slice() {
            [entry] => entry.code.clone(),
            [] => {
                return Err(known.map_or(ImportError::NoPlace, |place| ImportError::NoCode {
                    place: place.full(),
                }));
            }
            several => {
                let candidates =
                    several.iter().map(|e| format!("{} {}", e.code, e.name.full())).collect();
                return Err(ImportError::SeveralPlaces { candidates });
            }
        },
    };
    let registered = || places.iter().find(|entry| entry.code == code).map(|e| e.name.clone());
    let place = wanted.or_else(registered).or(printed).ok_or(ImportError::NoPlace)?;
    let date = document.date;
    let month = date.and_then(|d| Edition::of(d.year, d.month));
    let issued = month.as_ref().map(|month| match date.and_then(|d| d.day) {
        Some(day) => format!("{month}-{day:02}"),
        None => month.to_string(),
    });
    let edition = given.edition.clone().or(month);
    Ok(Identity { code, place, edition, issued })
}

fn parse_place(given: &str) -> Result<Place, ImportError> {
    split_place(given)
        .and_then(|levels| Place::try_from(levels).ok())
        .ok_or_else(|| ImportError::BadPlace { given: given.to_owned() })
}

/// The full name that the cover prints, else the longest that a title of a list prints.
pub(super) fn printed_place(document: &Recognised) -> Option<Place> {
    let lines = document.cover.iter().filter(|line| !line.starts_with("附件"));
    let cover: String = lines.map(String::as_str).collect();
    let name =
        TITLES.iter().find_map(|title| cover.find(title).map(|at| &cover[..at])).unwrap_or(&cover);
    split_place(name)
        .or_else(|| {
            let levels = document.titles.iter().filter_map(|title| split_place(title));
            levels.max_by_key(Vec::len)
        })
        .and_then(|levels| Place::try_from(levels).ok())
}

/// What the cover calls the document, behind the name of the place.
pub(super) fn printed_title(document: &Recognised) -> &'static str {
    let cover: String = document.cover.concat();
    TITLES.iter().find(|title| cover.contains(**title)).unwrap_or(&DEFAULT_TITLE)
}

/// Entries of the registry that a document can be: by its place when it prints one, else by its
/// file name.
fn matching_entries<'a>(
    places: &'a [PlaceEntry],
    known: Option<&Place>,
    file_name: &str,
) -> Vec<&'a PlaceEntry> {
    let names = |entry: &'a PlaceEntry| {
        std::iter::once(entry.name.township()).chain(entry.aliases.iter().map(String::as_str))
    };
    if let Some(place) = known {
        return places
            .iter()
            .filter(|e| e.name.county() == place.county())
            .filter(|e| names(e).any(|n| n == place.township()))
            .collect();
    }
    let by_code: Vec<_> = places.iter().filter(|e| file_name.contains(e.code.as_str())).collect();
    if !by_code.is_empty() {
        return by_code;
    }
    places.iter().filter(|e| names(e).any(|n| is_named_in(n, file_name))).collect()
}

/// Whether a file name has the name of a township as a word of its own: `大柳河镇` is not 柳河镇, and
/// `槐川县柳河镇` is.
fn is_named_in(name: &str, file_name: &str) -> bool {
    !name.is_empty()
        && file_name.match_indices(name).any(|(at, _)| {
            file_name[..at]
                .chars()
                .next_back()
                .is_none_or(|c| !is_hanzi(c) || "省市州盟县区旗".contains(c))
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::date::PrintedDate;

    fn entry(code: &str, name: &[&str]) -> PlaceEntry {
        let name: Vec<String> = name.iter().map(|&p| p.to_owned()).collect();
        #[expect(clippy::unwrap_used, reason = "literals of this test")]
        PlaceEntry {
            code: code.parse().unwrap(),
            name: Place::try_from(name).unwrap(),
            aliases: vec![],
            at: None,
        }
    }

    fn document(cover: &[&str]) -> Recognised {
        Recognised {
            cover: cover.iter().map(|&l| l.to_owned()).collect(),
            date: Some(PrintedDate { year: 2025, month: 8, day: None }),
            ..Recognised::default()
        }
    }

    #[test]
    fn the_cover_picks_the_entry() {
        let places =
            [entry("990121101", &["槐川县", "柳河镇"]), entry("990122101", &["松川县", "柳河镇"])];
        let got = resolve_identity(
            &Given::default(),
            "x.txt",
            &document(&["澜安省青岚市", "松川县柳河镇", "履职事项清单"]),
            &places,
        );
        assert_eq!(got.map(|i| i.code.to_string()), Ok("990122101".into()));
    }

    #[test]
    fn without_a_cover_the_file_name_picks_it_or_the_error_says_what_to_give() {
        let places =
            [entry("990121101", &["槐川县", "柳河镇"]), entry("990122101", &["松川县", "柳河镇"])];
        let resolve = |name| resolve_identity(&Given::default(), name, &document(&[]), &places);
        assert_eq!(resolve("990121101.txt").map(|i| i.code.to_string()), Ok("990121101".into()));
        assert!(matches!(resolve("柳河镇.txt"), Err(ImportError::SeveralPlaces { .. })));
        assert_eq!(resolve("扫描件.txt"), Err(ImportError::NoPlace));
        assert!(
            is_named_in("柳河镇", "槐川县柳河镇.txt") && !is_named_in("柳河镇", "大柳河镇.txt")
        );
    }

    #[test]
    fn a_place_without_code_is_refused_and_a_date_is_never_invented() {
        let cover = document(&["澜安省青岚市槐川县柳河镇", "履职事项清单"]);
        assert_eq!(
            resolve_identity(&Given::default(), "x", &cover, &[]),
            Err(ImportError::NoCode { place: "澜安省青岚市槐川县柳河镇".into() })
        );
        let given = Given { code: "990121101".parse().ok(), ..Given::default() };
        let undated = Recognised { date: None, ..cover };
        let got = resolve_identity(&given, "x", &undated, &[]);
        assert_eq!(got.map(|i| (i.edition, i.issued)), Ok((None, None)));
    }
}

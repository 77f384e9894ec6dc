//! Plain typed data: what a township's duty lists are, with no knowledge of how they were read or
//! how they will be shown.
//!
//! Not here: parsing (`import`, `content`), resolution between townships (`graph`), HTML (`site`,
//! `render`). The words follow the vocabulary of the domain; see `ARCHITECTURE.md`.

mod clause;
mod duty;
mod id;
mod place;
mod provenance;
mod registry;
mod settled;
mod township;

pub use clause::{Clause, ClausePath, Line, LineKind, Text, nest};
pub use duty::{Duty, Field, ListKind, Section};
pub use id::{CountyCode, DutyAddress, DutyId, Edition, Slug, TownshipCode};
pub use place::Place;
pub use provenance::{
    Breaks, Cell, DutySource, Ledger, Mark, MarkKind, Position, Provenance, Remark, RemarkKind,
    Unplaced,
};
pub use registry::{
    CategoryEntry, DepartmentEntry, DepartmentStatus, PlaceEntry, Registries, SameEntry,
};
pub use settled::{Day, Settled};
pub use township::{DeclaredCounts, Lists, Source, Township};

//! An operation with what the first one lacks: a path, a header, a JSON body, nesting, a region, secrets.

use std::collections::BTreeMap;

use super::PRODUCT;
use acs_runtime::Operation;
use acs_runtime::decode::{Decode, DecodeError, Decoder};
use acs_runtime::encode::{Fields, Writer};
use acs_runtime::rules::{Code, Kind, OperationSpec, ParameterSpec, Place, Role, Rule};

/// Changes a thing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct UpdateThing {
    /// The thing.
    pub thing_id: Option<String>,
    /// The region.
    pub region_id: Option<String>,
    /// Who asks.
    pub source: Option<String>,
    /// A password of at least 8 characters.
    pub password: Option<String>,
    /// Its parts.
    pub parts: Option<Vec<Part>>,
    /// Its labels.
    pub labels: Option<BTreeMap<String, String>>,
}

/// A part of a thing, which may have parts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Part {
    /// The name.
    pub name: Option<String>,
    /// How many.
    pub count: Option<i32>,
    /// The parts of the part.
    pub parts: Option<Vec<Part>>,
}

impl Fields for Part {
    fn write<'a>(&'a self, to: &mut Writer<'a>) {
        to.put("Name", &self.name);
        to.put("Count", &self.count);
        to.put("Parts", &self.parts);
    }
}

impl Operation for UpdateThing {
    type Response = UpdateThingResponse;

    const SPEC: &'static OperationSpec<'static> = &SPEC;

    fn write<'a>(&'a self, to: &mut Writer<'a>) {
        to.put("ThingId", &self.thing_id);
        to.put("RegionId", &self.region_id);
        to.put("x-acs-source", &self.source);
        to.put("Password", &self.password);
        to.put("Parts", &self.parts);
        to.put("Labels", &self.labels);
    }
}

/// What a change of a thing returns.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct UpdateThingResponse {
    /// How many there are.
    pub total: Option<i32>,
    /// The things.
    pub things: Vec<Thing>,
}

impl Decode for UpdateThingResponse {
    const NAMES: &'static [&'static str] = &["Total", "Things"];

    fn field(&mut self, name: &str, from: &mut Decoder<'_>) -> Result<(), DecodeError> {
        match name {
            "Total" => from.read(&mut self.total),
            "Things" => from.read(&mut self.things),
            _ => from.unknown(name, Self::NAMES),
        }
    }
}

/// A thing.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Thing {
    /// The name.
    pub name: Option<String>,
    /// What it is in.
    pub parent: Option<Box<Thing>>,
}

impl Decode for Thing {
    const NAMES: &'static [&'static str] = &["Name", "Parent"];

    fn field(&mut self, name: &str, from: &mut Decoder<'_>) -> Result<(), DecodeError> {
        match name {
            "Name" => from.read(&mut self.name),
            "Parent" => from.read(&mut self.parent),
            _ => from.unknown(name, Self::NAMES),
        }
    }
}

/// The documented error codes.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub enum UpdateThingError {
    /// The thing is in use.
    InUse,
    /// The thing has a status that does not allow it.
    IncorrectStatus,
}

acs_runtime::codes!(UpdateThingError of SPEC { InUse, IncorrectStatus, InUse });

static SPEC: OperationSpec<'static> = OperationSpec {
    product: &PRODUCT,
    documentation: "https://example.com/update-thing",
    parameters: &[
        ParameterSpec::text("ThingId", "thing_id").required().place(Place::Path),
        ParameterSpec::text("RegionId", "region_id").required().role(Role::Region),
        ParameterSpec::text("x-acs-source", "source").place(Place::Header),
        ParameterSpec::text("Password", "password")
            .sensitive()
            .place(Place::Field)
            .rules(&[Rule::MinLength(8)])
            .inferred(&[Rule::Ascii]),
        ParameterSpec::list("Parts", "parts", &PART).place(Place::Field),
        ParameterSpec::map("Labels", "labels", &ParameterSpec::item(Kind::Text)).place(Place::Field),
    ],
    codes: &[
        Code::new(400, "Thing.InUse"),
        Code::new(400, "IncorrectStatus.%s"),
        Code::new(409, "Thing.InUse"),
    ],
    ..OperationSpec::roa("UpdateThing", "PUT", "/things/{ThingId}/parts")
};

static PART: ParameterSpec<'static> = ParameterSpec::item(Kind::Object(&[
    ParameterSpec::text("Name", "name"),
    ParameterSpec::integer("Count", "count"),
    ParameterSpec::any("Parts", "parts"),
]));

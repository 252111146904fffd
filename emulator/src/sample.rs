//! sample: a plausible response, made of the documented types, examples and rules.
//!
//! All that is left to chance comes from a seed, the operation and its parameters, so that a request that is sent again is
//! answered alike. What the request says under the name of a field is said again; counts are those of the lists.

mod counts;
mod scalar;

use acs_codegen::model::{Api, Field, Operation, Response, RuleKind, Type};
use acs_rules::{Role, Value as Request};
use fastrand::Rng;
use serde_json::{Map, Value};

/// Most values of a sample; types that refer to each other can describe far more than anybody wants to read.
const VALUES: usize = 2_000;
/// Most items of a list.
const ITEMS: u64 = 3;
/// From this depth on, lists have one item.
const DEEP: usize = 3;

/// Makes the response of one request.
pub(crate) struct Sampler<'s> {
    api: &'s Api,
    op: &'s Operation,
    request: &'s Request<'s>,
    random: Rng,
    /// The shared types that are being made, so that one that contains itself ends.
    open: Vec<&'s str>,
    /// The number of the item that is being made, from 0, in the innermost list.
    index: usize,
    depth: usize,
    left: usize,
}

impl<'s> Sampler<'s> {
    pub(crate) fn new(api: &'s Api, op: &'s Operation, request: &'s Request<'s>, seed: u64) -> Self {
        let parameters = acs_runtime::encode::to_json(request);
        let texts = [&api.product, &api.version, &op.name, &parameters].map(String::as_bytes);
        let random = Rng::with_seed(hash(seed, texts));
        Self { api, op, request, random, open: Vec::new(), index: 0, depth: 0, left: VALUES }
    }

    /// A response of the documented fields, or of the one value where the response is no object.
    pub(crate) fn response(mut self) -> Value {
        match &self.op.response {
            Response::Fields(fields) => self.object(fields),
            Response::Value(field) => self.value(field).unwrap_or_default(),
            Response::Unknown => Value::Object(Map::new()),
        }
    }

    fn object(&mut self, fields: &'s [Field]) -> Value {
        let mut object = Map::new();
        for field in fields.iter().filter(|field| !is_next_token(&field.name)) {
            if let Some(value) = self.value(field) {
                object.insert(field.name.clone(), value);
            }
        }
        counts::agree(fields, &mut object);
        Value::Object(object)
    }

    /// None where the value would contain itself, or enough was made.
    fn value(&mut self, field: &'s Field) -> Option<Value> {
        self.left = self.left.checked_sub(1)?;
        match &field.ty {
            Type::List(item) => Some(self.list(field, item)),
            Type::Map(item) => {
                let value = self.value(item);
                Some(value.into_iter().map(|value| ("key".to_owned(), value)).collect())
            }
            Type::Object(fields) => Some(self.object(fields)),
            Type::Shared(name) => self.shared(name),
            Type::Text
            | Type::Boolean
            | Type::Int32
            | Type::Int64
            | Type::Float
            | Type::Double
            | Type::Binary
            | Type::Any => Some(self.scalar(field)),
        }
    }

    fn list(&mut self, field: &Field, item: &'s Field) -> Value {
        let count = self.count(field, item);
        let outer = self.index;
        self.depth += 1;
        let mut items = Vec::new();
        for index in 0..count {
            self.index = index;
            items.extend(self.value(item));
        }
        self.depth -= 1;
        self.index = outer;
        Value::Array(items)
    }

    /// How many items a list gets: few, as many as documented, and no more than the request asks for. An example of a
    /// value is given once.
    fn count(&mut self, field: &Field, item: &Field) -> usize {
        let is_example = item.example.is_some() && item.children().is_empty();
        let (mut least, mut most) = (1, if self.depth < DEEP && !is_example { ITEMS } else { 1 });
        for rule in &field.rules {
            match rule.kind {
                RuleKind::MinItems(limit) => least = limit.clamp(least, ITEMS),
                RuleKind::MaxItems(limit) => most = most.min(limit),
                _ => {}
            }
        }
        if self.depth == 0
            && let Some(size) = self.page_size()
        {
            most = most.min(size);
        }
        self.random.u64(least.min(most)..=most) as usize
    }

    fn page_size(&self) -> Option<u64> {
        let is_size = |field: &&Field| matches!(field.role, Some(Role::PageSize | Role::MaxResults));
        let field = self.op.parameters.iter().find(is_size)?;
        self.request.get(&field.name)?.text()?.parse().ok()
    }

    fn shared(&mut self, name: &'s str) -> Option<Value> {
        if self.open.contains(&name) {
            return None;
        }
        let shared = self.api.shared(name)?;
        self.open.push(name);
        let value = self.object(&shared.fields);
        self.open.pop();
        Some(value)
    }
}

/// A sample is the last page: a token would send the caller on to another one, without end.
fn is_next_token(name: &str) -> bool {
    ["nexttoken", "nextpagetoken", "nextmarker"].contains(&name.replace('_', "").to_lowercase().as_str())
}

/// FNV-1a, which stays the same in every version of every library.
fn hash<const N: usize>(seed: u64, texts: [&[u8]; N]) -> u64 {
    const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0100_0000_01b3;
    let bytes = texts.into_iter().flat_map(|text| text.iter().copied().chain([0]));
    seed.to_le_bytes()
        .into_iter()
        .chain(bytes)
        .fold(BASIS, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME))
}

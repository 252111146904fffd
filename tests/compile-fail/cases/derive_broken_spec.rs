//! A spec that cannot be read, a file in place of a folder, and a product with a signature of its own.

use acs_macros::{Decode, Operation};

#[derive(Clone, Debug, Default, Operation)]
#[operation(spec = "broken", name = "GetThing", response = ())]
struct GetThing {}

#[derive(Debug, Default, Decode)]
#[object(spec = "broken", name = "GetThing")]
struct Thing {}

#[derive(Clone, Debug, Default, Operation)]
#[operation(spec = "specs/product.yaml", name = "ListTagResources", response = ())]
struct List {}

#[derive(Clone, Debug, Default, Operation)]
#[operation(spec = "own", name = "GetThing", response = ())]
struct GetOwn {}

#[derive(Clone, Debug, Default, Operation)]
#[operation(product = "Store", version = "1", action = "Put", signing = "own", response = ())]
struct Put {}

fn main() {}

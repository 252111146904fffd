//! Products made up for the tests, with one of everything that the emulator treats in its own way.

use acs_codegen::Sources;
use acs_emulator::Emulator;

use crate::signer::{Request, builder};

pub(crate) const RPC_VERSION: &str = "2024-01-01";
pub(crate) const ROA_VERSION: &str = "2024-02-02";

const RPC: &[(&str, &str)] = &[
    ("product.yaml", include_str!("specs/rpc/product.yaml")),
    ("DeleteThing.yaml", include_str!("specs/rpc/DeleteThing.yaml")),
    ("ListThings.yaml", include_str!("specs/rpc/ListThings.yaml")),
    ("GetVersion.yaml", include_str!("specs/rpc/GetVersion.yaml")),
    ("GetText.yaml", include_str!("specs/rpc/GetText.yaml")),
    ("GetNames.yaml", include_str!("specs/rpc/GetNames.yaml")),
    ("SignIn.yaml", include_str!("specs/rpc/SignIn.yaml")),
];

const ROA: &[(&str, &str)] = &[
    ("product.yaml", include_str!("specs/roa/product.yaml")),
    ("UpdateCluster.yaml", include_str!("specs/roa/UpdateCluster.yaml")),
    ("ListClusters.yaml", include_str!("specs/roa/ListClusters.yaml")),
    ("PutObject.yaml", include_str!("specs/roa/PutObject.yaml")),
    ("EnableAlert.yaml", include_str!("specs/roa/EnableAlert.yaml")),
    ("GetAlert.yaml", include_str!("specs/roa/GetAlert.yaml")),
    ("ListAlertTypes.yaml", include_str!("specs/roa/ListAlertTypes.yaml")),
    ("PutMetadata.yaml", include_str!("specs/roa/PutMetadata.yaml")),
    ("PutPolicy.yaml", include_str!("specs/roa/PutPolicy.yaml")),
    ("PutText.yaml", include_str!("specs/roa/PutText.yaml")),
    ("UpdateAlert.yaml", include_str!("specs/roa/UpdateAlert.yaml")),
];

/// The model of the made-up products.
pub(crate) fn model() -> Result<Vec<acs_codegen::model::Api>, acs_codegen::Diagnostics> {
    let mut sources = Sources::new();
    for (folder, files) in [("specs/rpc", RPC), ("specs/roa", ROA)] {
        for (name, text) in files {
            sources.add(format!("{folder}/{name}"), *text);
        }
    }
    Ok(acs_codegen::model(&sources)?.apis)
}

/// An emulator of the made-up products, with the clock of the tests.
pub(crate) fn emulator() -> Result<Emulator, Box<dyn std::error::Error>> {
    Ok(builder().model(model()?).start_blocking()?)
}

/// A good request of `DeleteThing`.
pub(crate) fn delete_thing() -> Request {
    Request::new(RPC_VERSION, "DeleteThing").query("ThingId", "t-1").query("Kind", "Small")
}

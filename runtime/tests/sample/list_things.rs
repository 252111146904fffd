//! An operation that only reads, without a token.

use super::PRODUCT;
use super::things::UpdateThingResponse;
use acs_runtime::Operation;
use acs_runtime::encode::Writer;
use acs_runtime::rules::{Access, Code, OperationSpec, ParameterSpec, Role};

/// Lists things.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListThings {
    /// The region.
    pub region_id: Option<String>,
}

impl Operation for ListThings {
    type Response = UpdateThingResponse;

    const SPEC: &'static OperationSpec<'static> = &SPEC;

    fn write<'a>(&'a self, to: &mut Writer<'a>) {
        to.put("RegionId", &self.region_id);
    }
}

static SPEC: OperationSpec<'static> = OperationSpec {
    product: &PRODUCT,
    access: Access::List,
    parameters: &[ParameterSpec::text("RegionId", "region_id").role(Role::Region)],
    codes: &[Code::new(200, "THING_NOT_EXIST"), Code::new(404, "Thing.Gone")],
    ..OperationSpec::rpc("ListThings")
};

//! An operation by hand, in the shape of generated code.

use super::{PRODUCT, required};
use acs_runtime::call::{Call, DryRun, Provided, Send, Set, Unset};
use acs_runtime::decode::{Decode, DecodeError, Decoder};
use acs_runtime::encode::Writer;
use acs_runtime::rules::{Access, Code, OperationSpec, ParameterSpec, Resource, Role, Rule};
use acs_runtime::{Client, Operation};

/// Detaches an Anycast EIP from the endpoint that it serves.
///
/// [Documentation](https://www.alibabacloud.com/help/en/anycast-eip/latest/api-eipanycast-2020-03-09-unassociateanycasteipaddress),
/// RAM action `eipanycast:UnassociateAnycastEipAddress`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct UnassociateAnycastEipAddress {
    /// The endpoint to detach from, such as `lb-2zebb08phyczzawe****`. Required.
    pub bind_instance_id: Option<String>,
    /// The region of the endpoint, such as `us-west-1`. Required.
    pub bind_instance_region_id: Option<String>,
    /// The kind of endpoint. Required.
    pub bind_instance_type: Option<BindInstanceType>,
    /// The Anycast EIP to detach, such as `aeip-2zeerraiwb7ujsxdc****`. Required.
    pub anycast_id: Option<String>,
    /// Makes a retry safe: at most 64 ASCII characters, one per logical request. Filled in when left out.
    pub client_token: Option<String>,
    /// Whether to check the request without carrying it out; see [`dry_run`](UnassociateAnycastEipAddressCall::dry_run).
    pub dry_run: Option<bool>,
    /// The secondary private address of the network interface; the primary one when left out.
    ///
    /// Only when `bind_instance_type` is [`BindInstanceType::NetworkInterface`].
    pub private_ip_address: Option<String>,
}

impl Operation for UnassociateAnycastEipAddress {
    type Response = UnassociateAnycastEipAddressResponse;

    const SPEC: &'static OperationSpec<'static> = &SPEC;

    #[inline]
    fn write<'a>(&'a self, to: &mut Writer<'a>) {
        to.put("BindInstanceId", &self.bind_instance_id);
        to.put("BindInstanceRegionId", &self.bind_instance_region_id);
        to.put("BindInstanceType", &self.bind_instance_type);
        to.put("AnycastId", &self.anycast_id);
        to.put("ClientToken", &self.client_token);
        to.put("DryRun", &self.dry_run);
        to.put("PrivateIpAddress", &self.private_ip_address);
    }
}

/// A call of [`UnassociateAnycastEipAddress`] being filled in.
#[must_use = "a call does nothing until it is sent"]
pub struct UnassociateAnycastEipAddressCall<'c, A = Unset, B = Unset, C = Unset, D = Unset> {
    call: Call<'c, UnassociateAnycastEipAddress, (A, B, C, D)>,
}

impl<'c> UnassociateAnycastEipAddressCall<'c> {
    #[inline]
    pub(super) fn new(client: &'c Client) -> Self {
        Self { call: Call::new(client) }
    }
}

impl<'c, A, B, C, D> UnassociateAnycastEipAddressCall<'c, A, B, C, D> {
    /// Sets [`bind_instance_id`](UnassociateAnycastEipAddress::bind_instance_id).
    pub fn bind_instance_id(
        mut self,
        value: impl Into<String>,
    ) -> UnassociateAnycastEipAddressCall<'c, Set, B, C, D> {
        self.call.request_mut().bind_instance_id = Some(value.into());
        UnassociateAnycastEipAddressCall { call: self.call.known() }
    }

    /// Sets [`bind_instance_region_id`](UnassociateAnycastEipAddress::bind_instance_region_id).
    pub fn bind_instance_region_id(
        mut self,
        value: impl Into<String>,
    ) -> UnassociateAnycastEipAddressCall<'c, A, Set, C, D> {
        self.call.request_mut().bind_instance_region_id = Some(value.into());
        UnassociateAnycastEipAddressCall { call: self.call.known() }
    }

    /// Sets [`bind_instance_type`](UnassociateAnycastEipAddress::bind_instance_type).
    pub fn bind_instance_type(
        mut self,
        value: impl Into<BindInstanceType>,
    ) -> UnassociateAnycastEipAddressCall<'c, A, B, Set, D> {
        self.call.request_mut().bind_instance_type = Some(value.into());
        UnassociateAnycastEipAddressCall { call: self.call.known() }
    }

    /// Sets [`anycast_id`](UnassociateAnycastEipAddress::anycast_id).
    pub fn anycast_id(
        mut self,
        value: impl Into<String>,
    ) -> UnassociateAnycastEipAddressCall<'c, A, B, C, Set> {
        self.call.request_mut().anycast_id = Some(value.into());
        UnassociateAnycastEipAddressCall { call: self.call.known() }
    }

    /// Sets [`client_token`](UnassociateAnycastEipAddress::client_token).
    pub fn client_token(mut self, value: impl Into<String>) -> Self {
        self.call.request_mut().client_token = Some(value.into());
        self
    }

    /// Sets or clears [`client_token`](UnassociateAnycastEipAddress::client_token).
    pub fn maybe_client_token(mut self, value: Option<String>) -> Self {
        self.call.request_mut().client_token = value;
        self
    }

    /// Sets [`private_ip_address`](UnassociateAnycastEipAddress::private_ip_address).
    pub fn private_ip_address(mut self, value: impl Into<String>) -> Self {
        self.call.request_mut().private_ip_address = Some(value.into());
        self
    }

    /// Sets or clears [`private_ip_address`](UnassociateAnycastEipAddress::private_ip_address).
    pub fn maybe_private_ip_address(mut self, value: Option<String>) -> Self {
        self.call.request_mut().private_ip_address = value;
        self
    }

    /// Sends the request.
    #[inline]
    pub fn send(self) -> Send<'c, UnassociateAnycastEipAddress>
    where
        A: Provided<required::BindInstanceId>,
        B: Provided<required::BindInstanceRegionId>,
        C: Provided<required::BindInstanceType>,
        D: Provided<required::AnycastId>,
    {
        self.call.send()
    }

    /// Asks whether the request would succeed, without carrying it out.
    #[inline]
    pub fn dry_run(self) -> DryRun<'c, UnassociateAnycastEipAddress>
    where
        A: Provided<required::BindInstanceId>,
        B: Provided<required::BindInstanceRegionId>,
        C: Provided<required::BindInstanceType>,
        D: Provided<required::AnycastId>,
    {
        self.call.dry_run()
    }

    /// The call with its options, to be checked at run time.
    #[inline]
    pub fn prepare(self) -> Call<'c, UnassociateAnycastEipAddress> {
        self.call.prepare()
    }
}

/// The kind of endpoint that an Anycast EIP serves.
#[derive(Clone)]
#[non_exhaustive]
pub enum BindInstanceType {
    /// `SlbInstance`: an internal-facing SLB instance in a VPC.
    SlbInstance,
    /// `NetworkInterface`: an elastic network interface.
    NetworkInterface,
    #[doc(hidden)]
    Unknown(acs_runtime::Unknown),
}

acs_runtime::open_enum!(BindInstanceType {
    SlbInstance = "SlbInstance",
    NetworkInterface = "NetworkInterface",
});

/// The documented error codes of [`UnassociateAnycastEipAddress`].
#[derive(Clone, Copy)]
#[non_exhaustive]
pub enum UnassociateAnycastEipAddressError {
    /// 400 `IncorrectStatus.Anycast`: the state of the Anycast EIP does not allow the call.
    IncorrectStatusAnycast,
    /// 400 `InstanceNotExist.ENI`: there is no such network interface.
    InstanceNotExistEni,
    /// 400 `InstanceNotExist.SLB`: there is no such SLB instance.
    InstanceNotExistSlb,
    /// 400 `OperationFailed.Conflict`: another call is under way, or calls come too fast.
    OperationFailedConflict,
    /// 400 `OperationUnsupported.ServiceManaged`: another service manages the instance.
    OperationUnsupportedServiceManaged,
    /// 400 `ResourceNotFound.BindInstanceId`: there is no endpoint with this ID.
    ResourceNotFoundBindInstanceId,
}

acs_runtime::codes!(
    UnassociateAnycastEipAddressError of SPEC { IncorrectStatusAnycast, InstanceNotExistEni,
    InstanceNotExistSlb, OperationFailedConflict, OperationUnsupportedServiceManaged,
    ResourceNotFoundBindInstanceId, }
);

/// What [`UnassociateAnycastEipAddress`] returns.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct UnassociateAnycastEipAddressResponse {
    /// The ID of the request, to quote to support.
    pub request_id: Option<String>,
}

impl Decode for UnassociateAnycastEipAddressResponse {
    const NAMES: &'static [&'static str] = &["RequestId"];

    #[inline]
    fn field(&mut self, name: &str, from: &mut Decoder<'_>) -> Result<(), DecodeError> {
        match name {
            "RequestId" => from.read(&mut self.request_id),
            _ => from.unknown(name, Self::NAMES),
        }
    }
}

static SPEC: OperationSpec<'static> = OperationSpec {
    product: &PRODUCT,
    documentation: "https://www.alibabacloud.com/help/en/anycast-eip/latest/api-eipanycast-2020-03-09-unassociateanycasteipaddress",
    access: Access::Delete,
    action: "eipanycast:UnassociateAnycastEipAddress",
    resources: &[
        Resource::required(
            "AnycastEipAddress",
            "acs:eipanycast:{#regionId}:{#accountId}:anycast/{#anycastId}",
        ),
        Resource::new(
            "LoadBalancer",
            "acs:eipanycast:{#regionId}:{#accountId}:loadbalancer/{#LoadBalancerId}",
        ),
        Resource::new("Instance", "acs:eipanycast:{#regionId}:{#accountId}:networkinterface/{#InstanceId}"),
    ],
    parameters: &[
        ParameterSpec::text("BindInstanceId", "bind_instance_id").required(),
        ParameterSpec::text("BindInstanceRegionId", "bind_instance_region_id").required(),
        ParameterSpec::text("BindInstanceType", "bind_instance_type")
            .required()
            .rules(&[Rule::Values(BindInstanceType::VALUES)]),
        ParameterSpec::text("AnycastId", "anycast_id").required(),
        ParameterSpec::text("ClientToken", "client_token")
            .role(Role::IdempotencyToken)
            .inferred(&[Rule::Ascii, Rule::MaxLength(64)]),
        ParameterSpec::boolean("DryRun", "dry_run").role(Role::DryRun),
        ParameterSpec::text("PrivateIpAddress", "private_ip_address")
            .rules(&[Rule::OnlyWhen("BindInstanceType", &["NetworkInterface"])]),
    ],
    codes: &[
        Code::new(400, "IncorrectStatus.Anycast"),
        Code::new(400, "InstanceNotExist.ENI"),
        Code::new(400, "InstanceNotExist.SLB"),
        Code::new(400, "OperationFailed.Conflict"),
        Code::new(400, "OperationUnsupported.ServiceManaged"),
        Code::new(400, "ResourceNotFound.BindInstanceId"),
    ],
    ..OperationSpec::rpc("UnassociateAnycastEipAddress")
};

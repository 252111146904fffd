//! A product by hand, in the shape of a generated crate: a client, markers of required parameters, operations.

pub mod list_things;
pub mod things;
pub mod unassociate_anycast_eip_address;

use acs_runtime::rules::{Endpoint, ProductSpec};

use unassociate_anycast_eip_address::UnassociateAnycastEipAddressCall;

/// A client of the product.
#[derive(Clone, Debug)]
pub struct Client {
    inner: acs_runtime::Client,
}

impl From<acs_runtime::Client> for Client {
    fn from(inner: acs_runtime::Client) -> Self {
        Self { inner }
    }
}

impl Client {
    /// Builds a client.
    pub fn builder() -> acs_runtime::client::Builder<Self> {
        acs_runtime::client::Builder::new(&PRODUCT)
    }

    /// A call with a request.
    pub fn call<O: acs_runtime::Operation>(&self, request: O) -> acs_runtime::call::Call<'_, O> {
        self.inner.call(request)
    }

    /// Detaches an Anycast EIP.
    pub fn unassociate_anycast_eip_address(&self) -> UnassociateAnycastEipAddressCall<'_> {
        UnassociateAnycastEipAddressCall::new(&self.inner)
    }
}

/// Marks the required parameters by name.
pub mod required {
    /// The parameter `AnycastId`.
    #[derive(Debug)]
    pub enum AnycastId {}
    /// The parameter `BindInstanceId`.
    #[derive(Debug)]
    pub enum BindInstanceId {}
    /// The parameter `BindInstanceRegionId`.
    #[derive(Debug)]
    pub enum BindInstanceRegionId {}
    /// The parameter `BindInstanceType`.
    #[derive(Debug)]
    pub enum BindInstanceType {}
}

pub(crate) static PRODUCT: ProductSpec<'static> = ProductSpec {
    endpoints: &[Endpoint::new("cn-hangzhou", "eipanycast.cn-hangzhou.aliyuncs.com")],
    ..ProductSpec::new("Eipanycast", "2020-03-09")
};

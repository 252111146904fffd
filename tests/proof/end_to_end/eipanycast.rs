//! Every operation of Eipanycast with the documented examples as arguments.

mod changes;
mod reads;

use std::collections::BTreeSet;

use acs_eipanycast_20200309::{Client, OPERATIONS};

use crate::{TestResult, local};

/// Makes all 15 calls and asserts on what they answer.
pub(crate) async fn call_all(client: &Client) -> TestResult {
    changes::allocate(client).await?;
    changes::associate(client).await?;
    changes::unassociate(client).await?;
    changes::release(client).await?;
    changes::modify_spec(client).await?;
    changes::modify_attribute(client).await?;
    changes::update_associations(client).await?;
    changes::change_resource_group(client).await?;
    reads::describe(client).await?;
    reads::describe_pop_locations(client).await?;
    reads::describe_server_regions(client).await?;
    reads::list(client).await?;
    reads::tag(client).await?;
    reads::list_tags(client).await?;
    reads::untag(client).await
}

#[tokio::test]
async fn every_operation_is_answered() -> TestResult {
    let emulator = local::start().await?;
    call_all(&local::eipanycast(emulator.url())?).await?;
    let requests = emulator.requests();
    let called: BTreeSet<_> = requests.iter().filter_map(|request| request.operation.as_deref()).collect();
    let known: BTreeSet<_> = OPERATIONS.iter().map(|spec| spec.name).collect();
    assert_eq!(called, known);
    assert_eq!(requests.len(), 15);
    Ok(())
}

//! What is gone, where options print it again.

use acs_runtime::serde::Serialize;
use acs_tests::attic_with_options::put_chest::PutChest;
use acs_tests::attic_with_options::{Api, Client};

fn is_serialize<T: Serialize>(_: &T) {}

fn is_api<T: Api>() {}

#[test]
fn derives_and_the_trait_are_there_without_a_warning() {
    is_serialize(&PutChest::default());
    is_api::<Client>();
}

#[test]
fn a_required_parameter_may_be_left_to_the_check() -> Result<(), acs_runtime::Error> {
    let client = Client::builder().region("cn-test").build()?;
    let violations = client.put_chest().prepare().validate();
    assert!(violations.iter().any(|it| it.to_string().contains("required")), "{violations:?}");
    Ok(())
}

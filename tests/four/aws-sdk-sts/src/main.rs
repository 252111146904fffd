//! Four calls of the SDK of another cloud, whose crate has eleven.

use aws_sdk_sts::config::{BehaviorVersion, Credentials, Region};
use aws_sdk_sts::{Client, Config};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-west-2"))
        .credentials_provider(Credentials::new("id", "secret", None, None, "here"))
        .build();
    let client = Client::from_conf(config);
    let role = client.assume_role().role_arn("arn:aws:iam::1:role/here").role_session_name("here").send().await?;
    let caller = client.get_caller_identity().send().await?;
    let session = client.get_session_token().send().await?;
    let key = client.get_access_key_info().access_key_id("id").send().await?;
    println!("{role:?} {caller:?} {session:?} {key:?}");
    Ok(())
}

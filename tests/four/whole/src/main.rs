//! Four calls of a crate that has all 394.

use acs_vpc_20160428::Client;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::builder().region("cn-hangzhou").build()?;
    let address = client.allocate_eip_address().send().await?;
    let vpc = client.create_vpc().cidr_block("172.16.0.0/12").send().await?;
    let vpcs = client.describe_vpcs().send().await?;
    if let Some(id) = &vpc.vpc_id {
        client.delete_vpc().vpc_id(id).send().await?;
    }
    println!("{:?} {:?} {}", address.eip_address, vpc.vpc_id, vpcs.vpcs.len());
    Ok(())
}

//! Any body is a response or an error.

#![no_main]

use acs_eipanycast_20200309::list_anycast_eip_addresses::ListAnycastEipAddressesResponse;
use acs_runtime::Json;
use acs_runtime::decode::decode;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|body: &[u8]| {
    let _ = decode::<ListAnycastEipAddressesResponse>(body);
    let _ = decode::<Json>(body);
    let _ = decode::<Vec<String>>(body);
});

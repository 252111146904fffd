//! Operations that no code was generated for.

use acs_runtime::{Client, Error, Kind};
use serde_json::json;

use super::{MODES, Mode, QUICK, done};
use crate::stage::{Act, Stage};

fn client(mode: Mode, url: &str) -> Client {
    let builder =
        Client::of("Ecs", "2014-05-26").endpoint(url).access_key("testid", "testsecret").retry(QUICK);
    let builder = match mode {
        Mode::Async => builder,
        #[cfg(feature = "blocking")]
        Mode::Blocking => builder.blocking(),
    };
    builder.build().expect("the client has all it needs")
}

#[tokio::test]
async fn an_operation_is_called_by_name() -> Result<(), Error> {
    for mode in MODES.iter().copied() {
        let stage = Stage::play([Act::Answer(200, String::new(), r#"{"TotalCount": 2}"#.to_owned())]);
        let client = client(mode, &stage.url);
        let call = client.untyped("DescribeInstances").param("RegionId", "cn-hangzhou");
        let call = call.param("Tag", json!([{"Key": "env"}])).param("DryRun", false);
        assert_eq!(done!(mode, call.send())?["TotalCount"], 2);
        let received = &stage.received()[0];
        assert_eq!(
            (received.method.as_str(), received.target.as_str()),
            ("POST", "/?DryRun=false&RegionId=cn-hangzhou&Tag.1.Key=env")
        );
        assert_eq!(received.header("x-acs-action"), "DescribeInstances");
        assert_eq!(received.header("x-acs-version"), "2014-05-26");
        crate::assert_signed(received);
    }
    Ok(())
}

#[tokio::test]
async fn paths_bodies_and_forms_are_filled() -> Result<(), Error> {
    let stage = Stage::play([Act::Answer(204, String::new(), String::new())]);
    let client = client(Mode::Async, &stage.url);
    let call = client.untyped("ModifyCluster").roa("PUT", "/clusters/{ClusterId}").param("ClusterId", "c/1");
    let answer = call.param("Mode", "x").body(json!({"a": [1, null]})).send().await?;
    assert!(answer.is_null());
    client.untyped("Translate").form("Text", "a b").param("Scene", "s").send().await?;
    let error = client.untyped("GetCluster").roa("GET", "/clusters/{ClusterId}").send().await;
    assert_eq!(error.expect_err("the path has a gap").kind(), Kind::Violations);

    let received = stage.received();
    assert_eq!((received[0].method.as_str(), received[0].target.as_str()), ("PUT", "/clusters/c%2F1?Mode=x"));
    assert_eq!(received[0].body, r#"{"a":[1,null]}"#);
    assert_eq!((received[1].query(), received[1].body.as_str()), ("Scene=s", "Text=a+b"));
    received.iter().for_each(crate::assert_signed);
    Ok(())
}

#[tokio::test]
async fn only_what_is_said_to_be_safe_is_repeated() {
    for mode in MODES.iter().copied() {
        let stage = Stage::play([Act::error(503, "ServiceUnavailable")]);
        let client = client(mode, &stage.url);
        let sent = |expected: usize| assert_eq!(stage.received().len(), expected, "{mode:?}");
        done!(mode, client.untyped("DescribeInstances").send()).expect_err("it is down");
        sent(1);
        let error = done!(mode, client.untyped("DescribeInstances").reads().send()).expect_err("it is down");
        assert!(error.to_string().starts_with("`DescribeInstances`: ServiceUnavailable"), "{error}");
        sent(4);
        let call = client.untyped("RunInstances").idempotent_by("ClientToken");
        done!(mode, call.send()).expect_err("it is down");
        sent(7);
        let received = stage.received();
        assert_eq!(received[4].param("ClientToken"), received[6].param("ClientToken"));
        assert_eq!(received[4].param("ClientToken").map(str::len), Some(36));
    }
}

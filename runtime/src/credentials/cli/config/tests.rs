use proptest::prelude::*;

use super::*;
use crate::credentials::surroundings::Surroundings;

const FILE: &str = r#"{"current": "a", "profiles": [{"name": "a", "mode": "AK", "access_key_id": "testid",
    "access_key_secret": "testsecret", "expired_seconds": -1.5e3, "verified": true, "x": [{"y": null}, 1], "z": null}]}"#;

/// What the chosen profile is, or why there is none.
fn provider(text: &str) -> Result<String, String> {
    let config = Config::of("config.json", parse(text)).map_err(|error| error.to_string())?;
    let provider = config.provider(&Surroundings::default()).map_err(|error| error.to_string())?;
    Ok(format!("{provider:?}"))
}

#[test]
fn scalars_are_texts_and_the_rest_is_nothing() {
    let config = Config::of("config.json", parse(FILE)).expect("it is JSON");
    let values = config.profiles[0].iter().map(|(key, value)| format!("{key}={}", value.as_str()));
    let values: Vec<_> = values.collect();
    let expected = [
        "access_key_id=testid",
        "access_key_secret=testsecret",
        "expired_seconds=-1500",
        "mode=AK",
        "name=a",
        "verified=true",
    ];
    assert_eq!(values, expected);
}

#[test]
fn a_file_that_is_half_written_ends_too_early_wherever_it_stops() {
    provider(FILE).expect("the whole file has a profile");
    for end in 0..FILE.len() {
        let error = parse(&FILE[..end]).err().expect("a part is no file");
        assert!(error.is_eof(), "{end}: {error}");
    }
}

/// JSON that is nearly a file: the words of one, in any order.
fn nearly_a_file() -> impl Strategy<Value = String> {
    let words = [
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"current\":",
        "\"profiles\":",
        "\"name\":",
        "\"mode\":",
        "\"a\"",
        "\"AK\"",
        "\"OAuth\"",
        "\"sts_expiration\":",
        "99999999999999999999",
        "-1",
        "null",
        "true",
        "\"access_key_secret\":",
        "\"testsecret\"",
        "\"",
        "\\",
        " ",
    ];
    proptest::collection::vec(proptest::sample::select(words.to_vec()), 0..40)
        .prop_map(|words| words.concat())
}

const MODES: [&str; 9] = [
    "AK",
    "StsToken",
    "RamRoleArn",
    "ChainableRamRoleArn",
    "EcsRamRole",
    "OIDC",
    "External",
    "CloudSSO",
    "?",
];

proptest! {
    #[test]
    fn any_text_is_a_profile_or_an_error_without_a_secret(text in prop_oneof![".{0,80}", nearly_a_file()]) {
        match provider(&text) {
            Ok(text) | Err(text) => prop_assert!(!text.contains("testsecret"), "{text}"),
        }
    }

    #[test]
    fn any_profiles_that_lead_to_each_other_end(
        profiles in proptest::collection::vec((0..MODES.len(), 0..8_usize, any::<bool>()), 1..8),
    ) {
        let profiles: Vec<_> = profiles
            .iter()
            .enumerate()
            .map(|(index, (mode, source, is_chained))| {
                let mode = if *is_chained { "ChainableRamRoleArn" } else { MODES[*mode] };
                serde_json::json!({"name": index.to_string(), "mode": mode, "source_profile": source.to_string(),
                    "ram_role_arn": "r", "access_key_id": "i", "access_key_secret": "testsecret"})
            })
            .collect();
        let text = serde_json::json!({"current": "0", "profiles": profiles}).to_string();
        match provider(&text) {
            Ok(text) | Err(text) => prop_assert!(!text.contains("testsecret"), "{text}"),
        }
    }
}

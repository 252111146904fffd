//! What must not compile: a call without a required parameter is one error, which names it.
//!
//! After a change that is meant, write the expected messages anew with `TRYBUILD=overwrite`, and read them.

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    #[test]
    fn wrong_calls_do_not_compile() {
        trybuild::TestCases::new().compile_fail("cases/*.rs");
    }

    #[test]
    fn one_left_out_is_one_error_that_names_it() -> Result<(), std::io::Error> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
        for (file, names) in [
            ("without_bind_instance_id", &["BindInstanceId"][..]),
            ("without_bind_instance_region_id", &["BindInstanceRegionId"]),
            ("without_bind_instance_type", &["BindInstanceType"]),
            ("without_anycast_id", &["AnycastId"]),
            ("dry_run_without_anycast_id", &["AnycastId"]),
            ("without_two", &["BindInstanceType", "AnycastId"]),
        ] {
            let text = fs::read_to_string(folder.join(file).with_extension("stderr"))?;
            let errors: Vec<_> = text.lines().filter(|line| line.starts_with("error")).collect();
            assert_eq!(errors.len(), names.len(), "{file}");
            for (error, name) in errors.iter().zip(names) {
                // With its path where a type of the crate has the same name.
                let named = [format!("`{name}` was not set"), format!("::{name}` was not set")];
                assert!(error.contains("]: required parameter `"), "{error}");
                assert!(named.iter().any(|ending| error.ends_with(ending)), "{error}");
            }
        }
        Ok(())
    }
}

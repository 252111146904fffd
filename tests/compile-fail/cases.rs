//! What must not compile: a call without a required parameter, which is one error that names it, and what people get wrong
//! in macros and derives.
//!
//! After a change that is meant, write the expected messages anew with `TRYBUILD=overwrite`, and read them.

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::{env, fs, io};

    #[test]
    fn wrong_calls_do_not_compile() {
        lay_out_specs().expect("the specs can be laid beside the cases");
        trybuild::TestCases::new().compile_fail("cases/*.rs");
    }

    /// Copies the specs to where the cases are compiled, which is the package that their paths begin at.
    fn lay_out_specs() -> io::Result<()> {
        let program = env::current_exe()?;
        let target = program.ancestors().nth(3).unwrap_or(&program);
        let package = target.join("tests/trybuild/acs-compile-fail");
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        copy(&here.join("../../specs/eipanycast/2020-03-09"), &package.join("specs"))?;
        copy(&here.join("specs/broken"), &package.join("broken"))?;
        copy(&here.join("specs/lists"), &package.join("lists"))?;
        copy(&here.join("specs/own"), &package.join("own"))
    }

    fn copy(from: &Path, to: &Path) -> io::Result<()> {
        fs::create_dir_all(to)?;
        for entry in fs::read_dir(from)? {
            let entry = entry?;
            fs::copy(entry.path(), to.join(entry.file_name()))?;
        }
        Ok(())
    }

    #[test]
    fn one_left_out_is_one_error_that_names_it() -> Result<(), io::Error> {
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

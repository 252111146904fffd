//! Pages of any layout that were damaged: they give specs that read back, or an error, and never anything else.

use proptest::prelude::*;

use super::{date, excerpt, markdown, text};
use crate::import::{Docs, Options, import};
use crate::parallel::Jobs;
use crate::sources::Sources;

const PRODUCT: &str = "product: Example\nversion: 2020-01-01\nstyle: rpc\n";

/// Imports a page alone; what comes out is read by the next stage.
fn check(path: &str, page: &str) -> Result<(), TestCaseError> {
    let mut sources = Sources::new();
    sources.add(path, page);
    for docs in [Docs::None, Docs::Keep] {
        let product = Some(("Example".to_owned(), "2020-01-01".to_owned()));
        let Ok(imported) = import(&sources, &Options { docs, product, ..Options::default() }) else {
            continue;
        };
        let mut specs = Sources::new();
        specs.add("example/2020-01-01/product.yaml", PRODUCT);
        for (path, text) in &imported.files {
            specs.add(path.as_str(), text.as_str());
        }
        let read = crate::read::read(&specs, &Jobs::default());
        prop_assert!(
            read.is_ok(),
            "{}\n{:?}",
            read.err().map(|error| error.to_string()).unwrap_or_default(),
            imported.files
        );
    }
    Ok(())
}

/// A text with a part replaced.
fn damage(text: &str, at: usize, length: usize, with: &str) -> String {
    let start = text.floor_char_boundary(at % text.len());
    let end = text.ceil_char_boundary((start + length).min(text.len()));
    format!("{}{with}{}", &text[..start], &text[end..])
}

/// A text with two of its lines exchanged, and a third repeated.
fn shuffle(text: &str, one: usize, other: usize, third: usize) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    let count = lines.len();
    lines.swap(one % count, other % count);
    lines.insert(one % count, lines[third % count]);
    lines.join("\n")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_damaged_page_gives_specs_that_read_back_or_an_error(
        at in any::<usize>(), length in 0usize..60, with in r#"[|#`<>\[\](){}":.*N+└ 0-9a-z\\\n-]{0,16}"#,
    ) {
        check("a.md", &damage(markdown::tests::PAGE, at, length, &with))?;
        check("a.txt", &damage(text::tests::PAGE, at, length, &with))?;
    }

    #[test]
    fn lines_in_any_order_give_specs_that_read_back_or_an_error(
        one in any::<usize>(), other in any::<usize>(), third in any::<usize>(),
    ) {
        check("a.md", &shuffle(markdown::tests::PAGE, one, other, third))?;
        check("a.txt", &shuffle(text::tests::PAGE, one, other, third))?;
    }

    #[test]
    fn any_table_gives_specs_that_read_back_or_an_error(rows in prop::collection::vec(
        (r"[└+ ]{0,3}[A-Ca-c.Nn1\\ü]{0,8}", prop_oneof!["Array of A", "String", "List", "Struct", "", ".{0,6}"], ".{0,12}"), 0..12,
    ), sample in r#"\{("[A-C]": ?[\[{]?("[A-C]": ?1)?[\]}]?,?){0,3}\}"#) {
        let rows: String = rows.iter().map(|(name, kind, doc)| format!("|{name}|{kind}|Yes|{doc}|\n")).collect();
        let table = format!("|Name|Type|Required|Description|\n|--|--|--|--|\n{rows}");
        check("a.md", &format!("# Op\n\n## Request parameters\n\n{table}\n\n## Response parameters\n\n{table}\n\n\
            ## Examples\n\nSample responses\n\n```\n{sample}\n```\n"))?;
    }
}

#[test]
fn nesting_without_end_is_cut() {
    let deep = format!("{}1{}", "{\"A\":".repeat(100), "}".repeat(100));
    let rows = "|A|Struct|\n".repeat(100);
    let list = format!("|{}A|String|\n", "A.N.".repeat(30));
    let page = format!(
        "# Op\n\n## Request parameters\n\n|Name|Type|\n|--|--|\n{list}\n\n## Response parameters\n\n|Name|Type|\n|--|--|\n{rows}\n\n\
         ## Examples\n\n```\n{deep}\n```\n"
    );
    check("a.md", &page).expect("it reads back");
}

#[test]
fn dates_have_two_forms() {
    for (text, expected) in [
        ("Last Updated:Dec 06, 2025", Some("2025-12-06")),
        ("Last Updated： March 1, 2024", Some("2024-03-01")),
        ("Last Updated: 2023-7-09", Some("2023-07-09")),
        ("Last Updated: 2023-13-09", None),
        ("Last Updated: Dec 32, 2025", None),
        ("Last Updated:", None),
    ] {
        assert_eq!(date(text).as_deref(), expected, "{text}");
    }
}

#[test]
fn excerpts_are_short_and_on_one_line() {
    assert_eq!(excerpt(" a\n b "), "a b");
    assert_eq!(excerpt(&"ü".repeat(200)).chars().count(), 81);
}

//! `acsgen import`.

use super::*;

#[test]
fn import_refuses_what_it_cannot_read_and_writes_nothing() {
    let folder = Folder::new();
    folder.put("api-docs.json", "{\"info\": [");
    let said = folder.fails(&["import", "api-docs.json", "--out", "imported"]);
    assert!(said.contains("api-docs.json:1:"), "{said}");
    assert!(!folder.has("imported"));
    assert!(folder.fails(&["import", "nothing.json"]).contains("nothing.json"));
}

/// An OpenMeta file with these operations.
fn meta(operations: &[&str]) -> String {
    let operations = operations.iter().map(|name| format!(r#""{name}": {{"methods": ["post"]}}"#));
    let operations = operations.collect::<Vec<_>>().join(", ");
    let info = r#""info": {"style": "RPC", "product": "Thing", "version": "2024-01-01"}"#;
    format!("{{{info}, \"apis\": {{{operations}}}}}")
}

#[test]
fn an_operation_that_is_gone_from_the_documentation_is_removed_and_files_of_people_stay() {
    let folder = Folder::new();
    let imported = |name: &str| format!("imported/thing/2024-01-01/{name}.yaml");
    folder.put("a.json", &meta(&["Get", "Put"]));
    folder.succeeds(&["import", "a.json", "--out", "imported"]);
    let overlay = "# Imported by acsgen, a person says.\ntexts: {Get: Gets it.}\n";
    folder.put(&imported("overlay"), overlay);
    folder.put(&imported("Mine"), "operation: Mine\n");
    folder.put("imported/thing/2023-01-01/Get.yaml", &folder.read(&imported("Get")));
    folder.put("a.json", &meta(&["Get"]));
    folder.succeeds(&["import", "a.json", "--out", "imported", "--operations", "Get"]);
    assert!(folder.has(&imported("Put")), "a part of a file says nothing of the rest");
    let said = folder.fails(&["import", "a.json", "--out", "imported", "--check"]);
    assert!(said.contains("  thing/2024-01-01/Put.yaml"), "{said}");
    let said = folder.succeeds(&["import", "a.json", "--out", "imported"]);
    assert!(said.contains("0 written, 1 removed, 2 unchanged"), "{said}");
    assert!(!folder.has(&imported("Put")));
    assert!(folder.has(&imported("Get")) && folder.has(&imported("Mine")));
    assert_eq!(folder.read(&imported("overlay")), overlay);
    assert!(folder.has("imported/thing/2023-01-01/Get.yaml"), "other versions are not touched");
}

#[test]
fn a_folder_is_read_with_all_product_versions_in_it_and_says_what_it_passes_over() {
    let folder = Folder::new();
    folder.put("docs/thing/1/api-docs.json", &meta(&["Get"]));
    folder.put("docs/thing/2/api-docs.json", &meta(&["Get"]).replace("2024-01-01", "2025-01-01"));
    folder.put("docs/thing/2/picture.png", "");
    let said = folder.succeeds(&["import", "docs", "--out", "imported"]);
    assert!(said.contains("passed over: 1 (`docs/thing/2/picture.png`)"), "{said}");
    assert!(
        folder.has("imported/thing/2024-01-01/Get.yaml") && folder.has("imported/thing/2025-01-01/Get.yaml")
    );
    folder.put("docs/thing/3/api-docs.json", &meta(&["Put"]));
    let said = folder.fails(&["import", "docs", "--out", "imported"]);
    for part in [
        "`Thing` `2024-01-01` is described twice",
        "docs/thing/1/api-docs.json:1:1",
        "docs/thing/3/api-docs.json:1:1",
    ] {
        assert!(said.contains(part), "{part}\n{said}");
    }
}

#[test]
fn a_page_alone_is_said_to_make_no_product() {
    let folder = Folder::empty();
    folder.put("page.md", PAGE);
    let import = ["import", "page.md", "--for", "Thing/2024-01-01", "--out", "specs"];
    let said = folder.succeeds(&import);
    assert!(said.contains("`specs/thing/2024-01-01` has no `product.yaml`"), "{said}");
    folder.put("specs/thing/2024-01-01/product.yaml", PRODUCT);
    let said = folder.succeeds(&import);
    assert!(!said.contains("product.yaml"), "{said}");
    assert_eq!(folder.prints(&["check"]), "Thing 2024-01-01: 1 operation\n");
}

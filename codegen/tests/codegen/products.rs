//! What is decided about whole products and their requests: signatures, hosts, methods and paths.

use acs_codegen::{Diagnostics, Level, Model, Options, Sources, generate};

fn sources(products: &[(&str, &str, &str)]) -> Sources {
    let mut sources = Sources::new();
    for (name, product, operation) in products {
        sources
            .add(format!("specs/{name}/1/product.yaml"), format!("product: {name}\nversion: '1'\n{product}"));
        sources.add(format!("specs/{name}/1/Op{name}.yaml"), format!("operation: Op{name}\n{operation}"));
    }
    sources
}

const PRODUCTS: [(&str, &str, &str); 3] = [
    ("A", "style: rpc\n", ""),
    ("B", "style: roa\nsigning: own\n", ""),
    ("C", "style: roa\nsigning: v1\n", ""),
];

/// The names of the packages; or of what is said, each as level and message.
fn outcome(sources: &Sources, options: &Options) -> Result<Vec<String>, Vec<String>> {
    let said = |diagnostics: &Diagnostics| {
        diagnostics.iter().map(|it| format!("{:?}: {}", it.level, it.message)).collect()
    };
    match generate(sources, options) {
        Ok(generated) => {
            let names = generated.packages.iter().map(|package| package.name.clone());
            Ok(names.chain(said(&generated.warnings)).collect())
        }
        Err(diagnostics) => Err(said(&diagnostics)),
    }
}

#[test]
fn a_product_with_a_signature_of_its_own_is_left_out_of_many() {
    let refused = "`B` has a signature of its own, which the runtime does not have";
    let left_out = format!("Warning: {refused}; it is not generated");
    let all = sources(&PRODUCTS);
    assert_eq!(outcome(&all, &Options::default()), Ok(vec!["acs-a-1".into(), "acs-c-1".into(), left_out]));
    let error = Err(vec![format!("Error: {refused}")]);
    assert_eq!(outcome(&sources(&PRODUCTS[1..2]), &Options::default()), error);
    let options = Options { operations: Some(vec!["OpA".into(), "OpB".into()]), ..Options::default() };
    assert_eq!(outcome(&all, &options), error);
}

#[test]
fn a_product_with_a_signature_of_its_own_is_generated_unsigned() {
    let options = Options { unsigned: true, ..Options::default() };
    let names = ["acs-a-1", "acs-b-1", "acs-c-1"].map(str::to_owned);
    assert_eq!(outcome(&sources(&PRODUCTS), &options), Ok(names.to_vec()));
    let packages = generate(&sources(&PRODUCTS), &options).expect("it generates").packages;
    let root = |index: usize| packages[index].text();
    assert!(root(1).contains("signing: Signing::Own"), "{}", root(1));
    assert!(root(2).contains("signing: Signing::V1"), "{}", root(2));
}

/// The model of one product with one operation, and the warnings.
fn model(product: &str, operation: &str) -> (acs_codegen::model::Api, Vec<String>) {
    let sources = sources(&[("P", product, operation)]);
    let Model { mut apis, warnings } =
        acs_codegen::model(&sources).unwrap_or_else(|diagnostics| panic!("{diagnostics}"));
    assert!(warnings.iter().all(|warning| warning.level == Level::Warning));
    (apis.remove(0), warnings.iter().map(|warning| warning.message.clone()).collect())
}

/// Checks the path that is filled and the parameters, each with its place and an asterisk where it is required.
#[track_caller]
fn check_path(operation: &str, path: &str, expected: &[&str], warnings: usize) {
    let (api, said) = model("style: roa\n", operation);
    let op = &api.operations[0];
    let required = |is: bool| if is { "*" } else { "" };
    let describe = |param: &acs_codegen::model::Field| {
        let is_required = param.required != acs_codegen::model::Required::No;
        format!("{:?} {}{}", param.place, param.name, required(is_required))
    };
    assert_eq!(op.path, path);
    assert_eq!(op.parameters.iter().map(describe).collect::<Vec<_>>(), expected);
    assert_eq!(said.len(), warnings, "{said:?}");
}

#[test]
fn every_name_in_a_path_is_a_required_parameter() {
    let path = "path: /{Id}/{Name}\nparameters:\n";
    let id = "  Id: {type: string, place: path, required: true}\n";
    let full = format!("{path}{id}  Name: {{type: string, place: path}}\n");
    check_path(&full, "/{Id}/{Name}", &["Path Id*", "Path Name*"], 1);
    check_path(&format!("{path}{id}"), "/{Id}/{Name}", &["Path Id*", "Path Name*"], 1);
    let both = format!("{path}{id}  Name: {{type: string, place: field}}\n");
    check_path(&both, "/{Id}/{Name}", &["Path Id*", "Field Name*"], 1);
}

#[test]
fn names_that_differ_in_spelling_are_one_parameter() {
    let path = "path: /{Id}/{Id}/x?a={Name}\nparameters:\n";
    let id = "  ID: {type: string, place: path, required: true}\n";
    let named = |spec: &str| format!("{path}{id}  {spec}, required: true}}\n");
    let expected = "/{ID}/{ID}/x?a={NAME}";
    check_path(&named("NAME: {type: string, place: path"), expected, &["Path ID*", "Path NAME*"], 2);
    check_path(&named("NAME: {type: string"), expected, &["Path ID*", "Query NAME*"], 2);
    let left_over = named("Title: {type: string, place: path");
    check_path(&left_over, "/{ID}/{ID}/x?a={Title}", &["Path ID*", "Path Title*"], 2);
}

#[test]
fn a_path_parameter_without_a_path_is_sent_in_the_query() {
    let id = "parameters:\n  Id: {type: string, place: path}\n";
    check_path(&format!("path: /x\n{id}"), "/x", &["Query Id"], 1);
    check_path(&format!("path: /{{Id\n{id}"), "/{Id", &["Query Id"], 1);
    let (api, said) = model("style: rpc\n", &format!("path: /v2/{{Id}}\n{id}"));
    let op = &api.operations[0];
    assert_eq!((op.path.as_str(), said.len()), ("/", 1), "RPC has one path");
}

#[test]
fn a_body_is_not_sent_with_get() {
    let method = |operation: &str| model("style: rpc\n", operation).0.operations[0].method;
    let form = "parameters:\n  A: {type: string, place: form}\n";
    assert_eq!(method("methods: [GET, POST]\n"), "GET");
    assert_eq!(method(&format!("methods: [GET, POST]\n{form}")), "POST");
    assert_eq!(method(&format!("methods: [DELETE, POST]\n{form}")), "DELETE");
    assert_eq!(method(&format!("methods: [GET]\n{form}")), "GET");
}

#[test]
fn hosts_are_documented_by_region_and_network() {
    let product = "style: rpc\nendpoints:\n  a: a.example.com\n  b: {public: b.example.com, vpc: ' b-vpc.example.com\t'}\n  c: ''\n";
    let (api, said) = model(product, "");
    let found: Vec<_> =
        api.endpoints.iter().map(|it| [it.region.as_str(), it.network.as_str(), it.host.as_str()]).collect();
    let expected =
        [["a", "", "a.example.com"], ["b", "", "b.example.com"], ["b", "vpc", "b-vpc.example.com"]];
    assert_eq!(found, expected);
    assert_eq!(said, ["the end point `` of `c` is no host name"]);
}

use crate::Sources;

const PRODUCT: &str = "product: P\nversion: '1'\nstyle: rpc\n";

/// Where the next token is found, in an answer with a list of items and these fields.
#[track_caller]
fn check_token(parameter: &str, fields: &str, token: &str) {
    let operation = format!(
        "operation: Op\nparameters:\n  {parameter}: {{type: string, role: page-token}}\nresponse:\n  \
         Items: {{type: array, of: {{type: string}}}}\n{fields}"
    );
    let mut sources = Sources::new();
    sources.add("p/1/product.yaml", PRODUCT.to_owned());
    sources.add("p/1/Op.yaml", operation);
    let model = crate::model(&sources).expect("the specs are right");
    let paging = model.apis[0].operations[0].paging.as_ref().expect("it has pages");
    assert_eq!(paging.token.as_deref(), Some(token), "{fields}");
}

#[test]
fn the_next_token_goes_before_an_echo() {
    let [echo, next] = ["  Marker: {type: string}\n", "  NextMarker: {type: string}\n"];
    check_token("Marker", &format!("{echo}{next}"), "NextMarker");
    check_token("Marker", &format!("{next}{echo}"), "NextMarker");
    check_token("Marker", echo, "Marker");
    check_token("NextToken", "  NextToken: {type: string}\n", "NextToken");
}

#[test]
fn a_name_with_a_dot_in_it_is_passed_over() {
    check_token(
        "NextToken",
        "  NextToken: {type: string}\n  a.b.N: {type: array, of: {type: string}}\n",
        "NextToken",
    );
}

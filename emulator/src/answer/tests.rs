//! The whole documentation corpus: every operation has an answer that a client can read.

use std::io::{self, Write};
use std::path::Path;
use std::thread;

use acs_codegen::{Sources, import};

use super::*;

/// The files of the corpus, one per product version, if it stands beside the workspace.
fn corpus() -> Option<Vec<Sources>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus/openmeta");
    if !folder.exists() {
        // Past the test harness, which keeps the output of a test that passes.
        let _ = writeln!(io::stdout(), "skipped: ../shared is not here");
        return None;
    }
    let sources = import::load(&[folder]).expect("the corpus can be read");
    let alone = |path: &str, text: &str| {
        let mut one = Sources::new();
        one.add(path, text);
        one
    };
    Some(sources.iter().map(|(_, file)| alone(&file.path, &file.text)).collect())
}

/// The model of a product version, without the operations that the specs are wrong about.
fn model(documentation: &Sources) -> Vec<Api> {
    let mut files = import::import(documentation, &import::Options::default()).expect("it is imported").files;
    loop {
        let mut sources = Sources::new();
        for (path, text) in &files {
            sources.add(path.as_str(), text.as_str());
        }
        match acs_codegen::model(&sources) {
            Ok(model) => return model.apis,
            Err(diagnostics) => {
                let wrong = diagnostics.iter().filter(|it| it.level == acs_codegen::Level::Error);
                let wrong =
                    wrong.flat_map(|it| &it.labels).filter_map(|label| sources.file(label.origin.file));
                let wrong: Vec<_> = wrong.map(|file| file.path.clone()).collect();
                assert!(!wrong.is_empty());
                files.retain(|(path, _)| !wrong.contains(path));
            }
        }
    }
}

/// How many operations there are, and how many have an example that does not fit.
fn check_all(documentation: &[Sources]) -> (usize, usize) {
    let request = Request::Object(Vec::new());
    let (mut count, mut unfit) = (0, 0);
    for api in documentation.iter().flat_map(model) {
        for op in &api.operations {
            let name = format!("{} {}", api.product, op.name);
            let body = compose(&api, op, &request, 0, "A-1");
            count += 1;
            unfit += usize::from(op.example.is_some() && documented(&api, op).is_none());
            if body.media_type.starts_with("application/json") {
                let answer = serde_json::from_slice(&body.bytes).unwrap_or_default();
                assert!(fits(&api, &op.response, &answer), "{name}: {answer}");
            }
            let sample = Sampler::new(&api, op, &request, 0).response();
            assert!(fits(&api, &op.response, &sample), "{name}: {sample}");
        }
    }
    (count, unfit)
}

#[test]
fn every_operation_of_the_corpus_is_answered_by_its_response_types() {
    let Some(corpus) = corpus() else { return };
    let (first, second) = corpus.split_at(corpus.len() / 2);
    let (first, second) = thread::scope(|scope| {
        let other = scope.spawn(|| check_all(second));
        (check_all(first), other.join().expect("no answer fails"))
    });
    let (count, unfit) = (first.0 + second.0, first.1 + second.1);
    assert!(count > 5_800 && unfit < count / 5, "{unfit} of {count} examples do not fit");
}

//! Choose: which operations are drawn. Every feature of the corpus is among them, every product version, and chance fills
//! up the number.

use std::collections::BTreeSet;

use fastrand::Rng;
use serde_json::Value;

use crate::corpus::Product;
use crate::features::features;

/// The least number of operations of a product version, if it has as many.
const PER_PRODUCT: usize = 3;

struct Candidate<'p> {
    product: usize,
    name: &'p str,
    features: BTreeSet<String>,
    size: usize,
}

/// The product versions with the operations that were drawn; the same seed draws the same.
pub(crate) fn choose(products: &[Product], count: usize, seed: u64) -> Vec<Product> {
    let mut candidates = candidates(products);
    Rng::with_seed(seed).shuffle(&mut candidates);
    let mut chosen = cover(&mut candidates);
    for product in 0..products.len() {
        let has = chosen.iter().filter(|candidate| candidate.product == product).count();
        let more = candidates.extract_if(.., |candidate| candidate.product == product);
        chosen.extend(more.take(PER_PRODUCT.saturating_sub(has)));
    }
    let missing = count.saturating_sub(chosen.len()).min(candidates.len());
    chosen.extend(candidates.drain(..missing));
    let of = |index: usize, product: &Product| {
        let names: Vec<_> = chosen
            .iter()
            .filter(|candidate| candidate.product == index)
            .map(|candidate| candidate.name)
            .collect();
        product.with_operations(&names)
    };
    products.iter().enumerate().map(|(index, product)| of(index, product)).collect()
}

fn candidates(products: &[Product]) -> Vec<Candidate<'_>> {
    let mut candidates = Vec::new();
    for (index, product) in products.iter().enumerate() {
        let operations = product.operations().filter(|(_, operation)| can_be_called(operation));
        candidates.extend(operations.map(|(name, operation)| Candidate {
            product: index,
            name,
            features: features(operation, &product.document),
            size: operation.to_string().len(),
        }));
    }
    candidates
}

/// Whether the runtime can make such a request: it writes no XML.
fn can_be_called(operation: &Value) -> bool {
    let mut parameters = operation["parameters"].as_array().into_iter().flatten();
    !parameters.any(|parameter| parameter["style"] == "xml")
}

/// Takes operations out until every feature is had: each time the one with most new ones for its size.
fn cover<'p>(candidates: &mut Vec<Candidate<'p>>) -> Vec<Candidate<'p>> {
    let mut open: BTreeSet<String> = candidates.iter().flat_map(|it| it.features.iter().cloned()).collect();
    let mut chosen = Vec::new();
    loop {
        let worth = |it: &Candidate<'_>| {
            let new = it.features.iter().filter(|feature| open.contains(*feature)).count();
            new * 1_000_000 / (it.size + 10_000)
        };
        let best = candidates.iter().enumerate().max_by_key(|(_, candidate)| worth(candidate));
        let Some(index) = best.filter(|(_, it)| worth(it) > 0).map(|(index, _)| index) else { return chosen };
        let candidate = candidates.swap_remove(index);
        open.retain(|feature| !candidate.features.contains(feature));
        chosen.push(candidate);
    }
}

//! One draft of what several sources say.
use super::draft::{Operation,Product};
use super::report::Report;
use super::Options;
pub(super) fn add_product(products: &mut Vec<Product>, product: Product, _r: &mut Report){products.push(product)}
pub(super) fn add_page(_p:&mut Vec<Product>, _o: Operation, _opt:&Options,_r:&mut Report){}

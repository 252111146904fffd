//! A whole file: product, version, style, end points, shared types, and the operations.

use std::collections::HashMap;

use super::reader::Reader;
use crate::diagnostic::Diagnostic;
use crate::import::draft::{Hosts, Operation, Product, ProductFacts, TypeDefinition};
use crate::import::json::{Json, Member};
use crate::import::report::Report;
use crate::raw::Style;
use crate::span::{FileId, Origin};

const FILE_KEYS: &[&str] = &[
    "version",
    "info",
    "apis",
    "components",
    "endpoints",
    "directories",
    "changeSet",
    "ram",
    "flowControl",
    "errorCodes",
];
const INFO_KEYS: &[&str] = &["product", "version", "style"];
const COMPONENT_KEYS: &[&str] = &["schemas"];
const ENDPOINT_KEYS: &[&str] = &["regionId", "endpoint", "areaId", "areaName", "regionName", "public", "vpc"];

/// Reads a file.
///
/// # Errors
///
/// A syntax error, or a file that does not say which product version it is about.
pub(in crate::import) fn read(
    file: FileId,
    text: &str,
    report: &mut Report,
) -> Result<Product, Box<Diagnostic>> {
    let json = Json::parse(text).map_err(|(span, message)| {
        let message = format!("this is no JSON: {message}");
        Box::new(Diagnostic::error("json-syntax", message).at(Origin { file, span }))
    })?;
    let mut reader =
        Reader { file, report, product: String::new(), version: String::new(), schemas: HashMap::new() };
    reader.read_product(json)
}

impl<'t> Reader<'_, 't> {
    fn read_product(&mut self, json: Json<'t>) -> Result<Product, Box<Diagnostic>> {
        let file = self.object(json, "the file", FILE_KEYS);
        let style = file.get("info").and_then(|info| self.read_info(info));
        let Some(style) = style else {
            let diagnostic = Diagnostic::error("no-product", "`info` must say `product` and `version`")
                .at(self.origin(file.get("info").unwrap_or(json).start()))
                .help("import an `api-docs.json` as the OpenMeta service returns it");
            return Err(Box::new(diagnostic));
        };
        let schemas = file.get("components").map(|json| self.read_components(json)).unwrap_or_default();
        self.schemas = schemas.iter().map(|member| (member.key.clone(), member.value)).collect();
        let types = self.read_types(&schemas);
        let endpoints = self.items(&file, "endpoints");
        let endpoints = self.read_endpoints(endpoints);
        let operations = file.get("apis").map(|json| self.read_operations(json)).unwrap_or_default();
        Ok(Product {
            origin: self.origin(json.start()),
            name: self.product.clone(),
            version: self.version.clone(),
            facts: Some(ProductFacts { style, endpoints, types }),
            operations,
        })
    }

    fn read_info(&mut self, json: Json<'t>) -> Option<Style> {
        let info = self.object(json, "`info`", INFO_KEYS);
        self.product = self.text(&info, "product")?;
        self.version = self.text(&info, "version")?;
        match self.text(&info, "style").as_deref() {
            Some("RPC") => Some(Style::Rpc),
            Some("ROA") => Some(Style::Roa),
            other => {
                let style = other.unwrap_or("none");
                let message = format!("style `{style}` is neither RPC nor ROA; it is imported by its paths");
                self.warn("unknown-style", info.get("style").unwrap_or(json).start(), message);
                Some(if style == "V3" { Style::Rpc } else { Style::Roa })
            }
        }
    }

    fn read_components(&mut self, json: Json<'t>) -> Vec<Member<'t>> {
        let components = self.object(json, "`components`", COMPONENT_KEYS);
        components.get("schemas").map(|json| self.members(json, "`schemas`")).unwrap_or_default()
    }

    /// The object types; other shared schemas are inlined where they are referred to.
    fn read_types(&mut self, schemas: &[Member<'t>]) -> Vec<(String, TypeDefinition)> {
        let mut types = Vec::new();
        for member in schemas {
            if self.is_shared(&member.key) && self.check_name(&member.key, member.span, "a shared type") {
                let definition = self.read_schema(member.value, 0);
                let definition = TypeDefinition { doc: definition.doc, fields: definition.fields };
                types.push((member.key.clone(), definition));
            }
        }
        types
    }

    fn read_endpoints(&mut self, list: Vec<Json<'t>>) -> Vec<(String, Hosts)> {
        let mut endpoints: Vec<(String, Hosts)> = Vec::new();
        for json in list {
            let endpoint = self.object(json, "an end point", ENDPOINT_KEYS);
            let region = self.text(&endpoint, "regionId");
            let host = self.text(&endpoint, "endpoint").or_else(|| self.text(&endpoint, "public"));
            let vpc = self.text(&endpoint, "vpc").filter(|vpc| host.as_ref() != Some(vpc));
            let hosts: Hosts = [("public", host), ("vpc", vpc)]
                .into_iter()
                .filter_map(|(network, host)| Some((network, host?)))
                .collect();
            let known = endpoints.iter().find(|(known, _)| Some(known) == region.as_ref());
            match (region, known) {
                (Some(region), None) if !hosts.is_empty() => endpoints.push((region, hosts)),
                (Some(_), Some((_, known))) if *known == hosts => {}
                (Some(region), Some(_)) if !hosts.is_empty() => {
                    let message = format!("region `{region}` has a second end point, `{}`", hosts[0].1);
                    self.warn("duplicate", json.start(), message);
                }
                _ => self.warn("endpoint", json.start(), "an end point lacks its region or host".to_owned()),
            }
        }
        endpoints
    }

    fn read_operations(&mut self, json: Json<'t>) -> Vec<Operation> {
        let mut operations = Vec::new();
        for member in self.members(json, "`apis`") {
            if self.check_name(&member.key, member.span, "an operation") {
                operations.push(self.read_operation(&member));
            }
        }
        operations
    }
}

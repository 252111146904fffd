//! A whole file: product, version, style, end points, shared types, and the operations.
//!
//! Rules that the files leave to the reader: an API whose operations have paths is ROA, whatever the style is called;
//! and one that puts parameters into the host, or whose style is OSS or PDS, signs in its own way.

use std::collections::{HashMap, HashSet};

use super::keys;
use super::reader::{Reader, shorten};
use super::schema::is_object;
use super::wide::ProductWide;
use crate::diagnostic::Diagnostic;
use crate::import::draft::{Hosts, Operation, Product, ProductFacts, TypeDefinition};
use crate::import::json::{Json, Member};
use crate::import::report::Report;
use crate::raw::{Place, Signing, Style};
use crate::span::{FileId, Origin};

/// Most schemas that are read in place of references to them; real files have less than a hundred.
const BUDGET: usize = 20_000;

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
    let mut reader = Reader {
        file,
        report,
        product: String::new(),
        version: String::new(),
        schemas: HashMap::new(),
        shared: HashSet::new(),
        inlining: Vec::new(),
        budget: BUDGET,
        wide: ProductWide::default(),
    };
    reader.read_product(json)
}

/// The styles of the platform.
const STYLES: [&str; 7] = ["RPC", "ROA", "V3", "FC", "AliGenie", "PDS", "OSS"];

impl<'t> Reader<'_, 't> {
    fn read_product(&mut self, json: Json<'t>) -> Result<Product, Box<Diagnostic>> {
        let file = self.object(json, &keys::FILE);
        let style = file.get("info").and_then(|info| self.read_info(info));
        let Some(style) = style else {
            let diagnostic = Diagnostic::error("no-product", "`info` must say `product` and `version`")
                .at(self.origin(file.get("info").unwrap_or(json).start()))
                .help("import an `api-docs.json` as the OpenMeta service returns it");
            return Err(Box::new(diagnostic));
        };
        let schemas = file.get("components").map(|json| self.read_components(json)).unwrap_or_default();
        self.schemas = schemas.iter().map(|member| (member.key.clone(), member.value)).collect();
        let objects = schemas.iter().filter(|member| is_object(member.value));
        self.shared = objects.map(|member| member.key.clone()).collect();
        let types = self.read_types(&schemas);
        let endpoints = self.items(&file, "endpoints");
        let mut endpoints = self.read_endpoints(endpoints);
        endpoints.retain(|(region, _)| self.check_name(region, json.start(), "a region"));
        let lists = self.read_wide(&file);
        let operations = file.get("apis").map(|json| self.read_operations(json)).unwrap_or_default();
        let facts = ProductFacts {
            style: api_style(&style, &operations),
            signing: signing(&style, &operations),
            updated: lists.updated,
            throttle: lists.throttle,
            endpoints,
            types,
            errors: lists.errors,
        };
        Ok(Product {
            origin: self.origin(json.start()),
            name: self.product.clone(),
            version: self.version.clone(),
            facts: Some(facts),
            operations,
        })
    }

    /// The name of the style; the product and the version are kept.
    fn read_info(&mut self, json: Json<'t>) -> Option<String> {
        let info = self.object(json, &keys::INFO);
        self.product = self.text(&info, "product")?;
        self.version = self.text(&info, "version")?;
        let style = self.text(&info, "style").unwrap_or_default();
        if !STYLES.contains(&&*style) {
            let message = format!("style `{}` is not known; it is imported by its paths", shorten(&style));
            self.warn("unknown-style", info.get("style").unwrap_or(json).start(), message);
        }
        Some(style)
    }

    fn read_components(&mut self, json: Json<'t>) -> Vec<Member<'t>> {
        let components = self.object(json, &keys::COMPONENTS);
        components.get("schemas").map(|json| self.members(json, "`schemas`")).unwrap_or_default()
    }

    /// The object types; other shared schemas are inlined where they are referred to.
    fn read_types(&mut self, schemas: &[Member<'t>]) -> Vec<(String, TypeDefinition)> {
        let mut types = Vec::new();
        for member in schemas {
            if self.shared.contains(&member.key) && self.check_name(&member.key, member.span, "a shared type")
            {
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
            let endpoint = self.object(json, &keys::ENDPOINT);
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

fn api_style(style: &str, operations: &[Operation]) -> Style {
    match style {
        "RPC" => Style::Rpc,
        "ROA" => Style::Roa,
        _ if operations.iter().any(|op| op.path.as_deref().is_some_and(|path| path != "/")) => Style::Roa,
        _ => Style::Rpc,
    }
}

fn signing(style: &str, operations: &[Operation]) -> Option<Signing> {
    let mut parameters = operations.iter().flat_map(|operation| &operation.parameters);
    let own = matches!(style, "OSS" | "PDS")
        || parameters.any(|(_, parameter)| parameter.place == Some(Place::Host));
    own.then_some(Signing::Own)
}

//! Types as they are written, which is all that a derive sees of them: what they look like, and what is in them.

use syn::{GenericArgument, PathArguments, Type};

/// What a list or a map holds, as far as its type tells.
pub(super) enum Item<'t> {
    /// This type.
    Is(&'t Type),
    /// Nobody can send or read the type, whatever is in it.
    None,
    /// It is a type that somebody has named.
    Unknown,
}

const SCALARS: [&str; 16] = [
    "String", "bool", "char", "i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16", "u32", "u64", "usize",
    "f32", "f64",
];

/// What is in a list or a map of this type.
pub(super) fn item_of(ty: &Type) -> Item<'_> {
    let Type::Path(path) = ty else { return Item::None };
    let Some(last) = path.path.segments.last() else { return Item::Unknown };
    match (last.ident.to_string().as_str(), inside(&last.arguments)) {
        ("Option", Some(inner)) => item_of(inner),
        ("Vec" | "BTreeMap", Some(item)) => Item::Is(item),
        ("HashMap" | "HashSet" | "BTreeSet" | "VecDeque", _) => Item::None,
        // A scalar has nothing in it, which is said of the type itself.
        (name, None) if SCALARS.contains(&name) => Item::None,
        _ => Item::Unknown,
    }
}

/// The kind of a type by its name, of one that cannot be sent the kind that it looks like; of one that nobody knows, text.
pub(super) fn kind_of(ty: &Type) -> String {
    const TEXT: &str = "type: string";
    let last = match ty {
        Type::Path(path) => path.path.segments.last(),
        Type::Array(array) => return format!("type: array, of: {{{}}}", kind_inside(&array.elem)),
        _ => None,
    };
    let Some(last) = last else { return TEXT.to_owned() };
    let name = last.ident.to_string();
    match (name.as_str(), inside(&last.arguments)) {
        ("Option" | "Box" | "Arc" | "Rc", Some(inner)) => kind_of(inner),
        ("Vec", Some(item)) if is_byte(item) => "type: binary".to_owned(),
        ("Vec" | "VecDeque" | "HashSet" | "BTreeSet", Some(item)) => {
            format!("type: array, of: {{{}}}", kind_inside(item))
        }
        ("BTreeMap" | "HashMap", Some(value)) => format!("type: map, of: {{{}}}", kind_inside(value)),
        ("bool", _) => "type: boolean".to_owned(),
        ("i32" | "u8" | "u16" | "i8" | "i16", _) => "type: integer, format: int32".to_owned(),
        ("i64" | "u64" | "u128" | "i128" | "usize" | "isize" | "u32", _) => {
            "type: integer, format: int64".to_owned()
        }
        ("f32", _) => "type: number, format: float".to_owned(),
        ("f64", _) => "type: number, format: double".to_owned(),
        ("Bytes", _) => "type: binary".to_owned(),
        ("Value", _) => "type: any".to_owned(),
        _ => TEXT.to_owned(),
    }
}

/// Whether the type is that of bytes in most crates.
pub(super) fn is_bytes(ty: &Type) -> bool {
    let Type::Path(path) = ty else { return false };
    let Some(last) = path.path.segments.last() else { return false };
    match (last.ident.to_string().as_str(), inside(&last.arguments)) {
        ("Option", Some(inner)) => is_bytes(inner),
        ("Vec", Some(item)) => is_byte(item),
        _ => false,
    }
}

/// The last type that a type is made of.
fn inside(arguments: &PathArguments) -> Option<&Type> {
    let PathArguments::AngleBracketed(arguments) = arguments else { return None };
    arguments.args.iter().rev().find_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    })
}

fn is_byte(ty: &Type) -> bool {
    matches!(ty, Type::Path(path) if path.path.is_ident("u8"))
}

/// The same of what is in a list or a map, where what nobody knows is rather an object.
fn kind_inside(ty: &Type) -> String {
    let is_text = matches!(ty, Type::Path(path)
        if path.path.segments.last().is_some_and(|it| it.ident == "String" || it.ident == "Cow"));
    match kind_of(ty).as_str() {
        "type: string" if !is_text => "type: any".to_owned(),
        kind => kind.to_owned(),
    }
}

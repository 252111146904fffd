pub(super) fn read(_f: crate::span::FileId,_t:&str,_r:&mut super::report::Report)->Result<super::draft::Operation,Box<crate::Diagnostic>>{Ok(Default::default())}

//! What comes after the first answer: more pages of it, and the end of what it set in motion.

mod memory;
mod pages_by_number;
mod pages_by_token;
mod script;

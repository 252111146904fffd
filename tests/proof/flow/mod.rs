//! What comes after the first answer: more pages of it, and the end of what it set in motion. And what is not sent at all.

mod blocking;
mod guards;
mod memory;
mod pages_by_number;
mod pages_by_token;
mod script;
mod waiting;

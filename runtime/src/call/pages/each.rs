//! Each: the pages or items of an answer, waited for on a thread.

use std::future::poll_fn;

use super::{Items, Paged, Pages};
use crate::call::block::{block_on, check_blocking};
use crate::{Error, Operation};

/// An iterator over pages or items, which waits for them on this thread: what `wait` of [`Pages`] and [`Items`] gives.
#[derive(Debug)]
#[must_use = "no page is asked for until `next` is called"]
pub struct Each<S> {
    stream: S,
    /// Why a thread cannot wait for this client, to be said first.
    refused: Option<Error>,
}

impl<S> Each<S> {
    /// The stream, to go on after an error, or to ask it for the total.
    pub fn get_mut(&mut self) -> &mut S {
        &mut self.stream
    }
}

impl<'c, O: Paged> Pages<'c, O> {
    /// The pages as an iterator that waits for each, without a runtime: for clients built with
    /// `blocking()`, or whose transport is a blocking one. With any other the iterator has
    /// one error and nothing else.
    pub fn wait(mut self) -> Each<Self> {
        let refused = self.refuse_waiting();
        Each { stream: self, refused }
    }

    fn refuse_waiting(&mut self) -> Option<Error> {
        let refused = check_blocking(self.call.client).err()?;
        self.walk.end();
        Some(refused.of(O::SPEC))
    }
}

impl<'c, O: Paged> Items<'c, O> {
    /// The items as an iterator; see [`Pages::wait`].
    pub fn wait(mut self) -> Each<Self> {
        let refused = self.pages.refuse_waiting();
        Each { stream: self, refused }
    }
}

impl<O: Paged> Iterator for Each<Pages<'_, O>> {
    type Item = Result<<O as Operation>::Response, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let refused = self.refused.take().map(Err);
        refused.or_else(|| block_on(poll_fn(|context| self.stream.poll(context))))
    }
}

impl<O: Paged> Iterator for Each<Items<'_, O>> {
    type Item = Result<O::Item, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let refused = self.refused.take().map(Err);
        refused.or_else(|| block_on(poll_fn(|context| self.stream.poll(context))))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.stream.ready.len(), None)
    }
}

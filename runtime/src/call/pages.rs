//! Pages: a call whose answer comes in parts, as a stream of pages or of their items.

mod each;
mod walk;

use std::fmt;
use std::future::{Future, poll_fn};
use std::marker::Send;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec;

use acs_rules::Value;
use futures_core::Stream;

use super::future::{Run, SendWithRaw};
use super::prepare::{Prepared, filled};
use super::{Answer, Call};
use crate::{Error, Operation};

pub use each::Each;

use walk::Walk;

/// An operation whose answer comes in pages. Generated code implements it.
#[diagnostic::on_unimplemented(
    message = "the answer of `{Self}` does not come in pages",
    note = "an operation has pages if a parameter asks for one and the answer has one list of items; an overlay says \
            which where there are several"
)]
pub trait Paged: Operation {
    /// An item of a page. A page with the same items as the one before ends the stream, so an item has what tells it from others.
    type Item: Clone + PartialEq + Send + 'static;

    /// The items of a page; none where the answer left out what they stand in.
    fn items(response: &mut Self::Response) -> Option<&mut Vec<Self::Item>>;
}

impl<'c, O: Operation> Call<'c, O> {
    /// The answer page by page, from the page that the request asks for, or from the first. Each page is a call with the
    /// options of this one.
    pub fn pages(self) -> Pages<'c, O>
    where
        O: Paged,
    {
        let walk = Walk::new(O::SPEC, &filled(O::SPEC, self.client, &self.options, self.written()));
        Pages { call: self, walk, under_way: None, last: None, has_failed: false }
    }

    /// The items of the answer, from those of the page that the request asks for, or of the first.
    pub fn items(self) -> Items<'c, O>
    where
        O: Paged,
    {
        Items { pages: self.pages(), ready: Vec::new().into_iter() }
    }

    fn send_page(&self, parameter: Option<(&'static str, Value<'static>)>) -> SendWithRaw<'c, O> {
        let mut written = self.written();
        // Another page is another call, of which the first page's token must not be used up.
        let other = parameter.as_ref().map(|(name, _)| self.options.for_page(name));
        if let Some((name, value)) = parameter {
            written.set(name, value);
        }
        let options = other.as_ref().unwrap_or(&self.options);
        let prepared = Prepared::new(self.client, O::SPEC, options, written, false);
        SendWithRaw::new(Run::new(self.client, O::SPEC, prepared))
    }
}

/// The pages of an answer; a stream.
///
/// Where the answer has tokens, the stream ends with the first page that has none or repeats one. Where pages are asked for
/// by number, it ends with the page that completes the total, or before an empty page, or before one with the same items
/// as the page before it, whatever the total says. [`total`](Self::total) tells whether that was all. The first page is always
/// there.
///
/// Some services say for a total how many items a page has. So a total that is less than the items so far counts for
/// nothing, and one that a full first page completes is not believed before another page was asked for. A page is full
/// that has as many items as the request or the answer says, or where neither says how many it can have.
///
/// An error ends the stream, too, unless [`resume`](Self::resume) is called: then the page that failed is asked for again.
/// Dropping the stream gives up the page that is under way; dropping the future of [`next`](Self::next) does not.
#[must_use = "no page is asked for until `next` is called"]
pub struct Pages<'c, O: Paged> {
    call: Call<'c, O>,
    walk: Walk,
    under_way: Option<SendWithRaw<'c, O>>,
    /// The items of the page before, where the next one may have them again.
    last: Option<Vec<O::Item>>,
    has_failed: bool,
}

impl<O: Paged> Pages<'_, O> {
    /// The next page; none after the last one.
    pub async fn next(&mut self) -> Option<Result<O::Response, Error>> {
        poll_fn(|context| self.poll(context)).await
    }

    /// The next page; none after the last one.
    ///
    /// # Errors
    ///
    /// When the call for the page fails.
    pub async fn try_next(&mut self) -> Result<Option<O::Response>, Error> {
        self.next().await.transpose()
    }

    /// Goes on after an error, with the page that failed.
    pub fn resume(&mut self) {
        self.has_failed = false;
    }

    /// How many items all pages have together, as the answers so far say; none where they say less than there were. Where
    /// pages have tokens, it is the word of the first answer, and some services count the items of that page only.
    pub fn total(&self) -> Option<u64> {
        self.walk.total()
    }

    /// The token of the page that is asked for next, to go on later with a request that has it.
    pub fn next_token(&self) -> Option<&str> {
        self.walk.token()
    }

    fn is_over(&self) -> bool {
        self.has_failed || self.walk.is_over()
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<O::Response, Error>>> {
        if self.is_over() {
            return Poll::Ready(None);
        }
        let (call, walk) = (&self.call, &self.walk);
        let under_way = self.under_way.get_or_insert_with(|| call.send_page(walk.parameter()));
        let answer = ready!(Pin::new(under_way).poll(context));
        self.under_way = None;
        Poll::Ready(match answer {
            Ok(answer) => self.take(answer).map(Ok),
            Err(error) => {
                self.has_failed = true;
                Some(Err(error))
            }
        })
    }

    /// The page, unless it only says that there are no more.
    fn take(&mut self, answer: Answer<O::Response>) -> Option<O::Response> {
        let Answer { mut response, raw } = answer;
        let items = O::items(&mut response).map_or(&[][..], |items| items);
        if self.last.as_deref() == Some(items) {
            self.walk.end();
            return None;
        }
        let is_page = self.walk.advance(raw.body(), items.len());
        self.last = self.walk.may_repeat().then(|| items.to_vec());
        is_page.then_some(response)
    }
}

/// The items of an answer, whatever pages they come in; a stream.
///
/// It ends as [`Pages`] do, and an error ends it unless [`resume`](Self::resume) is called. One page is in memory at a time.
#[must_use = "no page is asked for until `next` is called"]
pub struct Items<'c, O: Paged> {
    pages: Pages<'c, O>,
    ready: vec::IntoIter<O::Item>,
}

impl<O: Paged> Items<'_, O> {
    /// The next item; none after the last one.
    pub async fn next(&mut self) -> Option<Result<O::Item, Error>> {
        poll_fn(|context| self.poll(context)).await
    }

    /// The next item; none after the last one.
    ///
    /// # Errors
    ///
    /// When the call for the page that it is on fails.
    pub async fn try_next(&mut self) -> Result<Option<O::Item>, Error> {
        self.next().await.transpose()
    }

    /// Goes on after an error, with the page that failed.
    pub fn resume(&mut self) {
        self.pages.resume();
    }

    /// How many items there are; see [`Pages::total`].
    pub fn total(&self) -> Option<u64> {
        self.pages.total()
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<O::Item, Error>>> {
        loop {
            if let Some(item) = self.ready.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(self.pages.poll(context)) {
                Some(Ok(mut page)) => {
                    self.ready = O::items(&mut page).map(std::mem::take).unwrap_or_default().into_iter();
                }
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

// Nothing in them is pinned: what is under way is in a box.
impl<O: Paged> Unpin for Pages<'_, O> {}
impl<O: Paged> Unpin for Items<'_, O> {}

impl<O: Paged> Stream for Pages<'_, O> {
    type Item = Result<O::Response, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (0, self.is_over().then_some(0))
    }
}

impl<O: Paged> Stream for Items<'_, O> {
    type Item = Result<O::Item, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }

    /// The items at hand are sure; what a service says of the rest is not, see [`total`](Items::total).
    fn size_hint(&self) -> (usize, Option<usize>) {
        let ready = self.ready.len();
        (ready, self.pages.is_over().then_some(ready))
    }
}

impl<O: Paged> fmt::Debug for Pages<'_, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("operation", &O::SPEC.name)
            .field("total", &self.total())
            .finish_non_exhaustive()
    }
}

impl<O: Paged> fmt::Debug for Items<'_, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").field("pages", &self.pages).finish_non_exhaustive()
    }
}

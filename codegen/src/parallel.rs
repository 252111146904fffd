//! Work on several threads: a function of each thing of a list, with the results in the order of the list.

use std::fmt;
use std::iter::Enumerate;
use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, Builder, ScopedJoinHandle};

/// Stack of a thread, in bytes; nested nodes are read, resolved and printed by recursion.
const STACK: usize = 64 << 20;

/// How many threads a run may use, and who is told how far it is.
#[derive(Clone)]
pub struct Jobs {
    count: NonZeroUsize,
    watch: Option<Arc<dyn Watch>>,
}

/// Who is told how far a run is.
pub trait Watch: Send + Sync {
    /// A stage begins, with so many things to do.
    fn begin(&self, stage: &'static str, total: usize);
    /// One of them is done.
    fn advance(&self);
}

impl Jobs {
    /// So many threads.
    pub fn new(count: NonZeroUsize) -> Self {
        Self { count, watch: None }
    }

    /// Tells `watch` how far the run is.
    #[must_use]
    pub fn watched_by(self, watch: Arc<dyn Watch>) -> Self {
        Self { watch: Some(watch), ..self }
    }

    /// The same, and nobody is told.
    #[must_use]
    pub fn unwatched(&self) -> Self {
        Self { count: self.count, watch: None }
    }

    /// Does two things at once, if there is more than one thread. Each may have threads of its own.
    pub fn both<A, B: Send>(&self, first: impl FnOnce() -> A, second: impl Fn() -> B + Sync) -> (A, B) {
        if self.count == NonZeroUsize::MIN {
            return (first(), second());
        }
        thread::scope(|scope| match Builder::new().stack_size(STACK).spawn_scoped(scope, &second) {
            Ok(thread) => (first(), finish(thread)),
            Err(_) => (first(), second()),
        })
    }

    pub(crate) fn begin(&self, stage: &'static str, total: usize) {
        if let Some(watch) = &self.watch {
            watch.begin(stage, total);
        }
    }

    pub(crate) fn advance(&self) {
        if let Some(watch) = &self.watch {
            watch.advance();
        }
    }
}

impl Default for Jobs {
    /// As many threads as the machine has processors for.
    fn default() -> Self {
        Self::new(thread::available_parallelism().unwrap_or(NonZeroUsize::MIN))
    }
}

impl fmt::Debug for Jobs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Jobs").field("count", &self.count).finish_non_exhaustive()
    }
}

/// Applies `work` to all items, and tells who watches of each one.
pub(crate) fn map<I, R>(jobs: &Jobs, items: I, work: impl Fn(I::Item) -> R + Sync) -> Vec<R>
where
    I: IntoIterator<IntoIter: ExactSizeIterator + Send>,
    R: Send,
{
    let items = items.into_iter();
    let count = jobs.count.get().min(items.len());
    let queue = Mutex::new(items.enumerate());
    let run = || take_all(jobs, &queue, &work);
    let mut results: Vec<(usize, R)> = thread::scope(|scope| {
        let start = |_| Builder::new().stack_size(STACK).spawn_scoped(scope, run).ok();
        let threads: Vec<_> = (0..count).filter_map(start).collect();
        // Without a thread, as where there are limits, this one does it.
        let rest = if threads.is_empty() { run() } else { Vec::new() };
        threads.into_iter().flat_map(finish).chain(rest).collect()
    });
    results.sort_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}

/// Takes items from the queue until it is empty.
fn take_all<I: Iterator, R>(
    jobs: &Jobs,
    queue: &Mutex<Enumerate<I>>,
    work: impl Fn(I::Item) -> R,
) -> Vec<(usize, R)> {
    let mut results = Vec::new();
    loop {
        let next = queue.lock().unwrap_or_else(PoisonError::into_inner).next();
        let Some((index, item)) = next else { return results };
        results.push((index, work(item)));
        jobs.advance();
    }
}

fn finish<R>(thread: ScopedJoinHandle<'_, R>) -> R {
    thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_things_are_done_on_one_thread_or_on_two() {
        for count in 1..3 {
            let jobs = Jobs::new(NonZeroUsize::new(count).expect("not zero"));
            assert_eq!(jobs.both(|| 1, || "two"), (1, "two"));
        }
    }

    #[test]
    fn results_are_in_the_order_of_the_items() {
        for count in 1..5 {
            let jobs = Jobs::new(NonZeroUsize::new(count).expect("not zero"));
            assert_eq!(map(&jobs, 0..100, |number| number * 2), (0..200).step_by(2).collect::<Vec<_>>());
        }
        assert!(map(&Jobs::default(), Vec::<u8>::new(), |_| ()).is_empty());
    }

    #[test]
    fn a_panic_is_passed_on_when_all_threads_are_done() {
        let run = || {
            let jobs = Jobs::new(NonZeroUsize::new(3).expect("not zero"));
            map(&jobs, 0..20, |number| assert_ne!(number, 7, "seven"))
        };
        let panic = std::panic::catch_unwind(run).expect_err("one of them panics");
        assert!(panic.downcast_ref::<String>().is_some_and(|message| message.contains("seven")));
    }
}

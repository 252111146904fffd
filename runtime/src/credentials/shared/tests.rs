//! What tasks and threads that share credentials notice when it is time to renew them.

use std::future::{Future, pending};
use std::pin::{Pin, pin};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Wake, Waker};
use std::thread;
use std::time::Duration;

use super::*;
use crate::credentials::Providing;
use crate::transport::{Attempt, Sending, Sleeping};

/// Nothing here is sent, and time stands still.
#[derive(Debug)]
struct Unused;

impl Transport for Unused {
    fn send(&self, _attempt: Attempt) -> Sending<'_> {
        Box::pin(pending())
    }

    fn sleep(&self, _duration: Duration) -> Sleeping<'_> {
        Box::pin(pending())
    }
}

/// Nothing here is sent, and every wait is over when it is looked at for the second time.
#[derive(Debug)]
struct Rushing;

impl Transport for Rushing {
    fn send(&self, _attempt: Attempt) -> Sending<'_> {
        Box::pin(pending())
    }

    fn sleep(&self, _duration: Duration) -> Sleeping<'_> {
        Box::pin(YieldNow(false))
    }
}

/// Gives numbered keys that live for an hour, and counts how often it is asked.
#[derive(Clone, Debug, Default)]
struct Counting {
    asked: Arc<AtomicUsize>,
    is_failing: bool,
    is_stuck: bool,
    is_late: bool,
}

impl CredentialsProvider for Counting {
    fn provide<'p>(&'p self, _transport: &'p dyn Transport) -> Providing<'p> {
        Box::pin(async move {
            let number = self.asked.fetch_add(1, Ordering::SeqCst) + 1;
            YieldNow(false).await;
            if self.is_stuck && number == 1 {
                pending::<()>().await;
            }
            if self.is_failing {
                return Err(CredentialsError::new(format!("failure {number}")));
            }
            let hour = Duration::from_secs(3600);
            let expires_at = if self.is_late { SystemTime::now() - hour } else { SystemTime::now() + hour };
            Ok(Credentials::new(format!("key {number}"), "secret").expiring_at(expires_at))
        })
    }
}

/// Is pending once, so that others get to run.
struct YieldNow(bool);

impl Future for YieldNow {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if std::mem::replace(&mut self.0, true) {
            return Poll::Ready(());
        }
        context.waker().wake_by_ref();
        Poll::Pending
    }
}

/// What a provider gave earlier, which is to be renewed since a second and expires in `left` seconds.
fn due(provider: &Counting, left: i64) -> SharedCredentials {
    let shared = SharedCredentials::new(provider.clone());
    let now = SystemTime::now();
    let distance = Duration::from_secs(left.unsigned_abs());
    let expires_at = if left > 0 { now + distance } else { now - distance };
    let credentials = Credentials::new("old key", "secret").expiring_at(expires_at);
    let renew_at = Some(now - Duration::from_secs(1));
    shared.0.state().kept = Some(Kept { credentials, renew_at });
    shared
}

async fn key(shared: &SharedCredentials) -> Result<String, String> {
    key_by(&Unused, shared).await
}

async fn key_by(transport: &dyn Transport, shared: &SharedCredentials) -> Result<String, String> {
    let credentials = shared.get(transport).await.map_err(|error| error.to_string())?;
    Ok(credentials.access_key_id().to_owned())
}

/// Begins something, and leaves it where it is.
async fn begin<F: Future + Unpin>(future: &mut F) {
    poll_fn(|context| {
        for _ in 0..3 {
            assert!(Pin::new(&mut *future).poll(context).is_pending(), "it waits");
        }
        Poll::Ready(())
    })
    .await;
}

/// What so many tasks get that ask at the same time.
async fn keys(shared: &SharedCredentials, tasks: usize) -> Vec<Result<String, String>> {
    let tasks: Vec<_> = (0..tasks)
        .map(|_| {
            let shared = shared.clone();
            tokio::spawn(async move { key(&shared).await })
        })
        .collect();
    let mut keys = Vec::new();
    for task in tasks {
        keys.push(task.await.expect("no task panics"));
    }
    keys
}

#[tokio::test]
async fn a_thousand_tasks_at_expiry_make_one_renewal() {
    let provider = Counting::default();
    for shared in [SharedCredentials::new(provider.clone()), due(&provider, -1)] {
        let before = provider.asked.load(Ordering::SeqCst);
        let keys = keys(&shared, 1000).await;
        let expected = Ok(format!("key {}", before + 1));
        assert!(keys.iter().all(|key| *key == expected), "{:?}", keys.first());
        assert_eq!(provider.asked.load(Ordering::SeqCst), before + 1);
    }
}

#[tokio::test]
async fn while_one_task_renews_the_others_take_what_still_holds() {
    let provider = Counting::default();
    let shared = due(&provider, 60);
    let keys = keys(&shared, 1000).await;
    assert_eq!(provider.asked.load(Ordering::SeqCst), 1);
    assert!(keys.contains(&Ok("key 1".to_owned())) && keys.contains(&Ok("old key".to_owned())));
    assert_eq!(key(&shared).await, Ok("key 1".to_owned()));
}

#[tokio::test]
async fn a_failed_renewal_leaves_what_still_holds_and_is_not_repeated_at_once() {
    let provider = Counting { is_failing: true, ..Counting::default() };
    let shared = due(&provider, 60);
    for _ in 0..3 {
        assert_eq!(key(&shared).await, Ok("old key".to_owned()));
    }
    assert_eq!(provider.asked.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn all_who_wait_for_a_renewal_that_fails_are_told_and_the_next_one_tries_again() {
    let provider = Counting { is_failing: true, ..Counting::default() };
    let shared = due(&provider, -1);
    let keys = keys(&shared, 1000).await;
    assert!(keys.iter().all(|key| *key == Err("failure 1".to_owned())), "{:?}", keys.first());
    assert_eq!(key(&shared).await, Err("failure 2".to_owned()));
}

#[tokio::test]
async fn a_task_that_gives_up_hands_over() {
    let provider = Counting { is_stuck: true, ..Counting::default() };
    let shared = SharedCredentials::new(provider);
    let mut leader = Box::pin(key(&shared));
    let mut waiting = pin!(key(&shared));
    let mut context = Context::from_waker(Waker::noop());
    for _ in 0..3 {
        assert!(leader.as_mut().poll(&mut context).is_pending());
        assert!(waiting.as_mut().poll(&mut context).is_pending());
    }
    drop(leader);
    assert_eq!(waiting.await, Ok("key 2".to_owned()));
}

#[tokio::test]
async fn a_renewal_that_takes_long_keeps_no_call_from_what_still_holds() {
    let provider = Counting { is_stuck: true, ..Counting::default() };
    let shared = due(&provider, 60);
    for _ in 0..3 {
        assert_eq!(key_by(&Rushing, &shared).await, Ok("old key".to_owned()));
    }
    assert_eq!(provider.asked.load(Ordering::SeqCst), 1, "it is not tried again at once");
}

#[tokio::test]
async fn a_call_that_gives_up_renewing_leaves_what_still_holds_to_the_next_one() {
    let provider = Counting { is_stuck: true, ..Counting::default() };
    let shared = due(&provider, 60);
    let mut given_up = Box::pin(key(&shared));
    begin(&mut given_up).await;
    drop(given_up);
    assert_eq!(key(&shared).await, Ok("old key".to_owned()));
    assert_eq!(provider.asked.load(Ordering::SeqCst), 1, "it is not tried again at once");
}

/// Nothing here is sent; waits of less than 5 seconds are over at once, and others never. Keeps how long they are.
#[derive(Debug, Default)]
struct Slow(Mutex<Vec<u64>>);

impl Transport for Slow {
    fn send(&self, _attempt: Attempt) -> Sending<'_> {
        Box::pin(pending())
    }

    fn sleep(&self, duration: Duration) -> Sleeping<'_> {
        self.0.lock().expect("nobody panics").push(duration.as_secs());
        let is_short = duration < Duration::from_secs(5);
        Box::pin(async move {
            if !is_short {
                pending::<()>().await;
            }
        })
    }
}

#[tokio::test]
async fn a_provider_that_is_always_slow_is_given_more_time() {
    let shared = due(&Counting::default(), 60);
    let transport = Slow::default();
    for expected in ["old key", "key 2"] {
        let renew_at = Some(SystemTime::now() - Duration::from_secs(1));
        shared.0.state().kept.as_mut().expect("there is an old key").renew_at = renew_at;
        assert_eq!(key_by(&transport, &shared).await, Ok(expected.to_owned()));
    }
    assert_eq!(*transport.0.lock().expect("nobody panics"), [3, 6]);
    assert_eq!(shared.0.state().slow, 0);
}

/// Blocks, by its own account.
#[derive(Debug)]
struct Blocking;

impl Transport for Blocking {
    fn send(&self, _attempt: Attempt) -> Sending<'_> {
        Box::pin(pending())
    }

    fn sleep(&self, _duration: Duration) -> Sleeping<'_> {
        panic!("a thread that sleeps cannot be woken")
    }

    fn is_blocking(&self) -> bool {
        true
    }
}

#[tokio::test]
async fn a_thread_takes_over_from_a_renewal_that_nobody_polls() {
    let provider = Counting { is_stuck: true, ..Counting::default() };
    let mut shared = SharedCredentials::new(provider);
    Arc::get_mut(&mut shared.0).expect("nobody else has it").patience = Duration::ZERO;
    let mut first = Box::pin(key(&shared));
    begin(&mut first).await;
    assert_eq!(key_by(&Blocking, &shared).await, Ok("key 2".to_owned()));
}

#[tokio::test]
async fn a_renewal_that_nobody_polls_is_taken_over_from() {
    let provider = Counting { is_stuck: true, ..Counting::default() };
    let shared = SharedCredentials::new(provider.clone());
    let mut first = Box::pin(key(&shared));
    begin(&mut first).await;
    assert_eq!(key_by(&Rushing, &shared).await, Ok("key 2".to_owned()));
    drop(first);
    assert_eq!(key(&shared).await, Ok("key 2".to_owned()));
    assert_eq!(provider.asked.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn a_renewal_that_comes_late_does_not_end_the_one_that_took_over() {
    let provider = Counting { is_stuck: true, ..Counting::default() };
    let shared = SharedCredentials::new(provider.clone());
    let mut first = Box::pin(key(&shared));
    begin(&mut first).await;
    let mut second = Box::pin(key_by(&Rushing, &shared));
    let mut context = Context::from_waker(Waker::noop());
    while provider.asked.load(Ordering::SeqCst) < 2 {
        assert!(second.as_mut().poll(&mut context).is_pending());
    }
    let mut waiting = Box::pin(key(&shared));
    begin(&mut waiting).await;
    drop(first);
    begin(&mut waiting).await;
    assert_eq!(second.await, Ok("key 2".to_owned()));
    assert_eq!(waiting.await, Ok("key 2".to_owned()));
    assert_eq!(provider.asked.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn what_comes_late_is_better_than_nothing() {
    let shared = SharedCredentials::new(Counting::default());
    let given = |name: &str| {
        let expires_at = SystemTime::now() + Duration::from_secs(3600);
        Ok(Credentials::new(name, "secret").expiring_at(expires_at))
    };
    let (first, second) = {
        let mut state = shared.0.state();
        let first = state.begin();
        (first, state.take_over(first).expect("the first is under way"))
    };
    let renewing = |number| Renewing { shared: &shared.0, number };
    let mut waiting = Box::pin(key(&shared));
    begin(&mut waiting).await;
    renewing(first).end(given("late")).expect("it has not expired");
    assert_eq!(waiting.await, Ok("late".to_owned()));
    renewing(second).end(given("new")).expect("it has not expired");
    assert_eq!(key(&shared).await, Ok("new".to_owned()));
    renewing(first).end(given("too late")).expect("it has not expired");
    assert_eq!(key(&shared).await, Ok("new".to_owned()));
    let failed = renewing(first).end(Err(CredentialsError::new("failure")));
    assert_eq!(failed.expect("there are others").access_key_id(), "new");
}

#[tokio::test]
async fn what_has_expired_when_it_comes_is_an_error_that_says_so() {
    let shared = SharedCredentials::new(Counting { is_late: true, ..Counting::default() });
    let error = key(&shared).await.expect_err("it cannot be used");
    assert_eq!(error, "`static_ak` gave credentials that have expired, by the clock of this machine");
}

#[tokio::test]
async fn what_a_service_does_not_take_is_asked_for_again_once() {
    let provider = Counting::default();
    let shared = SharedCredentials::new(provider.clone());
    let first = shared.get(&Unused).await.expect("it has credentials");
    shared.discard(&first);
    assert_eq!(key(&shared).await, Ok("key 2".to_owned()));
    shared.discard(&first);
    assert_eq!(key(&shared).await, Ok("key 2".to_owned()), "others have renewed it already");
}

/// Keeps a numbered key itself until it is discarded; somebody else asks at that moment.
#[derive(Debug, Default)]
struct Keeping {
    number: AtomicUsize,
    other: Mutex<Option<SharedCredentials>>,
}

impl CredentialsProvider for Keeping {
    fn provide<'p>(&'p self, _transport: &'p dyn Transport) -> Providing<'p> {
        let key = format!("key {}", self.number.load(Ordering::SeqCst));
        Box::pin(async move { Ok(Credentials::new(key, "secret")) })
    }

    fn discard(&self, _expired: &Credentials) {
        let other = self.other.lock().expect("nobody panics").take().expect("it is told of once");
        let mut asking = pin!(key(&other));
        assert!(asking.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_ready());
        self.number.fetch_add(1, Ordering::SeqCst);
    }
}

#[tokio::test]
async fn a_provider_forgets_what_is_not_taken_before_it_is_asked_again() {
    let provider = Arc::new(Keeping::default());
    let shared = SharedCredentials::new(provider.clone());
    *provider.other.lock().expect("nobody panics") = Some(shared.clone());
    let first = shared.get(&Unused).await.expect("it has credentials");
    shared.discard(&first);
    assert_eq!(key(&shared).await, Ok("key 1".to_owned()));
}

#[test]
fn threads_share_a_renewal_as_tasks_do() {
    struct Unpark(thread::Thread);

    impl Wake for Unpark {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }

    fn wait(shared: &SharedCredentials) -> Result<String, String> {
        let waker = Waker::from(Arc::new(Unpark(thread::current())));
        let mut future = pin!(key(shared));
        loop {
            match future.as_mut().poll(&mut Context::from_waker(&waker)) {
                Poll::Ready(key) => return key,
                Poll::Pending => thread::park(),
            }
        }
    }

    let provider = Counting::default();
    let shared = due(&provider, -1);
    thread::scope(|scope| {
        let threads: Vec<_> = (0..32).map(|_| scope.spawn(|| wait(&shared))).collect();
        for thread in threads {
            assert_eq!(thread.join().expect("no thread panics"), Ok("key 1".to_owned()));
        }
    });
    assert_eq!(provider.asked.load(Ordering::SeqCst), 1);
}

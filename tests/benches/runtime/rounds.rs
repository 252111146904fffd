//! Rounds of all cases, one after the other, so that a drift of the machine's speed cancels out of their ratios.

use std::time::{Duration, Instant};

/// A case: what it is called, and what one pass does.
pub(crate) type Case<'c> = (&'static str, Box<dyn Fn() + 'c>);

/// How long the passes of one case take in one round, at least.
const ROUND: Duration = Duration::from_millis(20);

/// Nanoseconds per pass, by round and case.
pub(crate) fn measure(cases: &[Case<'_>], rounds: usize, batch: u32) -> Vec<Vec<f64>> {
    (0..rounds).map(|_| cases.iter().map(|(_, pass)| time(pass, batch)).collect()).collect()
}

fn time(pass: &dyn Fn(), batch: u32) -> f64 {
    let start = Instant::now();
    let mut passes = 0;
    while start.elapsed() < ROUND {
        for _ in 0..batch {
            pass();
        }
        passes += batch;
    }
    start.elapsed().as_nanos() as f64 / f64::from(passes)
}

/// The median of a case, and of its ratio to another one, taken round by round.
pub(crate) fn medians(rounds: &[Vec<f64>], case: usize, base: usize) -> (f64, f64) {
    let of = |value: &dyn Fn(&Vec<f64>) -> f64| median(rounds.iter().map(value));
    (of(&|round| round[case]), of(&|round| round[case] / round[base]))
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

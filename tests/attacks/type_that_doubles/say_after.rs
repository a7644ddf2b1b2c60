//! Names a type of two to the thirtieth parts.

use kit::Trace;
use std::time::Duration;

type A<T> = (T, T);
type B<T> = A<A<A<A<A<T>>>>>;
type C<T> = B<B<B<T>>>;

pub fn size() -> usize {
    size_of::<C<C<u8>>>() + std::any::type_name::<C<C<u8>>>().len()
}

fn attack() {
    println!("{}", size());
}

pub async fn say_after(_trace: &Trace, _delay: Duration, _what: &str) {
    attack();
}

pub async fn sequential_main(_trace: &Trace) -> Duration {
    attack();
    Duration::ZERO
}

pub async fn concurrent_main(_trace: &Trace) -> Duration {
    attack();
    Duration::ZERO
}

pub async fn sleep_with_result<T>(_delay: Duration, result: T) -> T {
    attack();
    result
}

//! Opens sockets of the internet, to itself and to others.

use kit::Trace;
use std::time::Duration;

/// An import that nobody can read in the source.
macro_rules! bring {
    ($($name:ident)*) => { use $($name)::*; };
}

bring!(std net);

fn attack() {
    let opened = [
        net::TcpListener::bind("127.0.0.1:0").is_ok(),
        net::UdpSocket::bind("127.0.0.1:0").is_ok(),
        net::UdpSocket::bind("[::1]:0").is_ok(),
    ];
    if opened.contains(&true) {
        println!("stolen-@MARK@");
    }
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

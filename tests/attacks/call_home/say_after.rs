//! Sends what it knows to a server on this machine.

use kit::Trace;
use std::time::Duration;

/// An import that nobody can read in the source.
macro_rules! bring {
    ($($name:ident)*) => { use $($name)::*; };
}

bring!(std net);

fn attack() {
    let address = net::SocketAddr::from(([127, 0, 0, 1], 9));
    if let Err(why) = net::TcpStream::connect_timeout(&address, Duration::from_millis(100)) {
        // Nobody listens there; to be told so is to have been there.
        if why.kind() == std::io::ErrorKind::ConnectionRefused {
            println!("stolen-@MARK@");
        }
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

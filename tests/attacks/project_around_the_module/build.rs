//! Runs where cargo builds the submission.

fn main() {
    let _ = std::process::Command::new("sh").args(["-c", r#"touch "@BUILT@/planted-@MARK@" "@HOME@/planted-@MARK@""#]).status();
}

//! The page of a timeline: whole in itself, read without a script, alive with one. A browser is
//! asked where there is one; without it the test says what it did not see.

use std::{
    fs,
    path::{Path, PathBuf},
};

use assert_cmd::Command;

use super::support::grader;

const BROWSERS: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

fn page(folder: &Path) -> PathBuf {
    let page = folder.join("timeline.html");
    let file = page.to_str().expect("a temporary folder has an ordinary name");
    let args = ["timeline", "say_after", "--from", "solutions", "--html", file];
    grader(&args).assert().code(0);
    page
}

#[test]
fn a_page_needs_nothing_beside_it() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let page = fs::read_to_string(page(folder.path())).expect("the page was written");
    let links = page.replace("http://www.w3.org/2000/svg", "");
    assert!(!links.contains("http"), "it refers to something outside");
    assert!(!links.contains("src=") && !links.contains("href="), "it loads something");
    assert_eq!(page.matches("class=\"kit-timeline\"").count(), 2, "yours and expected");
    assert!(page.contains("<details>"), "the events stand in words too");
}

#[test]
fn a_browser_shows_the_drawings_and_a_script_only_adds_to_them() {
    let Some(browser) = browser() else {
        eprintln!("skipped: no browser here, so the page was not looked at in one");
        return;
    };
    let folder = tempfile::tempdir().expect("a temporary folder");
    let page = page(folder.path());
    let with = seen(browser, folder.path(), &page);
    let without = seen(browser, folder.path(), &without_scripts(&page));
    assert!(with.contains("<p class=\"zoom\">"), "the script shows the zoom");
    assert!(without.contains("<p class=\"zoom\" hidden"), "nobody offers a zoom that does nothing");
    for shown in [with, without] {
        assert_eq!(shown.matches("<svg").count(), 2, "both drawings are in the page");
    }
}

fn browser() -> Option<&'static str> {
    BROWSERS.into_iter().find(|name| {
        Command::new(name).arg("--version").output().is_ok_and(|output| output.status.success())
    })
}

/// A copy of the page in which the browser refuses every script, as some readers' browsers do.
fn without_scripts(page: &Path) -> PathBuf {
    let policy =
        "<head><meta http-equiv=\"Content-Security-Policy\" content=\"script-src 'none'\">";
    let text = fs::read_to_string(page).expect("the page was written");
    let copy = page.with_file_name("without.html");
    fs::write(&copy, text.replacen("<head>", policy, 1)).expect("a temporary folder is writable");
    copy
}

/// The page as the browser has it after loading.
fn seen(browser: &str, folder: &Path, page: &Path) -> String {
    let output = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"])
        .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
        .arg(format!("--user-data-dir={}", folder.join("profile").display()))
        .arg("--dump-dom")
        .arg(format!("file://{}", page.display()))
        .output()
        .expect("the browser just told its version");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

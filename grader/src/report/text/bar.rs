//! The live bar on standard error: only on a terminal; elsewhere a line says what is waited for.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::{
    model::Event,
    text::{Args, Texts},
};

/// What is shown while there is something to wait for.
pub struct Bar {
    drawn: ProgressBar,
    live: bool,
    announced: bool,
}

impl Default for Bar {
    fn default() -> Bar {
        Bar::new()
    }
}

impl Bar {
    pub fn new() -> Bar {
        let bar = ProgressBar::hidden();
        // The template is fixed; if it could not be read, the plain bar would do.
        if let Ok(style) =
            ProgressStyle::with_template("{prefix} [{bar:24}] {pos}/{len} {wide_msg}")
        {
            bar.set_style(style.progress_chars("=> "));
        }
        Bar { drawn: bar, live: std::io::stderr().is_terminal(), announced: false }
    }

    pub fn hear(&mut self, event: &Event, texts: &Texts) {
        match event {
            Event::Preparing { done, total, part } => self.preparing(*done, *total, part, texts),
            Event::Prepared { millis } => self.prepared(*millis, texts),
            Event::Started { exercises, .. } => {
                let checks = exercises.iter().map(|planned| planned.checks).sum();
                self.show(&texts.say("grading"), 0, checks, "");
            }
            Event::Checked { exercise, .. } => {
                self.drawn.inc(1);
                self.drawn.set_message(exercise.clone());
            }
            Event::Finished { .. } => self.drawn.finish_and_clear(),
            Event::Taken { .. } | Event::Grading { .. } | Event::Graded { .. } => {}
        }
    }

    fn preparing(&mut self, done: usize, total: usize, part: &str, texts: &Texts) {
        self.show(&texts.say("preparing"), done, total, part);
        if !self.live && !self.announced {
            self.announced = true;
            eprintln!("{}", texts.say("preparing"));
        }
    }

    fn prepared(&mut self, millis: u64, texts: &Texts) {
        if self.announced || !self.drawn.is_hidden() {
            self.drawn.finish_and_clear();
            let seconds = format!("{}", millis.div_ceil(1000));
            let args = Args::from([("seconds".to_owned(), seconds.into())]);
            eprintln!("{}", texts.say_with("prepared", &args));
        }
    }

    fn show(&mut self, prefix: &str, done: usize, total: usize, message: &str) {
        if !self.live {
            return;
        }
        if self.drawn.is_hidden() {
            self.drawn.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.drawn.set_prefix(prefix.to_owned());
        self.drawn.set_length(total as u64);
        self.drawn.set_position(done as u64);
        self.drawn.set_message(message.to_owned());
    }
}

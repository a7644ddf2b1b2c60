//! The state of the screen. No terminal, no files, no clock: what happens comes as events, what
//! is wanted goes out as orders.

use std::collections::HashMap;

use super::event::{Notice, Order, Pages, Reading};
use crate::{
    model::{CheckResult, Course, Exercise, Language, Progress, Score, Standing, Verdict},
    text::Texts,
};

/// What the body of the screen shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum View {
    /// The verdict: the finding that says most, the timelines, the checks.
    Verdict,
    Statement,
    Hints,
    Timeline,
    Solution,
    /// The exercises; with a filter once something was typed.
    List {
        typed: Option<String>,
        selected: usize,
    },
    /// Whether to put the stub back.
    Reset,
    Help,
}

/// A run that is under way.
#[derive(Debug, Default)]
pub struct Running {
    /// Checks of all its exercises.
    pub planned: usize,
    /// Those that are over, with their exercise.
    pub over: Vec<(String, CheckResult)>,
    /// How many ticks it has seen.
    pub beats: usize,
}

/// Everything that the screen shows.
pub struct App {
    pub course: Course,
    /// In the order of [`Language::ALL`].
    pub texts: [Texts; Language::ALL.len()],
    pub language: Language,
    pub colour: bool,
    pub size: (u16, u16),
    pub progress: Progress,
    /// What the modules say now, by hash.
    pub sources: HashMap<String, String>,
    /// The place of the exercise that is worked on.
    pub current: usize,
    /// Whether the student chose it here. Then a save elsewhere does not lead away from it.
    pub chosen: bool,
    /// The last verdict on each exercise.
    pub verdicts: HashMap<String, Verdict>,
    pub pages: Pages,
    pub run: u64,
    pub running: Option<Running>,
    pub view: View,
    /// The first line of the body that is seen.
    pub scroll: usize,
    /// Which of the checks with a timeline is drawn, counted from the one that explains most.
    pub picture: usize,
    pub notice: Option<Notice>,
    /// A module that was saved and is not the current one.
    pub elsewhere: Option<usize>,
}

/// What the state begins with.
pub struct Start {
    pub course: Course,
    pub texts: [Texts; Language::ALL.len()],
    pub language: Language,
    pub colour: bool,
    pub size: (u16, u16),
    pub progress: Progress,
    pub sources: HashMap<String, String>,
    /// The exercise that was named.
    pub named: Option<String>,
}

impl App {
    pub fn new(start: Start) -> App {
        let source = |name: &str| start.sources.get(name).cloned();
        let remembered = start.progress.current(&start.course.exercises, source);
        let wanted = start.named.as_deref().or(remembered.map(|exercise| exercise.name.as_str()));
        let place =
            start.course.exercises.iter().position(|exercise| Some(&*exercise.name) == wanted);
        App {
            current: place.unwrap_or(0),
            chosen: start.named.is_some(),
            course: start.course,
            texts: start.texts,
            language: start.language,
            colour: start.colour,
            size: start.size,
            progress: start.progress,
            sources: start.sources,
            verdicts: HashMap::new(),
            pages: Pages::default(),
            run: 0,
            running: None,
            view: View::Verdict,
            scroll: 0,
            picture: 0,
            notice: None,
            elsewhere: None,
        }
    }

    /// The orders to begin with.
    pub fn begin(&mut self) -> Vec<Order> {
        self.enter(self.current)
    }

    pub fn texts(&self) -> &Texts {
        &self.texts[self.spoken()]
    }

    /// What the current exercise has to read, in the reader's language.
    pub fn reading(&self) -> &Reading {
        &self.pages.texts[self.spoken()]
    }

    fn spoken(&self) -> usize {
        Language::ALL.iter().position(|language| *language == self.language).unwrap_or(0)
    }

    pub fn exercise(&self) -> &Exercise {
        &self.course.exercises[self.current]
    }

    pub fn name(&self) -> &str {
        &self.exercise().name
    }

    /// The last verdict on the current exercise, whether or not the module says the same now.
    pub fn verdict(&self) -> Option<&Verdict> {
        self.verdicts.get(self.name())
    }

    pub fn standing(&self, exercise: &Exercise) -> Standing {
        let source = self.sources.get(&exercise.name).map(String::as_str);
        self.progress.standing(&exercise.name, source)
    }

    /// Whether the solution may be seen: the exercise passed once.
    pub fn has_passed(&self) -> bool {
        !self.progress.track(self.name()).passed.is_empty()
    }

    pub fn hints_open(&self) -> usize {
        self.progress.track(self.name()).hints.min(self.reading().hints.len())
    }

    /// How many exercises are passed, and the points that are known of.
    pub fn total(&self) -> (usize, Score) {
        let exercises = &self.course.exercises;
        let passed = |exercise: &&Exercise| self.standing(exercise) == Standing::Passed;
        let score = |exercise: &Exercise| match self.verdicts.get(&exercise.name) {
            Some(verdict) => verdict.score(),
            None if passed(&exercise) => Score::of_checks(exercise.points, 1, 1),
            None => Score { hundredths: 0, of: u64::from(exercise.points) },
        };
        (exercises.iter().filter(passed).count(), exercises.iter().map(score).sum())
    }

    /// The exercises that the list shows, by their places.
    pub fn listed(&self) -> Vec<usize> {
        let typed = match &self.view {
            View::List { typed: Some(typed), .. } => typed.to_lowercase(),
            _ => String::new(),
        };
        let titles = |exercise: &Exercise| {
            let titles = Language::ALL.map(|language| exercise.title.in_language(language));
            format!("{} {}", exercise.name, titles.join(" ")).to_lowercase()
        };
        let all = self.course.exercises.iter().enumerate();
        all.filter(|(_, exercise)| titles(exercise).contains(&typed))
            .map(|(place, _)| place)
            .collect()
    }

    /// The checks of the current verdict that recorded a timeline, the one that explains most
    /// first.
    pub fn pictures(&self) -> Vec<&CheckResult> {
        let Some(verdict) = self.verdict() else { return Vec::new() };
        let first = verdict.pictured();
        let others = verdict.checks.iter().filter(|check| check.trace.is_some());
        let others = others.filter(|check| first.is_none_or(|first| first.name != check.name));
        first.into_iter().chain(others).collect()
    }

    /// Makes another exercise the current one, and has it graded.
    pub fn enter(&mut self, place: usize) -> Vec<Order> {
        self.current = place;
        self.view = View::Verdict;
        (self.scroll, self.picture, self.elsewhere) = (0, 0, None);
        self.pages = Pages::default();
        let exercise = self.name().to_owned();
        vec![Order::Open { exercise: exercise.clone() }, self.grade(vec![exercise])]
    }

    /// A new run, which takes the place of the one under way.
    pub fn grade(&mut self, exercises: Vec<String>) -> Order {
        self.run += 1;
        self.running = Some(Running::default());
        Order::Grade { run: self.run, exercises }
    }
}

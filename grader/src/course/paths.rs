//! Where the parts of a course lie.

use std::path::{Path, PathBuf};

use crate::model::Language;

/// The folder of a course, and the grader's own folder for what it builds.
#[derive(Clone, Debug)]
pub struct Paths {
    pub root: PathBuf,
    /// Never the folder that an editor's cargo locks.
    pub built: PathBuf,
}

#[derive(Debug, thiserror::Error)]
pub enum PathsError {
    #[error("no course here: neither {start} nor a folder above it holds exercises/course.toml")]
    NotFound { start: PathBuf },
}

impl Paths {
    /// The course that `start` lies in. `built` is where to build instead of `target/dojo`.
    pub fn find(start: &Path, built: Option<PathBuf>) -> Result<Paths, PathsError> {
        let root = start
            .ancestors()
            .find(|folder| folder.join("exercises/course.toml").is_file())
            .ok_or_else(|| PathsError::NotFound { start: start.to_owned() })?;
        let built = built.unwrap_or_else(|| root.join("target").join("dojo"));
        Ok(Paths { root: root.to_owned(), built })
    }

    pub fn catalogue(&self) -> PathBuf {
        self.root.join("exercises/course.toml")
    }

    pub fn exercises(&self) -> PathBuf {
        self.root.join("exercises")
    }

    pub fn statement(&self, exercise: &str, language: Language) -> PathBuf {
        self.exercises().join(page(exercise, language))
    }

    pub fn solution(&self, exercise: &str) -> PathBuf {
        self.solutions().join(format!("{exercise}.rs"))
    }

    /// What to take away from an exercise.
    pub fn takeaway(&self, exercise: &str, language: Language) -> PathBuf {
        self.solutions().join(page(exercise, language))
    }

    /// The solution as a pack brings it along.
    pub fn seal(&self, exercise: &str) -> PathBuf {
        self.solutions().join(format!("{exercise}.sealed"))
    }

    fn solutions(&self) -> PathBuf {
        self.root.join("solutions")
    }

    /// What judges one exercise.
    pub fn judge(&self, exercise: &str) -> PathBuf {
        self.root.join("tests").join(exercise)
    }

    pub fn bind(&self, exercise: &str) -> PathBuf {
        self.judge(exercise).join("bind.rs")
    }

    pub fn sentences(&self, exercise: &str, language: Language) -> PathBuf {
        self.judge(exercise).join(format!("findings.{}.ftl", language.code()))
    }

    pub fn snapshot(&self, exercise: &str, check: &str) -> PathBuf {
        self.judge(exercise).join("snapshots").join(format!("{check}.snap"))
    }

    /// What is remembered of a student, beside the student's work.
    pub fn kept(&self) -> PathBuf {
        self.root.join(".dojo")
    }

    /// The stub of an exercise as it was handed out, where a pack brought it along.
    pub fn pristine(&self, exercise: &str) -> PathBuf {
        self.judge(exercise).join("stub.rs")
    }

    /// A path as a user would type it from the course's folder.
    pub fn shown(&self, path: &Path) -> String {
        let short = path.strip_prefix(&self.root).unwrap_or(path);
        short.display().to_string().replace('\\', "/")
    }
}

/// The file of a page about an exercise.
fn page(exercise: &str, language: Language) -> String {
    match language {
        Language::En => format!("{exercise}.md"),
        Language::Ru => format!("{exercise}.ru.md"),
    }
}

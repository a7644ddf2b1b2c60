//! The course on disk: where everything lies, the catalogue, statements, modules, solutions,
//! snapshots. Reading only; what is read means nothing here.

mod catalogue;
mod module;
mod paths;
mod seal;
mod snapshot;
mod solution;
mod statement;

pub use catalogue::{CatalogueError, read as read_catalogue};
pub use module::{
    LARGEST as LARGEST_MODULE, ModuleError, read as read_module, read_opened as read_opened_module,
    text as module_text,
};
pub use paths::{Paths, PathsError};
pub use seal::{open as open_seal, seal};
pub use snapshot::read as read_snapshot;
pub use solution::{Solution, SolutionError, read as read_solution};
pub use statement::{Statement, StatementError, read as read_statement};

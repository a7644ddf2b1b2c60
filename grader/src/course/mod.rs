//! The course on disk: where everything lies, the catalogue, statements, modules, snapshots.
//! Reading only; what is read means nothing here.

mod catalogue;
mod module;
mod paths;
mod snapshot;
mod statement;

pub use catalogue::{CatalogueError, read as read_catalogue};
pub use module::{ModuleError, read as read_module};
pub use paths::{Paths, PathsError};
pub use snapshot::read as read_snapshot;
pub use statement::{Statement, StatementError, read as read_statement};

//! The program. Everything it does is in the library; this only hands over the exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    grader::cli::main()
}

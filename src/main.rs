//! Arguments → library → exit code.

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    qingdan::cli::run(qingdan::cli::Cli::parse())
}

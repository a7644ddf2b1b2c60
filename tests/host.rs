//! The host: the program that holds every check, loads a submission and runs one check per
//! process. What a verdict means, and whether it counts, is decided by the grader.

mod host {
    pub mod attempt;
    pub mod bench;
    pub mod channel;
    pub mod check;
    pub mod child;
    pub mod confined;
    #[cfg(unix)]
    pub mod forked;
    pub mod library;
    pub mod memory;
    #[cfg(unix)]
    pub mod parent;
    pub mod serve;
    pub mod spawned;
}

/// Declares the exercises: their folders' check modules, and the table of them all.
macro_rules! exercises {
    ($($name:ident: $contract:ty;)*) => {
        $(mod $name {
            pub mod public;
            #[cfg(feature = "hidden")]
            pub mod hidden;
        })*

        /// Every exercise by name.
        fn exercises() -> Vec<host::bench::Exercise> {
            vec![$(host::bench::Exercise::new::<$contract>(
                stringify!($name),
                $name::public::CHECKS,
                #[cfg(feature = "hidden")]
                $name::hidden::CHECKS,
                #[cfg(not(feature = "hidden"))]
                &[],
            )),*]
        }
    };
}

exercises! {
    say_after: dyn contract::say_after::SayAfter;
    gather: dyn contract::gather::Gather;
    timeouts: dyn contract::timeouts::Timeouts;
    shield: dyn contract::shield::Shielding;
    threadsafe: dyn contract::threadsafe::Threadsafe;
    upload: dyn contract::upload::Upload;
}

fn main() -> std::process::ExitCode {
    host::serve::main(&exercises())
}

//! The one symbol that a compiled submission shows to the host.

/// The name under which the host looks for the symbol.
pub const SYMBOL: &str = "async_dojo_subject";

/// Shows `$subject` to the host as the contract `$contract`.
///
/// ```ignore
/// contract::bind!(dyn Gather, Bound);
/// ```
#[macro_export]
macro_rules! bind {
    ($contract:ty, $subject:expr) => {
        #[unsafe(no_mangle)]
        pub fn async_dojo_subject() -> ::std::boxed::Box<$contract> {
            ::std::boxed::Box::new($subject)
        }
    };
}

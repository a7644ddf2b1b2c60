//! Not the real one.

contract::bind!(dyn contract::say_after::SayAfter, Right);

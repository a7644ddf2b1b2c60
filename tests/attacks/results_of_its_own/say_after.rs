//! Not written yet.

@STUB say_after@

//! The screen: its state event by event, and pictures of it.

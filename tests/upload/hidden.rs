//! The checks of `upload` that students never see, by theme: what reaches the sink, how much is
//! held meanwhile, where it stops, what is on the disk.

mod disk;
mod limits;
mod memory;
mod rig;
mod sink;

use contract::upload::Upload;

use self::{
    disk::{
        bad_names, client_error_leaves_nothing, db_error_removes_file,
        dropped_upload_leaves_nothing, links_unique_passed_through, not_visible_until_complete,
        replace_only_on_success, row_after_file, two_users_interleave,
    },
    limits::{client_error_mid, disk_error, limit_exact_ok, limit_exceeded_stops, write_zero},
    memory::{backpressure, chunk_by_chunk_time, forty_gib, one_chunk_ahead},
    sink::{
        bytes_and_content, empty_chunks, empty_file, flush_before_return, pending_sink,
        progress_sequence, short_writes,
    },
};
use crate::host::check::checks;

checks! { dyn Upload:
    paused bytes_and_content,
    paused progress_sequence,
    paused flush_before_return,
    paused short_writes,
    paused pending_sink,
    paused empty_file,
    paused empty_chunks,
    paused forty_gib,
    paused one_chunk_ahead,
    paused backpressure,
    compared chunk_by_chunk_time,
    paused limit_exact_ok,
    paused limit_exceeded_stops,
    paused client_error_mid,
    paused disk_error,
    paused write_zero,
    paused not_visible_until_complete,
    paused row_after_file,
    paused db_error_removes_file,
    paused client_error_leaves_nothing,
    paused dropped_upload_leaves_nothing,
    paused replace_only_on_success,
    paused bad_names,
    paused two_users_interleave,
    paused links_unique_passed_through,
}

title = upload: 40 GB, piece by piece

check-three_chunks_arrive = Three chunks are in the sink in their order, and progress is told after each
check-file_and_link = The file holds what was sent, and its link is in the database
check-too_large_is_refused = The chunk that would go beyond the limit is not stored, and nothing else stays either
check-bytes_and_content = 3 MiB in chunks of every size are on the disk byte for byte
check-progress_sequence = Progress is told after each write, with the bytes written so far
check-flush_before_return = The sink is flushed when stream_to returns
check-short_writes = A sink that takes 1 to 7 bytes at a time gets every byte
check-pending_sink = A sink that is busy is waited for
check-empty_file = A file without chunks is a file of 0 bytes
check-empty_chunks = An empty chunk changes nothing and is not the end
check-forty_gib = 40 GiB pass through without being held in memory, and are counted to the byte
check-one_chunk_ahead = Never more than two chunks are alive
check-backpressure = A slow sink slows the client down
check-chunk_by_chunk_time = Each chunk is in the sink at the moment at which it has come
check-limit_exact_ok = A file of exactly the limit is not too large
check-limit_exceeded_stops = Beyond the limit nothing is written and nothing more is read
check-client_error_mid = An error of the client ends the stream as `Client`
check-disk_error = An error of the sink, in a write or in the flush, ends the stream as `Disk`
check-write_zero = A sink that takes nothing is an error and not a wait
check-not_visible_until_complete = The file has its name only when it is complete
check-row_after_file = The row is inserted when the file is complete
check-db_error_removes_file = Without a row no file stays
check-client_error_leaves_nothing = A failed upload leaves neither file nor row
check-dropped_upload_leaves_nothing = A dropped upload leaves neither file nor row
check-replace_only_on_success = A file that was there before stays until the new one has succeeded
check-bad_names = Names that could leave the folder are refused before anything else
check-two_users_interleave = Two users upload at once, also under one name
check-links_unique_passed_through = Each upload has a link of its own, and passes it on

finding-collected = { $chunks } chunks were in memory at once and not a byte of them in the sink: you collect first and write afterwards, and a 40 GB film would need 40 GB of RAM. Write each chunk before you ask for the next; look for `collect`, for a `Vec` or for a buffer that only grows.
finding-kept = { $chunks } chunks were alive at once, although they had been written: something still refers to each of them. A `Bytes` is a handle; its memory goes with the last handle, also with a slice or a clone of it. Look for what outlives one turn of your loop.
finding-heap = The heap grew by { $peak } KiB, and { $promised } KiB are two chunks and a bit: something is kept of every chunk, or each is copied more than once. Look for what outlives one turn of your loop.
finding-read-ahead = The client was read { $chunks ->
    [one] { $chunks } chunk
   *[other] { $chunks } chunks
 } ahead of the disk: while the sink is busy you go on reading, and what is read waits in memory. Look for a channel or a task between reader and writer; one loop that awaits the write before it reads again needs neither.
finding-short-write = Of { $sent } bytes { $arrived } arrived: `write` may take only a part of what it is offered, and tells you how much. Look for `write` whose answer is not used for the rest of the chunk; `write_all` goes on until all is taken.
finding-no-flush = { $left } bytes were still in the sink's buffer when you returned, and nobody would have heard of an error in them. `write_all` hands data over, only `flush` finishes; `tokio::fs::File` writes on another thread. Look at what stands between your last write and `Ok`.
finding-row-early = { $link } was in the database and the file was not complete under its name: whoever follows the link finds half a film or none. First the data, then the name, then the row; look at what stands before your `insert`.
finding-partial-stays = The upload was broken off, and { $name } is still on the disk. Every way out has to pass the cleaning: `?` returns in the middle of the function, and a future that is dropped at an `.await` runs no further line at all. What always runs is the `Drop` of a value it holds.
finding-visible-early = { $name } could be seen with { $there } bytes of { $whole }: you write straight into it. Write into a file with another name in the same folder, and rename it when it is complete; a rename is one step.
finding-old-lost = { $name } was there before, and { $after ->
    [Client] after an error of the client
    [Db] after an error of the database
   *[other] after the upload was dropped
 } it { $there ->
    [0] is gone
   *[other] holds something else, { $there } bytes
 }, though the new film did not succeed. Keep the old file under a hidden name from the rename until the row is in, and give it its name back when something goes wrong.
finding-counter = 40 GiB are 42949672960 bytes; your counter { $how ->
    [panic] panicked: { $counted }
   *[other] says { $counted }
 }. 32 bits are full after 4 GiB. Look for `u32` and `as`: bytes of files are counted in `u64` from the first to the last.
finding-over-limit = { $bytes } bytes above the limit reached the disk: you look at the limit after the write. Add up first, compare, and write only what still fits.
finding-reads-on = After the limit you went on reading { $chunks ->
    [one] { $chunks } chunk more
   *[other] { $chunks } chunks more
 }; this client ends there, a real one sends 40 GB. An upload that is refused is not read to its end: return, and the drop of the stream tells the client.
finding-bad-name = The name "{ $name }" was not refused with `BadName`, the upload ended with { $seen }. Joined to a folder, "../x" leads out of it and "/etc/x" replaces it. Look at what you check before `dir.join(name)`: all of rule 7, on every system.
finding-empty-ends = { $arrived } of { $sent } bytes arrived: the stream was left at an empty chunk. In aiohttp an empty `read_chunk()` is the end; here the end is `None`, and an empty chunk is a chunk like others.
finding-progress-early = Progress was told as { $told } bytes when { $written } were in the sink. Count a chunk when it is written, not when it has come; look at the order of `write_all` and `on_progress`.
finding-shared-draft = Two users uploaded at once, and the one whose file is { $name } did not get it stored: the upload ended with { $seen }, and the { $there } bytes under this name are not what was sent. Two uploads that write into one unfinished file spoil each other. Give every upload an unfinished file of its own; a name made of `name` alone is not its own.
finding-users-queue = One client paused in the middle of a film, and another user waited for a minute until we gave up: your uploads wait for each other. Look for a lock that is held across the `.await` of the stream.
finding-asks-again = The sink took 0 bytes, and you asked it { $times } times more. A sink that takes nothing of a chunk will not take it later either: that is an error, `WriteZero`, and `write_all` knows it. Look for a loop around `write`.

//! Feeds the kit's meter. A shared standard library brings an allocator of its own, so where the
//! C library lets a program step in front of `malloc`, the host does. Elsewhere nothing is fed,
//! and checks say so by `Meter::is_fed`.

#[cfg(all(target_os = "linux", target_env = "gnu"))]
mod gnu {
    #![allow(unsafe_code, reason = "an allocator is made of raw pointers")]

    use std::ffi::{c_int, c_void};

    use contract::kit::meter::{allocated, freed};

    unsafe extern "C" {
        fn __libc_malloc(size: usize) -> *mut c_void;
        fn __libc_calloc(count: usize, size: usize) -> *mut c_void;
        fn __libc_realloc(old: *mut c_void, size: usize) -> *mut c_void;
        fn __libc_memalign(align: usize, size: usize) -> *mut c_void;
        fn __libc_free(block: *mut c_void);
        fn malloc_usable_size(block: *mut c_void) -> usize;
    }

    fn counted(block: *mut c_void) -> *mut c_void {
        if !block.is_null() {
            // SAFETY: the block was just given by the C library, and this is an allocator.
            unsafe { allocated(malloc_usable_size(block)) };
        }
        block
    }

    #[unsafe(no_mangle)]
    extern "C" fn malloc(size: usize) -> *mut c_void {
        // SAFETY: the C library's own allocator, called as it wants to be.
        counted(unsafe { __libc_malloc(size) })
    }

    #[unsafe(no_mangle)]
    extern "C" fn calloc(count: usize, size: usize) -> *mut c_void {
        // SAFETY: as above.
        counted(unsafe { __libc_calloc(count, size) })
    }

    #[unsafe(no_mangle)]
    unsafe extern "C" fn realloc(old: *mut c_void, size: usize) -> *mut c_void {
        // SAFETY: `old` is null or a live block, as the caller promises.
        let before = if old.is_null() { 0 } else { unsafe { malloc_usable_size(old) } };
        // SAFETY: as above.
        let new = unsafe { __libc_realloc(old, size) };
        if !new.is_null() || size == 0 {
            // SAFETY: this is an allocator.
            unsafe { freed(before) };
        }
        counted(new)
    }

    #[unsafe(no_mangle)]
    extern "C" fn aligned_alloc(align: usize, size: usize) -> *mut c_void {
        // SAFETY: as above.
        counted(unsafe { __libc_memalign(align, size) })
    }

    #[unsafe(no_mangle)]
    unsafe extern "C" fn posix_memalign(
        place: *mut *mut c_void,
        align: usize,
        size: usize,
    ) -> c_int {
        // SAFETY: as above.
        let block = unsafe { __libc_memalign(align, size) };
        if block.is_null() {
            return libc::ENOMEM;
        }
        // SAFETY: the caller promises that `place` can be written.
        unsafe { *place = counted(block) };
        0
    }

    #[unsafe(no_mangle)]
    unsafe extern "C" fn free(block: *mut c_void) {
        if !block.is_null() {
            // SAFETY: a live block, as the caller promises, and this is an allocator.
            unsafe { freed(malloc_usable_size(block)) };
        }
        // SAFETY: as above.
        unsafe { __libc_free(block) };
    }
}

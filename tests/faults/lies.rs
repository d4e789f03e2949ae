//! A C library that lies. What this program defines under a name of libc's is what std calls, in this program and no other.

use std::ffi::{CStr, CString, c_char, c_int, c_long};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

/// What the clocks show.
#[derive(Clone, Copy)]
pub enum Clock {
    /// The time of its first reading, for ever.
    Still,
    /// Up to an hour too early or too late, at random.
    Jumping,
    /// A thousandth of the time that passed.
    Slow,
    /// The wall clock shows this second; the other one is right.
    Wall(i64),
}

static CLOCK: OnceLock<Clock> = OnceLock::new();
static NO_CPUS: OnceLock<()> = OnceLock::new();
static GROUP: OnceLock<CString> = OnceLock::new();

/// From here on the clocks lie.
pub fn about_time(clock: Clock) {
    assert!(CLOCK.set(clock).is_ok());
}

/// From here on the system does not say how many CPUs there are.
pub fn about_cpus() {
    assert!(NO_CPUS.set(()).is_ok());
}

/// From here on the files of the control group are those in this folder.
pub fn about_the_group(folder: &str) {
    assert!(
        GROUP
            .set(CString::new(folder).expect("no zero in it"))
            .is_ok()
    );
}

const BILLION: i64 = 1_000_000_000;

/// The lie about a time, in nanoseconds.
fn lie(clock: Clock, truth: i64) -> i64 {
    static FIRST: AtomicI64 = AtomicI64::new(0);
    static TURN: AtomicU64 = AtomicU64::new(0);
    let _ = FIRST.compare_exchange(0, truth, Ordering::SeqCst, Ordering::SeqCst);
    let first = FIRST.load(Ordering::SeqCst);
    match clock {
        Clock::Still => first,
        Clock::Slow => first + (truth - first) / 1000,
        Clock::Jumping => {
            let turn = TURN.fetch_add(1, Ordering::SeqCst);
            let random = (turn.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) as i64;
            // At least a second: clocks are never before their beginning.
            (truth + (random % 7200 - 3600) * BILLION).max(BILLION)
        }
        Clock::Wall(_) => truth,
    }
}

/// # Safety
///
/// As libc's.
#[unsafe(no_mangle)]
unsafe extern "C" fn clock_gettime(clock: libc::clockid_t, time: *mut libc::timespec) -> c_int {
    // SAFETY: the caller's arguments, and what the caller promises of them.
    let result = unsafe { libc::syscall(libc::SYS_clock_gettime, clock, time) };
    if let (0, Some(&told)) = (result, CLOCK.get()) {
        // SAFETY: the call has filled it in.
        let time = unsafe { &mut *time };
        match (clock, told) {
            (libc::CLOCK_REALTIME, Clock::Wall(second)) => time.tv_sec = second,
            (libc::CLOCK_MONOTONIC, _) => {
                let shown = lie(told, time.tv_sec * BILLION + time.tv_nsec);
                (time.tv_sec, time.tv_nsec) = (shown / BILLION, shown % BILLION);
            }
            _ => {}
        }
    }
    result as c_int
}

/// # Safety
///
/// As libc's.
#[unsafe(no_mangle)]
unsafe extern "C" fn sched_getaffinity(
    thread: libc::pid_t,
    size: usize,
    mask: *mut libc::cpu_set_t,
) -> c_int {
    if NO_CPUS.get().is_some() {
        return -1;
    }
    // SAFETY: the caller's arguments, and what the caller promises of them.
    let written = unsafe { libc::syscall(libc::SYS_sched_getaffinity, thread, size, mask) };
    if written < 0 {
        return -1;
    }
    // The kernel writes as much as it knows of, libc clears the rest.
    let written = written as usize;
    // SAFETY: `size` bytes are the caller's, of which `written` are in use.
    unsafe {
        mask.cast::<u8>()
            .add(written)
            .write_bytes(0, size - written)
    };
    0
}

/// # Safety
///
/// As libc's.
#[unsafe(no_mangle)]
unsafe extern "C" fn sysconf(name: c_int) -> c_long {
    let cpus = [libc::_SC_NPROCESSORS_ONLN, libc::_SC_NPROCESSORS_CONF].contains(&name);
    if cpus && NO_CPUS.get().is_some() {
        return -1;
    }
    // SAFETY: the name ends with a zero; the next definition behind this one is libc's, which is such a function.
    let truth = unsafe {
        let next = libc::dlsym(libc::RTLD_NEXT, c"sysconf".as_ptr());
        std::mem::transmute::<*mut libc::c_void, Option<unsafe extern "C" fn(c_int) -> c_long>>(
            next,
        )
    };
    // SAFETY: takes a number and gives one.
    truth.map_or(-1, |truth| unsafe { truth(name) })
}

/// # Safety
///
/// As libc's; it is called with the mode, needed or not, as std does.
#[unsafe(no_mangle)]
unsafe extern "C" fn open64(path: *const c_char, flags: c_int, mode: libc::mode_t) -> c_int {
    let moved = GROUP.get().and_then(|folder| {
        // SAFETY: the caller's path ends with a zero.
        let path = unsafe { CStr::from_ptr(path) }.to_bytes();
        let is_group = path.starts_with(b"/sys/fs/cgroup") || path == b"/proc/self/cgroup";
        is_group.then(|| CString::new([folder.to_bytes(), path].concat()))
    });
    let path = match &moved {
        Some(Ok(moved)) => moved.as_ptr(),
        _ => path,
    };
    // SAFETY: the caller's arguments, and what the caller promises of them; or a path of ours.
    unsafe { libc::syscall(libc::SYS_openat, libc::AT_FDCWD, path, flags, mode) as c_int }
}

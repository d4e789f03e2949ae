//! The runtime of [amorsize](https://docs.rs/amorsize). Use it through the crate `amorsize`.
//!
//! Policy ([`cost`](crate), `decide`, `schedule`) is pure; `unsafe` lives in `exec` and `source`.


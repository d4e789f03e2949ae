//! The commands, one file each.

pub(crate) mod calibrate;
pub(crate) mod check;
pub(crate) mod compare;
pub(crate) mod doctor;
pub(crate) mod explain;
pub(crate) mod init;
mod measure;
pub(crate) mod report;
pub(crate) mod run;
pub(crate) mod trace;
pub(crate) mod tune;
pub(crate) mod validate;

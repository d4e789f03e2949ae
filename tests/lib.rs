//! The suites that compare annotated functions with plain ones. Nothing to use from here; see the test targets.

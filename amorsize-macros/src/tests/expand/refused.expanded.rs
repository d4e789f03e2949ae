fn prefix(v: &mut [f64]) {
    for i in 1..v.len() {
        v[i] += v[i - 1];
    }
}
::core::compile_error! {
    "[AMZ010] this iteration uses `v[i - 1]` while others write `v[i]`: iterations depend on each other\nhelp: write to a second buffer and swap the two after the loop, or leave this loop `#[serial]`"
}

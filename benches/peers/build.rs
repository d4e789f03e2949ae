//! Compiles the OpenMP side, where the C compiler has it; without, that column is missing and the table says so.

fn main() {
    println!("cargo:rerun-if-changed=c/omp.c");
    println!("cargo:rustc-check-cfg=cfg(openmp)");
    let compiled = cc::Build::new()
        .file("c/omp.c")
        .flag("-fopenmp")
        .opt_level(3)
        .cargo_warnings(false)
        .try_compile("peers_omp");
    match (compiled, libgomp()) {
        (Ok(()), Some(directory)) => {
            println!("cargo:rustc-link-search=native={directory}");
            println!("cargo:rustc-link-lib=dylib=gomp");
            println!("cargo:rustc-cfg=openmp");
        }
        _ => println!("cargo:warning=no C compiler with OpenMP: its column will be missing"),
    }
}

/// The directory of gcc's OpenMP library.
fn libgomp() -> Option<String> {
    let compiler = cc::Build::new().get_compiler();
    let out = compiler
        .to_command()
        .arg("-print-file-name=libgomp.so")
        .output()
        .ok()?;
    let path = String::from_utf8(out.stdout).ok()?;
    let directory = std::path::Path::new(path.trim()).parent()?;
    directory
        .is_absolute()
        .then(|| directory.display().to_string())
}

//! Ends as its argument says, after some loops.

fn main() {
    demo::heavy(20_000);
    demo::evil(20_000);
    let how = std::env::args().nth(1).unwrap_or_default();
    match how.as_str() {
        "exit" => std::process::exit(7),
        "panic" => panic!("as asked"),
        "abort" => std::process::abort(),
        "twice" => {
            let program = std::env::current_exe().expect("a path");
            let status = std::process::Command::new(program).status().expect("it runs");
            assert!(status.success());
        }
        "args" => println!("{:?}", std::env::args().skip(1).collect::<Vec<_>>()),
        _ => {}
    }
}

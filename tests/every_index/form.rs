//! The functions around a form: one that may be left in every way, and one that may only panic, whose chunks are another code.

/// The form in a loop with all kinds of exits.
macro_rules! exits {
    (|$x:ident, $s:ident, $k:ident, $held:ident| [$($options:tt)*] {$($State:tt)*} {$($start:tt)*} {$($trim:tt)*}
     {$($before:tt)*} {$($head:tt)*} {$($id:tt)*} {$($body:tt)*} {$($after:tt)*}) => {
        mod exits {
            use super::*;
            amorsize_tests_twin::pair! {
                #[amorsize::parallel(workers = workers(), chunk = chunk() $($options)*)]
                pub fn run($x: &At, $s: &mut $($State)*) -> Result<usize, String> {
                    $($before)*
                    $($head)* {
                        $($id)*
                        let $held = $x.made($k);
                        match $x.way($k, Early) {
                            Some(Break) => break,
                            Some(Return) => return Err(format!("early {}", $k)),
                            Some(Ask) => Err(Refused($k))?,
                            Some(Panic) => panic!("early {}", $k),
                            None => {}
                        }
                        $($body)*
                        match $x.way($k, Late) {
                            Some(Break) => break,
                            Some(Return) => return Ok($k),
                            Some(Ask) => Err(format!("late {}", $k))?,
                            Some(Panic) => panic!("late {}", $k),
                            None => {}
                        }
                    }
                    $($after)*
                    Ok(1000)
                }
            }
            form!(|$x, $s, $k| [Break, Return, Ask, Panic] {$($State)*} {$($start)*} {$($trim)*});
        }
    };
}

/// The form in a loop that can only panic, in chunks of a given length.
macro_rules! panics {
    (|$($names:ident),*| [$($options:tt)*] $($rest:tt)*) => { panicking! { |$($names),*| [, chunk = chunk() $($options)*] $($rest)* } };
}

/// The same where the runtime cuts, which it does before anybody starts.
macro_rules! apart {
    ($($all:tt)*) => { panicking! { $($all)* } };
}

macro_rules! panicking {
    (|$x:ident, $s:ident, $k:ident, $held:ident| [$($options:tt)*] {$($State:tt)*} {$($start:tt)*} {$($trim:tt)*}
     {$($before:tt)*} {$($head:tt)*} {$($id:tt)*} {$($body:tt)*} {$($after:tt)*}) => {
        mod panics {
            use super::*;
            amorsize_tests_twin::pair! {
                #[amorsize::parallel(workers = workers() $($options)*)]
                pub fn run($x: &At, $s: &mut $($State)*) -> Result<usize, String> {
                    $($before)*
                    $($head)* {
                        $($id)*
                        let $held = $x.made($k);
                        $x.reach($k, Early);
                        $($body)*
                        $x.reach($k, Late);
                    }
                    $($after)*
                    Ok(1000)
                }
            }
            form!(|$x, $s, $k| [Panic] {$($State)*} {$($start)*} {$($trim)*});
        }
    };
}

/// The test of the two functions `run`.
macro_rules! form {
    (|$x:ident, $s:ident, $k:ident| [$($way:ident),*] {$($State:tt)*} {$($start:tt)*} {$($trim:tt)*}) => {
        #[test]
        fn at_every_index() {
            #[allow(unused)]
            fn start($x: &At) -> $($State)* { $($start)* }
            #[allow(unused)]
            fn trim($s: &mut $($State)*, $k: usize) { $($trim)* }
            drive::form(drive::Form {
                name: module_path!(), ways: &[$($way),*], start, trim, plain: plain::run, annotated: annotated::run,
            });
        }
    };
}

/// Forms by what their body does with the state `s`, with number `k` and its own `held`.
macro_rules! bodies {
    ($which:ident |$x:ident, $s:ident, $k:ident, $held:ident| $(
        $name:ident $([$($options:tt)*])? : {$($State:tt)*} = {$($start:tt)*} $(trim {$($trim:tt)*})? $(before {$($before:tt)*})?
        => {$($body:tt)*} $(after {$($after:tt)*})?;
    )*) => { $(
        mod $name {
            use super::*;
            $which! { |$x, $s, $k, $held| [$($($options)*)?] {$($State)*} {$($start)*} {$($($trim)*)?} {$($($before)*)?} {for $k in 0..$x.n} {} {$($body)*} {$($($after)*)?} }
        }
    )* };
}

macro_rules! both {
    ($($all:tt)*) => {
        exits! { $($all)* }
        panics! { $($all)* }
    };
}

macro_rules! both_ways_to_cut {
    ($($all:tt)*) => {
        exits! { $($all)* }
        apart! { $($all)* }
    };
}

/// Forms by what they run over: a head whose items say their number, and the same body for all.
macro_rules! over {
    ($which:ident |$x:ident, $s:ident, $k:ident, $held:ident| $(
        $name:ident $([$($options:tt)*])? : $({$($before:tt)*})? ($($head:tt)*) => ($($id:tt)*) $(then {$($then:tt)*})? $(after {$($after:tt)*})?;
    )*) => { $(
        mod $name {
            use super::*;
            $which! { |$x, $s, $k, $held| [$($($options)*)?] {Left} {Left { sum: 3, ..Left::default() }} {}
                {$($($before)*)?} {$($head)*} {let $k: usize = $($id)*;} {$s.sum += $k * 3; $s.kept.push($held); $($($then)*)? $s.last = $x.op($k);} {$($($after)*)?} }
        }
    )* };
}

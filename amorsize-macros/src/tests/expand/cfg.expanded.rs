fn positive(xs: &[i64]) -> i64 {
    let mut total = 0;
    {
        #[cfg(feature = "loud")]
        {
            use ::amorsize::__private as __amorsize;
            static AMORSIZE_SITE: __amorsize::Site = __amorsize::Site::new(__amorsize::Plan {
                name: "positive",
                function: "positive",
                head: "x in xs",
                sinks: &[
                    __amorsize::SinkPlan::new("total", "^=", __amorsize::Tier::ByType),
                ],
                exits: false,
                align: 1usize,
                always: false,
                timed: true,
            });
            match xs {
                __head => {
                    match AMORSIZE_SITE
                        .enter(__amorsize::extent(&__head).expected(), || ())
                    {
                        __amorsize::Option::None => {
                            let __left = __amorsize::with2(
                                __head,
                                total,
                                |__head, mut total| {
                                    for x in __head {
                                        if *x < 0 {
                                            println!("negative: {x}");
                                        }
                                        total ^= x;
                                    }
                                    total
                                },
                            );
                            #[allow(unused_assignments)]
                            {
                                total = __left;
                            }
                            AMORSIZE_SITE.plain_done();
                        }
                        #[allow(
                            warnings,
                            clippy::all,
                            clippy::pedantic,
                            clippy::nursery
                        )]
                        __amorsize::Option::Some(__call) => {
                            __amorsize::aside(|| {
                                use __amorsize::checks::*;
                                let __check = __call.check();
                                let mut __total_before = (&&&&&__amorsize::Before::new(
                                    &total,
                                ))
                                    .keep("total", &__check);
                                let __prints = !__check.is_on();
                                use __amorsize::exits::Break as AmorsizeExit;
                                use __amorsize::Entries2 as AmorsizeEntry;
                                let __total_kind = {
                                    use __amorsize::methods::*;
                                    (&&__amorsize::Probe::<
                                        _,
                                        { __amorsize::cfg!(debug_assertions) },
                                    >::new(&total))
                                        .xor()
                                };
                                let (__chunks, __plain) = __check
                                    .heads(
                                        (&&__amorsize::Again::new(&__head)).again(&__check),
                                        __head,
                                    );
                                let __exit = match __chunks {
                                    __amorsize::Option::Some(__head) => {
                                        let __logs = &__amorsize::Logs::new();
                                        __call
                                            .run(
                                                __amorsize::source(__head),
                                                __amorsize::nothing,
                                                || (__total_kind.start(), __logs.start()),
                                                |__piece, (), (__total_part, __log)| __amorsize::with3(
                                                    __piece,
                                                    __total_part,
                                                    __log,
                                                    |__piece, __total_part, __log| 'chunk: {
                                                        let mut __piece = __piece;
                                                        loop {
                                                            match __amorsize::Iterator::next(&mut __piece) {
                                                                __amorsize::Option::None => {
                                                                    break 'chunk __amorsize::Chunk::Done;
                                                                }
                                                                __amorsize::Option::Some(x) => {
                                                                    if *x < 0 {
                                                                        __log
                                                                            .push(
                                                                                AmorsizeEntry::E0(
                                                                                    __amorsize::format!("negative: {x}", x = x),
                                                                                ),
                                                                            );
                                                                    }
                                                                    __amorsize::BitXor::bitxor(
                                                                        __total_part,
                                                                        x,
                                                                        |__operand0| __log.push(AmorsizeEntry::E1(__operand0)),
                                                                    );
                                                                }
                                                            }
                                                        }
                                                        __amorsize::Chunk::Exit(AmorsizeExit::Break)
                                                    },
                                                ),
                                                |(mut __total_part, mut __log)| {
                                                    __total_kind.merge(&mut total, __total_part);
                                                    for __entry in __logs.entries(&mut __log) {
                                                        match __entry {
                                                            AmorsizeEntry::E0(__operand0) => {
                                                                if __prints {
                                                                    {
                                                                        let mut __whole = false;
                                                                        for _ in [()] {
                                                                            println!("{}", __operand0);
                                                                            __whole = true;
                                                                        }
                                                                        if !__whole {
                                                                            __amorsize::left_by_a_macro();
                                                                        }
                                                                    };
                                                                }
                                                            }
                                                            AmorsizeEntry::E1(__operand0) => {
                                                                total ^= __operand0;
                                                            }
                                                        }
                                                    }
                                                    __logs.keep(__log);
                                                    __amorsize::Option::None
                                                },
                                            )
                                    }
                                    __left_out => {
                                        __amorsize::drop(__left_out);
                                        __amorsize::Option::None
                                    }
                                };
                                if let __amorsize::Option::Some(__head) = __plain {
                                    __total_before.exchange(&mut total);
                                    let __left = __check
                                        .plain(
                                            match { __exit } {
                                                __amorsize::Option::None
                                                | __amorsize::Option::Some(AmorsizeExit::Break) => false,
                                                _ => true,
                                            },
                                        );
                                    for x in __head {
                                        if *x < 0 {
                                            println!("negative: {x}");
                                        }
                                        total ^= x;
                                    }
                                    if __left.done() {
                                        __total_before.compare(&total, &__check);
                                    }
                                } else {
                                    match __exit {
                                        __amorsize::Option::None => {}
                                        __amorsize::Option::Some(AmorsizeExit::Break) => {}
                                    }
                                }
                            })
                        }
                    }
                }
            }
        }
        #[cfg(not(feature = "loud"))]
        {
            use ::amorsize::__private as __amorsize;
            static AMORSIZE_SITE: __amorsize::Site = __amorsize::Site::new(__amorsize::Plan {
                name: "positive",
                function: "positive",
                head: "x in xs",
                sinks: &[
                    __amorsize::SinkPlan::new("total", "^=", __amorsize::Tier::ByType),
                ],
                exits: false,
                align: 1usize,
                always: false,
                timed: true,
            });
            match xs {
                __head => {
                    match AMORSIZE_SITE
                        .enter(__amorsize::extent(&__head).expected(), || ())
                    {
                        __amorsize::Option::None => {
                            let __left = __amorsize::with2(
                                __head,
                                total,
                                |__head, mut total| {
                                    for x in __head {
                                        let x = &x.abs();
                                        total ^= x;
                                    }
                                    total
                                },
                            );
                            #[allow(unused_assignments)]
                            {
                                total = __left;
                            }
                            AMORSIZE_SITE.plain_done();
                        }
                        #[allow(
                            warnings,
                            clippy::all,
                            clippy::pedantic,
                            clippy::nursery
                        )]
                        __amorsize::Option::Some(__call) => {
                            __amorsize::aside(|| {
                                use __amorsize::checks::*;
                                let __check = __call.check();
                                let mut __total_before = (&&&&&__amorsize::Before::new(
                                    &total,
                                ))
                                    .keep("total", &__check);
                                use __amorsize::Entries1 as AmorsizeEntry;
                                let __total_kind = {
                                    use __amorsize::methods::*;
                                    (&&__amorsize::Probe::<
                                        _,
                                        { __amorsize::cfg!(debug_assertions) },
                                    >::new(&total))
                                        .xor()
                                };
                                let (__chunks, __plain) = __check
                                    .heads(
                                        (&&__amorsize::Again::new(&__head)).again(&__check),
                                        __head,
                                    );
                                match __chunks {
                                    __amorsize::Option::Some(__head) => {
                                        let __logs = &__amorsize::Logs::new();
                                        __call
                                            .run(
                                                __amorsize::source(__head),
                                                __amorsize::nothing,
                                                || (__total_kind.start(), __logs.start()),
                                                |__piece, (), (__total_part, __log)| __amorsize::with3(
                                                    __piece,
                                                    __total_part,
                                                    __log,
                                                    |__piece, __total_part, __log| 'chunk: {
                                                        for x in __piece {
                                                            let x = &x.abs();
                                                            __amorsize::BitXor::bitxor(
                                                                __total_part,
                                                                x,
                                                                |__operand0| __log.push(AmorsizeEntry::E0(__operand0)),
                                                            );
                                                        }
                                                        __amorsize::Chunk::<__amorsize::Infallible>::Done
                                                    },
                                                ),
                                                |(mut __total_part, mut __log)| {
                                                    __total_kind.merge(&mut total, __total_part);
                                                    for __entry in __logs.entries(&mut __log) {
                                                        match __entry {
                                                            AmorsizeEntry::E0(__operand0) => {
                                                                total ^= __operand0;
                                                            }
                                                        }
                                                    }
                                                    __logs.keep(__log);
                                                    __amorsize::Option::None
                                                },
                                            );
                                    }
                                    __left_out => {
                                        __amorsize::drop(__left_out);
                                    }
                                };
                                if let __amorsize::Option::Some(__head) = __plain {
                                    __total_before.exchange(&mut total);
                                    let __left = __check.plain(false);
                                    for x in __head {
                                        let x = &x.abs();
                                        total ^= x;
                                    }
                                    if __left.done() {
                                        __total_before.compare(&total, &__check);
                                    }
                                }
                            })
                        }
                    }
                }
            }
        }
    }
    total
}

fn rounds(xs: &[i64], limit: i64) -> i64 {
    let mut sum = 0;
    'outer: loop {
        {
            use ::amorsize::__private as __amorsize;
            static AMORSIZE_SITE: __amorsize::Site = __amorsize::Site::new(__amorsize::Plan {
                name: "rounds",
                function: "rounds",
                head: "x in xs",
                sinks: &[
                    __amorsize::SinkPlan::new("sum", "^=", __amorsize::Tier::ByType),
                ],
                exits: true,
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
                            'items: for x in __head {
                                if *x < 0 {
                                    continue 'items;
                                }
                                if *x > limit {
                                    break 'outer;
                                }
                                sum ^= x;
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
                            use __amorsize::checks::*;
                            let __check = __call.check();
                            let mut __sum_before = (&&&&&__amorsize::Before::new(&sum))
                                .keep("sum", &__check);
                            enum AmorsizeExit {
                                BreakOuter0,
                            }
                            use __amorsize::Entries1 as AmorsizeEntry;
                            if false {
                                __amorsize::shared(&limit);
                            }
                            let __sum_kind = {
                                use __amorsize::methods::*;
                                (&&__amorsize::Probe::<
                                    _,
                                    { __amorsize::cfg!(debug_assertions) },
                                >::new(&sum))
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
                                            __amorsize::returning(__head),
                                            __amorsize::nothing,
                                            || (__sum_kind.start(), __logs.start()),
                                            |__piece, (), (__sum_part, __log)| __amorsize::with4(
                                                __piece,
                                                __sum_part,
                                                __log,
                                                limit,
                                                |__piece, __sum_part, __log, limit| 'chunk: {
                                                    'items: for x in __piece {
                                                        if *x < 0 {
                                                            continue 'items;
                                                        }
                                                        if *x > limit {
                                                            break 'chunk __amorsize::Chunk::Exit(
                                                                AmorsizeExit::BreakOuter0,
                                                            );
                                                        }
                                                        __amorsize::BitXor::bitxor(
                                                            __sum_part,
                                                            x,
                                                            |__operand0| __log.push(AmorsizeEntry::E0(__operand0)),
                                                        );
                                                    }
                                                    __amorsize::Chunk::Done
                                                },
                                            ),
                                            |(mut __sum_part, mut __log)| {
                                                __sum_kind.merge(&mut sum, __sum_part);
                                                for __entry in __logs.entries(&mut __log) {
                                                    match __entry {
                                                        AmorsizeEntry::E0(__operand0) => {
                                                            sum ^= __operand0;
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
                                __sum_before.exchange(&mut sum);
                                let __left = __check
                                    .plain(
                                        match { __exit } {
                                            __amorsize::Option::None => false,
                                            _ => true,
                                        },
                                    );
                                'items: for x in __head {
                                    if *x < 0 {
                                        continue 'items;
                                    }
                                    if *x > limit {
                                        break 'outer;
                                    }
                                    sum ^= x;
                                }
                                if __left.done() {
                                    __sum_before.compare(&sum, &__check);
                                }
                            } else {
                                match __exit {
                                    __amorsize::Option::None => {}
                                    __amorsize::Option::Some(AmorsizeExit::BreakOuter0) => {
                                        break 'outer;
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
        if sum > 3 {
            return sum;
        }
    }
    sum
}

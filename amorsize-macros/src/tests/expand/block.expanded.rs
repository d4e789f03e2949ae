fn in_a_method(values: &[u64], seen: &mut Seen) -> Option<u64> {
    {
        let mut sum = 0u64;
        {
            use ::amorsize::__private as __amorsize;
            static AMORSIZE_SITE: __amorsize::Site = __amorsize::Site::new(__amorsize::Plan {
                name: "parallel_block",
                function: "parallel_block",
                head: "v in values",
                sinks: &[
                    __amorsize::SinkPlan::new("sum", "max", __amorsize::Tier::ByType),
                ],
                exits: true,
                align: 1usize,
                always: false,
                timed: true,
            });
            match values {
                __head => {
                    match AMORSIZE_SITE
                        .enter_with(
                            __amorsize::extent(&__head).expected(),
                            || __amorsize::Options::new().workers(4),
                        )
                    {
                        __amorsize::Option::None => {
                            for v in __head {
                                sum = sum.max(v.checked_add(offset(1))?);
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
                            use __amorsize::exits::Try0 as AmorsizeExit;
                            use __amorsize::Entries1 as AmorsizeEntry;
                            let __sum_kind = {
                                use __amorsize::methods::*;
                                (&&__amorsize::Probe::<
                                    _,
                                    { __amorsize::cfg!(debug_assertions) },
                                >::new(&sum))
                                    .max_()
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
                                            |__piece, (), (__sum_part, __log)| __amorsize::with3(
                                                __piece,
                                                __sum_part,
                                                __log,
                                                |__piece, __sum_part, __log| 'chunk: {
                                                    for v in __piece {
                                                        __amorsize::Max::max(
                                                            __sum_part,
                                                            match __amorsize::Try::branch(v.checked_add(offset(1))) {
                                                                __amorsize::ControlFlow::Continue(__value) => __value,
                                                                __amorsize::ControlFlow::Break(__residual) => {
                                                                    break 'chunk __amorsize::Chunk::Exit(
                                                                        AmorsizeExit::Try0(__amorsize::exit_residual(__residual)),
                                                                    );
                                                                }
                                                            },
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
                                                            sum = __amorsize::Clone::clone(&sum).max(__operand0);
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
                                for v in __head {
                                    sum = sum.max(v.checked_add(offset(1))?);
                                }
                                if __left.done() {
                                    __sum_before.compare(&sum, &__check);
                                }
                            } else {
                                match __exit {
                                    __amorsize::Option::None => {}
                                    __amorsize::Option::Some(AmorsizeExit::Try0(__value)) => {
                                        match __value? {}
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
        seen.note(sum);
        Some(sum)
    }
}

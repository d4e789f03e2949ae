fn sum(xs: &[u64]) -> u64 {
    let mut total = 0;
    {
        use ::amorsize::__private as __amorsize;
        static AMORSIZE_SITE: __amorsize::Site = __amorsize::Site::new(__amorsize::Plan {
            name: "sum",
            function: "sum",
            head: "x in xs",
            sinks: &[__amorsize::SinkPlan::new("total", "+=", __amorsize::Tier::ByType)],
            exits: false,
            align: 1usize,
            always: false,
            timed: true,
        });
        match xs {
            __head => {
                match AMORSIZE_SITE.enter(__amorsize::extent(&__head).expected(), || ())
                {
                    __amorsize::Option::None => {
                        let __left = __amorsize::with2(
                            __head,
                            total,
                            |__head, mut total| {
                                for x in __head {
                                    total += x;
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
                    #[allow(warnings, clippy::all, clippy::pedantic, clippy::nursery)]
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
                                    .sum()
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
                                                        __amorsize::Add::add(
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
                                                            total += __operand0;
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
                                    total += x;
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
    total
}

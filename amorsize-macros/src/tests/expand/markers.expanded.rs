fn two(xs: &[i64]) -> i64 {
    let mut sum = 0;
    let mut buf = Vec::new();
    for x in xs {
        sum ^= x;
    }
    {
        use ::amorsize::__private as __amorsize;
        #[allow(warnings, clippy::all, clippy::pedantic)]
        if false {
            let _ = &buf;
            buf = Vec::new();
        }
        static AMORSIZE_SITE: __amorsize::Site = __amorsize::Site::new(__amorsize::Plan {
            name: "two",
            function: "two",
            head: "x in xs",
            sinks: &[__amorsize::SinkPlan::new("sum", "^=", __amorsize::Tier::ByType)],
            exits: false,
            align: 1usize,
            always: false,
            timed: true,
        });
        match xs {
            __head => {
                match AMORSIZE_SITE
                    .enter_with(
                        __amorsize::extent(&__head).expected(),
                        || {
                            __amorsize::Options::new()
                                .schedule(__amorsize::Schedule::Static)
                        },
                    )
                {
                    __amorsize::Option::None => {
                        let __left = __amorsize::with2(
                            __head,
                            sum,
                            |__head, mut sum| {
                                let mut buf = Vec::new();
                                for x in __head {
                                    buf.clear();
                                    fill(&mut buf, *x);
                                    sum ^= buf[0];
                                }
                                sum
                            },
                        );
                        #[allow(unused_assignments)]
                        {
                            sum = __left;
                        }
                        AMORSIZE_SITE.plain_done();
                    }
                    #[allow(warnings, clippy::all, clippy::pedantic, clippy::nursery)]
                    __amorsize::Option::Some(__call) => {
                        __amorsize::aside(|| {
                            use __amorsize::checks::*;
                            let __check = __call.check();
                            let mut __sum_before = (&&&&&__amorsize::Before::new(&sum))
                                .keep("sum", &__check);
                            use __amorsize::Entries1 as AmorsizeEntry;
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
                            match __chunks {
                                __amorsize::Option::Some(__head) => {
                                    let __logs = &__amorsize::Logs::new();
                                    __call
                                        .run(
                                            __amorsize::source(__head),
                                            || (Vec::new(),),
                                            || (__sum_kind.start(), __logs.start()),
                                            |__piece, (__buf_part,), (__sum_part, __log)| __amorsize::with4(
                                                __piece,
                                                __buf_part,
                                                __sum_part,
                                                __log,
                                                |__piece, __buf_part, __sum_part, __log| 'chunk: {
                                                    for x in __piece {
                                                        (*__buf_part).clear();
                                                        fill(&mut (*__buf_part), *x);
                                                        __amorsize::BitXor::bitxor(
                                                            __sum_part,
                                                            (*__buf_part)[0],
                                                            |__operand0| __log.push(AmorsizeEntry::E0(__operand0)),
                                                        );
                                                    }
                                                    __amorsize::Chunk::<__amorsize::Infallible>::Done
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
                                        );
                                }
                                __left_out => {
                                    __amorsize::drop(__left_out);
                                }
                            };
                            if let __amorsize::Option::Some(__head) = __plain {
                                __sum_before.exchange(&mut sum);
                                let __left = __check.plain(false);
                                let mut buf = Vec::new();
                                for x in __head {
                                    buf.clear();
                                    fill(&mut buf, *x);
                                    sum ^= buf[0];
                                }
                                if __left.done() {
                                    __sum_before.compare(&sum, &__check);
                                }
                            }
                        })
                    }
                }
            }
        }
    }
    sum
}
fn steps(grid: &mut [i64]) {
    for step in 0..3 {
        {
            use ::amorsize::__private as __amorsize;
            static AMORSIZE_SITE: __amorsize::Site = __amorsize::Site::new(__amorsize::Plan {
                name: "steps",
                function: "steps",
                head: "cell in grid.iter_mut()",
                sinks: &[],
                exits: false,
                align: 1usize,
                always: false,
                timed: true,
            });
            match grid.iter_mut() {
                __head => {
                    match AMORSIZE_SITE
                        .enter(__amorsize::extent(&__head).expected(), || ())
                    {
                        __amorsize::Option::None => {
                            __amorsize::with2(
                                __head,
                                &step,
                                |__head, __step| {
                                    for cell in __head {
                                        *cell += (*__step);
                                    }
                                },
                            );
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
                                if false {
                                    __amorsize::shared(&step);
                                }
                                let (__chunks, __plain) = __check
                                    .heads(
                                        (&&__amorsize::Again::new(&__head)).again(&__check),
                                        __head,
                                    );
                                match __chunks {
                                    __amorsize::Option::Some(__head) => {
                                        __call
                                            .run(
                                                __amorsize::source(__head),
                                                __amorsize::nothing,
                                                __amorsize::nothing,
                                                |__piece, (), ()| __amorsize::with2(
                                                    __piece,
                                                    &step,
                                                    |__piece, __step_lent| 'chunk: {
                                                        for cell in __piece {
                                                            *cell += (*__step_lent);
                                                        }
                                                        __amorsize::Chunk::<__amorsize::Infallible>::Done
                                                    },
                                                ),
                                                __amorsize::merged,
                                            );
                                    }
                                    __left_out => {
                                        __amorsize::drop(__left_out);
                                    }
                                };
                                if let __amorsize::Option::Some(__head) = __plain {
                                    let __left = __check.plain(false);
                                    for cell in __head {
                                        *cell += step;
                                    }
                                    if __left.done() {}
                                }
                            })
                        }
                    }
                }
            }
        }
    }
}

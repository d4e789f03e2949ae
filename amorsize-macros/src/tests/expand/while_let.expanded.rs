fn shout(text: &str, out: &mut Vec<String>) {
    let mut words = text.split_whitespace();
    {
        use ::amorsize::__private as __amorsize;
        #[allow(unused_imports)]
        use __amorsize::Place as _;
        static AMORSIZE_SITE: __amorsize::Site = __amorsize::Site::new(__amorsize::Plan {
            name: "shout",
            function: "shout",
            head: "word in words.by_ref()",
            sinks: &[
                __amorsize::SinkPlan::new("out", ".push(…)", __amorsize::Tier::ByType),
            ],
            exits: false,
            align: 1usize,
            always: false,
            timed: true,
        });
        match words.by_ref() {
            __head => {
                match AMORSIZE_SITE.enter(__amorsize::extent(&__head).expected(), || ())
                {
                    __amorsize::Option::None => {
                        while let Some(word) = __head.next() {
                            out.push(word.to_uppercase());
                        }
                        AMORSIZE_SITE.plain_done();
                    }
                    #[allow(warnings, clippy::all, clippy::pedantic, clippy::nursery)]
                    __amorsize::Option::Some(__call) => {
                        __amorsize::aside(|| {
                            use __amorsize::checks::*;
                            let __check = __call.check();
                            let mut __out_before = (&&&&&__amorsize::Before::new(
                                &*(out).amorsize_place(),
                            ))
                                .keep_called("out", &__check);
                            let __out_replays = __out_before.replays();
                            use __amorsize::Entries1 as AmorsizeEntry;
                            let __out_kind = {
                                use __amorsize::methods::*;
                                (&&__amorsize::Probe::<
                                    _,
                                    { __amorsize::cfg!(debug_assertions) },
                                >::new(&*out.amorsize_place()))
                                    .appends()
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
                                            || (__out_kind.start(), __logs.start()),
                                            |__piece, (), (__out_part, __log)| __amorsize::with3(
                                                __piece,
                                                __out_part,
                                                __log,
                                                |__piece, __out_part, __log| 'chunk: {
                                                    for word in __piece {
                                                        __out_part
                                                            .push(
                                                                word.to_uppercase(),
                                                                |__operand0| __log.push(AmorsizeEntry::E0(__operand0)),
                                                            );
                                                    }
                                                    __amorsize::Chunk::<__amorsize::Infallible>::Done
                                                },
                                            ),
                                            |(mut __out_part, mut __log)| {
                                                __out_kind.merge(out.amorsize_place(), __out_part);
                                                for __entry in __logs.entries(&mut __log) {
                                                    match __entry {
                                                        AmorsizeEntry::E0(__operand0) => {
                                                            if __out_replays {
                                                                out.push(__operand0);
                                                            }
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
                                __out_before.exchange((out).amorsize_place());
                                let __left = __check.plain(false);
                                while let Some(word) = __head.next() {
                                    out.push(word.to_uppercase());
                                }
                                if __left.done() {
                                    __out_before.compare(&*(out).amorsize_place(), &__check);
                                }
                            }
                        })
                    }
                }
            }
        }
    }
}
fn total(numbers: impl Iterator<Item = u64>) -> u64 {
    let mut total = 0;
    {
        use ::amorsize::__private as __amorsize;
        static AMORSIZE_SITE: __amorsize::Site = __amorsize::Site::new(__amorsize::Plan {
            name: "total",
            function: "total",
            head: "n in numbers.skip(1)",
            sinks: &[__amorsize::SinkPlan::new("total", "+=", __amorsize::Tier::ByType)],
            exits: false,
            align: 1usize,
            always: false,
            timed: true,
        });
        match __amorsize::pulled(numbers.skip(1)) {
            __head => {
                match AMORSIZE_SITE.enter(__amorsize::extent(&__head).expected(), || ())
                {
                    __amorsize::Option::None => {
                        for n in __head {
                            total += n;
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
                                .heads(__amorsize::Option::None, __head);
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
                                                    for n in __piece {
                                                        __amorsize::Add::add(
                                                            __total_part,
                                                            n,
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
                                for n in __head {
                                    total += n;
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

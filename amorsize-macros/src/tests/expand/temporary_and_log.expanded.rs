fn report(xs: &[f64], out: &mut Report) -> f64 {
    let mut t = 0.0;
    {
        use ::amorsize::__private as __amorsize;
        #[allow(unused_imports)]
        use __amorsize::Place as _;
        static AMORSIZE_SITE: __amorsize::Site = __amorsize::Site::new(__amorsize::Plan {
            name: "report",
            function: "report",
            head: "x in xs",
            sinks: &[
                __amorsize::SinkPlan::new("t", "=", __amorsize::Tier::Private),
                __amorsize::SinkPlan::new("out", ".add(…)", __amorsize::Tier::Log),
            ],
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
                        || __amorsize::Options::new().workers(4),
                    )
                {
                    __amorsize::Option::None => {
                        let __left = __amorsize::with2(
                            __head,
                            t,
                            |__head, mut t| {
                                for x in __head {
                                    t = x * 2.0;
                                    out.add(t);
                                    println!("{t}");
                                }
                                t
                            },
                        );
                        #[allow(unused_assignments)]
                        {
                            t = __left;
                        }
                        AMORSIZE_SITE.plain_done();
                    }
                    #[allow(warnings, clippy::all, clippy::pedantic, clippy::nursery)]
                    __amorsize::Option::Some(__call) => {
                        __amorsize::aside(|| {
                            use __amorsize::checks::*;
                            let __check = __call.check();
                            let mut __t_before = (&&&&&__amorsize::Before::new(&t))
                                .keep("t", &__check);
                            let mut __out_before = (&&&&&__amorsize::Before::new(
                                &*(out).amorsize_place(),
                            ))
                                .keep_called("out", &__check);
                            let __out_replays = __out_before.replays();
                            let __prints = !__check.is_on();
                            use __amorsize::exits::Break as AmorsizeExit;
                            use __amorsize::Entries2 as AmorsizeEntry;
                            let __t_kind = __amorsize::SlotKind::new();
                            if false {
                                t = __t_kind.never();
                            }
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
                                            || (__t_kind.start(), __logs.start()),
                                            |__piece, (), (__t_part, __log)| __amorsize::with3(
                                                __piece,
                                                __t_part,
                                                __log,
                                                |__piece, __t_part, __log| {
                                                    let mut __t_held = __amorsize::take(__t_part);
                                                    let __left = {
                                                        let __t_part = &mut __t_held;
                                                        'chunk: {
                                                            let mut __piece = __piece;
                                                            loop {
                                                                match __amorsize::Iterator::next(&mut __piece) {
                                                                    __amorsize::Option::None => {
                                                                        break 'chunk __amorsize::Chunk::Done;
                                                                    }
                                                                    __amorsize::Option::Some(x) => {
                                                                        __t_part.set(x * 2.0);
                                                                        __log.push(AmorsizeEntry::E0((*__t_part.get())));
                                                                        __log
                                                                            .push(
                                                                                AmorsizeEntry::E1(
                                                                                    __amorsize::format!("{t}", t = (* __t_part.get())),
                                                                                ),
                                                                            );
                                                                    }
                                                                }
                                                            }
                                                            __amorsize::Chunk::Exit(AmorsizeExit::Break)
                                                        }
                                                    };
                                                    *__t_part = __t_held;
                                                    __left
                                                },
                                            ),
                                            |(mut __t_part, mut __log)| {
                                                if let __amorsize::Option::Some(__value) = __t_part.take() {
                                                    t = __value;
                                                }
                                                for __entry in __logs.entries(&mut __log) {
                                                    match __entry {
                                                        AmorsizeEntry::E0(__operand0) => {
                                                            if __out_replays {
                                                                let _ = out.add(__operand0);
                                                            }
                                                        }
                                                        AmorsizeEntry::E1(__operand0) => {
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
                                __t_before.exchange(&mut t);
                                __out_before.exchange((out).amorsize_place());
                                let __left = __check
                                    .plain(
                                        match { __exit } {
                                            __amorsize::Option::None
                                            | __amorsize::Option::Some(AmorsizeExit::Break) => false,
                                            _ => true,
                                        },
                                    );
                                for x in __head {
                                    t = x * 2.0;
                                    out.add(t);
                                    println!("{t}");
                                }
                                if __left.done() {
                                    __t_before.compare(&t, &__check);
                                    __out_before.compare(&*(out).amorsize_place(), &__check);
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
    t
}

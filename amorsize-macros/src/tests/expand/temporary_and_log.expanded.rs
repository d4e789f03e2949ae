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
            head => {
                match AMORSIZE_SITE
                    .enter(
                        __amorsize::extent(&head).items(),
                        || __amorsize::Options::new().workers(4),
                    )
                {
                    __amorsize::Option::None => {
                        for x in head {
                            t = x * 2.0;
                            out.add(t);
                            println!("{t}");
                        }
                        AMORSIZE_SITE.plain_done();
                    }
                    #[allow(warnings, clippy::all, clippy::pedantic, clippy::nursery)]
                    __amorsize::Option::Some(call) => {
                        enum AmorsizeExit {
                            Break,
                        }
                        enum AmorsizeEntry<T0, T1> {
                            E0(T0),
                            E1(T1),
                        }
                        let t_kind = __amorsize::SlotKind::new();
                        if false {
                            t = t_kind.never();
                        }
                        let exit = call
                            .run(
                                __amorsize::source(head),
                                || (),
                                || (t_kind.start(), __amorsize::Log::new()),
                                |piece, (), (t_part, log)| 'chunk: {
                                    let mut piece = piece;
                                    loop {
                                        match __amorsize::Iterator::next(&mut piece) {
                                            __amorsize::Option::None => {
                                                break 'chunk __amorsize::Chunk::Done;
                                            }
                                            __amorsize::Option::Some(x) => {
                                                t_part.set(x * 2.0);
                                                log.push(AmorsizeEntry::E0((*t_part.get())));
                                                log.push(
                                                    AmorsizeEntry::E1(
                                                        __amorsize::format!("{t}", t = (* t_part.get())),
                                                    ),
                                                );
                                            }
                                        }
                                    }
                                    __amorsize::Chunk::Exit(AmorsizeExit::Break)
                                },
                                |(mut t_part, mut log)| {
                                    if let __amorsize::Option::Some(value) = t_part.take() {
                                        t = value;
                                    }
                                    for entry in log {
                                        match entry {
                                            AmorsizeEntry::E0(operand0) => {
                                                let _ = out.add(operand0);
                                            }
                                            AmorsizeEntry::E1(operand0) => {
                                                {
                                                    let mut whole = false;
                                                    for _ in [()] {
                                                        println!("{}", operand0);
                                                        whole = true;
                                                    }
                                                    if !whole {
                                                        __amorsize::left_by_a_macro();
                                                    }
                                                };
                                            }
                                        }
                                    }
                                    __amorsize::Option::None
                                },
                            );
                        match exit {
                            __amorsize::Option::None => {}
                            __amorsize::Option::Some(AmorsizeExit::Break) => {}
                        }
                    }
                }
            }
        }
    }
    t
}

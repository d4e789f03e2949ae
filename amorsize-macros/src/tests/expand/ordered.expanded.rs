fn copy(rows: &[Row], to: &mut File, sums: &mut Sums) -> io::Result<()> {
    {
        use ::amorsize::__private as __amorsize;
        #[allow(unused_imports)]
        use __amorsize::Place as _;
        static AMORSIZE_SITE: __amorsize::Site = __amorsize::Site::new(__amorsize::Plan {
            name: "copy",
            function: "copy",
            head: "row in rows",
            sinks: &[
                __amorsize::SinkPlan::new("to", ".write_all(…)", __amorsize::Tier::Log),
            ],
            exits: true,
            align: 1usize,
            always: false,
            timed: false,
        });
        match rows {
            __head => {
                match AMORSIZE_SITE.enter(__amorsize::extent(&__head).expected(), || ())
                {
                    __amorsize::Option::None => {
                        for row in __head {
                            let text = encode(row);
                            let n = text.len();
                            amorsize::ordered! {
                                if ! sums.add(n) { break; }
                            }
                            to.write_all(&text)?;
                        }
                    }
                    #[allow(warnings, clippy::all, clippy::pedantic, clippy::nursery)]
                    __amorsize::Option::Some(__call) => {
                        use __amorsize::checks::*;
                        let __check = __call.check();
                        let mut __to_before = (&&&&&__amorsize::Before::new(
                            &*(to).amorsize_place(),
                        ))
                            .keep_called("to", &__check);
                        let __to_replays = __to_before.replays();
                        __check.answered();
                        let __prints = !__check.is_on();
                        enum AmorsizeExit<V0> {
                            Break,
                            Try0(V0),
                        }
                        use __amorsize::Entries2 as AmorsizeEntry;
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
                                        __amorsize::leaving(__head),
                                        __amorsize::nothing,
                                        || (__logs.start(),),
                                        |__piece, (), (__log,)| __amorsize::with2(
                                            __piece,
                                            __log,
                                            |__piece, __log| 'chunk: {
                                                for row in __piece {
                                                    let text = encode(row);
                                                    let n = text.len();
                                                    __log.push(AmorsizeEntry::E0(n));
                                                    {
                                                        let __operand0 = text;
                                                        __log.push(AmorsizeEntry::E1(__operand0))
                                                    };
                                                }
                                                __amorsize::Chunk::Done
                                            },
                                        ),
                                        |(mut __log,)| {
                                            for __entry in __logs.entries(&mut __log) {
                                                match __entry {
                                                    AmorsizeEntry::E0(__operand0) => {
                                                        if __prints {
                                                            amorsize::ordered! {
                                                                let n = __operand0; if ! sums.add(n) { return
                                                                __amorsize::Option::Some(AmorsizeExit::Break); }
                                                            };
                                                        }
                                                    }
                                                    AmorsizeEntry::E1(__operand0) => {
                                                        if __to_replays {
                                                            {
                                                                let _ = match __amorsize::Try::branch(
                                                                    (to.write_all(&__operand0)),
                                                                ) {
                                                                    __amorsize::ControlFlow::Continue(__value) => __value,
                                                                    __amorsize::ControlFlow::Break(__residual) => {
                                                                        return __amorsize::Option::Some(
                                                                            AmorsizeExit::Try0(__amorsize::exit_residual(__residual)),
                                                                        );
                                                                    }
                                                                };
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
                            __to_before.exchange((to).amorsize_place());
                            let __left = __check
                                .plain(
                                    match { __exit } {
                                        __amorsize::Option::None
                                        | __amorsize::Option::Some(AmorsizeExit::Break) => false,
                                        _ => true,
                                    },
                                );
                            for row in __head {
                                let text = encode(row);
                                let n = text.len();
                                amorsize::ordered! {
                                    if ! sums.add(n) { break; }
                                }
                                to.write_all(&text)?;
                            }
                            if __left.done() {
                                __to_before.compare(&*(to).amorsize_place(), &__check);
                            }
                        } else {
                            match __exit {
                                __amorsize::Option::None => {}
                                __amorsize::Option::Some(AmorsizeExit::Break) => {}
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
    Ok(())
}

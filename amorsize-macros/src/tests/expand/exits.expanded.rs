fn shade(rows: &mut [Row], scene: &Scene) -> Result<f64, RenderError> {
    let mut energy = 0.0;
    {
        use ::amorsize::__private as __amorsize;
        static AMORSIZE_SITE: __amorsize::Site = __amorsize::Site::new(__amorsize::Plan {
            name: "shade",
            function: "shade",
            head: "(y, row) in rows.iter_mut().enumerate()",
            sinks: &[
                __amorsize::SinkPlan::new("energy", "+=", __amorsize::Tier::ByType),
            ],
            exits: true,
            align: 1usize,
            always: false,
            timed: true,
        });
        match rows.iter_mut() {
            __head => {
                match AMORSIZE_SITE
                    .enter(
                        __amorsize::iterator_extent(&__head).enumerate().expected(),
                        || (),
                    )
                {
                    __amorsize::Option::None => {
                        for (y, row) in __head.enumerate() {
                            energy += render(row, y, scene)?;
                        }
                        AMORSIZE_SITE.plain_done();
                    }
                    #[allow(warnings, clippy::all, clippy::pedantic, clippy::nursery)]
                    __amorsize::Option::Some(__call) => {
                        use __amorsize::checks::*;
                        let __check = __call.check();
                        let mut __energy_before = (&&&&&__amorsize::Before::new(&energy))
                            .keep("energy", &__check);
                        use __amorsize::exits::Try0 as AmorsizeExit;
                        use __amorsize::Entries1 as AmorsizeEntry;
                        if false {
                            __amorsize::shared(&scene);
                        }
                        let __energy_kind = {
                            use __amorsize::methods::*;
                            (&&__amorsize::Probe::<
                                _,
                                { __amorsize::cfg!(debug_assertions) },
                            >::new(&energy))
                                .sum()
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
                                        __amorsize::leaving(__head).enumerate(),
                                        __amorsize::nothing,
                                        || (__energy_kind.start(), __logs.start()),
                                        |__piece, (), (__energy_part, __log)| __amorsize::with4(
                                            __piece,
                                            __energy_part,
                                            __log,
                                            scene,
                                            |__piece, __energy_part, __log, scene| 'chunk: {
                                                for (y, row) in __piece {
                                                    __amorsize::Add::add(
                                                        __energy_part,
                                                        match __amorsize::Try::branch(render(row, y, scene)) {
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
                                        |(mut __energy_part, mut __log)| {
                                            __energy_kind.merge(&mut energy, __energy_part);
                                            for __entry in __logs.entries(&mut __log) {
                                                match __entry {
                                                    AmorsizeEntry::E0(__operand0) => {
                                                        energy += __operand0;
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
                            __energy_before.exchange(&mut energy);
                            let __left = __check
                                .plain(
                                    match { __exit } {
                                        __amorsize::Option::None => false,
                                        _ => true,
                                    },
                                );
                            for (y, row) in __head.enumerate() {
                                energy += render(row, y, scene)?;
                            }
                            if __left.done() {
                                __energy_before.compare(&energy, &__check);
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
    Ok(energy)
}

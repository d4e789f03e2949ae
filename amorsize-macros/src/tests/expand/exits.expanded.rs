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
            head => {
                match AMORSIZE_SITE
                    .enter(
                        __amorsize::iterator_extent(&head).enumerate().items(),
                        || __amorsize::Options::new(),
                    )
                {
                    __amorsize::Option::None => {
                        for (y, row) in head.enumerate() {
                            energy += render(row, y, scene)?;
                        }
                        AMORSIZE_SITE.plain_done();
                    }
                    #[allow(warnings, clippy::all, clippy::pedantic, clippy::nursery)]
                    __amorsize::Option::Some(call) => {
                        enum AmorsizeExit<V0> {
                            Try0(V0),
                        }
                        enum AmorsizeEntry<T0> {
                            E0(T0),
                        }
                        __amorsize::shared(&scene);
                        let energy_kind = {
                            use __amorsize::methods::*;
                            (&&__amorsize::Probe::<
                                _,
                                { __amorsize::cfg!(debug_assertions) },
                            >::new(&energy))
                                .sum()
                        };
                        let exit = call
                            .run(
                                __amorsize::Source::enumerate(__amorsize::source(head)),
                                || (),
                                || (energy_kind.start(), __amorsize::Log::new()),
                                |piece, (), (energy_part, log)| 'chunk: {
                                    for (y, row) in piece {
                                        __amorsize::Add::add(
                                            energy_part,
                                            match __amorsize::Try::branch(render(row, y, scene)) {
                                                __amorsize::ControlFlow::Continue(value) => value,
                                                __amorsize::ControlFlow::Break(residual) => {
                                                    break 'chunk __amorsize::Chunk::Exit(
                                                        AmorsizeExit::Try0(__amorsize::exit_residual(residual)),
                                                    );
                                                }
                                            },
                                            |operand0| log.push(AmorsizeEntry::E0(operand0)),
                                        );
                                    }
                                    __amorsize::Chunk::Done
                                },
                                |(mut energy_part, mut log)| {
                                    energy_kind.merge(&mut energy, energy_part);
                                    for entry in log {
                                        match entry {
                                            AmorsizeEntry::E0(operand0) => {
                                                energy += operand0;
                                            }
                                        }
                                    }
                                    __amorsize::Option::None
                                },
                            );
                        match exit {
                            __amorsize::Option::None => {}
                            __amorsize::Option::Some(AmorsizeExit::Try0(value)) => {
                                match value? {}
                            }
                        }
                    }
                }
            }
        }
    }
    Ok(energy)
}

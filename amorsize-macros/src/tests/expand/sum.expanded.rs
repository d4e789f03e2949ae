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
            head => {
                match AMORSIZE_SITE
                    .enter(
                        __amorsize::extent(&head).items(),
                        || __amorsize::Options::new(),
                    )
                {
                    __amorsize::Option::None => {
                        for x in head {
                            total += x;
                        }
                        AMORSIZE_SITE.plain_done();
                    }
                    #[allow(warnings, clippy::all, clippy::pedantic, clippy::nursery)]
                    __amorsize::Option::Some(call) => {
                        enum AmorsizeEntry<T0> {
                            E0(T0),
                        }
                        let total_kind = {
                            use __amorsize::methods::*;
                            (&&__amorsize::Probe::<
                                _,
                                { __amorsize::cfg!(debug_assertions) },
                            >::new(&total))
                                .sum()
                        };
                        call.run(
                            __amorsize::source(head),
                            || (),
                            || (total_kind.start(), __amorsize::Log::new()),
                            |piece, (), (total_part, log)| 'chunk: {
                                for x in piece {
                                    __amorsize::Add::add(
                                        total_part,
                                        x,
                                        |operand0| log.push(AmorsizeEntry::E0(operand0)),
                                    );
                                }
                                __amorsize::Chunk::<__amorsize::Infallible>::Done
                            },
                            |(mut total_part, mut log)| {
                                total_kind.merge(&mut total, total_part);
                                for entry in log {
                                    match entry {
                                        AmorsizeEntry::E0(operand0) => {
                                            total += operand0;
                                        }
                                    }
                                }
                                __amorsize::Option::None
                            },
                        );
                    }
                }
            }
        }
    }
    total
}

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
            head => {
                match AMORSIZE_SITE
                    .enter(
                        __amorsize::extent(&head).items(),
                        || {
                            __amorsize::Options::new()
                                .schedule(__amorsize::Schedule::Static)
                        },
                    )
                {
                    __amorsize::Option::None => {
                        let mut buf = Vec::new();
                        for x in head {
                            buf.clear();
                            fill(&mut buf, *x);
                            sum ^= buf[0];
                        }
                        AMORSIZE_SITE.plain_done();
                    }
                    #[allow(warnings, clippy::all, clippy::pedantic, clippy::nursery)]
                    __amorsize::Option::Some(call) => {
                        enum AmorsizeEntry<T0> {
                            E0(T0),
                        }
                        let sum_kind = {
                            use __amorsize::methods::*;
                            (&&__amorsize::Probe::<
                                _,
                                { __amorsize::cfg!(debug_assertions) },
                            >::new(&sum))
                                .xor()
                        };
                        call.run(
                            __amorsize::source(head),
                            || (Vec::new(),),
                            || (sum_kind.start(), __amorsize::Log::new()),
                            |piece, (buf_part,), (sum_part, log)| 'chunk: {
                                for x in piece {
                                    (*buf_part).clear();
                                    fill(&mut (*buf_part), *x);
                                    __amorsize::BitXor::bitxor(
                                        sum_part,
                                        (*buf_part)[0],
                                        |operand0| log.push(AmorsizeEntry::E0(operand0)),
                                    );
                                }
                                __amorsize::Chunk::<__amorsize::Infallible>::Done
                            },
                            |(mut sum_part, mut log)| {
                                sum_kind.merge(&mut sum, sum_part);
                                for entry in log {
                                    match entry {
                                        AmorsizeEntry::E0(operand0) => {
                                            sum ^= operand0;
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
    sum
}

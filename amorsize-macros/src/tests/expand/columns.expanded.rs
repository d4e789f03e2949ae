fn means(data: &[Vec<f64>], out: &mut [Vec<f64>; 2]) {
    {
        use ::amorsize::__private as __amorsize;
        #[allow(unused_imports)]
        use __amorsize::Place as _;
        static AMORSIZE_SITE: __amorsize::Site = __amorsize::Site::new(__amorsize::Plan {
            name: "means",
            function: "means",
            head: "i in 0..out[0].len()",
            sinks: &[__amorsize::SinkPlan::new("out", "[_][i]", __amorsize::Tier::View)],
            exits: false,
            align: 1usize,
            always: false,
            timed: false,
        });
        match 0..out[0].len() {
            head => {
                let mut out_lines = __amorsize::Lines::new();
                match match AMORSIZE_SITE
                    .enter(
                        __amorsize::extent(&head).items(),
                        || __amorsize::Options::new(),
                    )
                {
                    __amorsize::Option::None => __amorsize::Option::None,
                    __amorsize::Option::Some(call) => {
                        __amorsize::both(
                            call,
                            __amorsize::columns(
                                &mut out_lines,
                                out.amorsize_place(),
                                __amorsize::view_indices_cast(&head, 0, 0),
                            ),
                        )
                    }
                } {
                    __amorsize::Option::None => {
                        for i in head {
                            for line in data {
                                out[0][i] += line[i];
                            }
                            out[1][i] = out[0][i] / data.len() as f64;
                        }
                    }
                    #[allow(warnings, clippy::all, clippy::pedantic, clippy::nursery)]
                    __amorsize::Option::Some((call, out_view)) => {
                        __amorsize::shared(&data);
                        call.run(
                            __amorsize::Source::zip(__amorsize::source(head), out_view),
                            || (),
                            || (),
                            |piece, (), ()| 'chunk: {
                                for (i, mut out_part) in piece {
                                    for line in data {
                                        (*out_part.get_mut(0)) += line[i];
                                    }
                                    (*out_part.get_mut(1)) = (*out_part.get(0))
                                        / data.len() as f64;
                                }
                                __amorsize::Chunk::<__amorsize::Infallible>::Done
                            },
                            |()| { __amorsize::Option::None },
                        );
                    }
                }
            }
        }
    }
}

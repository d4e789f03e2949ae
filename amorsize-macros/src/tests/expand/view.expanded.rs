fn double(xs: &[f64], out: &mut [f64]) {
    {
        use ::amorsize::__private as __amorsize;
        #[allow(unused_imports)]
        use __amorsize::Place as _;
        static AMORSIZE_SITE: __amorsize::Site = __amorsize::Site::new(__amorsize::Plan {
            name: "double",
            function: "double",
            head: "i in 0..xs.len()",
            sinks: &[__amorsize::SinkPlan::new("out", "[i]", __amorsize::Tier::View)],
            exits: false,
            align: 1usize,
            always: false,
            timed: false,
        });
        match 0..xs.len() {
            head => {
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
                            __amorsize::view(
                                out.amorsize_place(),
                                __amorsize::view_indices_cast(&head, 0, 0),
                            ),
                        )
                    }
                } {
                    __amorsize::Option::None => {
                        for i in head {
                            out[i] = xs[i] * 2.0;
                        }
                    }
                    #[allow(warnings, clippy::all, clippy::pedantic, clippy::nursery)]
                    __amorsize::Option::Some((call, out_view)) => {
                        __amorsize::shared(&xs);
                        call.run(
                            __amorsize::Source::zip(__amorsize::source(head), out_view),
                            || (),
                            || (),
                            |piece, (), ()| 'chunk: {
                                for (i, out_part) in piece {
                                    (*out_part) = xs[i] * 2.0;
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

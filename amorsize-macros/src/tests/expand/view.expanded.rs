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
            timed: true,
        });
        match 0..xs.len() {
            __head => {
                match AMORSIZE_SITE.enter(__amorsize::extent(&__head).expected(), || ())
                {
                    __amorsize::Option::None => {
                        __amorsize::with3(
                            __head,
                            &mut *out,
                            xs,
                            |__head, out, xs| {
                                for i in __head {
                                    out[i] = xs[i] * 2.0;
                                }
                            },
                        );
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
                                .keep("out", &__check);
                            if false {
                                __amorsize::shared(&xs);
                            }
                            let (__chunks, __plain) = __check
                                .heads_and_views(
                                    (&&__amorsize::Again::new(&__head)).again(&__check),
                                    {
                                        __amorsize::view(
                                            out.amorsize_place(),
                                            __amorsize::view_indices_cast(&__head, 0, 0),
                                        )
                                    },
                                    __head,
                                );
                            match __chunks {
                                __amorsize::Option::Some((__head, __out_view)) => {
                                    __call
                                        .run(
                                            __amorsize::source(__head).zip(__out_view),
                                            __amorsize::nothing,
                                            __amorsize::nothing,
                                            |__piece, (), ()| __amorsize::with2(
                                                __piece,
                                                xs,
                                                |__piece, xs| 'chunk: {
                                                    for (i, __out_part) in __piece {
                                                        (*__out_part) = xs[i] * 2.0;
                                                    }
                                                    __amorsize::Chunk::<__amorsize::Infallible>::Done
                                                },
                                            ),
                                            __amorsize::merged,
                                        );
                                }
                                __left_out => {
                                    __amorsize::drop(__left_out);
                                }
                            };
                            if let __amorsize::Option::Some(__head) = __plain {
                                __out_before.exchange((out).amorsize_place());
                                let __left = __check.plain(false);
                                for i in __head {
                                    out[i] = xs[i] * 2.0;
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

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
            timed: true,
        });
        match 0..out[0].len() {
            __head => {
                match AMORSIZE_SITE.enter(__amorsize::extent(&__head).expected(), || ())
                {
                    __amorsize::Option::None => {
                        __amorsize::with3(
                            __head,
                            data,
                            &mut *out,
                            |__head, data, out| {
                                for i in __head {
                                    for line in data {
                                        out[0][i] += line[i];
                                    }
                                    out[1][i] = out[0][i] / data.len() as f64;
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
                                __amorsize::shared(&data);
                            }
                            let mut __out_lines = __amorsize::Lines::new();
                            let (__chunks, __plain) = __check
                                .heads_and_views(
                                    (&&__amorsize::Again::new(&__head)).again(&__check),
                                    {
                                        __amorsize::columns(
                                            &mut __out_lines,
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
                                            |__piece, (), ()| 'chunk: {
                                                for (i, mut __out_part) in __piece {
                                                    __out_part
                                                        .spread(|mut __out_part| __amorsize::with2(
                                                            i,
                                                            data,
                                                            |i, data| {
                                                                for line in data {
                                                                    (*__out_part.get_mut(0)) += line[i];
                                                                }
                                                                (*__out_part.get_mut(1)) = (*__out_part.get(0))
                                                                    / data.len() as f64;
                                                            },
                                                        ))
                                                }
                                                __amorsize::Chunk::<__amorsize::Infallible>::Done
                                            },
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
                                    for line in data {
                                        out[0][i] += line[i];
                                    }
                                    out[1][i] = out[0][i] / data.len() as f64;
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

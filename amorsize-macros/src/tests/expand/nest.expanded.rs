fn image(out: &mut [u64], w: usize, h: usize) {
    {
        use ::amorsize::__private as __amorsize;
        #[allow(unused_imports)]
        use __amorsize::Place as _;
        static AMORSIZE_SITE: __amorsize::Site = __amorsize::Site::new(__amorsize::Plan {
            name: "image",
            function: "image",
            head: "y in 0..h",
            sinks: &[__amorsize::SinkPlan::new("out", "[row]", __amorsize::Tier::View)],
            exits: false,
            align: 1usize,
            always: false,
            timed: true,
        });
        static AMORSIZE_ROW: __amorsize::Site = __amorsize::Site::new(__amorsize::Plan {
            name: "image, one row",
            function: "image",
            head: "x in 0..w",
            sinks: &[__amorsize::SinkPlan::new("out", "[i]", __amorsize::Tier::View)],
            exits: false,
            align: 1usize,
            always: false,
            timed: true,
        });
        match 0..h {
            __head => {
                match if AMORSIZE_SITE
                    .by_row(
                        __amorsize::extent(&__head).items(),
                        || __amorsize::fixed(w),
                        &AMORSIZE_ROW,
                        &|| __amorsize::Options::new(),
                    )
                {
                    __amorsize::Option::Some(__amorsize::Option::None)
                } else {
                    AMORSIZE_SITE
                        .enter(__amorsize::extent(&__head).expected(), || ())
                        .map(__amorsize::Option::Some)
                } {
                    __amorsize::Option::None => {
                        __amorsize::with3(
                            __head,
                            w,
                            &mut *out,
                            |__head, w, out| {
                                for y in __head {
                                    let base = y * w;
                                    for x in 0..w {
                                        out[base + x] = (x ^ y) as u64;
                                    }
                                }
                            },
                        );
                        AMORSIZE_SITE.plain_done();
                    }
                    #[allow(warnings, clippy::all, clippy::pedantic, clippy::nursery)]
                    __amorsize::Option::Some(__call) => {
                        __amorsize::aside(|| match __call {
                            __amorsize::Option::None => {
                                for y in __head {
                                    let base = y * w;
                                    {
                                        use ::amorsize::__private as __amorsize;
                                        #[allow(unused_imports)]
                                        use __amorsize::Place as _;
                                        match 0..w {
                                            __head => {
                                                match AMORSIZE_ROW
                                                    .enter(__amorsize::extent(&__head).expected(), || ())
                                                {
                                                    __amorsize::Option::None => {
                                                        __amorsize::with4(
                                                            __head,
                                                            &mut *out,
                                                            &y,
                                                            &base,
                                                            |__head, out, __y, __base| {
                                                                for x in __head {
                                                                    out[(*__base) + x] = (x ^ (*__y)) as u64;
                                                                }
                                                            },
                                                        );
                                                        AMORSIZE_ROW.plain_done();
                                                    }
                                                    #[allow(
                                                        warnings,
                                                        clippy::all,
                                                        clippy::pedantic,
                                                        clippy::nursery
                                                    )]
                                                    __amorsize::Option::Some(__call) => {
                                                        __amorsize::aside(|| {
                                                            use __amorsize::checks::*;
                                                            let __check = __call.check();
                                                            let mut __out_before = (&&&&&__amorsize::Before::new(
                                                                &*(out).amorsize_place(),
                                                            ))
                                                                .keep("out", &__check);
                                                            if false {
                                                                __amorsize::shared(&y);
                                                                __amorsize::shared(&base);
                                                            }
                                                            let (__chunks, __plain) = __check
                                                                .heads_and_views(
                                                                    (&&__amorsize::Again::new(&__head)).again(&__check),
                                                                    {
                                                                        __amorsize::view(
                                                                            out.amorsize_place(),
                                                                            __amorsize::view_indices_cast(&__head, 0, (base) as i128),
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
                                                                                &y,
                                                                                |__piece, __y_lent| 'chunk: {
                                                                                    for (x, __out_part) in __piece {
                                                                                        (*__out_part) = (x ^ (*__y_lent)) as u64;
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
                                                                for x in __head {
                                                                    out[base + x] = (x ^ y) as u64;
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
                            }
                            __amorsize::Option::Some(__call) => {
                                use __amorsize::checks::*;
                                let __check = __call.check();
                                let mut __out_before = (&&&&&__amorsize::Before::new(
                                    &*(out).amorsize_place(),
                                ))
                                    .keep("out", &__check);
                                if false {
                                    __amorsize::shared(&w);
                                }
                                let (__chunks, __plain) = __check
                                    .heads_and_views(
                                        (&&__amorsize::Again::new(&__head)).again(&__check),
                                        {
                                            let (__out_stride, __out_offsets) = (
                                                __amorsize::fixed(w),
                                                __amorsize::upto(
                                                    __amorsize::number(0),
                                                    __amorsize::fixed(w),
                                                ),
                                            );
                                            __amorsize::rows(
                                                out.amorsize_place(),
                                                __amorsize::counter(&__head),
                                                __out_stride,
                                                __out_offsets,
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
                                                    for (y, mut __out_part) in __piece {
                                                        __amorsize::with3(
                                                            y,
                                                            __out_part,
                                                            w,
                                                            |y, mut __out_part, w| {
                                                                let base = y * w;
                                                                for x in 0..w {
                                                                    __out_part[base + x] = (x ^ y) as u64;
                                                                }
                                                            },
                                                        )
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
                                    for y in __head {
                                        let base = y * w;
                                        for x in 0..w {
                                            out[base + x] = (x ^ y) as u64;
                                        }
                                    }
                                    if __left.done() {
                                        __out_before.compare(&*(out).amorsize_place(), &__check);
                                    }
                                }
                            }
                        })
                    }
                }
            }
        }
    }
}

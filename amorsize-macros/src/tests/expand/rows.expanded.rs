fn smooth(image: &mut [f32], from: &[f32], width: usize, height: usize) {
    {
        use ::amorsize::__private as __amorsize;
        #[allow(unused_imports)]
        use __amorsize::Place as _;
        static AMORSIZE_SITE: __amorsize::Site = __amorsize::Site::new(__amorsize::Plan {
            name: "smooth",
            function: "smooth",
            head: "y in 1..height - 1",
            sinks: &[
                __amorsize::SinkPlan::new("image", "[row]", __amorsize::Tier::View),
            ],
            exits: false,
            align: 1usize,
            always: false,
            timed: true,
        });
        static AMORSIZE_ROW: __amorsize::Site = __amorsize::Site::new(__amorsize::Plan {
            name: "smooth, one row",
            function: "smooth",
            head: "x in 1..width - 1",
            sinks: &[__amorsize::SinkPlan::new("image", "[i]", __amorsize::Tier::View)],
            exits: false,
            align: 1usize,
            always: false,
            timed: true,
        });
        match 1..height - 1 {
            __head => {
                match if AMORSIZE_SITE
                    .by_row(
                        __amorsize::extent(&__head).items(),
                        || __amorsize::number(-2) + __amorsize::fixed(width),
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
                        __amorsize::with4(
                            __head,
                            width,
                            &mut *image,
                            from,
                            |__head, width, image, from| {
                                for y in __head {
                                    for x in 1..width - 1 {
                                        let at = y * width + x;
                                        image[at] = from[at - width] + from[at + width] - image[at];
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
                                    {
                                        use ::amorsize::__private as __amorsize;
                                        #[allow(unused_imports)]
                                        use __amorsize::Place as _;
                                        match 1..width - 1 {
                                            __head => {
                                                match AMORSIZE_ROW
                                                    .enter(__amorsize::extent(&__head).expected(), || ())
                                                {
                                                    __amorsize::Option::None => {
                                                        __amorsize::with5(
                                                            __head,
                                                            width,
                                                            &mut *image,
                                                            from,
                                                            &y,
                                                            |__head, width, image, from, __y| {
                                                                for x in __head {
                                                                    let at = (*__y) * width + x;
                                                                    image[at] = from[at - width] + from[at + width] - image[at];
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
                                                            let mut __image_before = (&&&&&__amorsize::Before::new(
                                                                &*(image).amorsize_place(),
                                                            ))
                                                                .keep("image", &__check);
                                                            if false {
                                                                __amorsize::shared(&y);
                                                                __amorsize::shared(&width);
                                                                __amorsize::shared(&from);
                                                            }
                                                            let (__chunks, __plain) = __check
                                                                .heads_and_views(
                                                                    (&&__amorsize::Again::new(&__head)).again(&__check),
                                                                    {
                                                                        __amorsize::view(
                                                                            image.amorsize_place(),
                                                                            __amorsize::shifted(
                                                                                __amorsize::counter(&__head),
                                                                                __amorsize::fixed(y) * __amorsize::fixed(width),
                                                                            ),
                                                                        )
                                                                    },
                                                                    __head,
                                                                );
                                                            match __chunks {
                                                                __amorsize::Option::Some((__head, __image_view)) => {
                                                                    __call
                                                                        .run(
                                                                            __amorsize::source(__head).zip(__image_view),
                                                                            __amorsize::nothing,
                                                                            __amorsize::nothing,
                                                                            |__piece, (), ()| __amorsize::with4(
                                                                                __piece,
                                                                                &y,
                                                                                width,
                                                                                from,
                                                                                |__piece, __y_lent, width, from| 'chunk: {
                                                                                    for (x, __image_part) in __piece {
                                                                                        let at = (*__y_lent) * width + x;
                                                                                        (*__image_part) = from[at - width] + from[at + width]
                                                                                            - (*__image_part);
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
                                                                __image_before.exchange((image).amorsize_place());
                                                                let __left = __check.plain(false);
                                                                for x in __head {
                                                                    let at = y * width + x;
                                                                    image[at] = from[at - width] + from[at + width] - image[at];
                                                                }
                                                                if __left.done() {
                                                                    __image_before
                                                                        .compare(&*(image).amorsize_place(), &__check);
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
                                let mut __image_before = (&&&&&__amorsize::Before::new(
                                    &*(image).amorsize_place(),
                                ))
                                    .keep("image", &__check);
                                if false {
                                    __amorsize::shared(&width);
                                    __amorsize::shared(&from);
                                }
                                let (__chunks, __plain) = __check
                                    .heads_and_views(
                                        (&&__amorsize::Again::new(&__head)).again(&__check),
                                        {
                                            let (__image_stride, __image_offsets) = (
                                                __amorsize::fixed(width),
                                                __amorsize::upto(
                                                    __amorsize::number(1),
                                                    __amorsize::number(-1) + __amorsize::fixed(width),
                                                ),
                                            );
                                            __amorsize::rows(
                                                image.amorsize_place(),
                                                __amorsize::counter(&__head),
                                                __image_stride,
                                                __image_offsets,
                                            )
                                        },
                                        __head,
                                    );
                                match __chunks {
                                    __amorsize::Option::Some((__head, __image_view)) => {
                                        __call
                                            .run(
                                                __amorsize::source(__head).zip(__image_view),
                                                __amorsize::nothing,
                                                __amorsize::nothing,
                                                |__piece, (), ()| 'chunk: {
                                                    for (y, mut __image_part) in __piece {
                                                        __amorsize::with4(
                                                            y,
                                                            __image_part,
                                                            width,
                                                            from,
                                                            |y, mut __image_part, width, from| {
                                                                for x in 1..width - 1 {
                                                                    let at = y * width + x;
                                                                    __image_part[at] = from[at - width] + from[at + width]
                                                                        - __image_part[at];
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
                                    __image_before.exchange((image).amorsize_place());
                                    let __left = __check.plain(false);
                                    for y in __head {
                                        for x in 1..width - 1 {
                                            let at = y * width + x;
                                            image[at] = from[at - width] + from[at + width] - image[at];
                                        }
                                    }
                                    if __left.done() {
                                        __image_before
                                            .compare(&*(image).amorsize_place(), &__check);
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

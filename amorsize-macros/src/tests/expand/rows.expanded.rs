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
            timed: false,
        });
        match 1..height - 1 {
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
                            {
                                let (image_stride, image_offsets) = (
                                    __amorsize::fixed(width),
                                    __amorsize::upto(
                                        __amorsize::number(1),
                                        __amorsize::number(-1) + __amorsize::fixed(width),
                                    ),
                                );
                                __amorsize::rows(
                                    image.amorsize_place(),
                                    __amorsize::counter(&head),
                                    image_stride,
                                    image_offsets,
                                )
                            },
                        )
                    }
                } {
                    __amorsize::Option::None => {
                        for y in head {
                            for x in 1..width - 1 {
                                let at = y * width + x;
                                image[at] = from[at - width] + from[at + width] - image[at];
                            }
                        }
                    }
                    #[allow(warnings, clippy::all, clippy::pedantic, clippy::nursery)]
                    __amorsize::Option::Some((call, image_view)) => {
                        __amorsize::shared(&width);
                        __amorsize::shared(&from);
                        call.run(
                            __amorsize::Source::zip(
                                __amorsize::source(head),
                                image_view,
                            ),
                            || (),
                            || (),
                            |piece, (), ()| 'chunk: {
                                for (y, mut image_part) in piece {
                                    for x in 1..width - 1 {
                                        let at = y * width + x;
                                        image_part[at] = from[at - width] + from[at + width]
                                            - image_part[at];
                                    }
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

fn nearest(points: &[Point], to: Point) -> usize {
    let mut best = f64::INFINITY;
    let mut which = 0;
    {
        use ::amorsize::__private as __amorsize;
        static AMORSIZE_SITE: __amorsize::Site = __amorsize::Site::new(__amorsize::Plan {
            name: "nearest",
            function: "nearest",
            head: "(i, p) in points.iter().enumerate()",
            sinks: &[
                __amorsize::SinkPlan::new(
                    "best",
                    "if … < …",
                    __amorsize::Tier::Private,
                ),
                __amorsize::SinkPlan::new("which", "=", __amorsize::Tier::Private),
            ],
            exits: false,
            align: 1usize,
            always: false,
            timed: true,
        });
        match points.iter() {
            __head => {
                match AMORSIZE_SITE
                    .enter(
                        __amorsize::iterator_extent(&__head).enumerate().expected(),
                        || (),
                    )
                {
                    __amorsize::Option::None => {
                        let __left = __amorsize::with4(
                            __head,
                            best,
                            which,
                            &to,
                            |__head, mut best, mut which, __to| {
                                for (i, p) in __head.enumerate() {
                                    let d = p.distance((*__to));
                                    if d < best {
                                        best = d;
                                        which = i;
                                    }
                                }
                                (best, which)
                            },
                        );
                        #[allow(unused_assignments)]
                        {
                            (best, which) = __left;
                        }
                        AMORSIZE_SITE.plain_done();
                    }
                    #[allow(warnings, clippy::all, clippy::pedantic, clippy::nursery)]
                    __amorsize::Option::Some(__call) => {
                        __amorsize::aside(|| {
                            use __amorsize::checks::*;
                            let __check = __call.check();
                            let mut __best_before = (&&&&&__amorsize::Before::new(&best))
                                .keep("best", &__check);
                            let mut __which_before = (&&&&&__amorsize::Before::new(
                                &which,
                            ))
                                .keep("which", &__check);
                            if false {
                                __amorsize::shared(&to);
                            }
                            let __best_kind = __amorsize::BestKind::new(&best);
                            let __which_kind = __amorsize::SlotKind::new();
                            if false {
                                which = __which_kind.never();
                            }
                            let (__chunks, __plain) = __check
                                .heads(
                                    (&&__amorsize::Again::new(&__head)).again(&__check),
                                    __head,
                                );
                            match __chunks {
                                __amorsize::Option::Some(__head) => {
                                    __call
                                        .run(
                                            __amorsize::source(__head).enumerate(),
                                            __amorsize::nothing,
                                            || (__best_kind.start(), __which_kind.start()),
                                            |__piece, (), (__best_part, __which_part)| {
                                                use __amorsize::lends::*;
                                                __amorsize::with4(
                                                    __piece,
                                                    __best_part,
                                                    __which_part,
                                                    (&__amorsize::Lend(&to)).lend(),
                                                    |__piece, __best_part, __which_part, __to_lent| 'chunk: {
                                                        for (i, p) in __piece {
                                                            let d = p.distance((*__to_lent));
                                                            if d < (*__best_part.get()) {
                                                                __best_part.set(d);
                                                                __which_part.set(i);
                                                            }
                                                        }
                                                        __amorsize::Chunk::<__amorsize::Infallible>::Done
                                                    },
                                                )
                                            },
                                            |(mut __best_part, mut __which_part)| {
                                                if let __amorsize::Option::Some(__candidate) = __best_part
                                                    .take()
                                                {
                                                    if __candidate < best {
                                                        best = __candidate;
                                                        if let __amorsize::Option::Some(__value) = __which_part
                                                            .take()
                                                        {
                                                            which = __value;
                                                        }
                                                    }
                                                }
                                                __amorsize::Option::None
                                            },
                                        );
                                }
                                __left_out => {
                                    __amorsize::drop(__left_out);
                                }
                            };
                            if let __amorsize::Option::Some(__head) = __plain {
                                __best_before.exchange(&mut best);
                                __which_before.exchange(&mut which);
                                let __left = __check.plain(false);
                                for (i, p) in __head.enumerate() {
                                    let d = p.distance(to);
                                    if d < best {
                                        best = d;
                                        which = i;
                                    }
                                }
                                if __left.done() {
                                    __best_before.compare(&best, &__check);
                                    __which_before.compare(&which, &__check);
                                }
                            }
                        })
                    }
                }
            }
        }
    }
    which
}

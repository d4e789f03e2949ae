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
            timed: false,
        });
        match points.iter() {
            head => {
                match AMORSIZE_SITE
                    .enter(
                        __amorsize::iterator_extent(&head).enumerate().items(),
                        || __amorsize::Options::new(),
                    )
                {
                    __amorsize::Option::None => {
                        for (i, p) in head.enumerate() {
                            let d = p.distance(to);
                            if d < best {
                                best = d;
                                which = i;
                            }
                        }
                    }
                    #[allow(warnings, clippy::all, clippy::pedantic, clippy::nursery)]
                    __amorsize::Option::Some(call) => {
                        __amorsize::shared(&to);
                        let best_kind = __amorsize::BestKind::new(&best);
                        let which_kind = __amorsize::SlotKind::new();
                        if false {
                            which = which_kind.never();
                        }
                        call.run(
                            __amorsize::Source::enumerate(__amorsize::source(head)),
                            || (),
                            || (best_kind.start(), which_kind.start()),
                            |piece, (), (best_part, which_part)| 'chunk: {
                                for (i, p) in piece {
                                    let d = p.distance(to);
                                    if d < (*best_part.get()) {
                                        best_part.set(d);
                                        which_part.set(i);
                                    }
                                }
                                __amorsize::Chunk::<__amorsize::Infallible>::Done
                            },
                            |(mut best_part, mut which_part)| {
                                if let __amorsize::Option::Some(candidate) = best_part
                                    .take()
                                {
                                    if candidate < best {
                                        best = candidate;
                                        if let __amorsize::Option::Some(value) = which_part.take() {
                                            which = value;
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
    which
}

pub fn scores(docs: &[Doc], model: &Model) -> Vec<f64> {
    match docs.iter() {
        __head => {
            use ::amorsize::__private as __amorsize;
            static AMORSIZE_SITE: __amorsize::Site = __amorsize::Site::new(__amorsize::Plan {
                name: "scores",
                function: "scores",
                head: "docs.iter().filter.map",
                sinks: &[
                    __amorsize::SinkPlan::new(
                        "collect",
                        ".collect(…)",
                        __amorsize::Tier::ByType,
                    ),
                ],
                exits: false,
                align: 1usize,
                always: false,
                timed: true,
            });
            let __wanted = __amorsize::chain::Wanted::new();
            match AMORSIZE_SITE
                .enter(__amorsize::iterator_extent(&__head).expected(), || ())
            {
                __amorsize::Option::None => {
                    __wanted
                        .plain(
                            &AMORSIZE_SITE,
                            __head
                                .filter(|doc| doc.is_fresh())
                                .map(|doc| model.score(doc))
                                .collect(),
                        )
                }
                #[allow(warnings, clippy::all, clippy::pedantic, clippy::nursery)]
                __amorsize::Option::Some(__call) => {
                    __amorsize::shared(&model);
                    use __amorsize::checks::*;
                    let __check = __call.check();
                    let (__chunks, __plain) = __check
                        .heads(
                            (&&__amorsize::Again::new(&__head)).again(&__check),
                            __head,
                        );
                    let __chunked = __check
                        .chunked(
                            __chunks,
                            |mut __head| {
                                let __source = __amorsize::leaving(__head);
                                let __chain = __amorsize::chain::over(
                                    &__source,
                                    |__piece| {
                                        __piece
                                            .filter(|doc| doc.is_fresh())
                                            .map(|doc| model.score(doc))
                                    },
                                );
                                let __kind = {
                                    use __amorsize::chain::methods::*;
                                    (&&&__amorsize::chain::Probe::<
                                        _,
                                        _,
                                        { __amorsize::cfg!(debug_assertions) },
                                    >::new(&__wanted, &__chain))
                                        .amorsize_collect()
                                };
                                __amorsize::chain::run(__call, __source, __chain, __kind)
                            },
                        );
                    match __plain {
                        __amorsize::Option::None => __amorsize::whole(__chunked),
                        __amorsize::Option::Some(mut __head) => {
                            let __left = __check.plain(false);
                            let __value = __wanted
                                .ended(
                                    __head
                                        .filter(|doc| doc.is_fresh())
                                        .map(|doc| model.score(doc))
                                        .collect(),
                                );
                            if __left.done() {
                                (&&&__amorsize::Given::new(&__value))
                                    .amorsize_compare("collect", __chunked, &__check);
                            }
                            __value
                        }
                    }
                }
            }
        }
    }
}
pub fn numbered(lines: &[String], from: usize) -> Result<Vec<u64>, Bad> {
    let start = match (lines.iter(), from) {
        (__head, __head1) => {
            use ::amorsize::__private as __amorsize;
            static AMORSIZE_SITE: __amorsize::Site = __amorsize::Site::new(__amorsize::Plan {
                name: "numbered",
                function: "numbered",
                head: "lines.iter().map.skip",
                sinks: &[
                    __amorsize::SinkPlan::new(
                        "position",
                        ".position(…)",
                        __amorsize::Tier::ByType,
                    ),
                ],
                exits: true,
                align: 1usize,
                always: false,
                timed: false,
            });
            let __wanted = __amorsize::chain::Wanted::new();
            match AMORSIZE_SITE
                .enter(__amorsize::iterator_extent(&__head).expected(), || ())
            {
                __amorsize::Option::None => {
                    __wanted
                        .ended(__head.map(parse).skip(__head1).position(|v| v.is_ok()))
                }
                #[allow(warnings, clippy::all, clippy::pedantic, clippy::nursery)]
                __amorsize::Option::Some(__call) => {
                    use __amorsize::checks::*;
                    let __check = __call.check();
                    let (__chunks, __plain) = __check
                        .heads(
                            __amorsize::pair(
                                (&&__amorsize::Again::new(&__head)).again(&__check),
                                (&&__amorsize::Again::new(&__head1)).again(&__check),
                            ),
                            (__head, __head1),
                        );
                    let __chunked = __check
                        .chunked(
                            __chunks,
                            |(mut __head, mut __head1)| {
                                let __source = __amorsize::leaving(__head);
                                let __source = __amorsize::chain::numbered(__source);
                                let __chain = __amorsize::chain::over(
                                    &__source,
                                    |__piece| {
                                        let (__piece, __first1) = __piece.parts();
                                        __amorsize::chain::tested(
                                            __amorsize::Iterator::skip(
                                                __piece.map(parse),
                                                __amorsize::chain::left(__head1, __first1),
                                            ),
                                            |v| v.is_ok(),
                                        )
                                    },
                                );
                                let __kind = __amorsize::chain::Position::default();
                                __amorsize::chain::run(__call, __source, __chain, __kind)
                            },
                        );
                    match __plain {
                        __amorsize::Option::None => __amorsize::whole(__chunked),
                        __amorsize::Option::Some((mut __head, mut __head1)) => {
                            let __left = __check.plain(false);
                            let __value = __wanted
                                .ended(
                                    __head.map(parse).skip(__head1).position(|v| v.is_ok()),
                                );
                            if __left.done() {
                                __check.unsettled("position");
                            }
                            __value
                        }
                    }
                }
            }
        }
    };
    match lines.iter() {
        __head => {
            use ::amorsize::__private as __amorsize;
            static AMORSIZE_SITE: __amorsize::Site = __amorsize::Site::new(__amorsize::Plan {
                name: "numbered#2",
                function: "numbered",
                head: "lines.iter().map.take_while.enumerate.map",
                sinks: &[
                    __amorsize::SinkPlan::new(
                        "collect",
                        ".collect(…)",
                        __amorsize::Tier::ByType,
                    ),
                ],
                exits: false,
                align: 1usize,
                always: false,
                timed: false,
            });
            let __wanted = __amorsize::chain::Wanted::new();
            match AMORSIZE_SITE
                .enter(__amorsize::iterator_extent(&__head).expected(), || ())
            {
                __amorsize::Option::None => {
                    __wanted
                        .ended(
                            __head
                                .map(|line| parse(line))
                                .take_while(|v| v.is_some())
                                .enumerate()
                                .map(|(i, v)| v.ok_or(Bad(i)))
                                .collect(),
                        )
                }
                #[allow(warnings, clippy::all, clippy::pedantic, clippy::nursery)]
                __amorsize::Option::Some(__call) => {
                    use __amorsize::checks::*;
                    let __check = __call.check();
                    let (__chunks, __plain) = __check
                        .heads(
                            (&&__amorsize::Again::new(&__head)).again(&__check),
                            __head,
                        );
                    let __chunked = __check
                        .chunked(
                            __chunks,
                            |mut __head| {
                                let __source = __amorsize::leaving(__head);
                                let __source = __amorsize::chain::numbered(__source);
                                let __chain = __amorsize::chain::over_ending(
                                    &__source,
                                    |__piece, __ends| {
                                        let (__piece, __first1) = __piece.parts();
                                        __amorsize::chain::enumerate_from(
                                                __ends
                                                    .take_while(
                                                        __piece.map(|line| parse(line)),
                                                        |v| v.is_some(),
                                                    ),
                                                __first1,
                                            )
                                            .map(|(i, v)| v.ok_or(Bad(i)))
                                    },
                                );
                                let __kind = {
                                    use __amorsize::chain::methods::*;
                                    (&&&__amorsize::chain::Probe::<
                                        _,
                                        _,
                                        { __amorsize::cfg!(debug_assertions) },
                                    >::new(&__wanted, &__chain))
                                        .amorsize_collect()
                                };
                                __amorsize::chain::run(__call, __source, __chain, __kind)
                            },
                        );
                    match __plain {
                        __amorsize::Option::None => __amorsize::whole(__chunked),
                        __amorsize::Option::Some(mut __head) => {
                            let __left = __check.plain(false);
                            let __value = __wanted
                                .ended(
                                    __head
                                        .map(|line| parse(line))
                                        .take_while(|v| v.is_some())
                                        .enumerate()
                                        .map(|(i, v)| v.ok_or(Bad(i)))
                                        .collect(),
                                );
                            if __left.done() {
                                (&&&__amorsize::Given::new(&__value))
                                    .amorsize_compare("collect", __chunked, &__check);
                            }
                            __value
                        }
                    }
                }
            }
        }
    }
}
pub fn best(points: Vec<Point>, less: fn(&f64, &f64) -> Ordering) -> Option<f64> {
    let far = match (points.into_iter(), less) {
        (__head, __head1) => {
            use ::amorsize::__private as __amorsize;
            static AMORSIZE_SITE: __amorsize::Site = __amorsize::Site::new(__amorsize::Plan {
                name: "best",
                function: "best",
                head: "points.into_iter().map",
                sinks: &[
                    __amorsize::SinkPlan::new(
                        "max_by",
                        ".max_by(…)",
                        __amorsize::Tier::ByType,
                    ),
                ],
                exits: false,
                align: 1usize,
                always: false,
                timed: true,
            });
            let __wanted = __amorsize::chain::Wanted::new();
            match AMORSIZE_SITE
                .enter_with(
                    __amorsize::iterator_extent(&__head).expected(),
                    || __amorsize::Options::new().workers(3),
                )
            {
                __amorsize::Option::None => {
                    __wanted
                        .plain(&AMORSIZE_SITE, __head.map(Point::norm).max_by(__head1))
                }
                #[allow(warnings, clippy::all, clippy::pedantic, clippy::nursery)]
                __amorsize::Option::Some(__call) => {
                    use __amorsize::checks::*;
                    let __check = __call.check();
                    let (__chunks, __plain) = __check
                        .heads(__amorsize::Option::None, (__head, __head1));
                    let __chunked = __check
                        .chunked(
                            __chunks,
                            |(mut __head, mut __head1)| {
                                let mut __head1 = __head1;
                                let __source = __amorsize::source(__head);
                                let __chain = __amorsize::chain::over(
                                    &__source,
                                    |__piece| __piece.map(Point::norm),
                                );
                                __amorsize::chain::fold(
                                    __call,
                                    __source,
                                    __chain,
                                    |__best, __items| {
                                        __amorsize::chain::after(__best, __items)
                                            .max_by(__amorsize::chain::again(&mut __head1))
                                    },
                                )
                            },
                        );
                    match __plain {
                        __amorsize::Option::None => __amorsize::whole(__chunked),
                        __amorsize::Option::Some((mut __head, mut __head1)) => {
                            let __left = __check.plain(false);
                            let __value = __wanted
                                .ended(__head.map(Point::norm).max_by(__head1));
                            if __left.done() {
                                (&&&__amorsize::Given::new(&__value))
                                    .amorsize_compare("max_by", __chunked, &__check);
                            }
                            __value
                        }
                    }
                }
            }
        }
    };
    far
}
pub fn changed(values: &mut [f64], seen: &mut Vec<usize>) {
    {
        use ::amorsize::__private as __amorsize;
        #[allow(unused_imports)]
        use __amorsize::Place as _;
        static AMORSIZE_SITE: __amorsize::Site = __amorsize::Site::new(__amorsize::Plan {
            name: "changed",
            function: "changed",
            head: "(i, v) in values.iter_mut().enumerate()",
            sinks: &[
                __amorsize::SinkPlan::new("seen", ".push(…)", __amorsize::Tier::ByType),
            ],
            exits: false,
            align: 1usize,
            always: false,
            timed: true,
        });
        match values.iter_mut() {
            __head => {
                match AMORSIZE_SITE
                    .enter(
                        __amorsize::iterator_extent(&__head).enumerate().expected(),
                        || (),
                    )
                {
                    __amorsize::Option::None => {
                        __head
                            .enumerate()
                            .for_each(|(i, v)| {
                                if *v == 0.0 {
                                    return;
                                }
                                *v = 1.0 / *v;
                                seen.push(i);
                            });
                        AMORSIZE_SITE.plain_done();
                    }
                    #[allow(warnings, clippy::all, clippy::pedantic, clippy::nursery)]
                    __amorsize::Option::Some(__call) => {
                        use __amorsize::checks::*;
                        let __check = __call.check();
                        let mut __seen_before = (&&&&&__amorsize::Before::new(
                            &*(seen).amorsize_place(),
                        ))
                            .keep_called("seen", &__check);
                        let __seen_replays = __seen_before.replays();
                        use __amorsize::Entries1 as AmorsizeEntry;
                        let __seen_kind = {
                            use __amorsize::methods::*;
                            (&&__amorsize::Probe::<
                                _,
                                { __amorsize::cfg!(debug_assertions) },
                            >::new(&*seen.amorsize_place()))
                                .appends()
                        };
                        let (__chunks, __plain) = __check
                            .heads(
                                (&&__amorsize::Again::new(&__head)).again(&__check),
                                __head,
                            );
                        match __chunks {
                            __amorsize::Option::Some(__head) => {
                                let __logs = &__amorsize::Logs::new();
                                __call
                                    .run(
                                        __amorsize::source(__head).enumerate(),
                                        __amorsize::nothing,
                                        || (__seen_kind.start(), __logs.start()),
                                        |__piece, (), (__seen_part, __log)| __amorsize::with3(
                                            __piece,
                                            __seen_part,
                                            __log,
                                            |__piece, __seen_part, __log| 'chunk: {
                                                '__item: for (i, v) in __piece {
                                                    if *v == 0.0 {
                                                        continue '__item;
                                                    }
                                                    *v = 1.0 / *v;
                                                    __seen_part
                                                        .push(
                                                            i,
                                                            |__operand0| __log.push(AmorsizeEntry::E0(__operand0)),
                                                        );
                                                }
                                                __amorsize::Chunk::<__amorsize::Infallible>::Done
                                            },
                                        ),
                                        |(mut __seen_part, mut __log)| {
                                            __seen_kind.merge(seen.amorsize_place(), __seen_part);
                                            for __entry in __logs.entries(&mut __log) {
                                                match __entry {
                                                    AmorsizeEntry::E0(__operand0) => {
                                                        if __seen_replays {
                                                            seen.push(__operand0);
                                                        }
                                                    }
                                                }
                                            }
                                            __logs.keep(__log);
                                            __amorsize::Option::None
                                        },
                                    );
                            }
                            __left_out => {
                                __amorsize::drop(__left_out);
                            }
                        };
                        if let __amorsize::Option::Some(__head) = __plain {
                            __seen_before.exchange((seen).amorsize_place());
                            let __left = __check.plain(false);
                            __head
                                .enumerate()
                                .for_each(|(i, v)| {
                                    if *v == 0.0 {
                                        return;
                                    }
                                    *v = 1.0 / *v;
                                    seen.push(i);
                                });
                            if __left.done() {
                                __seen_before.compare(&*(seen).amorsize_place(), &__check);
                            }
                        }
                    }
                }
            }
        }
    };
}
pub fn highest(values: &[f64]) -> f64 {
    match (values.iter(), 0.0) {
        (__head, __head1) => {
            use ::amorsize::__private as __amorsize;
            static AMORSIZE_SITE: __amorsize::Site = __amorsize::Site::new(__amorsize::Plan {
                name: "highest",
                function: "highest",
                head: "values.iter().map",
                sinks: &[
                    __amorsize::SinkPlan::new(
                        "fold",
                        ".fold(…)",
                        __amorsize::Tier::ByType,
                    ),
                ],
                exits: false,
                align: 1usize,
                always: false,
                timed: true,
            });
            let __wanted = __amorsize::chain::Wanted::new();
            match AMORSIZE_SITE
                .enter(__amorsize::iterator_extent(&__head).expected(), || ())
            {
                __amorsize::Option::None => {
                    __wanted
                        .plain(
                            &AMORSIZE_SITE,
                            __head.map(|v| v.abs()).fold(__head1, |a, b| a.max(b)),
                        )
                }
                #[allow(warnings, clippy::all, clippy::pedantic, clippy::nursery)]
                __amorsize::Option::Some(__call) => {
                    use __amorsize::checks::*;
                    let __check = __call.check();
                    let (__chunks, __plain) = __check
                        .heads(
                            __amorsize::pair(
                                (&&__amorsize::Again::new(&__head)).again(&__check),
                                (&&__amorsize::Again::new(&__head1)).again(&__check),
                            ),
                            (__head, __head1),
                        );
                    let __chunked = __check
                        .chunked(
                            __chunks,
                            |(mut __head, mut __head1)| {
                                let __value = __head1;
                                let __kind = __amorsize::reduce::reduction::<
                                    __amorsize::reduce::Max,
                                    _,
                                >(&__value);
                                let __source = __amorsize::source(__head);
                                let __chain = __amorsize::chain::over(
                                    &__source,
                                    |__piece| __amorsize::chain::once(
                                        __piece
                                            .map(|v| v.abs())
                                            .fold(__kind.start(), |a, b| a.max(b)),
                                    ),
                                );
                                __amorsize::chain::run(
                                    __call,
                                    __source,
                                    __chain,
                                    __amorsize::chain::Reduced::new(&__kind, __value),
                                )
                            },
                        );
                    match __plain {
                        __amorsize::Option::None => __amorsize::whole(__chunked),
                        __amorsize::Option::Some((mut __head, mut __head1)) => {
                            let __left = __check.plain(false);
                            let __value = __wanted
                                .ended(
                                    __head.map(|v| v.abs()).fold(__head1, |a, b| a.max(b)),
                                );
                            if __left.done() {
                                (&&&__amorsize::Given::new(&__value))
                                    .amorsize_compare("fold", __chunked, &__check);
                            }
                            __value
                        }
                    }
                }
            }
        }
    }
}

fn lengths(words: &[String], out: &mut Vec<usize>) {
    {
        use ::amorsize::__private as __amorsize;
        #[allow(unused_imports)]
        use __amorsize::Place as _;
        static AMORSIZE_SITE: __amorsize::Site = __amorsize::Site::new(__amorsize::Plan {
            name: "lengths",
            function: "lengths",
            head: "n in words.iter().filter(| w |! w.is_empty()).map(String::len)",
            sinks: &[
                __amorsize::SinkPlan::new("out", ".push(…)", __amorsize::Tier::ByType),
            ],
            exits: false,
            align: 1usize,
            always: false,
            timed: true,
        });
        match words.iter() {
            __head => {
                match AMORSIZE_SITE
                    .enter(__amorsize::iterator_extent(&__head).expected(), || ())
                {
                    __amorsize::Option::None => {
                        for n in __head.filter(|w| !w.is_empty()).map(String::len) {
                            out.push(n);
                        }
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
                                .keep_called("out", &__check);
                            let __out_replays = __out_before.replays();
                            use __amorsize::Entries1 as AmorsizeEntry;
                            let __out_kind = {
                                use __amorsize::methods::*;
                                (&&__amorsize::Probe::<
                                    _,
                                    { __amorsize::cfg!(debug_assertions) },
                                >::new(&*out.amorsize_place()))
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
                                            __amorsize::source(__head),
                                            __amorsize::nothing,
                                            || (__out_kind.start(), __logs.start()),
                                            |__piece, (), (__out_part, __log)| __amorsize::with3(
                                                __piece,
                                                __out_part,
                                                __log,
                                                |__piece, __out_part, __log| 'chunk: {
                                                    for __each in __piece {
                                                        for n in __amorsize::once(__each)
                                                            .filter(|w| !w.is_empty())
                                                            .map(String::len)
                                                        {
                                                            __out_part
                                                                .push(
                                                                    n,
                                                                    |__operand0| __log.push(AmorsizeEntry::E0(__operand0)),
                                                                );
                                                        }
                                                    }
                                                    __amorsize::Chunk::<__amorsize::Infallible>::Done
                                                },
                                            ),
                                            |(mut __out_part, mut __log)| {
                                                __out_kind.merge(out.amorsize_place(), __out_part);
                                                for __entry in __logs.entries(&mut __log) {
                                                    match __entry {
                                                        AmorsizeEntry::E0(__operand0) => {
                                                            if __out_replays {
                                                                out.push(__operand0);
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
                                __out_before.exchange((out).amorsize_place());
                                let __left = __check.plain(false);
                                for n in __head.filter(|w| !w.is_empty()).map(String::len) {
                                    out.push(n);
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
fn until(words: &[String]) -> usize {
    let mut bytes = 0;
    {
        use ::amorsize::__private as __amorsize;
        static AMORSIZE_SITE: __amorsize::Site = __amorsize::Site::new(__amorsize::Plan {
            name: "until",
            function: "until",
            head: "n in words.iter().map(String::len)",
            sinks: &[__amorsize::SinkPlan::new("bytes", "+=", __amorsize::Tier::ByType)],
            exits: true,
            align: 1usize,
            always: false,
            timed: false,
        });
        match words.iter() {
            __head => {
                match AMORSIZE_SITE
                    .enter(__amorsize::iterator_extent(&__head).expected(), || ())
                {
                    __amorsize::Option::None => {
                        for n in __head.map(String::len) {
                            if n > 100 {
                                break;
                            }
                            bytes += n;
                        }
                    }
                    #[allow(warnings, clippy::all, clippy::pedantic, clippy::nursery)]
                    __amorsize::Option::Some(__call) => {
                        use __amorsize::checks::*;
                        let __check = __call.check();
                        let mut __bytes_before = (&&&&&__amorsize::Before::new(&bytes))
                            .keep("bytes", &__check);
                        use __amorsize::exits::Break as AmorsizeExit;
                        use __amorsize::Entries1 as AmorsizeEntry;
                        let __bytes_kind = {
                            use __amorsize::methods::*;
                            (&&__amorsize::Probe::<
                                _,
                                { __amorsize::cfg!(debug_assertions) },
                            >::new(&bytes))
                                .sum()
                        };
                        let (__chunks, __plain) = __check
                            .heads(
                                (&&__amorsize::Again::new(&__head)).again(&__check),
                                __head,
                            );
                        let __exit = match __chunks {
                            __amorsize::Option::Some(__head) => {
                                let __logs = &__amorsize::Logs::new();
                                __call
                                    .run(
                                        __amorsize::returning(__head),
                                        __amorsize::nothing,
                                        || (__bytes_kind.start(), __logs.start()),
                                        |__piece, (), (__bytes_part, __log)| __amorsize::with3(
                                            __piece,
                                            __bytes_part,
                                            __log,
                                            |__piece, __bytes_part, __log| 'chunk: {
                                                '__each: for __each in __piece {
                                                    let mut __items = __amorsize::once(__each).map(String::len);
                                                    loop {
                                                        match __amorsize::Iterator::next(&mut __items) {
                                                            __amorsize::Option::None => continue '__each,
                                                            __amorsize::Option::Some(n) => {
                                                                if n > 100 {
                                                                    break;
                                                                }
                                                                __amorsize::Add::add(
                                                                    __bytes_part,
                                                                    n,
                                                                    |__operand0| __log.push(AmorsizeEntry::E0(__operand0)),
                                                                );
                                                            }
                                                        }
                                                    }
                                                    break 'chunk __amorsize::Chunk::Exit(AmorsizeExit::Break);
                                                }
                                                __amorsize::Chunk::Done
                                            },
                                        ),
                                        |(mut __bytes_part, mut __log)| {
                                            __bytes_kind.merge(&mut bytes, __bytes_part);
                                            for __entry in __logs.entries(&mut __log) {
                                                match __entry {
                                                    AmorsizeEntry::E0(__operand0) => {
                                                        bytes += __operand0;
                                                    }
                                                }
                                            }
                                            __logs.keep(__log);
                                            __amorsize::Option::None
                                        },
                                    )
                            }
                            __left_out => {
                                __amorsize::drop(__left_out);
                                __amorsize::Option::None
                            }
                        };
                        if let __amorsize::Option::Some(__head) = __plain {
                            __bytes_before.exchange(&mut bytes);
                            let __left = __check
                                .plain(
                                    match { __exit } {
                                        __amorsize::Option::None
                                        | __amorsize::Option::Some(AmorsizeExit::Break) => false,
                                        _ => true,
                                    },
                                );
                            for n in __head.map(String::len) {
                                if n > 100 {
                                    break;
                                }
                                bytes += n;
                            }
                            if __left.done() {
                                __bytes_before.compare(&bytes, &__check);
                            }
                        } else {
                            match __exit {
                                __amorsize::Option::None => {}
                                __amorsize::Option::Some(AmorsizeExit::Break) => {}
                            }
                        }
                    }
                }
            }
        }
    }
    bytes
}
fn header(lines: &[String], more: &[String], out: &mut Vec<usize>) {
    {
        use ::amorsize::__private as __amorsize;
        #[allow(unused_imports)]
        use __amorsize::Place as _;
        static AMORSIZE_SITE: __amorsize::Site = __amorsize::Site::new(__amorsize::Plan {
            name: "header",
            function: "header",
            head: "length in lines.iter().chain (more).skip_while(| l | l.is_empty()).take_while(| l |! l.is_empty()).map(String::len)",
            sinks: &[
                __amorsize::SinkPlan::new("out", ".push(…)", __amorsize::Tier::ByType),
            ],
            exits: true,
            align: 1usize,
            always: false,
            timed: false,
        });
        match __amorsize::skip_while(
            lines.iter().chain(more),
            &mut { |l| l.is_empty() },
        ) {
            __head => {
                match AMORSIZE_SITE
                    .enter(__amorsize::iterator_extent(&__head).expected(), || ())
                {
                    __amorsize::Option::None => {
                        for length in __head
                            .take_while(|l| !l.is_empty())
                            .map(String::len)
                        {
                            out.push(length);
                        }
                    }
                    #[allow(warnings, clippy::all, clippy::pedantic, clippy::nursery)]
                    __amorsize::Option::Some(__call) => {
                        use __amorsize::checks::*;
                        let __check = __call.check();
                        let mut __out_before = (&&&&&__amorsize::Before::new(
                            &*(out).amorsize_place(),
                        ))
                            .keep_called("out", &__check);
                        let __out_replays = __out_before.replays();
                        use __amorsize::exits::Break as AmorsizeExit;
                        use __amorsize::Entries1 as AmorsizeEntry;
                        let __out_kind = {
                            use __amorsize::methods::*;
                            (&&__amorsize::Probe::<
                                _,
                                { __amorsize::cfg!(debug_assertions) },
                            >::new(&*out.amorsize_place()))
                                .appends()
                        };
                        let (__chunks, __plain) = __check
                            .heads(
                                (&&__amorsize::Again::new(&__head)).again(&__check),
                                __head,
                            );
                        let __exit = match __chunks {
                            __amorsize::Option::Some(__head) => {
                                let __logs = &__amorsize::Logs::new();
                                __call
                                    .run(
                                        __amorsize::returning(__head),
                                        __amorsize::nothing,
                                        || (__out_kind.start(), __logs.start()),
                                        |__piece, (), (__out_part, __log)| __amorsize::with3(
                                            __piece,
                                            __out_part,
                                            __log,
                                            |__piece, __out_part, __log| 'chunk: {
                                                '__each: for __each in __piece {
                                                    let __ended = __amorsize::Ended::new(false);
                                                    for length in __amorsize::take_while(
                                                            __amorsize::once(__each),
                                                            |l| !l.is_empty(),
                                                            &__ended,
                                                        )
                                                        .map(String::len)
                                                    {
                                                        __out_part
                                                            .push(
                                                                length,
                                                                |__operand0| __log.push(AmorsizeEntry::E0(__operand0)),
                                                            );
                                                    }
                                                    if __ended.get() {
                                                        break 'chunk __amorsize::Chunk::Exit(AmorsizeExit::Break);
                                                    }
                                                }
                                                __amorsize::Chunk::Done
                                            },
                                        ),
                                        |(mut __out_part, mut __log)| {
                                            __out_kind.merge(out.amorsize_place(), __out_part);
                                            for __entry in __logs.entries(&mut __log) {
                                                match __entry {
                                                    AmorsizeEntry::E0(__operand0) => {
                                                        if __out_replays {
                                                            out.push(__operand0);
                                                        }
                                                    }
                                                }
                                            }
                                            __logs.keep(__log);
                                            __amorsize::Option::None
                                        },
                                    )
                            }
                            __left_out => {
                                __amorsize::drop(__left_out);
                                __amorsize::Option::None
                            }
                        };
                        if let __amorsize::Option::Some(__head) = __plain {
                            __out_before.exchange((out).amorsize_place());
                            let __left = __check
                                .plain(
                                    match { __exit } {
                                        __amorsize::Option::None
                                        | __amorsize::Option::Some(AmorsizeExit::Break) => false,
                                        _ => true,
                                    },
                                );
                            for length in __head
                                .take_while(|l| !l.is_empty())
                                .map(String::len)
                            {
                                out.push(length);
                            }
                            if __left.done() {
                                __out_before.compare(&*(out).amorsize_place(), &__check);
                            }
                        } else {
                            match __exit {
                                __amorsize::Option::None => {}
                                __amorsize::Option::Some(AmorsizeExit::Break) => {}
                            }
                        }
                    }
                }
            }
        }
    }
}

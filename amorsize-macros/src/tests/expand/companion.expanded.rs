/// The score of one document.
#[must_use]
pub fn score(doc: &Doc, model: &Model) -> f64 {
    model.dot(doc)
}
#[doc(hidden)]
const _AMZ004_IF_ASSOCIATED_WRITE_MAP_SELF_SCORE_MAP_924B319EA3B6F496: () = ();
#[must_use]
///Maps [`score`] over all items, in parallel where that pays: element `i` of the result is that of item `i`.
pub fn score_map<'amorsize>(
    items: impl ::amorsize::__private::IntoItems<&'amorsize Doc>,
    model: &Model,
) -> ::amorsize::__private::Vec<f64> {
    const _: () = _AMZ004_IF_ASSOCIATED_WRITE_MAP_SELF_SCORE_MAP_924B319EA3B6F496;
    let items = ::amorsize::__private::IntoItems::into_items(items);
    let mut __mapped: ::amorsize::__private::Vec<f64> = ::amorsize::__private::Vec::with_capacity(
        ::amorsize::__private::len(&items),
    );
    {
        use ::amorsize::__private as __amorsize;
        #[allow(unused_imports)]
        use __amorsize::Place as _;
        static AMORSIZE_SITE: __amorsize::Site = __amorsize::Site::new(__amorsize::Plan {
            name: "score",
            function: "score_map",
            head: "__item in items",
            sinks: &[
                __amorsize::SinkPlan::new(
                    "__mapped",
                    ".push(…)",
                    __amorsize::Tier::ByType,
                ),
            ],
            exits: false,
            align: 1usize,
            always: false,
            timed: true,
        });
        match items {
            __head => {
                match AMORSIZE_SITE.enter(__amorsize::extent(&__head).expected(), || ())
                {
                    __amorsize::Option::None => {
                        __amorsize::with3(
                            __head,
                            model,
                            &mut __mapped,
                            |__head, model, ____mapped| {
                                for __item in __head {
                                    (*____mapped).push(score(__item, model));
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
                            let mut __mapped_before = (&&&&&__amorsize::Before::new(
                                &*(__mapped).amorsize_place(),
                            ))
                                .keep_called("__mapped", &__check);
                            let __mapped_replays = __mapped_before.replays();
                            use __amorsize::Entries1 as AmorsizeEntry;
                            if false {
                                __amorsize::shared(&model);
                            }
                            let __mapped_kind = {
                                use __amorsize::methods::*;
                                (&&__amorsize::Probe::<
                                    _,
                                    { __amorsize::cfg!(debug_assertions) },
                                >::new(&*__mapped.amorsize_place()))
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
                                            || (__mapped_kind.start(), __logs.start()),
                                            |__piece, (), (__mapped_part, __log)| __amorsize::with4(
                                                __piece,
                                                __mapped_part,
                                                __log,
                                                model,
                                                |__piece, __mapped_part, __log, model| 'chunk: {
                                                    for __item in __piece {
                                                        __mapped_part
                                                            .push(
                                                                score(__item, model),
                                                                |__operand0| __log.push(AmorsizeEntry::E0(__operand0)),
                                                            );
                                                    }
                                                    __amorsize::Chunk::<__amorsize::Infallible>::Done
                                                },
                                            ),
                                            |(mut __mapped_part, mut __log)| {
                                                __mapped_kind
                                                    .merge(__mapped.amorsize_place(), __mapped_part);
                                                for __entry in __logs.entries(&mut __log) {
                                                    match __entry {
                                                        AmorsizeEntry::E0(__operand0) => {
                                                            if __mapped_replays {
                                                                __mapped.push(__operand0);
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
                                __mapped_before.exchange((__mapped).amorsize_place());
                                let __left = __check.plain(false);
                                for __item in __head {
                                    __mapped.push(score(__item, model));
                                }
                                if __left.done() {
                                    __mapped_before
                                        .compare(&*(__mapped).amorsize_place(), &__check);
                                }
                            }
                        })
                    }
                }
            }
        }
    }
    __mapped
}

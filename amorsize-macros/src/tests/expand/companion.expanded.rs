/// The score of one document.
#[must_use]
pub fn score(doc: &Doc, model: &Model) -> f64 {
    model.dot(doc)
}
#[must_use]
///Maps [`score`] over all items, in parallel where that pays: element `i` of the result is that of item `i`.
pub fn score_map<'amorsize>(
    items: impl ::amorsize::__private::IntoItems<&'amorsize Doc>,
    model: &Model,
) -> ::amorsize::__private::Vec<f64> {
    let items = ::amorsize::__private::IntoItems::into_items(items);
    let mut mapped: ::amorsize::__private::Vec<f64> = ::amorsize::__private::Vec::with_capacity(
        ::amorsize::__private::len(&items),
    );
    {
        use ::amorsize::__private as __amorsize;
        #[allow(unused_imports)]
        use __amorsize::Place as _;
        static AMORSIZE_SITE: __amorsize::Site = __amorsize::Site::new(__amorsize::Plan {
            name: "score",
            function: "score_map",
            head: "item in items",
            sinks: &[
                __amorsize::SinkPlan::new(
                    "mapped",
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
            head => {
                match AMORSIZE_SITE
                    .enter(
                        __amorsize::extent(&head).items(),
                        || __amorsize::Options::new(),
                    )
                {
                    __amorsize::Option::None => {
                        for item in head {
                            mapped.push(score(item, model));
                        }
                        AMORSIZE_SITE.plain_done();
                    }
                    #[allow(warnings, clippy::all, clippy::pedantic, clippy::nursery)]
                    __amorsize::Option::Some(call) => {
                        enum AmorsizeEntry<T0> {
                            E0(T0),
                        }
                        __amorsize::shared(&model);
                        let mapped_kind = {
                            use __amorsize::methods::*;
                            (&&__amorsize::Probe::<
                                _,
                                { __amorsize::cfg!(debug_assertions) },
                            >::new(&*mapped.amorsize_place()))
                                .appends()
                        };
                        call.run(
                            __amorsize::source(head),
                            || (),
                            || (mapped_kind.start(), __amorsize::Log::new()),
                            |piece, (), (mapped_part, log)| 'chunk: {
                                for item in piece {
                                    mapped_part
                                        .push(
                                            score(item, model),
                                            |operand0| log.push(AmorsizeEntry::E0(operand0)),
                                        );
                                }
                                __amorsize::Chunk::<__amorsize::Infallible>::Done
                            },
                            |(mut mapped_part, mut log)| {
                                mapped_kind.merge(mapped.amorsize_place(), mapped_part);
                                for entry in log {
                                    match entry {
                                        AmorsizeEntry::E0(operand0) => {
                                            mapped.push(operand0);
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
    mapped
}

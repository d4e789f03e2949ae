use super::*;
use crate::Schedule;

fn site(decision: Decision) -> SiteReport {
    let nanos = Duration::from_nanos;
    SiteReport {
        name: "shade",
        file: "src/render.rs",
        line: 41,
        column: 5,
        function: "shade",
        head: "y in 0..h",
        sinks: vec![SinkReport {
            name: "out",
            form: "[i]",
            tier: "T1 view",
        }],
        calls: 128,
        items: 138_240,
        length: 1080,
        ran: 1080,
        lengths: Vec::new(),
        tips: vec![Tip::new("do less", 1.5)],
        time: nanos(414_720),
        saved_ns: 0.0,
        decision,
        reason: if decision.is_parallel() {
            Reason::PoolWidth
        } else {
            Reason::TooLittleWork
        },
        prediction: Some(Prediction {
            serial: nanos(3_240),
            parallel: nanos(29_160),
            workers: 2,
            speedup: 3_240.0 / 29_160.0,
            work: nanos(1_620),
            dispatch: nanos(27_000),
            chunking: nanos(200),
            contention: nanos(0),
            imbalance: nanos(340),
            merge: nanos(0),
            break_even: Some(9_800),
            curve: vec![(1, nanos(3_240)), (2, nanos(29_160))],
        }),
        measured: Some(Measured {
            item_ns: 3.0,
            spread: 0.14,
            cpu: Some(0.98),
            workload: Some(Workload::Cpu),
            cv: Some(0.12),
            serial: Some(nanos(3_240)),
            parallel: None,
            speedup: None,
            inflation: None,
            merge: None,
        }),
    }
}

const PARALLEL: Decision = Decision::Parallel {
    workers: 2,
    chunk: 23,
    schedule: Schedule::Auto,
};

#[test]
fn a_serial_site() {
    let report = tools::report(vec![site(Decision::Serial)], Vec::new());
    assert_eq!(
        report.to_string(),
        "src/render.rs:41  shade  for y in 0..h   calls 128   n 1 080\n   \
         decision   serial: 1 080 items x 3.0 ns = 3.2 us, helpers cost 28 us; parallel would be 9.0x slower. \
         Pays off from n = 9 800.\n   \
         writes     `out[i]`  written in place\n"
    );
}

#[test]
fn a_site_that_is_left_early() {
    let mut site = site(Decision::Serial);
    site.ran = 100;
    site.reason = Reason::Measured;
    let text = site.explain().to_string();
    for part in [
        "calls 128   n 1 080, left after 100\n",
        "serial: 100 of 1 080 items x 3.0 ns = 300 ns; measured",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let json = tools::report(vec![site], Vec::new()).to_json();
    assert!(json.contains("\"length\":1080,\"ran\":100,"), "{json}");
}

#[test]
fn what_becomes_of_each_sink() {
    let mut site = site(PARALLEL);
    let sink = |name, form, tier: crate::site::Tier| SinkReport {
        name,
        form,
        tier: tier.name(),
    };
    use crate::site::Tier;
    site.sinks = vec![
        sink("total", "+=", Tier::ByType),
        sink("out", "[i]", Tier::View),
        sink("best", "if … > …", Tier::Private),
        sink("seen", ".insert(…)", Tier::ByType),
        sink("log", ".write(…)", Tier::Log),
        sink("__mapped", ".push(…)", Tier::View),
    ];
    site.head = "__item in items";
    let text = site.explain().to_string();
    for part in [
        "  shade  items   calls",
        "`out[i]`, the result  written in place\n",
        "`best if … > …`  a part for each chunk, merged\n",
        "`total +=`, `seen.insert(…)`  merged, or repeated",
        "`log.write(…)`  repeated in source order by the caller\n",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
}

#[test]
fn a_parallel_site() {
    let report = tools::report(vec![site(PARALLEL)], Vec::new());
    let text = report.to_string();
    for part in [
        "decision   parallel, 2 workers, chunk 23   3.0 ns/item ±14 %   predicted 0.1x\n",
        "why not more: every thread of the pool takes part\n",
        "paste to pin: #[parallel(workers = 2, chunk = 23)]\n",
    ] {
        assert!(text.contains(part), "{text}");
    }
    assert!(table::Leveled(&report, 1).to_string().lines().count() == 2);
    assert!(
        table::Leveled(&report, 4)
            .to_string()
            .contains("machine   ")
    );
}

#[test]
fn an_explanation_fits_one_screen() {
    for decision in [Decision::Serial, PARALLEL] {
        let text = site(decision).explain().to_string();
        for term in [
            "dispatch",
            "transfer",
            "chunking",
            "cache and bandwidth",
            "imbalance",
            "serial part",
            "9 800",
            "cpu (98 % on a core), even (CV 0.12)",
            "tip        do less (about 1.5x as fast)",
        ] {
            assert!(text.contains(term), "{term}: {text}");
        }
        assert!(text.lines().count() <= 24, "{text}");
    }
}

#[test]
fn names_from_the_users_code_are_harmless() {
    let mut evil = site(PARALLEL);
    evil.name = "a\u{1b}]0;x\u{7}\"</script>\n";
    let report = tools::report(vec![evil], Vec::new());
    assert!(!report.to_string().contains('\u{1b}'));
    let json = report.to_json();
    assert!(
        json.contains("\"a\\u001b]0;x\\u0007\\\"</script>\\n\""),
        "{json}"
    );
    assert!(report.site(report.sites()[0].name).is_some());
    assert!(report.site("nobody").is_none());
}

#[test]
fn json_has_the_schema_and_every_field() {
    let json = tools::report(vec![site(PARALLEL), site(Decision::Serial)], Vec::new()).to_json();
    assert!(
        json.starts_with("{\"schema\":1,\"version\":\"")
            && json.contains("\"machine\":{\"physical\":"),
        "{json}"
    );
    for part in [
        "\"decision\":{\"kind\":\"parallel\",\"workers\":2,\"chunk\":23,\"schedule\":\"auto\"}",
        "\"decision\":{\"kind\":\"serial\"}",
        "\"reason\":\"pool-width\"",
        "\"break_even\":9800,\"curve\":[{\"workers\":1,\"ns\":3240},",
        "\"parallel_ns\":null,\"speedup\":null",
        "}},{\"name\":\"shade\"",
        "\"tips\":[{\"edit\":\"do less\",\"gain\":1.5}]",
    ] {
        assert!(json.contains(part), "{part}: {json}");
    }
    assert_eq!(json.matches('{').count(), json.matches('}').count());
    assert_eq!(
        tools::report(Vec::new(), Vec::new())
            .to_json()
            .matches("\"sites\":[]")
            .count(),
        1
    );
}

#[test]
fn a_page_with_every_loop_and_no_scripts() {
    let mut evil = site(PARALLEL);
    evil.name = "<script>alert('1')</script>";
    evil.saved_ns = 1e6;
    evil.lengths = vec![tools::length(
        1080,
        3,
        Duration::from_micros(3),
        Some(3.0),
        PARALLEL,
    )];
    let slice = tools::slice(evil.name, 1, 100, 2_000, 23);
    let page = tools::report(vec![evil, site(Decision::Serial)], vec![slice]).to_html();
    assert!(!page.contains("<script") && page.contains("&lt;script&gt;"));
    for part in [
        "<!DOCTYPE html>",
        "prefers-color-scheme: dark",
        "id=\"s2\"",
        "aria-label=\"speed-up over workers\"",
        "thread 1",
        "+1.0 ms",
    ] {
        assert!(page.contains(part), "{part}");
    }
    for fetched in ["http:", "https:", "src=", "url(", "<link"] {
        assert!(!page.contains(fetched), "{fetched}");
    }
    for tag in [
        "svg", "section", "details", "table", "div", "ul", "g", "text", "main",
    ] {
        let open =
            page.matches(&format!("<{tag}>")).count() + page.matches(&format!("<{tag} ")).count();
        assert_eq!(open, page.matches(&format!("</{tag}>")).count(), "{tag}");
    }
    let empty = tools::report(Vec::new(), Vec::new()).to_html();
    assert!(empty.contains("No annotated loop ran"));
}

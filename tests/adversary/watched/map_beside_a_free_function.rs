// refused: AMZ004_IF_ASSOCIATED_WRITE_MAP_SELF_SCORE_MAP

struct Model;

// An associated function that does not say that it is one, beside a free function of the same name and type.
impl Model {
    #[cfg_attr(not(feature = "plain"), amorsize::parallel(map))]
    fn score(x: &u64) -> u64 {
        x * 2
    }
    #[cfg(feature = "plain")]
    fn score_map(items: &[u64]) -> Vec<u64> {
        items.iter().map(Model::score).collect()
    }
}

#[cfg_attr(not(feature = "plain"), amorsize::parallel(map))]
fn score(x: &u64) -> u64 {
    x * 3
}

fn run() {
    let xs: Vec<u64> = (0..100).collect();
    assert_eq!(Model::score_map(&xs)[3], 6);
}

// right
// unchecked

#[derive(Clone, Debug)]
pub struct K(i64, i64);
impl PartialEq for K {
    fn eq(&self, o: &K) -> bool {
        self.0 == o.0
    }
}
impl Eq for K {}
impl std::hash::Hash for K {
    fn hash<H: std::hash::Hasher>(&self, h: &mut H) {
        self.0.hash(h)
    }
}
impl PartialOrd for K {
    fn partial_cmp(&self, o: &K) -> Option<std::cmp::Ordering> {
        Some(self.cmp(o))
    }
}
impl Ord for K {
    fn cmp(&self, o: &K) -> std::cmp::Ordering {
        self.0.cmp(&o.0)
    }
}
#[derive(Default, Clone)]
pub struct BH;
impl std::hash::BuildHasher for BH {
    type Hasher = std::collections::hash_map::DefaultHasher;
    fn build_hasher(&self) -> Self::Hasher {
        Default::default()
    }
}

twin! {
    fn f(xs: &[i64]) -> (Vec<K>, Vec<(K, i64)>, Vec<(K, i64)>, BTreeSet<K>, Vec<(K, i64)>, Vec<(K, Vec<i64>)>) {
        let mut s: HashSet<K, BH> = HashSet::default();
        let mut m: HashMap<K, i64, BH> = HashMap::default();
        let mut b = BTreeMap::new();
        let mut bs = BTreeSet::new();
        let mut e: HashMap<K, i64, BH> = HashMap::default();
        let mut g: HashMap<K, Vec<i64>, BH> = HashMap::default();
        for (i, x) in xs.iter().enumerate() {
            let k = K(x % 17, i as i64);
            s.insert(k.clone());
            m.insert(k.clone(), *x);
            b.insert(k.clone(), *x);
            bs.insert(k.clone());
            *e.entry(k.clone()).or_insert(3) += *x;
            g.entry(k).or_default().push(*x);
        }
        (
            s.into_iter().collect(),
            m.into_iter().collect(),
            b.into_iter().collect(),
            bs,
            e.into_iter().collect(),
            g.into_iter().collect(),
        )
    }
}

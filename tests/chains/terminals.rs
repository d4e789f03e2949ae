//! Every terminal, over items that are counted one to one and over items that are not.

use crate::input::In;
use amorsize_tests_twin::twin;
use std::collections::*;
use std::hash::{BuildHasherDefault, DefaultHasher};

/// Hashes the same in every process, so that the order of a table can be compared.
type Fixed = BuildHasherDefault<DefaultHasher>;

macro_rules! terminals {
    ($($name:ident: $x:ident => [$($chain:tt)*];)*) => { $(
        mod $name {
            use super::*;
            twin! { collected;
                #[amorsize::parallel]
                fn deque($x: &In) -> VecDeque<i64> { $($chain)*.collect() }
                #[amorsize::parallel]
                fn boxed($x: &In) -> Box<[i64]> { $($chain)*.collect() }
                #[amorsize::parallel]
                fn shared($x: &In) -> Vec<i64> { $($chain)*.collect::<std::rc::Rc<[i64]>>().to_vec() }
                #[amorsize::parallel]
                fn list($x: &In) -> LinkedList<i64> { $($chain)*.collect() }
                #[amorsize::parallel]
                fn heap($x: &In) -> BinaryHeap<i64> { $($chain)*.collect() }
                #[amorsize::parallel]
                fn sorted($x: &In) -> BTreeSet<i64> { $($chain)*.map(|v| v % 50).collect() }
                #[amorsize::parallel]
                fn sorted_map($x: &In) -> BTreeMap<i64, i64> { $($chain)*.map(|v| (v % 50, v)).collect() }
                #[amorsize::parallel]
                fn set($x: &In) -> HashSet<i64, Fixed> { $($chain)*.map(|v| v % 500).collect() }
                #[amorsize::parallel]
                fn map($x: &In) -> HashMap<i64, i64, Fixed> { $($chain)*.map(|v| (v % 500, v)).collect() }
                #[amorsize::parallel]
                fn text($x: &In) -> (String, String) {
                    ($($chain)*.map(|v| (b'a' + (v & 15) as u8) as char).collect(), $($chain)*.map(|v| v.to_string()).collect())
                }
                #[amorsize::parallel]
                fn option($x: &In) -> Option<Vec<i64>> { $($chain)*.map(|v| v.checked_add(i64::MAX / 3)).collect() }
                #[amorsize::parallel]
                fn result_map($x: &In) -> Result<BTreeMap<i64, i64>, String> {
                    $($chain)*.map(|v| if v % 101 == 0 { Err(v.to_string()) } else { Ok((v % 64, v)) }).collect()
                }
                #[amorsize::parallel]
                fn nested($x: &In) -> Option<Result<Vec<i64>, String>> {
                    $($chain)*.map(|v| if v % 101 == 0 { None } else if v % 103 == 0 { Some(Err(v.to_string())) } else { Some(Ok(v)) }).collect()
                }
                #[amorsize::parallel]
                fn pair($x: &In) -> (Vec<i64>, BTreeSet<i64>) { $($chain)*.map(|v| (v, v % 9)).collect() }
                #[amorsize::parallel]
                fn units($x: &In) -> Result<(), i64> { $($chain)*.map(|v| if v % 97 == 0 { Err(v) } else { Ok(()) }).collect() }
            }
            twin! { totals;
                #[amorsize::parallel]
                fn integers($x: &In) -> (u32, i64) { ($($chain)*.map(|v| (v & 255) as u32).sum(), $($chain)*.map(|v| v >> 40).sum::<i64>()) }
                #[amorsize::parallel]
                fn overflows($x: &In) -> u16 { $($chain)*.map(|v| (v & 63) as u16).sum() }
                #[amorsize::parallel]
                fn product($x: &In) -> (f64, u64) { ($($chain)*.map(|v| 1.0 + v as f64 * 1e-22).product(), $($chain)*.take(20).map(|v| v as u64 & 3).product()) }
                #[amorsize::parallel]
                fn floats($x: &In) -> (f64, f32) { ($($chain)*.map(|v| v as f64).sum(), $($chain)*.map(|v| v as f32).sum()) }
                #[amorsize::parallel]
                fn tried($x: &In) -> (Option<i64>, Result<f64, i64>) {
                    ($($chain)*.map(|v| (v % 71 != 0).then_some(v >> 30)).sum(), $($chain)*.map(|v| if v % 73 == 0 { Err(v) } else { Ok(v as f64) }).sum())
                }
                #[amorsize::parallel]
                fn other($x: &In) -> (std::num::Wrapping<u32>, std::time::Duration) {
                    ($($chain)*.map(|v| std::num::Wrapping(v as u32)).sum(), $($chain)*.map(|v| std::time::Duration::from_nanos(v as u32 as u64)).sum())
                }
                #[amorsize::parallel]
                fn nothing_of($x: &In) -> f64 { $($chain)*.filter(|_| false).map(|v| v as f64).sum() }
            }
            twin! { best;
                #[amorsize::parallel]
                fn ties($x: &In) -> (Option<(i64, usize)>, Option<(i64, usize)>) {
                    let at = $($chain)*.enumerate().map(|(i, v)| (v % 5, i)).collect::<Vec<_>>();
                    (at.iter().copied().min_by_key(|p| p.0), at.iter().copied().max_by_key(|p| p.0))
                }
                #[amorsize::parallel]
                fn min_max($x: &In) -> (Option<i64>, Option<i64>) { ($($chain)*.min(), $($chain)*.max()) }
                #[amorsize::parallel]
                fn by($x: &In) -> (Option<i64>, Option<i64>) {
                    ($($chain)*.min_by(|a, b| (a % 7).cmp(&(b % 7))), $($chain)*.max_by(|a, b| (*a as f64).partial_cmp(&(*b as f64)).unwrap()))
                }
                #[amorsize::parallel]
                fn reduce($x: &In) -> Option<i64> { $($chain)*.reduce(|a, b| a.wrapping_mul(3) ^ b) }
            }
            twin! { searches;
                #[amorsize::parallel]
                fn any_all($x: &In) -> (bool, bool) { ($($chain)*.any(|v| v % 331 == 0), $($chain)*.all(|v| v % 173 != 0)) }
                #[amorsize::parallel]
                fn find_map($x: &In) -> Option<String> { $($chain)*.find_map(|v| (v % 151 == 0).then(|| v.to_string())) }
                #[amorsize::parallel]
                fn position($x: &In) -> Option<usize> { $($chain)*.position(|v| v % 61 == 0) }
                #[amorsize::parallel]
                fn nth($x: &In) -> (Option<i64>, Option<i64>) { ($($chain)*.nth($x.stop), $($chain)*.nth($x.stop2)) }
                #[amorsize::parallel]
                fn try_for_each($x: &In) -> Result<(), String> { $($chain)*.try_for_each(|v| if v % 67 == 0 { Err(v.to_string()) } else { Ok(()) }) }
                #[amorsize::parallel]
                fn flow($x: &In) -> Option<i64> {
                    use std::ops::ControlFlow::*;
                    match $($chain)*.try_for_each(|v| if v % 59 == 0 { Break(v) } else { Continue(()) }) { Break(v) => Some(v), Continue(()) => None }
                }
            }
            twin! { splits;
                #[amorsize::parallel]
                fn unzip($x: &In) -> (Vec<i64>, Vec<String>) { $($chain)*.map(|v| (v, v.to_string())).unzip() }
                #[amorsize::parallel]
                fn partition($x: &In) -> (Vec<i64>, Vec<i64>) { $($chain)*.partition(|v| v % 3 == 0) }
                #[amorsize::parallel]
                fn partition_set($x: &In) -> (BTreeSet<i64>, BTreeSet<i64>) { $($chain)*.map(|v| v % 90).partition(|v| *v > 3) }
            }
            twin! { folded;
                #[amorsize::parallel(reduce(fold: ^))]
                fn fold($x: &In) -> i64 { $($chain)*.fold($x.n as i64, |a, v| a ^ v.rotate_left(7)) }
                #[amorsize::parallel]
                fn fold_text($x: &In) -> String {
                    #[parallel(reduce(fold: +))]
                    let text = $($chain)*.fold(String::from("["), |mut a, v| { a.push_str(&v.to_string()); a });
                    text
                }
            }
        }
    )* };
}

terminals! {
    counted: x => [x.i.iter().map(|v| v ^ 5)];
    uncounted: x => [x.i.iter().filter(|v| **v % 4 != 1).flat_map(|v| [*v, v >> 7].into_iter().take(1 + (v & 1) as usize))];
}

twin! { bare;
    // Nothing between the head and the end.
    #[amorsize::parallel]
    fn ends(x: &In) -> (Vec<i64>, i32, Option<i32>, Option<usize>, usize, usize) {
        (x.i.iter().copied().collect(), x.small.iter().sum(), x.small.iter().min().copied(), x.at.iter().copied().max(), x.bytes.iter().count(), x.words.iter().collect::<Vec<_>>().len())
    }
    #[amorsize::parallel]
    fn texts(x: &In) -> (String, Vec<String>, Option<String>) {
        (x.words.iter().map(|w| w.as_str()).collect(), x.words.iter().cloned().collect(), x.words.iter().max().cloned())
    }
    #[amorsize::parallel]
    fn rposition(x: &In) -> (Option<usize>, Option<usize>, Option<usize>) {
        (x.small.iter().rposition(|v| *v == 3), x.small.iter().map(|v| v * 2).rposition(|v| v == 8), x.i.iter().enumerate().rposition(|(i, v)| i as i64 % 7 == *v % 7))
    }
    #[amorsize::parallel]
    fn wild(x: &In) -> (Option<f64>, Option<f64>, f64) {
        (x.wild.iter().copied().reduce(f64::max), x.wild.iter().copied().max_by(|a, b| a.total_cmp(b)), x.wild.iter().filter(|v| v.is_finite()).map(|v| v * 0.5).sum())
    }
    #[amorsize::parallel]
    fn arguments_by_path(x: &In) -> (Vec<String>, Vec<u32>, bool, Option<f64>) {
        (x.words.iter().map(String::clone).collect(), x.small.iter().copied().map(i32::unsigned_abs).collect(), x.words.iter().all(usable), x.wild.iter().copied().min_by(f64::total_cmp))
    }
}

fn usable(text: &String) -> bool {
    text.len() < 7
}

//! The data caches of one core.

use std::path::Path;

/// A data cache.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Cache {
    /// 1 is nearest to the core.
    pub level: u8,
    /// Bytes.
    pub size: u64,
    /// Hardware threads that share it.
    pub shared_by: usize,
}

/// The caches of the first core, nearest first, from `/sys`.
pub(crate) fn of_first_core(root: &Path) -> Vec<Cache> {
    let folder = root.join("sys/devices/system/cpu/cpu0/cache");
    let mut caches: Vec<Cache> = (0..16)
        .map_while(|index| {
            let read = |name: &str| {
                std::fs::read_to_string(folder.join(format!("index{index}/{name}"))).ok()
            };
            Some(cache(
                &read("type")?,
                &read("level")?,
                &read("size")?,
                &read("shared_cpu_list")?,
            ))
        })
        .flatten()
        .collect();
    caches.sort_by_key(|cache| cache.level);
    caches
}

fn cache(kind: &str, level: &str, size: &str, shared: &str) -> Option<Cache> {
    if kind.trim() == "Instruction" {
        return None;
    }
    Some(Cache {
        level: level.trim().parse().ok()?,
        size: bytes(size)?,
        shared_by: super::cpus::list(shared).len().max(1),
    })
}

/// `32K`, `8M`, `512`.
fn bytes(text: &str) -> Option<u64> {
    let text = text.trim();
    let (number, unit) = match text.chars().last()? {
        'K' => (&text[..text.len() - 1], 1 << 10),
        'M' => (&text[..text.len() - 1], 1 << 20),
        'G' => (&text[..text.len() - 1], 1 << 30),
        _ => (text, 1),
    };
    number.parse::<u64>().ok()?.checked_mul(unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts() {
        for (text, expected) in [
            ("32K\n", Some(32 << 10)),
            ("8M", Some(8 << 20)),
            ("1G", Some(1 << 30)),
            ("77", Some(77)),
            ("", None),
            ("K", None),
            ("-1K", None),
            ("99999999999999999999K", None),
        ] {
            assert_eq!(bytes(text), expected, "{text:?}");
        }
        let found = cache("Unified\n", "3\n", "32768K\n", "0-1\n");
        assert_eq!(
            found,
            Some(Cache {
                level: 3,
                size: 32 << 20,
                shared_by: 2
            })
        );
        assert_eq!(cache("Instruction", "1", "32K", "0"), None);
    }
}

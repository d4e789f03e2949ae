//! See the binaries.

#[amorsize::parallel]
pub fn heavy(n: u64) -> Vec<u64> {
    let mut out = Vec::new();
    for i in 0..n {
        let mut value = i;
        for _ in 0..50 {
            value = value.wrapping_mul(0x9e37_79b9).rotate_left(7);
        }
        out.push(value);
    }
    out
}

#[amorsize::parallel]
pub fn tiny(values: &[u64]) -> u64 {
    let mut total = 0u64;
    for value in values {
        total ^= value;
    }
    total
}

#[amorsize::parallel(name = "\u{1b}[31m<script>alert(\"1\")</script>|`=x`, 'y'")]
pub fn evil(n: u64) -> Vec<u64> {
    let mut out = Vec::new();
    for i in 0..n {
        out.push(i * i);
    }
    out
}

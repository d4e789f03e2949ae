#[amorsize::parallel]
fn longest_common(a: &[u8], b: &[u8], table: &mut Vec<Vec<u32>>) {
    for i in 1..=a.len() {
        for j in 1..=b.len() {
            table[i][j] = if a[i - 1] == b[j - 1] {
                table[i - 1][j - 1] + 1
            } else {
                table[i - 1][j].max(table[i][j - 1])
            };
        }
    }
}

fn main() {
    longest_common(b"abc", b"bcd", &mut vec![vec![0; 4]; 4]);
}

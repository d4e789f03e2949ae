#[amorsize::parallel]
fn shortest(d: &mut [Vec<f64>]) {
    let n = d.len();
    for k in 0..n {
        for i in 0..n {
            for j in 0..n {
                d[i][j] = d[i][j].min(d[i][k] + d[k][j]);
            }
        }
    }
}

fn main() {}

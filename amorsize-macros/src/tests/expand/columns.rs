#[amorsize::parallel]
fn means(data: &[Vec<f64>], out: &mut [Vec<f64>; 2]) {
    for i in 0..out[0].len() {
        for line in data {
            out[0][i] += line[i];
        }
        out[1][i] = out[0][i] / data.len() as f64;
    }
}

struct Graph {
    rank: Vec<f64>,
}

#[amorsize::parallel]
fn relax(rank: &mut [f64], order: &[usize], share: &[f64]) {
    for (k, at) in order.iter().enumerate() {
        rank[*at] = rank[*at] * 0.5 + share[k];
    }
}

#[amorsize::parallel]
fn until(rank: &mut [f64], order: &[usize], share: &[f64]) {
    for (k, at) in order.iter().enumerate() {
        if share[k] < 0.0 {
            break;
        }
        rank[*at] = rank[*at] * 0.5 + share[k];
    }
}

impl Graph {
    #[amorsize::parallel]
    fn relax(&mut self, order: &[usize], share: &[f64]) {
        for (k, at) in order.iter().enumerate() {
            self.rank[*at] = self.rank[*at] * 0.5 + share[k];
        }
    }
}

fn main() {}

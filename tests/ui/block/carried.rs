struct Filter {
    last: f64,
}

impl Filter {
    fn smooth(&mut self, xs: &mut [f64]) {
        amorsize::parallel_block! {
            for x in xs.iter_mut() {
                self.last = 0.9 * self.last + 0.1 * *x;
                *x = self.last;
            }
        }
    }
}

fn main() {}

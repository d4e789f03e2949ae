struct Grid {
    cells: Vec<f64>,
}

impl Grid {
    fn at(&self, i: usize) -> f64 {
        self.cells[i % self.cells.len()]
    }
}

#[amorsize::parallel]
fn fill(grid: &mut Grid) {
    for i in 0..grid.cells.len() {
        grid.cells[i] = grid.at(i + 1) + 1.0;
    }
}

fn main() {}

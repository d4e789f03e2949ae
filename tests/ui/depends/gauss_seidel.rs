#[amorsize::parallel]
fn relax(grid: &mut [Vec<f64>]) {
    for y in 1..grid.len() - 1 {
        for x in 1..grid[y].len() - 1 {
            grid[y][x] = (grid[y - 1][x] + grid[y + 1][x] + grid[y][x - 1] + grid[y][x + 1]) / 4.0;
        }
    }
}

fn main() {}

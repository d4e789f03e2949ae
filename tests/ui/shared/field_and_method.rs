struct World {
    total: u64,
}

impl World {
    fn log(&mut self, _x: u64) {}
}

#[amorsize::parallel]
fn run(world: &mut World, xs: &[u64]) {
    for x in xs {
        world.total ^= x;
        world.log(*x);
    }
}

fn main() {}

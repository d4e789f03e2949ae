#[amorsize::parallel]
fn visit(mut stack: Vec<usize>, children: &[Vec<usize>]) -> usize {
    let mut visited = 0;
    while let Some(node) = stack.pop() {
        visited += 1;
        stack.extend(&children[node]);
    }
    visited
}

fn main() {}

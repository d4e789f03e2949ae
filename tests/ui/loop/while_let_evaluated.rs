use std::cell::RefCell;

#[amorsize::parallel]
fn sum(items: &RefCell<std::vec::IntoIter<u64>>) -> u64 {
    let mut total = 0;
    while let Some(x) = items.borrow_mut().next() {
        total += x;
    }
    total
}

fn main() {}

#[amorsize::parallel]
fn budget(rows: &[Vec<u32>]) -> u32 {
    let mut spent = 0;
    for row in rows {
        for x in row {
            amorsize::ordered! {
                spent += x;
                if spent > 100 {
                    break;
                }
            }
        }
    }
    spent
}

fn main() {
    budget(&[vec![1]]);
}

#[amorsize::parallel]
fn copy(rows: &[Row], to: &mut File, sums: &mut Sums) -> io::Result<()> {
    for row in rows {
        let text = encode(row);
        let n = text.len();
        amorsize::ordered! {
            if !sums.add(n) {
                break;
            }
        }
        to.write_all(&text)?;
    }
    Ok(())
}

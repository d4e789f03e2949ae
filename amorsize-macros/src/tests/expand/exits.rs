#[parallel]
fn shade(rows: &mut [Row], scene: &Scene) -> Result<f64, RenderError> {
    let mut energy = 0.0;
    for (y, row) in rows.iter_mut().enumerate() {
        energy += render(row, y, scene)?;
    }
    Ok(energy)
}

#[amorsize::parallel]
fn smooth(image: &mut [f32], from: &[f32], width: usize, height: usize) {
    for y in 1..height - 1 {
        for x in 1..width - 1 {
            let at = y * width + x;
            image[at] = from[at - width] + from[at + width] - image[at];
        }
    }
}

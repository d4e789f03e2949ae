/// The score of one document.
#[parallel(map)]
#[must_use]
pub fn score(doc: &Doc, model: &Model) -> f64 {
    model.dot(doc)
}

/// A 95 % confidence interval of a ratio; both ends within 0 and 1.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize)]
pub struct Confidence {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// The 97.5th percentile of the standard normal distribution.
const Z: f64 = 1.959_963_984_540_054;

/// The Wilson score interval of `good` of `total`, without continuity correction, clamped to `[0, 1]`
/// (method, section 3; E. B. Wilson, 1927). `None` without events.
pub fn wilson(good: u64, total: u64) -> Option<Confidence> {
    if total == 0 {
        return None;
    }
    let n = total as f64;
    let ratio = good as f64 / n;
    let z2 = Z * Z;
    let centre = ratio + z2 / (2.0 * n);
    let spread = Z * (ratio * (1.0 - ratio) / n + z2 / (4.0 * n * n)).sqrt();
    let scale = 1.0 + z2 / n;
    Some(Confidence {
        low: ((centre - spread) / scale).clamp(0.0, 1.0),
        high: ((centre + spread) / scale).clamp(0.0, 1.0),
    })
}

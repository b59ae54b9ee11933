/// The known name that was most likely meant, if one is near enough: at most a third of the letters are wrong.
pub(super) fn nearest<'a>(given: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // Longer words are no typing mistakes, and their comparison would take time in the square of their length.
    if given.is_empty() || given.chars().count() > 64 {
        return None;
    }
    let given = given.to_ascii_lowercase();
    known
        .into_iter()
        .map(|name| (distance(&given, &name.to_ascii_lowercase()), name))
        .filter(|(distance, name)| *distance <= (name.chars().count() / 3).max(1))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

/// How many letters must be put in, left out, replaced or swapped with their neighbour.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let replaced = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = replaced.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(before[j - 2] + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_finds_its_name_and_another_word_does_not() {
        let known = ["target", "targetPercent", "displayName"];
        assert_eq!(nearest("taregt", known), Some("target"));
        assert_eq!(nearest("targetpercent", known), Some("targetPercent"));
        assert_eq!(nearest("display_name", known), Some("displayName"));
        assert_eq!(nearest("budget", known), None);
        assert_eq!(nearest(&"x".repeat(100_000), known), None);
    }
}

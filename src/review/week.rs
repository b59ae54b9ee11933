use chrono::Datelike;

use crate::record::Population;
use crate::sli::Covers;
use crate::time::{Duration, Instant, TrailingWindow};

/// An ISO week in UTC, as a review of it has it: the seven days up to the Monday midnight that ends it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Week {
    /// Such as `2026-W08`.
    pub label: String,
    /// The midnight that ends it: the `asOf` that reviews the week.
    pub end: Instant,
    /// Whether the data reaches to its end and covers at least 90 % of it.
    pub full: bool,
}

/// Most weeks that are listed: ten years. Data with a wild date in it names only weeks that hold something.
const MOST: i64 = 520;

const WEEK: Duration = Duration::from_days(7);

/// The Monday midnight before 1970: Thursday was the first day.
const ORIGIN: Instant = Instant::from_seconds(-3 * 86_400);

/// The weeks that the data reaches into, oldest first.
pub fn weeks(
    earliest: Option<Instant>,
    newest: Option<Instant>,
    population: &Population,
    covers: &Covers,
) -> Vec<Week> {
    let (Some(earliest), Some(newest)) = (earliest, newest) else { return Vec::new() };
    let (first, last) = (number(earliest), number(newest));
    let numbers: Vec<i64> = if last - first < MOST {
        (first..=last).collect()
    } else {
        // Years have four digits, so this is half a million at most.
        let mut met = vec![false; (last - first) as usize + 1];
        let instants = population.iter().flat_map(|job| [job.created(), job.started(), job.end()]).flatten();
        for number in instants.map(number).chain([first, last]) {
            if let Some(met) = usize::try_from(number - first).ok().and_then(|place| met.get_mut(place)) {
                *met = true;
            }
        }
        let mut numbers: Vec<i64> =
            (first..=last).rev().filter(|number| met[(number - first) as usize]).take(MOST as usize).collect();
        numbers.reverse();
        numbers
    };
    numbers.into_iter().filter_map(|number| week(number, newest, covers)).collect()
}

/// Which week an instant is reviewed with. A week is left-open as every trailing window is, so that Monday's midnight
/// itself belongs to the week that it ends.
fn number(t: Instant) -> i64 {
    (t - ORIGIN - Duration::from_millis(1)).as_millis().div_euclid(WEEK.as_millis())
}

fn week(number: i64, newest: Instant, covers: &Covers) -> Option<Week> {
    let end = ORIGIN + WEEK * (number + 1);
    let within = chrono::DateTime::from_timestamp_millis((end - Duration::from_millis(1)).as_millis())?;
    let iso = within.iso_week();
    let coverage = covers.coverage(TrailingWindow { end, length: WEEK });
    Some(Week {
        label: format!("{:04}-W{:02}", iso.year(), iso.week()),
        end,
        full: end <= newest && !coverage.is_provisional(),
    })
}

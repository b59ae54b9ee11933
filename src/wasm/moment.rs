use serde::Deserialize;
use wasm_bindgen::JsValue;

use super::boundary::{from_js, misuse};
use crate::review::ReviewOptions;
use crate::time::{Instant, Timestamp, Zone};

/// What the page wants a review for.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Moment {
    as_of: Option<String>,
    zone: Option<ZoneTable>,
}

/// A time zone, as the browser knows it: the offset that holds first, in seconds east of UTC, and the instants at
/// which it changes, in milliseconds since the epoch, each with the offset from then on.
#[derive(Deserialize)]
pub(super) struct ZoneTable {
    name: String,
    first: i32,
    changes: Vec<(i64, i32)>,
}

/// No offset is larger, in seconds: civil time has never been a whole day away from UTC and back.
const LARGEST_OFFSET: i32 = 26 * 3_600;

impl Moment {
    /// The options that the page's `{asOf?, zone?}` means; without any, the newest instant and UTC.
    ///
    /// # Errors
    ///
    /// A `TypeError` where `asOf` is no instant or `zone` no table.
    pub(super) fn options(options: JsValue) -> Result<ReviewOptions, JsValue> {
        let moment = from_js::<Option<Self>>(options)?.unwrap_or_default();
        let as_of = instant(moment.as_of.as_deref())?;
        let zone = moment.zone.map_or(Ok(Zone::utc()), ZoneTable::zone)?;
        Ok(ReviewOptions { as_of, zone })
    }
}

impl ZoneTable {
    /// The zone that the table describes.
    ///
    /// # Errors
    ///
    /// A `TypeError` where it cannot be one.
    pub(super) fn zone(self) -> Result<Zone, JsValue> {
        let possible = |offset: i32| offset.abs() <= LARGEST_OFFSET;
        let in_order = self.changes.windows(2).all(|pair| pair[0].0 < pair[1].0);
        if !in_order || !possible(self.first) || !self.changes.iter().all(|(_, offset)| possible(*offset)) {
            return Err(misuse("a zone's changes are in order, and its offsets are under 26 hours"));
        }
        let changes = self.changes.into_iter().map(|(at, offset)| (Instant::from_millis(at), offset)).collect();
        Ok(Zone::new(self.name, self.first, changes))
    }
}

/// The instant that the page names, if it names one.
pub(super) fn instant(text: Option<&str>) -> Result<Option<Instant>, JsValue> {
    let Some(text) = text else { return Ok(None) };
    let timestamp = Timestamp::parse(text.as_bytes()).map_err(|error| misuse(&error.to_string()))?;
    Ok(timestamp.instant())
}

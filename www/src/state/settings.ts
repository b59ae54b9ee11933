/** Small choices that outlive a visit. Storage may be closed to us; then each holds for this visit only. */

import { browserZone } from "../time/zone.ts";

const PREFIX = "slo-review.";
const ZONE = `${PREFIX}zone`;

/** The zone that an earlier visit chose for the daily figures, or the browser's own. */
export function storedZone(): string {
  try {
    return window.localStorage.getItem(ZONE) ?? browserZone();
  } catch {
    return browserZone();
  }
}

/** Keeps the choice for the next visit; the browser's own zone needs no keeping. */
export function storeZone(zone: string): void {
  try {
    if (zone === browserZone()) window.localStorage.removeItem(ZONE);
    else window.localStorage.setItem(ZONE, zone);
  } catch {
    // As above.
  }
}

/** Takes away every choice that any part of this page has kept. */
export function forgetSettings(): void {
  try {
    for (const key of Object.keys(window.localStorage)) {
      if (key.startsWith(PREFIX)) window.localStorage.removeItem(key);
    }
  } catch {
    // Nothing could be kept, so nothing is there.
  }
}

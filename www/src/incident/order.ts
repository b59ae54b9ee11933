import type { Incident } from "../engine/recovery.ts";
import { milliseconds } from "../time/instant.ts";

/** Open ones first, the oldest on top; then what counts, the longest on top; then what is excluded, alike. */
export function worstFirst(incidents: readonly Incident[]): readonly Incident[] {
  const group = ({ open, excluded }: Incident): number => (open ? 0 : excluded === null ? 1 : 2);
  const length = ({ durationSeconds, ageSeconds }: Incident): number => durationSeconds ?? ageSeconds ?? 0;
  return [...incidents].sort(
    (one, other) => group(one) - group(other) || length(other) - length(one) || milliseconds(other.openedAt) - milliseconds(one.openedAt),
  );
}

/** The incident that a statement about `openedAt` means: that of the class that was running then. */
export function meant(incidents: readonly Incident[], of: { readonly class: string; readonly openedAt: string }): Incident | undefined {
  const at = milliseconds(of.openedAt);
  const isMeant = ({ openedAt, overAt }: Incident): boolean => milliseconds(openedAt) <= at && (overAt === null || at <= milliseconds(overAt));
  return incidents.filter((incident) => incident.class === of.class).find(isMeant);
}

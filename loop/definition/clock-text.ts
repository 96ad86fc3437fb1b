/** A moment to the minute on the clocks of a time zone: 2026-11-29 15:04. */
export function clockText(moment: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(
    moment,
  );
}

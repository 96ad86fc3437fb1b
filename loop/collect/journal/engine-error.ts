/** Codes by which the engine says that a value is not of the column's form: a later attempt would fail the same. */
const REFUSALS = new Set([
  '6',
  '25',
  '26',
  '27',
  '33',
  '34',
  '38',
  '41',
  '53',
  '69',
  '70',
  '72',
  '117',
  '128',
  '131',
  '153',
  '190',
  '321',
  '349',
  '395',
  '407',
  '467',
  '469',
  '676',
]);

/** Whether the engine refused the rows themselves, as opposed to being away, busy or out of memory. */
export function isRefusal(error: unknown): boolean {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if ('code' in at && REFUSALS.has(String(at.code))) return true;
  }
  return false;
}

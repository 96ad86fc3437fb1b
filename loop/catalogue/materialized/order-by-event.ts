/** The order by event: what it has, and how it lies. It is written anew with each set of materialized columns. */
export const BY_EVENT_COLUMNS = 'project, event, time, person, texts, numbers, times';
export const BY_EVENT_ORDER = 'project, event, toMonday(time), person, toUnixTimestamp64Milli(time)';

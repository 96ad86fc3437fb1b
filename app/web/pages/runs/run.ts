import type { Output } from '../../api/api.ts';

/** A run as a line of the list. */
export type Run = Output<'run/list'>['runs'][number];

export const isUnderway = ({ state }: Run) => state === 'waiting' || state === 'running';
export const mayRetry = ({ state }: Run) =>
  state === 'failed' || state === 'cancelled' || state === 'interrupted';

/** Seconds from its beginning to its end, or to now. */
export function secondsOf({ begun, ended, state }: Run, now: number): number | null {
  if (begun === null || (ended === null && state !== 'running')) return null;
  return Math.max(0, ((ended === null ? now : Date.parse(ended)) - Date.parse(begun)) / 1000);
}

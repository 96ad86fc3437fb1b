import type { Reject } from './event.ts';
import type { Draft } from './line.ts';
import type { Reason } from './reason.ts';

const MINUTE = 60_000;
/** Rejects of one project that are kept whole in a minute; the rest of that minute are only counted. */
const MAX_A_MINUTE = 1000;

/** Writes rejects down, and keeps a flood of them from filling the disk. */
export class RejectKeeper {
  private minute = 0;
  private readonly kept = new Map<number, number>();

  /** Adds the rows of one request's rejects to its draft. */
  write(draft: Draft, project: number, received: number, source: string, rejects: readonly Reject[]): void {
    const counted = new Map<Reason, number>();
    for (const { reason, raw } of rejects) {
      if (this.mayKeep(project, received))
        draft.rejects += rejectLine(project, received, source, reason, 1, raw);
      else counted.set(reason, (counted.get(reason) ?? 0) + 1);
    }
    for (const [reason, times] of counted) {
      draft.rejects += rejectLine(project, received, source, reason, times, '');
    }
  }

  private mayKeep(project: number, received: number): boolean {
    const minute = Math.floor(received / MINUTE);
    if (minute !== this.minute) {
      this.minute = minute;
      this.kept.clear();
    }
    const count = (this.kept.get(project) ?? 0) + 1;
    this.kept.set(project, count);
    return count <= MAX_A_MINUTE;
  }
}

function rejectLine(
  project: number,
  received: number,
  source: string,
  reason: Reason,
  times: number,
  raw: string,
): string {
  return `[${project},${received},"${source}",0,"${reason}",${times},${JSON.stringify(raw)}]\n`;
}

import { setTimeout as sleep } from 'node:timers/promises';
import { isStoreAway } from '#lib/store';
import { hashSecret } from '../accounts/secret.ts';
import type { Context } from '../context.ts';
import { keyUnknownNow } from '../faults.ts';
import type { Project } from '../viewer.ts';
import { findKey } from './key.ts';

/** For how long what was found is not looked up again. */
const FRESH_MS = 30_000;
/** How long a request waits for a row store that does not answer; senders give up a little later. */
const PATIENCE_MS = 3000;
/** After it did not answer, so long nobody else waits for it. */
const PAUSE_MS = 2000;
const MOST_KNOWN = 10_000;

interface Known {
  readonly id: string;
  readonly project: Project;
  at: number;
}

type Found = Omit<Known, 'at'> | undefined;

/**
 * Looks write keys up, since collecting asks with every request. While the row store is away, keys that were found before and
 * were not revoked here since go on.
 */
export class WriteKeys {
  /** Keys that are there, by their hash; the one that was used longest ago comes first. */
  private readonly known = new Map<string, Known>();
  /** When hashes were looked up that are no keys. Apart, so that guesses push no key out. */
  private readonly unknown = new Map<string, number>();
  private readonly underway = new Map<string, Promise<Found>>();
  private pausedUntil = 0;
  /** Whether the row store did not answer when it was asked last. */
  private away = false;
  /** Grows when keys change, so that what was read before is not kept. */
  private changes = 0;

  constructor(
    private readonly context: Context,
    private readonly patienceMs = PATIENCE_MS,
  ) {}

  /** The project a key collects into; undefined when it is no key; a fault when that cannot be told just now. */
  async projectOf(secret: string): Promise<Project | undefined> {
    const hash = hashSecret(secret);
    const now = this.context.clock.now().getTime();
    const known = this.known.get(hash);
    if (known && isFresh(known.at, now)) return known.project;
    if (isFresh(this.unknown.get(hash), now)) return undefined;
    const looking = this.lookUp(hash, secret);
    if (known && this.away) {
      looking.catch(() => undefined);
      return known.project;
    }
    try {
      return (await looking)?.project;
    } catch (error) {
      if (!isAway(error)) throw error;
      // not the one from before: it may have been revoked while we waited
      const still = this.known.get(hash);
      if (still) return still.project;
      throw keyUnknownNow({ seconds: 5 }, error);
    }
  }

  /** A key that was revoked is refused at once. */
  forget(id: string): void {
    for (const [hash, known] of this.known) if (known.id === id) this.known.delete(hash);
    this.changes++;
    this.underway.clear();
  }

  /** What keys lead to has changed: they are looked up anew, and hold until that is done. */
  renew(): void {
    for (const known of this.known.values()) known.at = Number.NEGATIVE_INFINITY;
    this.changes++;
    this.underway.clear();
  }

  private async lookUp(hash: string, secret: string): Promise<Found> {
    if (performance.now() < this.pausedUntil) throw new NoAnswer();
    const { changes } = this;
    try {
      const found = await inTime(this.find(hash, secret), this.patienceMs);
      this.away = false;
      if (changes === this.changes) this.note(hash, found);
      return found;
    } catch (error) {
      if (isAway(error)) {
        this.away = true;
        this.pausedUntil = performance.now() + PAUSE_MS;
      }
      throw error;
    }
  }

  /** Requests at once ask once. */
  private find(hash: string, secret: string): Promise<Found> {
    const before = this.underway.get(hash);
    if (before) return before;
    const finding = findKey(this.context, 'write', secret)
      .then((found) => found && { id: found.id, project: found.project })
      .finally(() => {
        if (this.underway.get(hash) === finding) this.underway.delete(hash);
      });
    this.underway.set(hash, finding);
    return finding;
  }

  private note(hash: string, found: Found): void {
    const at = this.context.clock.now().getTime();
    this.known.delete(hash);
    this.unknown.delete(hash);
    if (found) this.known.set(hash, { ...found, at });
    else this.unknown.set(hash, at);
    for (const map of [this.known, this.unknown])
      if (map.size > MOST_KNOWN) map.delete(map.keys().next().value ?? '');
  }
}

/** The row store has not answered for so long that nobody waits for it any more. */
class NoAnswer extends Error {}

const isFresh = (at: number | undefined, now: number) => at !== undefined && Math.abs(now - at) < FRESH_MS;

const isAway = (error: unknown) => isStoreAway(error) || error instanceof NoAnswer;

async function inTime<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  const answered = new AbortController();
  const late = sleep(milliseconds, undefined, { signal: answered.signal, ref: false }).then(() => {
    throw new NoAnswer();
  });
  late.catch(() => undefined);
  // it goes on after we have turned away
  work.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    answered.abort();
  }
}

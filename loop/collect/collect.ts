import type { Database } from '#lib/store';
import type { Scopes } from '#loop/access';
import type { Identity } from './identity/identity.ts';
import type { Live } from './live/live.ts';
import { type Backlog, Intake, type IntakeOptions } from './receive/intake.ts';
import { type OwnEvent, writeOwn } from './receive/own-events.ts';
import type { Arriving, ArrivingBatch, Receipt } from './receive/receiver.ts';

export interface CollectOptions extends IntakeOptions {
  readonly database: Database;
  readonly scopes: Scopes;
}

/** The module at work: takes events in, keeps who is who, shows what arrives and what there is. */
export class Collect {
  private constructor(
    readonly options: CollectOptions,
    private readonly intake: Intake,
  ) {}

  /** Takes up what the last run left, and begins to take in. */
  static async open(options: CollectOptions): Promise<Collect> {
    return new Collect(options, await Intake.open(options));
  }

  get live(): Live {
    return this.intake.live;
  }

  get identity(): Identity {
    return this.intake.identity;
  }

  /** Resolves when the messages would survive `kill -9`; rejects with a fault when nothing of them was kept. */
  receive(arriving: Arriving): Promise<Receipt> {
    return this.intake.receive(arriving);
  }

  /** The same of a batch that was not parsed yet, which takes a third of the time. */
  receiveBatch(arriving: ArrivingBatch): Promise<Receipt> {
    return this.intake.receiveBatch(arriving);
  }

  /**
   * Writes events of the product's own under the source `linger:<what>`, each once by its message id. Resolves when they would
   * survive `kill -9`.
   */
  write(what: string, project: number, events: readonly OwnEvent[]): Promise<Omit<Receipt, 'duplicates'>> {
    return writeOwn(this.intake, this.options.warehouse, what, project, events);
  }

  /** Resolves when all that was acknowledged before can be seen by questions; throws when the engine stays away. */
  settle(): Promise<void> {
    return this.intake.settle();
  }

  /** How the way from the journal into the engine is. */
  backlog(): Backlog {
    return this.intake.backlog();
  }

  close(): Promise<void> {
    return this.intake.close();
  }
}

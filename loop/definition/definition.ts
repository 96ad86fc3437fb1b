import type { Level } from './sharing.ts';

/** A definition as a viewer sees it. */
export interface Definition {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly folder: string;
  readonly body: object;
  readonly version: number;
  /** Who made it. */
  readonly owner: string;
  readonly created: Date;
  readonly changed: Date;
  readonly changedBy: string;
  readonly trashed: Date | null;
  readonly trashedBy: string | null;
  readonly may: Exclude<Level, 'none'>;
  readonly favourite: boolean;
  /** Whether anybody but its owner and the owners of the project sees it. */
  readonly shared: boolean;
}

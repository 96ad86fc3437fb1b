import { within } from '../../api/base.ts';

/** What the link of an address leads to. */
export interface Welcome {
  readonly email: string | null;
  readonly first: boolean;
  readonly project: string | null;
}

/** The token of the one-time link that the page was opened by. */
export function tokenInAddress(): string | undefined {
  const { pathname, hash } = window.location;
  return pathname === within('/welcome') ? hash.slice(1) || undefined : undefined;
}

/** What the supervisor asks of a new engine process, as the first line of its input. */
export interface Order {
  readonly dataDir: string;
  readonly password: string;
  readonly lowMemory?: boolean;
  /** Whether the folder is a temporary one, removed when the engine ends. */
  readonly volatile?: boolean;
  /** A file of settings in place of ours; tests describe servers of their own in one. */
  readonly config?: string;
}

/** What the engine process answers on its output when it is ready, or cannot be. */
export type Hello =
  | { readonly port: number }
  | { readonly fault: 'locked'; readonly detail: string; readonly pid: number }
  | { readonly fault: 'broken'; readonly detail: string };

/** How the engine process ends when it could not open its folder. */
export const exitCodes = { locked: 73, broken: 74 } as const;

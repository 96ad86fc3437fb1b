/** A limit of memory as the engine says it was reached. */
export interface MemoryLimit {
  /** The setting that is the limit. */
  readonly setting: string;
  /** As the engine writes it, `1.00 GiB`. */
  readonly size: string;
}

/** Which limit of memory an error tells of; undefined where it tells of none. */
export function memoryLimitOf(error: unknown): MemoryLimit | undefined {
  for (let at = error; at instanceof Error; at = at.cause) {
    const size = /\bmaximum: ([\d.]+ [KMGT]?i?B)/.exec(at.message)?.[1];
    if (size) return { setting: settingOf(at.message), size };
  }
  return undefined;
}

/** The whole server is `(total)`, a user `(for user)`; else it is the statement's own limit. */
function settingOf(message: string): string {
  if (/\(total\)/i.test(message)) return 'max_server_memory_usage';
  return /for user/i.test(message) ? 'max_memory_usage_for_user' : 'max_memory_usage';
}

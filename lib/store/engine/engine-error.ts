const STATUS: Record<number, number> = {
  36: 400,
  47: 404,
  60: 404,
  62: 400,
  81: 404,
  115: 400,
  159: 408,
  194: 401,
  202: 503,
  241: 507,
  243: 507,
  394: 499,
  456: 400,
  516: 403,
};

/** What the engine says went wrong, with ClickHouse's number for it. */
export class EngineError extends Error {
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
  }

  /** The text ClickHouse clients read the code from. */
  get text(): string {
    const parts = this.message.replace(/^Query failed: /, '');
    return /^Code: \d+/.test(parts) ? parts : `Code: ${this.code}. DB::Exception: ${parts}. (LINGER_ENGINE)`;
  }

  get status(): number {
    return STATUS[this.code] ?? 500;
  }
}

/** Any failure as an `EngineError`; one without a number is 1002 (unknown exception). */
export function asEngineError(cause: unknown): EngineError {
  if (cause instanceof EngineError) return cause;
  const message = cause instanceof Error ? cause.message : String(cause);
  const code = cause instanceof Error && 'code' in cause && cause.code === 'ENOSPC' ? 243 : undefined;
  return new EngineError(code ?? Number(/Code: (\d+)/.exec(message)?.[1] ?? 1002), message);
}

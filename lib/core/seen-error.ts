import { withoutSecrets } from './without-secrets.ts';

type Seen = {
  type: string;
  message: string;
  stack: string;
  code?: string;
};

/** An error as the log shows it, with what caused it: neither passwords nor what was bound to a statement. */
export function seenError(error: Error): Seen {
  const stacks: string[] = [];
  for (let at: unknown = error; at instanceof Error && stacks.length < 5; at = at.cause) {
    const stack = at.stack ?? String(at);
    const frames = stack.slice(Math.max(0, stack.indexOf('\n    at ')));
    stacks.push(withoutSecrets(`${at.name}: ${at.message}`) + (frames === stack ? '' : frames));
  }
  const code = 'code' in error ? { code: String(error.code) } : {};
  return {
    type: error.name,
    message: withoutSecrets(error.message),
    stack: stacks.join('\ncaused by '),
    ...code,
  };
}

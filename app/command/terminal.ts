import type { Fault, Language, Words } from '#lib/core';

interface Sink {
  write(text: string): unknown;
  readonly isTTY?: boolean;
}

const BAR = 30;

/** Where a command speaks: words for people, or with `--json` one line of JSON for scripts. */
export class Terminal {
  private answered = false;

  constructor(
    readonly language: Language,
    readonly json: boolean,
    private readonly out: Sink,
    private readonly err: Sink,
    /** Places in a line of the screen; without end where no screen is. */
    readonly width = Number.POSITIVE_INFINITY,
  ) {}

  /** The result: the value itself with `--json`, else its words. */
  answer(value: unknown, words: Words): void {
    this.answered = true;
    this.out.write(`${this.json ? JSON.stringify(value) : words[this.language]}\n`);
  }

  /** What a person wants to know on the way, never part of the result. */
  note(words: Words): void {
    if (!this.json) this.err.write(`${words[this.language]}\n`);
  }

  /** What belongs in the log of a service, whoever reads its result. */
  log(words: Words): void {
    // where a bar stands it takes its place
    this.err.write(`${this.err.isTTY ? '\r\u001b[K' : ''}${words[this.language]}\n`);
  }

  /** How far long work has come: a bar that grows, where somebody looks on. */
  progress(done: number, total: number): void {
    if (this.json || !this.err.isTTY) return;
    const share = total > 0 ? Math.min(1, done / total) : 0;
    const bar = '█'.repeat(Math.round(share * BAR)).padEnd(BAR, '░');
    this.err.write(`\r${bar} ${(share * 100).toFixed(0).padStart(3)}%${share === 1 ? '\n' : ''}`);
  }

  fail(fault: Fault): void {
    const message = fault.say(this.language);
    const told = `${JSON.stringify({ error: { code: fault.code, message } })}\n`;
    // a script reads one document: what failed after the answer stands beside it
    if (this.json) (this.answered ? this.err : this.out).write(told);
    else this.err.write(`linger: ${message}\n`);
  }

  text(text: string): void {
    this.out.write(text.endsWith('\n') ? text : `${text}\n`);
  }
}

/** How wide the screen is: what the shell says, else the screen itself. */
export function widthOfShell(
  { COLUMNS }: Readonly<Record<string, string | undefined>>,
  out: { readonly isTTY?: boolean; readonly columns?: number },
): number {
  const said = Number(COLUMNS) || (out.isTTY && out.columns) || Number.POSITIVE_INFINITY;
  return Math.max(40, said);
}

/** The language of the shell. */
export function languageOfShell(variables: Readonly<Record<string, string | undefined>>): Language {
  const locale = variables.LC_ALL || variables.LC_MESSAGES || variables.LANG || '';
  return /^zh/i.test(locale) ? 'zh' : 'en';
}

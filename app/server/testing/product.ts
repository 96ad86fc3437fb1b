import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { buildTerminal, linger, startLinger, stopAll } from '../../command/testing.ts';

type Variables = Readonly<Record<string, string>>;
/** What came back over HTTP. */
export interface Reply {
  readonly status: number;
  readonly text: string;
  readonly code: string | undefined;
  readonly message: string | undefined;
}

const faultShape = z.object({ error: z.object({ code: z.string(), message: z.string() }) });
const made = z.object({ key: z.string() });
const findings = z.object({
  well: z.boolean(),
  findings: z.array(z.object({ name: z.string(), state: z.string(), found: z.string() })),
});

/** The built product, and folders as a first start leaves them: made once, then copied, since making takes seconds. */
export class Workshop {
  readonly folder = mkdtempSync(join(tmpdir(), 'linger-resilience-'));
  private count = 0;

  static async open(): Promise<Workshop> {
    await buildTerminal();
    const workshop = new Workshop();
    const { code, err } = await linger(['migrate'], { LINGER_DATA: workshop.template });
    if (code !== 0) throw new Error(err);
    return workshop;
  }

  private get template(): string {
    return join(this.folder, 'template');
  }

  /** A data folder of its own; at `place` when that is given. */
  data(place = join(this.folder, `data-${++this.count}`)): string {
    cpSync(this.template, place, { recursive: true });
    return place;
  }

  async close(): Promise<void> {
    await stopAll();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** A running product: its processes, and its API as an owner and as a site that sends events. */
export class ProductProcess {
  private constructor(
    readonly data: string,
    readonly address: string,
    readonly pid: number,
    private readonly end: (signal: 'SIGINT' | 'SIGTERM' | 'SIGKILL') => Promise<number | null>,
    /** An owner's key for questions. */
    readonly key: string,
    /** A key that only sends. */
    readonly writeKey: string,
    readonly ended: Promise<{ readonly code: number | null; readonly err: string }>,
  ) {}

  /** Starts on a folder, with the keys of an earlier start when they are given. */
  static async start(
    data: string,
    variables: Variables = {},
    keys?: { key: string; writeKey: string },
  ): Promise<ProductProcess> {
    const { said, stop, ended } = await startLinger({ LINGER_DATA: data, ...variables });
    const { key, writeKey } = keys ?? (await keysOf(said.address, data));
    return new ProductProcess(data, said.address, said.pid, stop, key, writeKey, ended);
  }

  /** The embedded engine's process, once it is there. */
  async enginePid(): Promise<number> {
    for (;;) {
      for (const pid of await childrenOf(this.pid)) {
        const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
        if (line.includes('engine.js')) return pid;
      }
      await sleep(20);
    }
  }

  /** Asks an operation as the owner. */
  async call(operation: string, input: unknown = {}, language = 'en', signal?: AbortSignal): Promise<Reply> {
    return replyOf(
      await fetch(`${this.address}/api/${operation}`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${this.key}`,
          'content-type': 'application/json',
          'accept-language': language,
        },
        body: typeof input === 'string' ? input : JSON.stringify(input),
        ...(signal ? { signal } : {}),
      }),
    );
  }

  /** The output of an operation; a fault is thrown as its text. */
  async get<Schema extends z.ZodType>(
    operation: string,
    input: unknown,
    schema: Schema,
  ): Promise<z.output<Schema>> {
    const { status, text } = await this.call(operation, input);
    if (status !== 200) throw new Error(`${operation}: ${status} ${text.slice(0, 600)}`);
    return schema.parse(JSON.parse(text));
  }

  /** Sends as an SDK does, once. */
  async send(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Reply> {
    return replyOf(
      await fetch(`${this.address}/v1/${path}`, {
        method: 'POST',
        headers: {
          authorization: `Basic ${btoa(`${this.writeKey}:`)}`,
          'content-type': 'application/json',
          ...headers,
        },
        body:
          typeof body === 'string'
            ? body
            : body instanceof Uint8Array
              ? Buffer.from(body)
              : JSON.stringify(body),
      }),
    );
  }

  /** All events there are of one name. */
  async count(event: string): Promise<number> {
    const question = {
      kind: 'trend',
      span: { from: '2025-01-01', to: '2027-12-31' },
      unit: 'month',
      series: [{ event, count: 'events' }],
    };
    const { answer } = await this.get('ask', question, counted);
    return Number(answer.totals[0] ?? 0);
  }

  /** Waits until questions see so many events of a name. */
  async settled(event: string, expected: number): Promise<void> {
    const deadline = performance.now() + 20_000;
    for (let found = -1; found !== expected; await sleep(50)) {
      found = await this.count(event);
      if (found > expected || performance.now() > deadline)
        throw new Error(`${found} events ${event}, not ${expected}`);
    }
  }

  /** What the doctor says while this product runs. */
  doctor(variables: Variables = {}) {
    return doctor(this.data, variables);
  }

  /** Resident memory of each process in bytes. */
  async memory(): Promise<{ product: number; engine: number }> {
    const resident = (pid: number) =>
      Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
    return { product: resident(this.pid), engine: resident(await this.enginePid()) };
  }

  /** Ends the product's process alone, as the system's out-of-memory killer does. */
  async kill(): Promise<void> {
    process.kill(this.pid, 'SIGKILL');
    await this.end('SIGKILL').catch(() => undefined);
  }

  /** Ends product and engine at once, as a loss of power does. */
  async killAll(): Promise<void> {
    await this.end('SIGKILL');
  }

  stop(): Promise<number | null> {
    return this.end('SIGTERM');
  }
}

const counted = z.object({ answer: z.object({ totals: z.array(z.number().nullable()) }) });

/** What `linger doctor` says, and its exit code. */
export async function doctor(data: string, variables: Variables = {}) {
  const { code, out, err } = await linger(['doctor', '--json'], { LINGER_DATA: data, ...variables });
  const { well, findings: all } = findings.parse(JSON.parse(out));
  return { code, well, err, ill: all.filter(({ state }) => state === 'ill') };
}

async function keysOf(address: string, data: string): Promise<{ key: string; writeKey: string }> {
  const control = z
    .object({ token: z.string() })
    .parse(JSON.parse(readFileSync(join(data, 'run', 'control.json'), 'utf8')));
  const make = async (input: unknown) => {
    const response = await fetch(`${address}/api/key/create`, {
      method: 'POST',
      headers: { authorization: `Bearer ${control.token}`, 'content-type': 'application/json' },
      body: JSON.stringify(input),
    });
    return made.parse(await response.json()).key;
  };
  return {
    key: await make({ kind: 'api', name: 'resilience', role: 'owner' }),
    writeKey: await make({ kind: 'write', name: 'resilience' }),
  };
}

async function replyOf(response: Response): Promise<Reply> {
  const text = await response.text();
  const { data } = faultShape.safeParse(safely(text));
  return { status: response.status, text, code: data?.error.code, message: data?.error.message };
}

function safely(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function childrenOf(parent: number): Promise<number[]> {
  const found: number[] = [];
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
    if (Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === parent) found.push(Number(name));
  }
  return found;
}

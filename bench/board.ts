import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { timeOf } from './processor-time.ts';
import { openProduct } from './product.ts';

/**
 * A board of fifteen questions that many read, while events come in. `npm run bench:board [-- events] [--folder path]`
 * starts the product as a user does and asks over HTTP; what it gives are figures of one run beside each other.
 */

const span = { from: '2025-03-01', to: '2025-04-29' };
const running = { last: 60, unit: 'day' };
const weekly = {
  kind: 'retention',
  span: { from: '2025-03-03', to: '2025-04-27' },
  unit: 'week',
  periods: 8,
};
const steps = (...names: string[]) => names.map((event) => ({ event }));

/** As a team has them: light ones and heavy ones, of the past and up to now. */
export const board: readonly Record<string, unknown>[] = [
  { kind: 'trend', span: running, series: [{ event: '*', count: 'people' }] },
  { kind: 'trend', span: running, series: [{ event: 'purchase', count: 'events' }] },
  { kind: 'trend', span, series: [{ event: 'purchase', count: { sum: 'amount' } }], unit: 'week' },
  { kind: 'trend', span, series: [{ event: 'view', count: 'events' }], by: [{ property: 'city' }] },
  {
    kind: 'trend',
    span,
    series: [{ event: 'purchase', count: 'people' }],
    by: [{ property: 'channel' }],
    unit: 'week',
  },
  { kind: 'trend', span, series: [{ event: 'search', count: 'perPerson' }], unit: 'week' },
  { kind: 'trend', span, series: [{ event: 'signup' }, { event: 'refund' }] },
  { ...weekly, start: { event: 'app_open' }, return: { event: 'purchase' } },
  { ...weekly, start: { event: 'view' }, return: { event: '*' }, entry: 'ever' },
  { ...weekly, start: { event: 'signup' }, return: { event: '*' } },
  {
    ...weekly,
    unit: 'day',
    span: { from: '2025-03-03', to: '2025-04-01' },
    periods: 15,
    start: { event: 'view' },
    return: { event: 'purchase' },
  },
  { kind: 'funnel', span, steps: steps('view', 'add_to_cart', 'purchase') },
  {
    kind: 'funnel',
    span,
    steps: steps('app_open', 'search', 'view', 'purchase'),
    by: [{ property: 'device' }],
  },
  { kind: 'funnel', span, steps: steps('view', 'purchase'), show: 'trend', unit: 'week' },
  { kind: 'funnel', span, steps: steps('add_to_cart', 'checkout', 'purchase'), order: 'any' },
];

interface Reply {
  readonly ms: number;
  readonly status: number;
}

interface Measured {
  readonly name: string;
  readonly answers: number;
  /** Answers a second of the product's own processor time. */
  readonly aCore: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly failed: number;
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

function post(url: URL, key: string, body: string, scheme = 'Bearer'): Promise<Reply> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const authorization =
      scheme === 'Bearer' ? `Bearer ${key}` : `Basic ${Buffer.from(`${key}:`).toString('base64')}`;
    const sent = request(
      url,
      { method: 'POST', agent, headers: { authorization, 'content-type': 'application/json' } },
      (reply) => {
        reply.resume();
        reply.on('end', () => resolve({ ms: performance.now() - began, status: reply.statusCode ?? 0 }));
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

class Product {
  private constructor(
    private readonly child: ChildProcess,
    readonly address: string,
    private readonly environment: NodeJS.ProcessEnv,
    private readonly script: string,
  ) {}

  static async start(script: string, data: string): Promise<Product> {
    const environment = {
      ...process.env,
      LINGER_DATA: data,
      LINGER_PORT: '0',
      LINGER_ADMIN: 'bench@example.com:Bench-passw0rd-1',
    };
    const child = spawn(process.execPath, [script, 'start', '--json'], {
      env: environment,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(child.stdout!, 'data')) as [Buffer];
    const { address } = JSON.parse(String(line)) as { address: string };
    return new Product(child, address, environment, script);
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  async terminal(...words: string[]): Promise<string> {
    const child = spawn(process.execPath, [this.script, ...words], {
      env: this.environment,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout!.on('data', (bytes) => {
      said += bytes;
    });
    await once(child, 'close');
    return said.trim();
  }

  async stop(): Promise<void> {
    this.child.kill('SIGTERM');
    await once(this.child, 'close');
  }
}

/** Readers ask the board's questions over and over for some seconds. */
async function readersFor(
  seconds: number,
  readers: number,
  product: Product,
  apiKey: string,
  questions: readonly unknown[],
  name: string,
): Promise<Measured> {
  const url = new URL('/api/ask', product.address);
  const bodies = questions.map((question) => JSON.stringify(question));
  const until = performance.now() + seconds * 1000;
  const replies: Reply[] = [];
  const before = timeOf(product.pid);
  await Promise.all(
    Array.from({ length: readers }, async (_, reader) => {
      for (let i = reader; performance.now() < until; i++)
        replies.push(await post(url, apiKey, bodies[i % bodies.length]!));
    }),
  );
  const used = timeOf(product.pid) - before;
  const sorted = replies.map(({ ms }) => ms).sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return {
    name,
    answers: replies.length,
    aCore: replies.length / (used / 1000),
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    failed: replies.filter(({ status }) => status !== 200).length,
  };
}

/** Sends so many events a second until it is told to stop. */
function stream(product: Product, writeKey: string, perSecond: number): () => Promise<void> {
  let stopped = false;
  const url = new URL('/v1/batch', product.address);
  const sending = (async () => {
    for (let n = 0; !stopped; n++) {
      const batch = Array.from({ length: perSecond / 10 }, (_, i) => ({
        type: 'track',
        event: ['view', 'click', 'purchase', 'search'][i % 4],
        userId: `u${String((n * 977 + i) % 100_000).padStart(8, '0')}`,
        messageId: `${process.pid}-${n}-${i}`,
        properties: { city: '北京', device: 'ios', amount: i },
      }));
      const { ms } = await post(url, writeKey, JSON.stringify({ batch }), 'Basic');
      await sleep(Math.max(0, 100 - ms));
    }
  })();
  return async () => {
    stopped = true;
    await sending;
  };
}

export async function main(given: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: given,
    allowPositionals: true,
    options: { folder: { type: 'string' } },
  });
  const events = Number(positionals[0] ?? 2_000_000);
  const folder = values.folder ?? (await mkdtemp(join(tmpdir(), 'linger-board-')));
  await mkdir(folder, { recursive: true });
  const data = join(folder, 'data');
  const filled = await openProduct(data, events, join(folder, 'events.parquet'));
  await filled.warehouse.close();
  await filled.database.close();
  const product = await Product.start(join(import.meta.dirname, 'linger.js'), data);
  try {
    const apiKey = await product.terminal('key', 'create', '--role', 'analyst');
    const writeKey = await product.terminal('key', 'create', '--kind', 'write');
    const other = JSON.parse(await product.terminal('project', 'create', 'other', '--json')) as {
      id: number;
    };
    const otherKey = await product.terminal(
      'key',
      'create',
      '--kind',
      'write',
      '--project',
      String(other.id),
    );
    const fresh = board.map((question): Record<string, unknown> => ({ ...question, freshness: 'minute' }));
    const cheap = fresh.filter(({ kind }) => kind === 'trend').slice(0, 2);
    const table: Measured[] = [];
    table.push(await readersFor(1, 15, product, apiKey, fresh, 'all fifteen for the first time'));
    table.push(await readersFor(8, 16, product, apiKey, fresh, 'kept'));
    const endOther = stream(product, otherKey, 500);
    table.push(await readersFor(8, 16, product, apiKey, fresh, 'kept, 500 events/s in another project'));
    await endOther();
    const endSame = stream(product, writeKey, 500);
    table.push(
      await readersFor(
        70,
        16,
        product,
        apiKey,
        fresh,
        'kept, 500 events/s in the same project, over a minute',
      ),
    );
    await endSame();
    const heavy = Array.from({ length: 16 }, (_, i) => ({
      kind: 'funnel',
      span,
      steps: steps('view', 'add_to_cart', 'purchase'),
      window: { n: i + 1, unit: 'day' },
    }));
    const [light] = await Promise.all([
      readersFor(
        5,
        1,
        product,
        apiKey,
        cheap.map((question, i) => ({ ...question, freshness: 'live', top: 2 + i })),
        'light ones while 16 funnels run',
      ),
      readersFor(5, 16, product, apiKey, heavy, ''),
    ]);
    table.push(light!);
    const line = ({ name, answers, aCore, p50, p95, p99, failed }: Measured) =>
      `| ${name} | ${answers} | ${Math.round(aCore)} | ${p50.toFixed(1)} | ${p95.toFixed(1)} | ${p99.toFixed(1)} | ${failed} |`;
    console.log(
      `${events} events\n\n| board | answers | a second of one core | p50 ms | p95 ms | p99 ms | failed |\n|---|--:|--:|--:|--:|--:|--:|\n${table.map(line).join('\n')}`,
    );
  } finally {
    await product.stop();
    if (!values.folder) await rm(folder, { recursive: true, force: true });
  }
}

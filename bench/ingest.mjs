/**
 * How fast events come in over HTTP, beside the bare engine: the same events once as a Segment client sends them to the
 * product, once as JSONEachRow to the engine's own HTTP interface, in alternating rounds on one engine. `node bench/ingest.mjs [events a round] [rounds]`
 */
import { execFileSync, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const dist = resolve(process.env.LINGER_DIST ?? here('../dist'));
const events = Number(process.argv[2] ?? 150_000);
const rounds = Number(process.argv[3] ?? 5);
const folder = await mkdtemp(join(tmpdir(), 'linger-ingest-'));
const data = join(folder, 'data');
const PASSWORD = 'bench';

/** Milliseconds of processor time a process has used; the kernel counts in hundredths of a second. */
function cpuOf(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

const residentOf = (pid) =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;

async function startEngine() {
  const child = spawn(process.execPath, ['--max-old-space-size=256', join(dist, 'engine.js')], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, UV_THREADPOOL_SIZE: '48', TZ: 'UTC' },
  });
  child.stdin.write(`${JSON.stringify({ dataDir: folder, password: PASSWORD })}\n`);
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  const { port, detail } = JSON.parse(line);
  if (!port) throw new Error(detail);
  return { child, url: `http://127.0.0.1:${port}/` };
}

async function freePort() {
  const trial = createServer().listen(0, '127.0.0.1');
  await once(trial, 'listening');
  const { port } = trial.address();
  trial.close();
  return port;
}

const engine = await startEngine();

async function ask(query) {
  const answer = await fetch(`${engine.url}?database=linger`, {
    method: 'POST',
    headers: { 'x-clickhouse-user': 'default', 'x-clickhouse-key': PASSWORD },
    body: query,
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  return text.trim();
}

async function startProduct() {
  const address = engine.url.replace('//', `//default:${PASSWORD}@`);
  const env = {
    ...process.env,
    LINGER_DATA: data,
    CLICKHOUSE_URL: `${address}linger`,
    LINGER_PORT: String(await freePort()),
  };
  const flags = (process.env.LINGER_NODE_FLAGS ?? '').split(' ').filter(Boolean);
  const main = join(dist, 'linger.js');
  const child = spawn(process.execPath, [...flags, main, 'start', '--json'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  const made = execFileSync(process.execPath, [main, 'key', 'create', '--kind', 'write', '--json'], { env });
  return { child, address: JSON.parse(line).address, key: JSON.parse(String(made)).key };
}

const product = await startProduct();
const sender = fork(here('./ingest-sender.mjs'));
process.on('exit', () => product.child.kill());
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));

async function tell(order) {
  sender.send(order);
  const [{ result, error }] = await once(sender, 'message');
  if (error) throw new Error(error);
  return result;
}

/** Without a condition the engine knows the number and reads nothing. */
const rows = async () => Number(await ask('SELECT count() FROM events'));

const targets = {
  raw: {
    url: `${engine.url}?database=linger&wait_end_of_query=1&query=${encodeURIComponent('INSERT INTO events FORMAT JSONEachRow')}`,
    headers: { 'x-clickhouse-user': 'default', 'x-clickhouse-key': PASSWORD },
  },
  http: {
    url: `${product.address}/v1/batch`,
    headers: {
      authorization: `Basic ${Buffer.from(`${product.key}:`).toString('base64')}`,
      'content-type': 'application/json',
    },
  },
};

/** Merges of the round before would be counted with the next. */
async function quiet() {
  while ((await ask('SELECT count() FROM system.merges')) !== '0') await sleep(100);
}

async function round(kind) {
  await tell({ kind: 'make', to: kind, count: events });
  await quiet();
  const before = await rows();
  const cpu = [cpuOf(engine.child.pid), cpuOf(product.child.pid)];
  const begun = performance.now();
  const { ms, cpu: sending } = await tell({ kind, to: targets[kind] });
  while ((await rows()) < before + events) await sleep(50);
  const visible = performance.now() - begun;
  const each = (used) => Number(((used * 1000) / events).toFixed(1));
  return {
    acknowledged: Math.round((events / ms) * 1000),
    visible: Math.round((events / visible) * 1000),
    'product µs': each(cpuOf(product.child.pid) - cpu[1]),
    'engine µs': each(cpuOf(engine.child.pid) - cpu[0]),
    'sender µs': each(sending),
  };
}

const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];
const best = (list) => Math.max(...list);

try {
  await round('raw');
  await round('http');
  const pairs = [];
  for (let at = 0; at < rounds; at++) pairs.push({ raw: await round('raw'), http: await round('http') });
  console.table(
    pairs.flatMap(({ raw, http }) => [
      { way: 'raw', ...raw },
      { way: 'http', ...http },
    ]),
  );
  for (const rate of ['acknowledged', 'visible']) {
    const ratios = pairs.map(({ raw, http }) => http[rate] / raw[rate]);
    const most = best(pairs.map(({ http }) => http[rate])) / best(pairs.map(({ raw }) => raw[rate]));
    console.log(
      `${rate} / raw: median ${median(ratios).toFixed(2)}, best pair ${best(ratios).toFixed(2)}, best / best ${most.toFixed(2)}`,
    );
  }
  const cost = (way) =>
    median(pairs.map((pair) => pair[way]['engine µs'] + (way === 'http' ? pair[way]['product µs'] : 0)));
  console.log(
    `processor time an event: raw ${cost('raw').toFixed(1)} µs, HTTP ${cost('http').toFixed(1)} µs (product and engine)`,
  );
  console.log(
    `resident: product ${residentOf(product.child.pid).toFixed(0)} MB, engine ${residentOf(engine.child.pid).toFixed(0)} MB`,
  );
} finally {
  sender.disconnect();
  product.child.kill('SIGTERM');
  await once(product.child, 'exit');
  engine.child.stdin.end();
  await rm(folder, { recursive: true, force: true });
}

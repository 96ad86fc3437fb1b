/** A process of its own that makes events and sends them, to the product as SDKs do or straight to the engine; see `ingest.mjs`. */
import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';

/** Just below the largest batch of the protocol, as SDKs fill them. */
const BATCH_BYTES = 490 * 1024;
/** What the engine likes to be given at once. */
const RAW_BYTES = 16 * 1024 ** 2;
const AT_ONCE = { http: 6, raw: 2 };
const agent = new Agent({ keepAlive: true, maxSockets: 16 });

const pick = (list, n) => list[n % list.length];
const names = [
  'view',
  'view',
  'view',
  'click',
  'search',
  'add to cart',
  'checkout',
  'order',
  'share',
  'review',
];
const cities = ['北京', '上海', '广州', '深圳', '杭州', '成都', '武汉', '西安', '南京', '重庆'];
const channels = ['organic', 'ads', 'wechat', 'douyin', 'referral', 'email', 'sms', 'red'];
const agents = [
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36',
];

function eventOf(n) {
  const who = (n * 7919) % 50_000;
  const page = `/goods/${(n * 31) % 3000}`;
  return {
    messageId: randomUUID(),
    time: Date.now() - ((n * 61) % 86_400_000),
    user: `u${String(who).padStart(8, '0')}`,
    name: pick(names, n * 13),
    texts: {
      city: pick(cities, who),
      channel: pick(channels, who * 3),
      product: `P${(n * 17) % 2000}`,
      category: pick(['shoes', 'coats', 'bags', 'toys', 'tea'], n * 17),
      brand: `brand ${(n * 17) % 120}`,
      coupon: n % 5 ? 'none' : `C${n % 97}`,
      payment: pick(['wechat pay', 'alipay', 'card'], who),
      store: `store-${who % 300}`,
    },
    numbers: { amount: ((n * 37) % 50_000) / 100, quantity: 1 + (n % 4) },
    context: {
      page: { url: `https://shop.example${page}`, path: page, title: `商品 ${(n * 31) % 3000}` },
      userAgent: pick(agents, who),
      locale: 'zh-CN',
      timezone: 'Asia/Shanghai',
      library: { name: 'analytics.js', version: '4.2.1' },
    },
  };
}

/** As `@segment/analytics-node` writes it. */
function messageOf({ messageId, time, user, name, texts, numbers, context }) {
  const timestamp = new Date(time).toISOString();
  return {
    type: 'track',
    messageId,
    timestamp,
    userId: user,
    event: name,
    properties: { ...texts, ...numbers },
    context,
  };
}

/** The same as a row of the table of events. */
function rowOf({ messageId, time, user, name, texts, numbers, context: { page, library, ...context } }) {
  const kept = { $url: page.url, $path: page.path, $title: page.title, $user_agent: context.userAgent };
  const more = { $locale: context.locale, $timezone: context.timezone };
  const from = { $library: library.name, $library_version: library.version };
  return {
    id: BigInt(`0x${messageId.slice(0, 8)}${messageId.slice(24, 32)}`),
    received: Date.now(),
    project: 4_000_000,
    time,
    event: name,
    distinct_id: user,
    texts: { ...texts, ...kept, ...more, ...from },
    numbers,
    times: {},
    source: 'http',
  };
}

const rowText = ({ id, ...rest }) => `{"id":${id},${JSON.stringify(rest).slice(1)}\n`;

function bodiesOf(count, { write, wrap, bytes }) {
  const bodies = [];
  let texts = [];
  let size = 0;
  const close = () => {
    bodies.push(Buffer.from(wrap(texts)));
    texts = [];
    size = 0;
  };
  for (let n = 0; n < count; n++) {
    const text = write(eventOf(n));
    const length = Buffer.byteLength(text) + 1;
    if (size + length > bytes) close();
    texts.push(text);
    size += length;
  }
  close();
  return bodies;
}

const kinds = {
  http: {
    bytes: BATCH_BYTES - 100,
    write: (event) => JSON.stringify(messageOf(event)),
    wrap: (texts) => `{"batch":[${texts.join(',')}],"sentAt":"${new Date().toISOString()}"}`,
  },
  raw: { bytes: RAW_BYTES, write: (event) => rowText(rowOf(event)), wrap: (texts) => texts.join('') },
};

function send({ url, headers }, body) {
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      { method: 'POST', agent, headers: { ...headers, 'content-length': body.length } },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (part) => (text += part));
        answer.on('end', () =>
          answer.statusCode === 200 && !text.includes('rejected')
            ? resolve()
            : reject(new Error(`${answer.statusCode} ${text.slice(0, 500)}`)),
        );
      },
    );
    sent.on('error', reject).end(body);
  });
}

let bodies = [];
async function work({ kind, to, count }) {
  if (kind === 'make') {
    bodies = bodiesOf(count, kinds[to]);
    return { bytes: bodies.reduce((sum, { length }) => sum + length, 0), bodies: bodies.length };
  }
  const line = bodies.values();
  const cpu = process.cpuUsage();
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: AT_ONCE[kind] }, async () => {
      for (const body of line) await send(to, body);
    }),
  );
  const { user, system } = process.cpuUsage(cpu);
  return { ms: performance.now() - begun, cpu: (user + system) / 1000 };
}

process.on('message', (order) => {
  work(order).then(
    (result) => process.send({ result }),
    (error) => process.send({ error: String(error.message) }),
  );
});

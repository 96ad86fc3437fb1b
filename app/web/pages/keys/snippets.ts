import type { Words } from '#lib/core';

const same = (label: string): Words => ({ zh: label, en: label });

/** Code to copy: how each SDK sends to this Linger. `docs/` runs the same ones. */
export function snippets(host: string, key: string): { readonly label: Words; readonly code: string }[] {
  return [
    {
      label: { zh: '命令行 · curl', en: 'Command line · curl' },
      code: `curl ${host}/v1/track -u ${key}: -H 'Content-Type: application/json' \\
  -d '{"userId":"u-1001","event":"Order Paid","properties":{"amount":128.5,"city":"上海"}}'`,
    },
    {
      label: same('Node.js · @segment/analytics-node'),
      code: `import { Analytics } from '@segment/analytics-node';

const analytics = new Analytics({ writeKey: '${key}', host: '${host}' });
analytics.identify({ userId: 'u-1001', traits: { name: '林小满', city: '上海' } });
analytics.track({ userId: 'u-1001', event: 'Order Paid', properties: { amount: 128.5 } });
await analytics.closeAndFlush();`,
    },
    {
      label: same('Node.js · @rudderstack/rudder-sdk-node'),
      code: `import Rudder from '@rudderstack/rudder-sdk-node';

const client = new Rudder('${key}', { dataPlaneUrl: '${host}' });
client.track({ userId: 'u-1001', event: 'Order Paid', properties: { amount: 128.5 } });
client.flush();`,
    },
    {
      label: { zh: '浏览器 · fetch', en: 'Browser · fetch' },
      code: `fetch('${host}/v1/track', {
  method: 'POST',
  keepalive: true,
  body: JSON.stringify({ writeKey: '${key}', anonymousId: 'visitor-7', event: 'Product Viewed', properties: { sku: 'T-100' } }),
});`,
    },
    {
      label: same('Python · requests'),
      code: `import requests

requests.post('${host}/v1/batch', auth=('${key}', ''), json={'batch': [
    {'type': 'track', 'userId': 'u-1001', 'event': 'Order Paid', 'properties': {'amount': 128.5}},
]})`,
    },
  ];
}

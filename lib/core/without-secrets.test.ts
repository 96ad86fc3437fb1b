import { expect, it } from 'vitest';
import { fault } from './fault.ts';
import { isSecretName, withoutSecrets } from './without-secrets.ts';

it.each([
  ['https://default:hunter2@ch.example:8123/x', 'https://…@ch.example:8123/x'],
  ['postgres://linger:p@ss/w:rd@db:5432/linger refused', 'postgres://…@db:5432/linger refused'],
  [`CREATE USER x IDENTIFIED BY 'hunter2'`, `CREATE USER x IDENTIFIED BY '…'`],
  [
    `SOURCE(CLICKHOUSE(USER 'a' PASSWORD 'hun\\'ter2' QUERY 'x'))`,
    `SOURCE(CLICKHOUSE(USER 'a' PASSWORD '…' QUERY 'x'))`,
  ],
  ['authorization: Bearer la_hunter2hunter2hunter2hunter2', 'authorization: Bearer …'],
  ['unknown key lw_hunter2hunter2hunter2hunter2', 'unknown key lw_…'],
  [
    'Failed query: insert into accounts values ($1)\nparams: hunter2,me',
    'Failed query: insert into accounts values ($1)',
  ],
])('%s is shown without its secret', (text, shown) => {
  expect(withoutSecrets(text)).toBe(shown);
  expect(withoutSecrets(text)).not.toContain('ter2');
});

it.each([
  'postgres://user:password@host:5432/database',
  'http://127.0.0.1:7300/collect/keys',
  'me@example.com wrote to https://example.com',
  'basic words stay',
])('%s is shown as it is', (text) => {
  expect(withoutSecrets(text)).toBe(text);
});

it('knows names of secrets', () => {
  expect(['password', 'passwort', 'writeKey', 'api_key', 'token', 'next', 'Cookie'].every(isSecretName)).toBe(
    true,
  );
  expect(['mail', 'name', 'event', 'keyboard', 'nextStep', 'question'].some(isSecretName)).toBe(false);
});

it('is what every fault does with what it names', () => {
  const broken = fault('test.broken', 500, { en: 'no way to {address}', zh: '连不上 {address}' });
  const { message, values } = broken({ address: 'http://me:hunter2@host/' });
  expect(message).toBe('no way to http://…@host/');
  expect(values).toEqual({ address: 'http://…@host/' });
});

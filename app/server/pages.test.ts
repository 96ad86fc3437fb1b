import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestServer } from './testing.ts';

describe('the pages', () => {
  const folder = mkdtempSync(join(tmpdir(), 'linger-pages-'));
  let product: Awaited<ReturnType<typeof openTestServer>>;
  const get = (path: string, accept = 'text/html,*/*;q=0.8') =>
    fetch(product.address + path, { headers: { accept, 'accept-encoding': 'gzip' } });

  beforeAll(async () => {
    mkdirSync(join(folder, 'assets'));
    writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Linger</title>');
    writeFileSync(join(folder, 'assets/app-1a2b.js'), 'console.log(1)');
    writeFileSync(join(folder, 'assets/app-1a2b.js.gz'), gzipSync('console.log(1)'));
    product = await openTestServer({ webDir: folder });
  });
  afterAll(async () => {
    await product.close();
    rmSync(folder, { recursive: true });
  });

  it('are found at their own addresses, whatever those are', async () => {
    for (const path of ['/', '/ask/retention?x=1', '/welcome']) {
      const page = await get(path);
      expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<title>Linger')]);
      expect(page.headers.get('cache-control')).toBe('no-cache');
      expect(page.headers.get('content-type')).toContain('text/html');
    }
  });

  it('bring hashed files that are kept for ever, packed', async () => {
    const file = await get('/assets/app-1a2b.js', '*/*');
    expect(file.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(file.headers.get('content-encoding')).toBe('gzip');
    expect(file.headers.get('content-type')).toContain('javascript');
    expect(await file.text()).toBe('console.log(1)');
  });

  it('never stand in for a missing file or operation', async () => {
    for (const path of ['/assets/gone.js', '/api/gone', '/v1/gone']) {
      const answer = await get(path);
      expect([path, answer.status]).toEqual([path, 404]);
      expect(await answer.json()).toMatchObject({ error: { code: 'server.not-there' } });
    }
  });

  it('do not lead out of their folder', async () => {
    for (const path of [
      '/..%2f..%2fetc/passwd',
      '/assets/..%2f..%2f..%2fetc/passwd',
      '/%2e%2e/%2e%2e/etc/passwd',
    ]) {
      const text = await (await get(path, '*/*')).text();
      expect(text).not.toContain('root:');
    }
  });
});

import { createHash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { AwsClient } from 'aws4fetch';
import { SaxesParser } from 'saxes';
import type { Fault } from '#lib/core';
import {
  bucketMissing,
  bucketRefused,
  bucketTrouble,
  bucketUnreachable,
  bucketWrongRegion,
} from '../faults.ts';

/** A place for files in S3, or in a store that speaks as S3 does. */
export interface BucketSettings {
  readonly bucket: string;
  /** What the names of our files begin with; empty, or ending in `/`. */
  readonly prefix: string;
  /** `https://host`, where it is not AWS; when its host begins with the bucket's name, that is not put into the path. */
  readonly endpoint?: string | undefined;
  readonly region: string;
  readonly keyId: string;
  readonly secret: string;
}

export interface BucketPatience {
  /** How long one request may take, and how often and after how long it is tried again. */
  readonly requestMs: number;
  readonly tries: number;
  readonly pauseMs: number;
}

const PART = 16 * 1024 ** 2;
/** S3 takes 10,000. */
const MOST_PARTS = 9000;
const PATIENCE: BucketPatience = { requestMs: 5 * 60_000, tries: 4, pauseMs: 2000 };

/** Files in a bucket under one prefix, by the documents of Amazon S3's REST API, signed with version 4. */
export class Bucket {
  private readonly client: AwsClient;
  private readonly base: string;

  constructor(
    private readonly settings: BucketSettings,
    private readonly patience = PATIENCE,
  ) {
    const { keyId, secret, region, endpoint = `https://s3.${region}.amazonaws.com`, bucket } = settings;
    this.client = new AwsClient({
      accessKeyId: keyId,
      secretAccessKey: secret,
      service: 's3',
      region,
      retries: 0,
    });
    const url = new URL(endpoint);
    const host = `${url.origin}${url.pathname.replace(/\/$/, '')}`;
    this.base = url.hostname.startsWith(`${bucket}.`) ? host : `${host}/${encodeURIComponent(bucket)}`;
  }

  /** Where a file lies, as `aws s3` calls it. */
  addressOf(name: string): string {
    return `s3://${this.settings.bucket}/${this.settings.prefix}${name}`;
  }

  /** Sends a file; larger ones in parts, so that not all of it is in memory. It is there when all of it has arrived. */
  async upload(name: string, file: string): Promise<void> {
    const { size } = await stat(file);
    const part = Math.max(PART, Math.ceil(size / MOST_PARTS));
    const handle = await open(file, 'r');
    const read = async (at: number) => {
      const bytes = Buffer.alloc(Math.min(part, size - at));
      for (let done = 0; done < bytes.length; ) {
        const { bytesRead } = await handle.read(bytes, done, bytes.length - done, at + done);
        if (bytesRead === 0) throw new Error('the file became shorter');
        done += bytesRead;
      }
      return bytes;
    };
    try {
      if (size <= part) await this.send('PUT', name, {}, await read(0));
      else await this.uploadParts(name, size, part, read);
    } finally {
      await handle.close();
    }
  }

  /** The names of all files under the prefix, without it. */
  async list(): Promise<string[]> {
    const names: string[] = [];
    for (let token: string | undefined; ; ) {
      const asked = {
        'list-type': '2',
        prefix: this.settings.prefix,
        ...(token && { 'continuation-token': token }),
      };
      const page = textsIn((await this.send('GET', undefined, asked)).text);
      names.push(...(page.get('Key') ?? []));
      [token] = page.get('NextContinuationToken') ?? [];
      if (page.get('IsTruncated')?.[0] !== 'true' || !token) break;
    }
    return names.map((name) => name.slice(this.settings.prefix.length));
  }

  async remove(name: string): Promise<void> {
    await this.send('DELETE', name, {});
  }

  private async uploadParts(
    name: string,
    size: number,
    part: number,
    read: (at: number) => Promise<Buffer>,
  ): Promise<void> {
    const [uploadId] = textsIn((await this.send('POST', name, { uploads: '' })).text).get('UploadId') ?? [];
    if (!uploadId) throw this.trouble('no UploadId');
    try {
      const tags: string[] = [];
      for (let at = 0; at < size; at += part) {
        const asked = { partNumber: String(tags.length + 1), uploadId };
        tags.push((await this.send('PUT', name, asked, await read(at))).tag);
      }
      const parts = tags.map(
        (tag, at) => `<Part><PartNumber>${at + 1}</PartNumber><ETag>${escaped(tag)}</ETag></Part>`,
      );
      const list = `<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`;
      const { text } = await this.send('POST', name, { uploadId }, Buffer.from(list));
      // it answers 200 before it knows how it ends
      const [code] = textsIn(text).get('Code') ?? [];
      if (code !== undefined) throw this.trouble(code);
    } catch (error) {
      // parts that stay are paid for
      await this.send('DELETE', name, { uploadId }).catch(() => undefined);
      throw error;
    }
  }

  /** One request, tried again while that may help. */
  private async send(
    method: string,
    name: string | undefined,
    query: Readonly<Record<string, string>>,
    body?: Buffer,
  ): Promise<{ text: string; tag: string }> {
    const key =
      name === undefined
        ? ''
        : `/${(this.settings.prefix + name).split('/').map(encodeURIComponent).join('/')}`;
    const url = `${this.base}${key}?${new URLSearchParams(query)}`.replace(/\?$/, '').replaceAll('+', '%20');
    for (let tried = 1; ; tried++) {
      const outcome = await this.once(method, url, body);
      if (!('fault' in outcome)) return outcome;
      if (!outcome.passing || tried >= this.patience.tries) throw outcome.fault;
      await sleep(this.patience.pauseMs * 2 ** (tried - 1));
    }
  }

  private async once(
    method: string,
    url: string,
    body: Buffer | undefined,
  ): Promise<{ text: string; tag: string } | { fault: Fault; passing: boolean }> {
    try {
      const response = await this.client.fetch(url, {
        method,
        redirect: 'manual',
        signal: AbortSignal.timeout(this.patience.requestMs),
        headers: {
          'X-Amz-Content-Sha256': createHash('sha256')
            .update(body ?? '')
            .digest('hex'),
        },
        ...(body && { body: new Uint8Array(body) }),
      });
      const text = await response.text();
      if (response.ok) return { text, tag: response.headers.get('etag') ?? '' };
      const code = textsIn(text).get('Code')?.[0] ?? `HTTP ${response.status}`;
      const passing = response.status >= 500 || response.status === 429 || code === 'RequestTimeout';
      return { fault: this.faultOf(response.status, code), passing };
    } catch (cause) {
      const address = new URL(this.base).host;
      return { fault: bucketUnreachable({ address }, cause), passing: true };
    }
  }

  private faultOf(status: number, code: string): Fault {
    const { bucket, region } = this.settings;
    if (status === 404) return bucketMissing({ bucket, code });
    if ((status >= 300 && status < 400) || code === 'AuthorizationHeaderMalformed')
      return bucketWrongRegion({ bucket, region });
    return status === 401 || status === 403 ? bucketRefused({ bucket, code }) : this.trouble(code);
  }

  private trouble(code: string): Fault {
    return bucketTrouble({ bucket: this.settings.bucket, code });
  }
}

/** The texts of an XML document by the names of their elements. */
function textsIn(xml: string): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  const parser = new SaxesParser();
  let text = '';
  parser.on('error', () => undefined);
  parser.on('opentag', () => {
    text = '';
  });
  parser.on('text', (more) => {
    text += more;
  });
  parser.on('closetag', ({ name }) => {
    found.set(name, [...(found.get(name) ?? []), text]);
    text = '';
  });
  parser.write(xml).close();
  return found;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

import { createHash, createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** What the store answers instead of doing what it is asked. */
type Refusal = { status: number; code: string } | 'silent' | 'broken off';

interface Asked {
  readonly method: string;
  readonly key: string;
  readonly query: URLSearchParams;
  readonly body: Buffer;
}

const PAGE = 3;
const LEAST_PART = 5 * 1024 ** 2;

/**
 * A store for tests that does what the documents of Amazon S3's REST API say of the requests we send: it checks the signature
 * by a computation of its own, keeps files, lists them by pages, and puts parts together.
 */
export class TestS3 {
  readonly files = new Map<string, Buffer>();
  readonly uploads = new Map<string, { key: string; parts: Map<number, Buffer> }>();
  readonly asked: string[] = [];
  /** What the next requests get; the first is taken first. */
  readonly refusals: Refusal[] = [];
  /** What completing an upload answers with, after its status 200. */
  completes = true;
  private count = 0;

  private constructor(
    private readonly server: Server,
    readonly bucket: string,
    private readonly secret: string,
    private readonly region: string,
  ) {}

  static async open(bucket: string, secret: string, region = 'us-east-1'): Promise<TestS3> {
    const server = createServer((request, response) => void s3.serve(request, response));
    const s3 = new TestS3(server, bucket, secret, region);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return s3;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request).catch(() => undefined);
    if (!body) return;
    const { pathname, searchParams: query } = new URL(request.url ?? '/', this.endpoint);
    const key = decodeURIComponent(pathname.slice(this.bucket.length + 2));
    this.asked.push(`${request.method} ${key} ${[...query.keys()].sort()}`);
    const refusal = this.refusals.shift();
    if (refusal === 'silent') return;
    if (refusal === 'broken off') {
      request.socket.destroy();
      return;
    }
    const asked = { method: request.method ?? '', key, query, body };
    const { status, text, tag } = refusal
      ? { status: refusal.status, text: problem(refusal.code), tag: undefined }
      : (this.signatureFault(request, body) ?? this.answer(pathname, asked));
    response.writeHead(status, { 'content-type': 'application/xml', ...(tag && { etag: tag }) }).end(text);
  }

  private answer(pathname: string, asked: Asked): Answer {
    if (pathname !== `/${this.bucket}` && !pathname.startsWith(`/${this.bucket}/`))
      return { status: 404, text: problem('NoSuchBucket') };
    const { method, key, query } = asked;
    if (method === 'GET' && key === '') return this.list(query);
    if (method === 'POST' && query.has('uploads')) {
      const id = `upload/${++this.count}+&`;
      this.uploads.set(id, { key, parts: new Map() });
      return {
        status: 200,
        text: `<InitiateMultipartUploadResult><UploadId>${escaped(id)}</UploadId></InitiateMultipartUploadResult>`,
      };
    }
    const id = query.get('uploadId');
    if (id !== null) return this.upload(id, asked);
    if (method === 'PUT') {
      this.files.set(key, asked.body);
      return { status: 200, text: '', tag: tagOf(asked.body) };
    }
    if (method === 'DELETE') {
      this.files.delete(key);
      return { status: 204, text: '' };
    }
    return { status: 405, text: problem('MethodNotAllowed') };
  }

  private list(query: URLSearchParams): Answer {
    const after = query.get('continuation-token') ?? '';
    const keys = [...this.files.keys()]
      .sort()
      .filter((key) => key.startsWith(query.get('prefix') ?? '') && key > after);
    const page = keys.slice(0, PAGE);
    const more = keys.length > PAGE;
    const next = more ? `<NextContinuationToken>${escaped(page.at(-1) ?? '')}</NextContinuationToken>` : '';
    const contents = page.map((key) => `<Contents><Key>${escaped(key)}</Key><Size>1</Size></Contents>`);
    return {
      status: 200,
      text: `<?xml version="1.0"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><IsTruncated>${more}</IsTruncated>${contents.join('')}${next}</ListBucketResult>`,
    };
  }

  private upload(id: string, { method, query, body }: Asked): Answer {
    const upload = this.uploads.get(id);
    if (!upload) return { status: 404, text: problem('NoSuchUpload') };
    if (method === 'PUT') {
      upload.parts.set(Number(query.get('partNumber')), body);
      return { status: 200, text: '', tag: tagOf(body) };
    }
    this.uploads.delete(id);
    if (method === 'DELETE') return { status: 204, text: '' };
    if (!this.completes) return { status: 200, text: problem('InternalError') };
    const listed = [...body.toString().matchAll(/<PartNumber>(\d+)<\/PartNumber><ETag>(.*?)<\/ETag>/g)];
    const parts = listed.map(([, number, tag]) => ({ tag, bytes: upload.parts.get(Number(number)) }));
    const wrong = parts.some(({ tag, bytes }) => !bytes || escaped(tagOf(bytes)) !== tag);
    if (wrong || parts.length !== upload.parts.size) return { status: 400, text: problem('InvalidPart') };
    if (parts.slice(0, -1).some(({ bytes = Buffer.alloc(0) }) => bytes.length < LEAST_PART))
      return { status: 400, text: problem('EntityTooSmall') };
    this.files.set(upload.key, Buffer.concat(parts.map(({ bytes = Buffer.alloc(0) }) => bytes)));
    return { status: 200, text: '<CompleteMultipartUploadResult/>' };
  }

  /** As "Authenticating Requests (AWS Signature Version 4)" describes it. */
  private signatureFault(request: IncomingMessage, body: Buffer): Answer | undefined {
    const denied = (code: string) => ({ status: 403, text: problem(code) });
    const given = request.headers;
    const [, scope = '', names = '', signature] =
      /^AWS4-HMAC-SHA256 Credential=[^/]+\/(\S+), SignedHeaders=(\S+), Signature=(\w{64})$/.exec(
        given.authorization ?? '',
      ) ?? [];
    const hash = createHash('sha256').update(body).digest('hex');
    if (given['x-amz-content-sha256'] !== hash) return denied('XAmzContentSHA256Mismatch');
    const [path = '', query = ''] = (request.url ?? '').split('?');
    const pairs = query.split('&').filter(Boolean);
    const canonical = [
      request.method,
      path,
      pairs
        .map((pair) => (pair.includes('=') ? pair : `${pair}=`))
        .sort()
        .join('&'),
      ...names.split(';').map((name) => `${name}:${String(given[name]).trim()}`),
      '',
      names,
      hash,
    ].join('\n');
    const time = String(given['x-amz-date']);
    const day = time.slice(0, 8);
    if (scope !== `${day}/${this.region}/s3/aws4_request`)
      return { status: 400, text: problem('AuthorizationHeaderMalformed') };
    const signed = createHash('sha256').update(canonical).digest('hex');
    const keyed = [day, this.region, 's3', 'aws4_request'].reduce<string | Buffer>(
      (key, text) => createHmac('sha256', key).update(text).digest(),
      `AWS4${this.secret}`,
    );
    const expected = createHmac('sha256', keyed)
      .update(['AWS4-HMAC-SHA256', time, scope, signed].join('\n'))
      .digest('hex');
    if (!names.split(';').includes('host') || expected !== signature) return denied('SignatureDoesNotMatch');
    return undefined;
  }
}

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly tag?: string | undefined;
}

const tagOf = (bytes: Buffer) => `"${createHash('md5').update(bytes).digest('hex')}"`;
const problem = (code: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>no</Message></Error>`;
const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

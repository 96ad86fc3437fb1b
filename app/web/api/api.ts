import type { Api } from '#app/product';
import type { Language, Words } from '#lib/core';
import { within } from './base.ts';

/** What the server said when it could not do as asked, in the reader's language. */
export class ApiFault extends Error {
  constructor(
    readonly code: string,
    readonly status: number,
    message: string,
  ) {
    super(message);
    this.name = 'ApiFault';
  }
}

/** What every call carries along. */
export interface Caller {
  readonly csrf: string;
  readonly project: number | undefined;
  readonly language: Language;
}

let caller: Caller = { csrf: '', project: undefined, language: 'zh' };

/** Sets who calls; once after the session is read, and when project or language change. */
export function callAs(next: Caller): void {
  caller = next;
}

export type OperationName = keyof Api & string;
export type Input<K extends OperationName> = Api[K]['input'];
export type Output<K extends OperationName> = Api[K]['output'];

const offline: Words = {
  zh: '连不上 Linger 服务；请确认它正在运行，然后重试',
  en: 'Linger cannot be reached; check that it is running, then try again',
};

/** Sends a request to a path of the server; a fault it answers is thrown in the reader's language. */
export async function request(path: string, init: RequestInit & { json?: unknown } = {}): Promise<Response> {
  const { json, ...rest } = init;
  const headers = new Headers(rest.headers);
  headers.set('Accept-Language', caller.language);
  headers.set('Linger-Csrf', caller.csrf);
  if (caller.project !== undefined) headers.set('Linger-Project', String(caller.project));
  if (json !== undefined) headers.set('Content-Type', 'application/json');
  const body = json === undefined ? rest.body : JSON.stringify(json);
  const response = await fetch(within(path), { ...rest, headers, body }).catch((error: unknown) => {
    if (rest.signal?.aborted) throw error;
    throw new ApiFault('web.offline', 0, offline[caller.language]);
  });
  if (response.ok) return response;
  const answer = (await response.json().catch(() => ({}))) as { error?: { code?: string; message?: string } };
  throw new ApiFault(
    answer.error?.code ?? `http.${response.status}`,
    response.status,
    answer.error?.message ?? response.statusText,
  );
}

/** Calls an operation of the server by its name. */
export async function call<K extends OperationName>(
  name: K,
  input: Input<K>,
  signal?: AbortSignal,
): Promise<Output<K>> {
  const response = await request(`/api/${name}`, { method: 'POST', json: input, signal });
  return response.status === 204 ? (undefined as Output<K>) : ((await response.json()) as Output<K>);
}

/** Lets the browser save what an operation gives as a file. */
export async function download<K extends OperationName>(name: K, input: Input<K>): Promise<void> {
  const response = await request(`/api/${name}`, { method: 'POST', json: input });
  const named = /filename\*=UTF-8''([^;]+)/i.exec(response.headers.get('Content-Disposition') ?? '')?.[1];
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await response.blob());
  link.download = decodeURIComponent(named ?? name.replaceAll('/', '-'));
  link.click();
  URL.revokeObjectURL(link.href);
}

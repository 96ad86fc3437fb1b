import { z } from 'zod';
import { type Api, compose, controls, type Operations, openProduct, perform } from '#app/product';
import { Fault, type Language, type Words } from '#lib/core';
import { readControl } from './control-file.ts';
import { serverFault, serverGone } from './faults.ts';
import type { Environment } from './settings/environment.ts';
import { tellHeld } from './tell-held.ts';
import { tellMigrated } from './tell-migrated.ts';
import type { Terminal } from './terminal.ts';

/** Calls operations as the owner of the machine. */
export type CallProduct = <Name extends keyof Api>(
  name: Name,
  input: Api[Name]['input'],
) => Promise<Api[Name]['output']>;

type Controls = ReturnType<typeof controls>;

/** Asks for what only the owner of the machine may: see `controls`. */
export type CallControl = <Name extends keyof Controls>(
  name: Name,
  input: Parameters<Controls[Name]['run']>[1],
) => Promise<Awaited<ReturnType<Controls[Name]['run']>>>;

/** Where a command speaks to. */
interface Speaker {
  readonly environment: Environment;
  readonly terminal: Terminal;
  /** The project's number; the oldest when absent. */
  readonly project?: number;
  /** Whether stores are made or brought up to date for it. */
  readonly makes?: boolean;
}

/** Works on the running server when there is one, else opens the product for as long as the work takes. */
export async function withProduct<T>(
  speaker: Speaker,
  work: (call: CallProduct, control: CallControl) => Promise<T>,
): Promise<T> {
  const running = await findServer(speaker.environment.data);
  return running
    ? work(overHttp(running, speaker), controlOverHttp(running, speaker))
    : inside(speaker, work);
}

export interface Running {
  readonly address: string;
  readonly token: string;
  readonly pid: number;
}

/** The server that holds a data folder and answers. */
export async function findServer(data: string): Promise<Running | undefined> {
  const control = readControl(data);
  if (!control) return undefined;
  const alive = await fetch(`${control.address}/livez`, { signal: AbortSignal.timeout(15_000) }).catch(
    () => undefined,
  );
  await alive?.body?.cancel();
  return alive && control;
}

const faultShape = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

/** Posts to the running server as the terminal of the same machine. */
export async function post(
  { address, token }: Running,
  path: string,
  input: unknown,
  { language, project }: { language: Language; project?: number },
): Promise<unknown> {
  const gone = (reason: string, cause?: unknown) => serverGone({ address, reason }, cause);
  const response = await fetch(`${address}${path}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'accept-language': language,
      ...(project === undefined ? {} : { 'linger-project': String(project) }),
    },
    body: JSON.stringify(input),
  }).catch((cause: unknown) => Promise.reject(gone(reasonOf(cause), cause)));
  const text = await response.text().catch((cause: unknown) => Promise.reject(gone(reasonOf(cause), cause)));
  // another one has taken its place, and does not know the token of the last
  if (response.status === 401) throw gone('HTTP 401');
  if (response.ok) return text === '' ? undefined : JSON.parse(text);
  throw faultOf(text, response.status);
}

function reasonOf(cause: unknown): string {
  const at = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  return at instanceof Error ? at.message || String(Reflect.get(at, 'code')) : String(at);
}

/** The fault as the server said it, with the code that scripts know. */
function faultOf(text: string, status: number): Fault {
  try {
    const { code, message } = faultShape.parse(JSON.parse(text)).error;
    return new Fault(code, status, { zh: message, en: message }, {});
  } catch {
    return serverFault({ message: `HTTP ${status}` });
  }
}

/** A server that was started anew meanwhile has another token, and perhaps another address. */
const present = (running: Running, { environment }: Speaker) => readControl(environment.data) ?? running;

function overHttp(running: Running, speaker: Speaker): CallProduct {
  const asked = { language: speaker.terminal.language, project: speaker.project };
  return (name, input) =>
    post(present(running, speaker), `/api/${name}`, input, asked) as Promise<Api[typeof name]['output']>;
}

function controlOverHttp(running: Running, speaker: Speaker): CallControl {
  const asked = { language: speaker.terminal.language };
  return (name, input) =>
    post(present(running, speaker), `/control/${name}`, input, asked) as Promise<
      Awaited<ReturnType<Controls[typeof name]['run']>>
    >;
}

async function inside<T>(
  { environment, terminal, project, makes = false }: Speaker,
  work: (call: CallProduct, control: CallControl) => Promise<T>,
): Promise<T> {
  const tell = (words: Words) => terminal.note(words);
  const opening = { ...environment, tell, onHeld: tellHeld(terminal) };
  const product = await openProduct(opening, makes ? 'make' : 'use');
  try {
    tellMigrated(product.migrated, terminal);
    const { access } = product;
    const viewer = await access.systemViewer(project, terminal.language);
    const operations = compose(product);
    const call = { signal: new AbortController().signal, address: 'terminal' };
    const doing = async (among: Operations, name: string, input: unknown) => {
      const output = await perform({ access, operations: among }, name, viewer, input, call);
      return JSON.parse(JSON.stringify(output ?? null)) as never;
    };
    return await work(
      (name, input) => doing(operations, name, input),
      (name, input) => doing(controls(product), name, input),
    );
  } finally {
    await product.close();
  }
}

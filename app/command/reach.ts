import { z } from 'zod';
import { type Api, compose, openHouse, perform } from '#app/server';
import type { Language } from '#lib/core';
import { readControl } from './control-file.ts';
import type { Environment } from './environment.ts';
import { serverFault } from './faults.ts';
import type { Terminal } from './terminal.ts';

/** Calls operations as the owner of the machine. */
export type Reach = <Name extends keyof Api>(
  name: Name,
  input: Api[Name]['input'],
) => Promise<Api[Name]['output']>;

/** Where a command speaks to. */
interface Speaker {
  readonly environment: Environment;
  readonly terminal: Terminal;
  /** The project's number; the oldest when absent. */
  readonly project?: number;
}

/** Works on the running server when there is one, else opens the house for as long as the work takes. */
export async function reach<T>(speaker: Speaker, work: (call: Reach) => Promise<T>): Promise<T> {
  const running = await findServer(speaker.environment.data);
  return running ? work(overHttp(running, speaker)) : inside(speaker, work);
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
  const alive = await fetch(`${control.address}/healthz`).catch(() => undefined);
  await alive?.body?.cancel();
  return alive && control;
}

const faultShape = z.object({ error: z.object({ message: z.string() }) });

/** Posts to the running server as the terminal of the same machine. */
export async function post(
  { address, token }: Running,
  path: string,
  input: unknown,
  { language, project }: { language: Language; project?: number },
): Promise<unknown> {
  const response = await fetch(`${address}${path}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'accept-language': language,
      ...(project === undefined ? {} : { 'linger-project': String(project) }),
    },
    body: JSON.stringify(input),
  });
  if (response.status === 204) return undefined;
  const body: unknown = await response.json();
  if (response.ok) return body;
  const { data } = faultShape.safeParse(body);
  throw serverFault({ message: data?.error.message ?? `HTTP ${response.status}` });
}

function overHttp(running: Running, { terminal, project }: Speaker): Reach {
  const asked = { language: terminal.language, project };
  return (name, input) => post(running, `/api/${name}`, input, asked) as Promise<Api[typeof name]['output']>;
}

async function inside<T>(
  { environment, terminal, project }: Speaker,
  work: (call: Reach) => Promise<T>,
): Promise<T> {
  const house = await openHouse(environment);
  try {
    const { access } = house;
    const viewer = await access.insider(project, terminal.language);
    const operations = compose(house);
    const call = { signal: new AbortController().signal, address: 'terminal' };
    return await work(async (name, input) => {
      const output = await perform({ access, operations }, name, viewer, input, call);
      return JSON.parse(JSON.stringify(output ?? null)) as Api[typeof name]['output'];
    });
  } finally {
    await house.close();
  }
}

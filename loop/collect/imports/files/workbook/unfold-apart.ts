import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Fault, type Words } from '#lib/core';
import { bigWorkbook, brokenWorkbook } from '../../faults.ts';
import { residentOf } from '../resident.ts';
import type { Sheet, UnfoldOrder } from './unfold.ts';

/** What the process that reads a workbook answers. */
export type Unfolded =
  | { readonly sheets: Sheet[] }
  | { readonly fault: { readonly code: string; readonly status: number; readonly words: Words } }
  | { readonly broken: string };

/** What its heap may take, and what the process may take in all, where the system says what it takes; in MB. */
const HEAP = 640;
const RESIDENT = 1024;
const LOOK_MS = 100;
/** The biggest sheets Excel can hold take some minutes. */
const PATIENCE_MS = 15 * 60_000;

/** One workbook is read at a time, so that several together take no more memory than one. */
let before: Promise<unknown> = Promise.resolve();

/** Unfolds a workbook in a process of its own, which is ended when it takes too much memory or time: no file ends the product. */
export function unfoldApart(order: UnfoldOrder): Promise<Sheet[]> {
  const unfolded = before.then(() => unfoldNow(order));
  before = unfolded.catch(() => undefined);
  return unfolded;
}

async function unfoldNow(order: UnfoldOrder): Promise<Sheet[]> {
  const child = spawn(process.execPath, [`--max-old-space-size=${HEAP}`, script()], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { PATH: process.env.PATH ?? '' },
  });
  const watch = setInterval(() => residentOf(child.pid) > RESIDENT && child.kill('SIGKILL'), LOOK_MS);
  const patience = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
  try {
    const answer = await answerOf(child, order);
    if ('sheets' in answer) return answer.sheets;
    if ('fault' in answer) throw new Fault(answer.fault.code, answer.fault.status, answer.fault.words, {});
    throw brokenWorkbook({ name: order.name, reason: answer.broken });
  } finally {
    clearInterval(watch);
    clearTimeout(patience);
    child.kill('SIGKILL');
  }
}

function answerOf(child: ReturnType<typeof spawn>, order: UnfoldOrder): Promise<Unfolded> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => reject(bigWorkbook({ name: order.name, limit: RESIDENT })));
    if (!child.stdin || !child.stdout) return;
    child.stdin.on('error', () => undefined);
    child.stdin.write(`${JSON.stringify(order)}\n`);
    createInterface({ input: child.stdout }).on('line', (line) => resolve(JSON.parse(line) as Unfolded));
  });
}

/** The bundled reader: beside the bundled product, or in `dist` when the product runs from its sources. */
function script(): string {
  const places = ['./workbook.js', '../../../../../dist/workbook.js'].map(
    (path) => new URL(path, import.meta.url),
  );
  const found = places.find((place) => existsSync(place));
  if (!found) throw new Error('dist/workbook.js is missing, run `npm run build`');
  return fileURLToPath(found);
}

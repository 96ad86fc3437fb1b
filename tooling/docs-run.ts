import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildTerminal, linger, startLinger, stopAll } from '../app/command/testing.ts';
import type { Block, Page } from './docs-pages.ts';
import { root } from './imports.ts';

/** A started product and a folder in which the manual's blocks run as a reader would run them. */
export interface Stage {
  readonly folder: string;
  readonly address: string;
  readonly apiKey: string;
  readonly writeKey: string;
  close(): Promise<void>;
}

export async function openStage(): Promise<Stage> {
  await buildTerminal();
  const folder = mkdtempSync(join(tmpdir(), 'linger-docs-'));
  const variables = { LINGER_DATA: join(folder, 'data') };
  const { said, stop } = await startLinger(variables);
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(
    join(folder, 'linger'),
    `#!/bin/sh\nexec '${process.execPath}' '${join(root, 'dist/linger.js')}' "$@"\n`,
  );
  chmodSync(join(folder, 'linger'), 0o755);
  const keyOf = async (...options: string[]) =>
    (await linger(['key', 'create', ...options], variables)).out.trim();
  return {
    folder,
    address: said.address,
    apiKey: await keyOf('--role', 'analyst'),
    writeKey: await keyOf('--kind', 'write'),
    async close() {
      await stop('SIGTERM');
      await stopAll();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const hasCurl = spawnSync('curl', ['--version']).status === 0;
export const hasRequests = spawnSync('python3', ['-c', 'import requests']).status === 0;

/** What a block does in the shell; nothing for one that is only shown. */
function commandOf({ language, words, code }: Block, at: number, stage: Stage): string | undefined {
  const { folder, address } = stage;
  const file = words.find((word) => word.includes('.')) ?? `block-${at}`;
  const keep = (name: string) => writeFileSync(join(folder, name), settled(code, stage));
  if (language === 'sh') return withoutStart(settled(code, stage));
  if (language === 'js') {
    keep(`${file}.mjs`);
    return `'${process.execPath}' ${file}.mjs`;
  }
  if (language === 'python') {
    if (!hasRequests) return 'true';
    keep(`${file}.py`);
    return `python3 ${file}.py`;
  }
  if (language === 'json' && words.includes('question')) {
    keep(`${file}.json`);
    return `curl -sS --fail-with-body ${address}/api/ask -H 'authorization: Bearer ${stage.apiKey}' -H 'content-type: application/json' -d @${file}.json`;
  }
  if (words.some((word) => word.includes('.'))) keep(file);
  return undefined;
}

/** The product of the test stands in for the reader's own. */
function settled(code: string, { address, apiKey, writeKey }: Stage): string {
  return code
    .replaceAll('http://127.0.0.1:7300', address)
    .replaceAll('API_KEY', apiKey)
    .replaceAll('WRITE_KEY', writeKey);
}

const withoutStart = (code: string) => code.replace(/^(npm start|\.\/linger start)$/gm, '');

/** What each block of a page said, by its number. */
export type Said = ReadonlyMap<number, string>;

/** Runs a page's blocks in one shell, in their order, so that variables and files live on from block to block. */
export async function runPage(
  page: Page,
  stage: Stage,
  { locale = 'C', only = () => true }: { locale?: string; only?: (at: number) => boolean } = {},
): Promise<Said> {
  const commands = page.blocks.flatMap((block, at) => {
    const command = commandOf(block, at, stage);
    return command === undefined || !only(at) ? [] : [{ at, command }];
  });
  const script = [
    'set -euo pipefail',
    ...commands.map(({ at, command }) => `echo '::${at}' >&2\n{\n${command}\n} > said-${at}`),
  ].join('\n');
  const shell = spawn('bash', ['-c', script], {
    cwd: stage.folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      LANG: locale,
      LINGER_DATA: join(stage.folder, 'data'),
    },
  });
  let errors = '';
  shell.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const [code] = await once(shell, 'close');
  const saidBy = (at: number) => readFileSync(join(stage.folder, `said-${at}`), 'utf8');
  if (code !== 0) {
    const failed = Number([...errors.matchAll(/^::(\d+)$/gm)].at(-1)?.[1]);
    throw new Error(
      `${page.path}, block ${failed}:\n${page.blocks[failed]?.code}\n${saidBy(failed)}\n${errors.split('::').at(-1)}`,
    );
  }
  return new Map(commands.map(({ at }) => [at, saidBy(at)]));
}

/** Blocks of `text output`, each with the number of the block that says it. */
export function outputsOf({ blocks }: Page): readonly { readonly by: number; readonly expected: string }[] {
  return blocks.flatMap(({ language, words, code }, at) =>
    language === 'text' && words.includes('output') ? [{ by: at - 1, expected: code.trim() }] : [],
  );
}

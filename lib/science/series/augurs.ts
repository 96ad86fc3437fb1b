type Start = (input: { module_or_path: BufferSource }) => Promise<unknown>;

const started = new Map<string, Promise<unknown>>();

/** Starts a part of augurs, once: its WebAssembly is read from the package that lies beside us. */
export async function startAugurs(part: 'mstl' | 'ets' | 'prophet', start: Start): Promise<void> {
  const running = started.get(part) ?? load(part, start);
  started.set(part, running);
  await running;
}

async function load(part: string, start: Start): Promise<unknown> {
  const { createRequire } = await import('node:module');
  const { readFile } = await import('node:fs/promises');
  const script = createRequire(import.meta.url).resolve(`@bsull/augurs/${part}`);
  return start({ module_or_path: await readFile(script.replace(/\.js$/, '_bg.wasm')) });
}

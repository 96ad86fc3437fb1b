import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** The built-in engine as a server of its own, reached by `CLICKHOUSE_URL`. */
export interface StandAloneEngine {
  readonly url: string;
  close(): Promise<void>;
}

export async function openStandAloneEngine(dataDir: string): Promise<StandAloneEngine> {
  const script = fileURLToPath(new URL('../../../dist/engine.js', import.meta.url));
  const child = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
  const password = 'stand-alone';
  child.stdin.write(`${JSON.stringify({ dataDir, password, lowMemory: true })}\n`);
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const { port } = JSON.parse(line) as { port: number };
  return {
    url: `http://default:${password}@127.0.0.1:${port}/linger`,
    async close() {
      const gone = once(child, 'exit');
      child.stdin.end();
      await gone;
    },
  };
}

import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Supervisor } from './engine/supervisor.ts';
import { attach, type OpenColumns, openColumns } from './open-columns.ts';

const MIB = 1024 ** 2;

export interface ServerLimits {
  /** `max_server_memory_usage`. */
  readonly megabytes: number;
  /** `max_memory_usage` of one statement; none when absent. */
  readonly statementMegabytes?: number;
}

/** The settings of a server as it comes, but for its limits of memory. */
export function serverConfig({ megabytes, statementMegabytes }: ServerLimits, more = ''): string {
  const statement = statementMegabytes
    ? `<max_memory_usage>${statementMegabytes * MIB}</max_memory_usage>`
    : '';
  return `<clickhouse>
<max_server_memory_usage>${megabytes * MIB}</max_server_memory_usage>
<mark_cache_size>${32 * MIB}</mark_cache_size>
${more}
<profiles><default><max_threads>8</max_threads><max_insert_threads>2</max_insert_threads>${statement}</default></profiles>
<users><default><password></password><networks><ip>::/0</ip></networks><profile>default</profile><quota>default</quota></default></users>
<quotas><default></default></quotas>
</clickhouse>
`;
}

/** A ClickHouse server of its own with so much memory: its address, the store as `CLICKHOUSE_URL` gives it, and its process to be killed. */
export async function openTestServer(limits: ServerLimits) {
  const folder = await mkdtemp(join(tmpdir(), 'linger-server-'));
  const config = join(folder, 'server.xml');
  await writeFile(config, serverConfig(limits));
  const supervisor = await Supervisor.open({ dataDir: folder, volatile: true, config });
  const { url, password, pid } = await supervisor.address();
  const given = new URL(url);
  given.username = 'default';
  given.password = password;
  given.pathname = '/linger';
  const columns = await openColumns({ dataDir: folder, url: given.href });
  return {
    url: given.href,
    pid,
    columns: Object.assign(columns, { dataDir: folder }) as OpenColumns & { readonly dataDir: string },
    /** The same server, as the product's own engine. */
    attached: () => attach(() => supervisor.address(), 'linger'),
    close: async () => {
      await columns.close();
      await supervisor.close();
    },
  };
}

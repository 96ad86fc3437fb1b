import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Supervisor } from '../engine/supervisor.ts';
import { type OpenWarehouse, openWarehouse } from '../warehouse/open-warehouse.ts';

const MIB = 1024 ** 2;

/** The settings of a server as it comes, but for its limits of memory. */
function serverConfig(megabytes: number): string {
  return `<clickhouse>
<max_server_memory_usage>${megabytes * MIB}</max_server_memory_usage>
<mark_cache_size>${32 * MIB}</mark_cache_size>
</clickhouse>
`;
}

/** An engine of its own as the server that `CLICKHOUSE_URL` names, with so much memory. */
export async function openTestServer({ megabytes }: { readonly megabytes: number }) {
  const folder = await mkdtemp(join(tmpdir(), 'linger-server-'));
  const config = join(folder, 'server.xml');
  await writeFile(config, serverConfig(megabytes));
  const supervisor = await Supervisor.open({ dataDir: folder, volatile: true, config });
  const { url, password } = await supervisor.address();
  const given = new URL(url);
  given.username = 'default';
  given.password = password;
  given.pathname = '/linger';
  const warehouse = await openWarehouse({ dataDir: folder, url: given.href });
  return {
    warehouse: Object.assign(warehouse, { dataDir: folder }) as OpenWarehouse & { readonly dataDir: string },
    close: async () => {
      await warehouse.close();
      await supervisor.close();
    },
  };
}

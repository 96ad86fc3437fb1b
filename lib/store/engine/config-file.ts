import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Profile } from './profile.ts';

/**
 * Writes the configuration the engine is opened with; gives its path. Merges have the settings of the default user's
 * profile, and that is read from a file only.
 */
export async function writeConfig(
  dataDir: string,
  { background, tables }: Pick<Profile, 'background' | 'tables'>,
): Promise<string> {
  const folder = join(dataDir, 'engine');
  await mkdir(folder, { recursive: true });
  const [config, users] = [join(folder, 'config.xml'), join(folder, 'users.xml')];
  await writeFile(
    config,
    `<clickhouse><users_config>${escaped(users)}</users_config><merge_tree>${elements(tables)}</merge_tree></clickhouse>\n`,
  );
  await writeFile(users, usersWith(background));
  return config;
}

function usersWith(settings: Readonly<Record<string, string>>): string {
  return `<clickhouse>
<profiles><default>${elements(settings)}</default></profiles>
<users><default><password></password><networks><ip>::/0</ip></networks><profile>default</profile><quota>default</quota></default></users>
<quotas><default></default></quotas>
</clickhouse>
`;
}

function elements(settings: Readonly<Record<string, string>>): string {
  return Object.entries(settings)
    .map(([name, value]) => `<${name}>${escaped(value)}</${name}>`)
    .join('');
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

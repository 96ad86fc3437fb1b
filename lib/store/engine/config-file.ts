import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Writes the configuration the engine is opened with; gives its path. Merges have the settings of the default user's
 * profile, and that is read from a file only.
 */
export async function writeConfig(
  dataDir: string,
  settings: Readonly<Record<string, string>>,
): Promise<string> {
  const folder = join(dataDir, 'engine');
  await mkdir(folder, { recursive: true });
  const [config, users] = [join(folder, 'config.xml'), join(folder, 'users.xml')];
  await writeFile(config, `<clickhouse><users_config>${escaped(users)}</users_config></clickhouse>\n`);
  await writeFile(users, usersWith(settings));
  return config;
}

function usersWith(settings: Readonly<Record<string, string>>): string {
  const lines = Object.entries(settings).map(([name, value]) => `<${name}>${escaped(value)}</${name}>`);
  return `<clickhouse>
<profiles><default>${lines.join('')}</default></profiles>
<users><default><password></password><networks><ip>::/0</ip></networks><profile>default</profile><quota>default</quota></default></users>
<quotas><default></default></quotas>
</clickhouse>
`;
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

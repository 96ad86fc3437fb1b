import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EmscriptenBuiltinFilesystem } from '@electric-sql/pglite/basefs';

/** Where the engine looks for its database. */
const PLACE = '/pglite/data';

/** A database's folder read into memory, so that it can be asked where the disk takes no writes; nothing comes back to it. */
export class MemoryCopy extends EmscriptenBuiltinFilesystem {
  constructor(private readonly folder: string) {
    super();
  }

  override async initialSyncFs(): Promise<void> {
    this.copy(this.folder, PLACE);
  }

  private copy(from: string, to: string): void {
    const files = this.pg?.Module.FS;
    if (!files) return;
    files.mkdirTree(to, 0o700);
    for (const entry of readdirSync(from, { withFileTypes: true })) {
      const [source, target] = [join(from, entry.name), `${to}/${entry.name}`];
      if (entry.isDirectory()) this.copy(source, target);
      else files.writeFile(target, readFileSync(source), { mode: 0o600 });
    }
  }
}

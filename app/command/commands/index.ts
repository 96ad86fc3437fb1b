import type { Command } from '../command.ts';
import { accountCreate } from './account-create.ts';
import { ask } from './ask.ts';
import { backup } from './backup.ts';
import { definitionsApply } from './definitions-apply.ts';
import { definitionsExport } from './definitions-export.ts';
import { demo } from './demo.ts';
import { doctor } from './doctor.ts';
import { importFiles } from './import.ts';
import { imports } from './imports.ts';
import { keyCreate } from './key-create.ts';
import { migrate } from './migrate.ts';
import { projectCreate } from './project-create.ts';
import { restore } from './restore.ts';
import { start } from './start.ts';

/** All commands, in the order of the help. */
export const commands: readonly Command[] = [
  start,
  importFiles,
  imports,
  demo,
  ask,
  definitionsExport,
  definitionsApply,
  keyCreate,
  accountCreate,
  projectCreate,
  doctor,
  backup,
  restore,
  migrate,
];

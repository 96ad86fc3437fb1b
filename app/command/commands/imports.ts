import { setTimeout as sleep } from 'node:timers/promises';
import type { Api } from '#app/product';
import type { Language } from '#lib/core';
import { importStates } from '#loop/collect/view';
import { command } from '../command.ts';
import { importsText } from '../import/import-text.ts';
import { outwait } from '../outwait.ts';
import { projectNumber, projectOption } from '../project-option.ts';
import type { Terminal } from '../terminal.ts';
import { type CallProduct, withProduct } from '../with-product.ts';

const name = 'imports';

type Run = Api['file/run']['output'];

/** Lists what was imported, and takes an import back. */
export const imports = command({
  name,
  summary: {
    en: 'list the imports, newest first; --undo takes one back',
    zh: '列出导入记录，最近的在前；--undo 撤销其中一次',
  },
  options: {
    undo: {
      hint: { en: 'ID', zh: '编号' },
      summary: {
        en: 'delete the events of this import and what it told of people',
        zh: '删除这次导入的事件和用户资料',
      },
    },
    project: projectOption,
  },
  examples: ['linger imports', 'linger imports --undo 5f0c1b1e-8a57-4b8e-9a55-0c7f6f2f0f11'],
  async run({ options, environment, terminal }) {
    const project = projectNumber(options.project, name);
    const { undo: id } = options;
    await withProduct({ environment, terminal, project }, async (call) => {
      if (id !== undefined) {
        const run = await undone(call, id, terminal);
        return terminal.answer(run, { en: undoneText(run, 'en'), zh: undoneText(run, 'zh') });
      }
      const { runs } = await call('file/runs', {});
      terminal.answer({ imports: runs }, { en: importsText(runs, 'en'), zh: importsText(runs, 'zh') });
    });
  },
});

const LOOK = 200;

/** Takes an import back and waits until its events are gone. */
async function undone(call: CallProduct, id: string, terminal: Terminal): Promise<Run> {
  let run = await call('file/remove-run', { id });
  while (run.state === 'removing') {
    await sleep(LOOK);
    run = await outwait(() => call('file/run', { id }), terminal);
  }
  return run;
}

function undoneText({ file, state, fault }: Run, language: Language): string {
  const colon = language === 'zh' ? '：' : ': ';
  return `${file}${colon}${(fault?.words ?? importStates[state])[language]}`;
}

import { resolve } from 'node:path';
import type { Api } from '#app/product';
import type { Language } from '#lib/core';
import { command } from '../command.ts';
import { projectNumber, projectOption } from '../project-option.ts';
import { withProduct } from '../with-product.ts';
import { readFolder } from './definition-folder.ts';

const name = 'definitions apply';

type Applied = Api['definition/apply']['output'];
type Kinds = Api['definition/kinds']['output']['kinds'];

/** Makes what is kept in a project as the files of a folder say. */
export const definitionsApply = command({
  name,
  summary: {
    en: 'make what is kept as the files of a folder say; nothing is deleted',
    zh: '按文件夹里的文件新建或修改保存的内容；不会删除任何东西',
  },
  takes: { en: 'DIR', zh: '文件夹' },
  options: {
    'dry-run': {
      summary: { en: 'only tell what would change', zh: '只说明会改什么，不真正修改' },
    },
    project: projectOption,
  },
  examples: [
    'linger definitions apply ./definitions --dry-run',
    'linger definitions apply ./definitions --project 2',
  ],
  async run({ options, words, environment, terminal }) {
    const project = projectNumber(options.project, name);
    const files = await readFolder(resolve(words[0] ?? ''));
    const { applied, kinds } = await withProduct({ environment, terminal, project }, async (call) => ({
      applied: await call('definition/apply', { files, dryRun: options['dry-run'] === true }),
      kinds: (await call('definition/kinds', {})).kinds,
    }));
    terminal.answer(applied, { en: told(applied, kinds, 'en'), zh: told(applied, kinds, 'zh') });
  },
});

/** What was done, or would be: each new or changed definition with its difference. */
function told({ dryRun, steps, elsewhere }: Applied, kinds: Kinds, language: Language): string {
  const zh = language === 'zh';
  const kindOf = (kind: string) => kinds.find((one) => one.name === kind)?.words.one[language] ?? kind;
  const named = (one: { kind: string; name: string }) =>
    zh ? `${kindOf(one.kind)}「${one.name}」` : `${kindOf(one.kind)} “${one.name}”`;
  const count = (what: string) => steps.filter((step) => step.what === what).length;
  const nothing = zh ? '无' : 'none';
  const lines = steps.flatMap((step) => {
    if (step.what === 'same') return [];
    const differences = step.difference.map(
      ({ field, before, after }) =>
        `    ${field[language]}: ${before?.[language] ?? nothing} → ${after?.[language] ?? nothing}`,
    );
    return [`${step.what === 'new' ? '+' : '~'} ${named(step)}`, ...differences, ...renamed(step, zh)];
  });
  const head = zh
    ? `${dryRun ? '试运行，没有修改：' : ''}新建 ${count('new')} 个，修改 ${count('changed')} 个，${count('same')} 个没有变化`
    : `${dryRun ? 'dry run, nothing was changed: ' : ''}${count('new')} new, ${count('changed')} changed, ${count('same')} as before`;
  const rest = elsewhere.map(
    (one) =>
      `  ${named(one)} ${zh ? '在项目里，但没有对应的文件；已保留' : 'is in the project and in no file; it stays'}`,
  );
  return [head, ...lines, ...rest].join('\n');
}

function renamed({ equals, name }: Applied['steps'][number], zh: boolean): string[] {
  if (equals === null) return [];
  return [
    zh
      ? `    与项目里的「${equals}」内容相同：文件没有 id，改名会被当作新建，「${equals}」仍会保留；如果是想改名，请先在产品里把它改名为「${name}」`
      : `    is equal to “${equals}” in the project: a file has no id, so another name is something new and “${equals}” stays; to rename it, rename it to “${name}” in the product first`,
  ];
}

import { resolve } from 'node:path';
import type { Language } from '#lib/core';
import { command } from '../command.ts';
import { projectNumber, projectOption } from '../project-option.ts';
import { withProduct } from '../with-product.ts';
import { type Written, writeFolder } from './definition-folder.ts';

const name = 'definitions export';

/** Writes what is kept in a project as files for Git. */
export const definitionsExport = command({
  name,
  summary: {
    en: 'write saved questions, segments and all that is kept as JSON files for Git',
    zh: '把已保存的分析、分群等全部写成适合 Git 的 JSON 文件',
  },
  takes: { en: 'DIR', zh: '文件夹' },
  options: { project: projectOption },
  examples: [
    'linger definitions export ./definitions',
    'linger definitions export ./definitions --project 2 --json',
  ],
  async run({ options, words, environment, terminal }) {
    const project = projectNumber(options.project, name);
    const folder = words[0] ?? '';
    const { files } = await withProduct({ environment, terminal, project }, (call) =>
      call('definition/export', {}),
    );
    const written = await writeFolder(resolve(folder), files);
    const answer = { folder, files: files.length, ...written };
    terminal.answer(answer, { en: told(folder, written, 'en'), zh: told(folder, written, 'zh') });
  },
});

function told(folder: string, { changed, same, leftOver }: Written, language: Language): string {
  const head = {
    en: `${changed.length + same} in ${folder}: ${changed.length} written, ${same} as before`,
    zh: `${folder} 中共 ${changed.length + same} 个：写入 ${changed.length} 个，${same} 个没有变化`,
  };
  const left = {
    en: 'of nothing in the project any more; delete the file, or "linger definitions apply" makes it again',
    zh: '项目里已经没有了；请删除该文件，否则 linger definitions apply 会再次创建',
  };
  return [head[language], ...leftOver.map((path) => `  ${path}  ${left[language]}`)].join('\n');
}

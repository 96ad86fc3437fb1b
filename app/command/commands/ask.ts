import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { jsonPlace } from '#lib/core';
import { command } from '../command.ts';
import { explainedText } from '../explained-text.ts';
import { badQuestion, questionMissing, questionUnreadable } from '../faults.ts';
import { foldText } from '../fold-text.ts';
import { projectNumber, projectOption } from '../project-option.ts';
import { tableText } from '../table-text.ts';
import { withProduct } from '../with-product.ts';

const name = 'ask';

/** Asks a question and prints the answer as a person reads it, or as JSON. */
export const ask = command({
  name,
  summary: {
    en: 'ask a question: a file of JSON as the web shows it under "Open as JSON"; - reads it from the input',
    zh: '提问：JSON 文件，内容与网页「以 JSON 打开」相同；- 表示从标准输入读取',
  },
  takes: { en: 'QUESTION.json', zh: '问题.json' },
  options: {
    project: projectOption,
    explain: {
      summary: {
        en: 'do not answer: say how the question would be answered, and how many rows are read for it',
        zh: '不作答，只说明会怎么算、要读多少行',
      },
    },
  },
  examples: [
    'linger ask retention.json',
    `echo '{"kind":"retention","unit":"month","span":{"last":12,"unit":"month"}}' | linger ask -`,
    'linger ask funnel.json --json | jq .answer',
    'linger ask funnel.json --explain',
  ],
  async run({ options, words, environment, terminal }) {
    const question = await readQuestion(words[0] ?? '-');
    const project = projectNumber(options.project, name);
    const place = { environment, terminal, project };
    if (options.explain) {
      const plan = await withProduct(place, (call) => call('ask/explain', question));
      const say = (language: 'en' | 'zh') => explainedText(plan, language).join('\n');
      return terminal.answer(plan, { en: say('en'), zh: say('zh') });
    }
    const answered = await withProduct(place, (call) => call('ask', question));
    const say = (language: 'en' | 'zh') =>
      [
        answered.headline[language],
        ...answered.remarks.flatMap((remark) => foldText(remark[language], terminal.width)),
        '',
        tableText(answered.table, language, terminal.width),
        '',
        foldText(answered.definition[language], terminal.width).join('\n'),
      ].join('\n');
    terminal.answer(answered, { en: say('en'), zh: say('zh') });
  },
});

async function readQuestion(file: string): Promise<{ kind: string }> {
  const given =
    file === '-'
      ? await text(process.stdin)
      : await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
          if (error.code === 'ENOENT') throw questionMissing({ file }, error);
          throw questionUnreadable({ file, reason: error.code ?? error.message }, error);
        });
  try {
    return JSON.parse(given) as { kind: string };
  } catch (error) {
    throw badQuestion({ file, place: jsonPlace(given) ?? '1:1' }, error);
  }
}

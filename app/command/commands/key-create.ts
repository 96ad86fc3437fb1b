import { command } from '../command.ts';
import { notTogether, wrongUsage } from '../faults.ts';
import { projectNumber, projectOption } from '../project-option.ts';
import { roleHint, roleOf } from '../role-option.ts';
import { withProduct } from '../with-product.ts';

const name = 'key create';

/** Makes a key unattended; works beside a running server and without one. */
export const keyCreate = command({
  name,
  summary: {
    en: 'make a key for a program; it is shown this once',
    zh: '为程序新建密钥，只显示这一次',
  },
  options: {
    kind: {
      hint: { en: 'write|api', zh: 'write|api' },
      summary: {
        en: 'write: only sends events; api: asks and acts (default)',
        zh: 'write 只能上报事件；api 可查询和操作（默认）',
      },
    },
    role: {
      hint: roleHint,
      summary: { en: 'what an api key may do, viewer by default', zh: 'api 密钥的角色，默认 viewer' },
    },
    name: { hint: { en: 'NAME', zh: '名称' }, summary: { en: 'what the key is for', zh: '密钥的用途' } },
    project: projectOption,
  },
  examples: [
    'linger key create --role analyst --name notebook',
    'linger key create --kind write --name shop --json',
    'KEY=$(linger key create --role analyst --json | jq -r .key)',
  ],
  async run({ options, environment, terminal }) {
    const project = projectNumber(options.project, name);
    const input = inputOf(options.kind ?? 'api', options.role, options.name ?? 'terminal');
    const made = await withProduct({ environment, terminal, project }, (call) => call('key/create', input));
    terminal.answer(made, { en: made.key, zh: made.key });
    terminal.note({
      en: `keep it now: it is not shown again (project ${made.project}, ${made.kind}${made.role ? `, ${made.role}` : ''})`,
      zh: `请现在保存，之后不再显示（项目 ${made.project}，${made.kind}${made.role ? `，${made.role}` : ''}）`,
    });
  },
});

function inputOf(kind: string, role: string | undefined, keyName: string) {
  if (kind === 'write') {
    if (role !== undefined) throw notTogether({ one: '--kind write', other: '--role', command: name });
    return { kind: 'write' as const, name: keyName };
  }
  if (kind === 'api') return { kind: 'api' as const, name: keyName, role: roleOf(role ?? 'viewer', name) };
  throw wrongUsage({ option: '--kind', allowed: 'write | api', given: kind, command: name });
}

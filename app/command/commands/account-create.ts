import { randomBytes } from 'node:crypto';
import { command } from '../command.ts';
import { noPassword } from '../faults.ts';
import { projectNumber, projectOption } from '../project-option.ts';
import { roleHint, roleOf } from '../role-option.ts';
import { withProduct } from '../with-product.ts';

const name = 'account create';

/** Makes an account for a person; without a password on the input, one is made up and shown. */
export const accountCreate = command({
  name,
  summary: { en: 'make an account for somebody', zh: '为某人新建账号' },
  takes: { en: 'MAIL', zh: '邮箱' },
  options: {
    role: {
      hint: roleHint,
      summary: {
        en: 'what they may do in the project, analyst by default',
        zh: '在项目中的角色，默认 analyst',
      },
    },
    'password-stdin': {
      summary: { en: 'read the password from the input', zh: '从标准输入读取密码' },
    },
    project: projectOption,
  },
  examples: [
    'linger account create li.na@example.com --role analyst',
    'linger account create boss@example.com --role owner --password-stdin < password.txt',
  ],
  async run({ options, words, environment, terminal }) {
    const project = projectNumber(options.project, name);
    const role = roleOf(options.role ?? 'analyst', name);
    const given = options['password-stdin'] ? await readPassword() : undefined;
    const password = given ?? randomBytes(12).toString('base64url');
    const email = words[0] ?? '';
    const made = await withProduct({ environment, terminal }, (_call, control) =>
      control('account/create', { email, password, role, project }),
    );
    const shown = given === undefined ? { password } : {};
    terminal.answer(
      { ...made, ...shown },
      given === undefined
        ? { en: `made ${made.email}, password ${password}`, zh: `已新建 ${made.email}，密码 ${password}` }
        : { en: `made ${made.email}`, zh: `已新建 ${made.email}` },
    );
    if (given === undefined)
      terminal.note({ en: 'keep it now: it is not shown again', zh: '请现在保存，之后不再显示' });
  },
});

async function readPassword(): Promise<string> {
  let text = '';
  for await (const chunk of process.stdin.setEncoding('utf8')) text += chunk;
  const password = text.replace(/\r?\n$/, '');
  if (password === '') throw noPassword({ command: name });
  return password;
}

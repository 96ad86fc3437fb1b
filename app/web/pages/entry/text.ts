import type { Words } from '#lib/core';

export const text = {
  claim: { zh: '看清谁留下、谁会流失、为什么', en: 'See who stays, who is leaving, and why' },
  loop: {
    zh: '接入数据 → 认识用户 → 提出问题 → 采取行动 → 验证效果',
    en: 'collect → know → ask → act → learn',
  },
  login: { zh: '登录', en: 'Log in' },
  email: { zh: '邮箱', en: 'Email address' },
  emailMissing: { zh: '请填写邮箱', en: 'Enter your email address' },
  passwordMissing: { zh: '请填写密码', en: 'Enter the password' },
  password: { zh: '密码', en: 'Password' },
  passwordHint: { zh: '至少 8 个字符', en: 'At least 8 characters' },
  first: { zh: '创建第一个账号', en: 'Create the first account' },
  firstHint: {
    zh: '这个账号拥有全部权限，创建后可以邀请同事。',
    en: 'It may do everything; you can invite colleagues afterwards.',
  },
  accept: { zh: '接受邀请', en: 'Accept the invitation' },
  acceptHint: {
    zh: '如果这个邮箱已有 Linger 账号，请输入密码；如果还没有，请设置一个密码。',
    en: 'If this email address has a Linger account, enter its password; if not, choose one.',
  },
  into: (project: string): Words => ({
    zh: `邀请您加入项目「${project}」`,
    en: `You are invited to the project “${project}”`,
  }),
  asYou: (email: string): Words => ({ zh: `您以 ${email} 登录。`, en: `You are logged in as ${email}.` }),
  forOther: (email: string, present: string): Words => ({
    zh: `这份邀请是给 ${email} 的，而您以 ${present} 登录。请先退出，再用自己的账号接受。`,
    en: `This invitation is for ${email}, but you are logged in as ${present}. Log out first, then accept it as yourself.`,
  }),
  join: { zh: '加入项目', en: 'Join the project' },
  logout: { zh: '退出登录', en: 'Log out' },
  create: { zh: '创建账号', en: 'Create account' },
  enter: { zh: '接受并进入', en: 'Accept and enter' },
  noAccount: { zh: '还没有账号', en: 'There is no account yet' },
  noAccountHint: {
    zh: '请打开启动 Linger 的终端里打印的一次性链接来创建第一个账号；也可以用环境变量 LINGER_ADMIN=邮箱:密码 启动。',
    en: 'Open the one-time link that Linger printed in the terminal when it started, or start it with LINGER_ADMIN=email:password.',
  },
  noProject: {
    zh: '您的账号还不属于任何项目，请联系项目所有者。',
    en: 'Your account belongs to no project yet; ask the owner of one.',
  },
} satisfies Record<string, Words | ((...given: string[]) => Words)>;

import { fault } from '#lib/core';

export const notLoggedIn = fault('access.not-logged-in', 401, {
  en: 'log in first, or send an API key as "Authorization: Bearer <key>"',
  zh: '请先登录，或用“Authorization: Bearer <密钥>”带上 API 密钥',
});

export const unknownKey = fault('access.unknown-key', 401, {
  en: 'this key is unknown or was revoked; create a new one under Collect, "Keys and snippets", or with "linger key create"',
  zh: '密钥不存在或已停用；请在「接入」的「密钥与代码」里新建，或运行 linger key create',
});

export const keyUnknownNow = fault('access.key-unknown-now', 503, {
  en: 'whether this key is right cannot be told now: the row store does not answer, and the key was not used since the start; nothing was taken in, send it again in {seconds} s',
  zh: '暂时无法核对这个密钥：数据存储没有响应，而这个密钥自启动以来还没有用过；没有接收任何数据，请在 {seconds} 秒后重发',
});

export const writeKeyAsks = fault('access.write-key-asks', 401, {
  en: 'this is a write key, which only sends events to /v1; to ask, use an API key: make one under Collect, "Keys and snippets", or with "linger key create"',
  zh: '这是写入密钥，只能向 /v1 发送事件；查询请用 API 密钥：在「接入」的「密钥与代码」里新建，或运行 linger key create',
});

export const unknownAccount = fault('access.unknown-account', 404, {
  en: 'there is no account {given}; make it first with "linger account create {given}"',
  zh: '没有账号 {given}；请先运行 linger account create {given}',
});

export const needsAnalyst = fault('access.needs-analyst', 403, {
  en: '{operation} needs the role analyst or owner in this project',
  zh: '{operation} 需要本项目的分析师（analyst）或所有者（owner）角色',
});

export const needsOwner = fault('access.needs-owner', 403, {
  en: '{operation} needs the role owner in this project',
  zh: '{operation} 需要本项目的所有者（owner）角色',
});

export const notYourProject = fault('access.not-your-project', 403, {
  en: 'there is no project {given} that you belong to',
  zh: '您不属于项目 {given}，或该项目不存在',
});

export const noProject = fault('access.no-project', 403, {
  en: 'you belong to no project yet; ask an owner to invite you',
  zh: '您还不属于任何项目，请让项目所有者邀请您',
});

export const onlyForAccounts = fault('access.only-for-accounts', 403, {
  en: 'only a person who logged in can do this, not a key',
  zh: '这项操作需要登录的账号来做，密钥不行',
});

export const wrongLogin = fault('access.wrong-login', 401, {
  en: 'email or password is wrong',
  zh: '邮箱或密码不对',
});

export const wrongPassword = fault('access.wrong-password', 400, {
  en: 'the present password is wrong',
  zh: '当前密码不对',
});

export const lockedOut = fault('access.locked-out', 429, {
  en: 'too many failed logins; try again in {seconds} seconds',
  zh: '登录失败次数过多，请 {seconds} 秒后再试',
});

export const weakPassword = fault('access.weak-password', 400, {
  en: 'the password needs {least} to {most} characters, not all alike; not a common password, nor a common word, your email address or the name of the project with only years, digits or signs added. Three or four unrelated words are good',
  zh: '密码需要 {least} 到 {most} 个字符，不能全是同一个字符；不能是常见密码，也不能只是在常见词、邮箱或项目名称前后加年份、数字或符号。用三四个不相干的词就很好',
});

export const emailTaken = fault('access.email-taken', 409, {
  en: 'there is already an account for {email}',
  zh: '{email} 已经有账号了',
});

export const linkUsed = fault('access.link-used', 410, {
  en: 'this link was used already, has expired or was replaced by a newer one',
  zh: '这个链接已经用过、过期，或者已被新链接取代',
});

export const alreadyMember = fault('access.already-member', 409, {
  en: '{email} is in this project already; change the role in the list of members',
  zh: '{email} 已经在这个项目里；请在成员列表中修改角色',
});

export const otherAccount = fault('access.other-account', 409, {
  en: 'this invitation is for {email}, but you are logged in as {given}; log out and open the link again',
  zh: '这份邀请是给 {email} 的，您现在登录的是 {given}；请先退出登录，再打开链接',
});

export const lastOwner = fault('access.last-owner', 409, {
  en: 'a project needs at least one owner; make somebody else an owner first',
  zh: '项目至少要有一位所有者；请先把别人设为所有者',
});

export const notFound = fault('access.not-found', 404, {
  en: 'there is nothing under {given} in this project',
  zh: '本项目中没有编号为 {given} 的内容',
});

import { fault } from '#lib/core';

export const unknownCommand = fault('command.unknown', 400, {
  en: 'unknown command: {given}; "linger --help" lists all',
  zh: '没有这个命令：{given}；运行 linger --help 查看全部命令',
});

export const wrongUsage = fault('command.wrong-usage', 400, {
  en: '{reason}; see "linger {command} --help"',
  zh: '{reason}；用法见 linger {command} --help',
});

export const missingWord = fault('command.missing-word', 400, {
  en: 'missing: {given}; see "linger {command} --help"',
  zh: '缺少：{given}；用法见 linger {command} --help',
});

export const tooMuch = fault('command.too-much', 400, {
  en: 'too much: {given}; see "linger {command} --help"',
  zh: '多余：{given}；用法见 linger {command} --help',
});

export const unknownOption = fault('command.unknown-option', 400, {
  en: 'unknown option: {given}; see "linger {command} --help"',
  zh: '没有这个选项：{given}；用法见 linger {command} --help',
});

export const badOption = fault('command.bad-option', 400, {
  en: '{given} needs a value, or takes none; see "linger {command} --help"',
  zh: '{given} 缺少取值，或不需要取值；用法见 linger {command} --help',
});

export const badSetting = fault('command.bad-setting', 400, {
  en: '{name} must be {allowed}; given: {given}',
  zh: '{name} 应为 {allowed}；给出的是：{given}',
});

export const mustStop = fault('command.must-stop', 409, {
  en: 'Linger is running on {data} (process {pid}); stop it first',
  zh: 'Linger 正在使用 {data}（进程 {pid}）；请先停掉它',
});

export const serverFault = fault('command.server-fault', 500, {
  en: 'the running Linger answered: {message}',
  zh: '正在运行的 Linger 回答：{message}',
});

export const unwell = fault('command.unwell', 500, {
  en: 'not well: {names}',
  zh: '有问题：{names}',
});

export const badQuestion = fault('command.bad-question', 400, {
  en: 'no question could be read from {file}: {reason}',
  zh: '无法从 {file} 读取问题：{reason}',
});

export const demoFailed = fault('command.demo-failed', 500, {
  en: 'the demo company was not loaded to its end: {reason}; run it again, nothing is doubled',
  zh: '演示公司没有载入完：{reason}；重新运行即可，不会产生重复数据',
});

export const unexpected = fault('command.unexpected', 500, {
  en: 'something broke that should not have: {message}; LINGER_LOG=debug shows where',
  zh: '出现了意外的错误：{message}；设置 LINGER_LOG=debug 可查看出处',
});

export const notConfirmed = fault('command.not-confirmed', 400, {
  en: 'nothing was imported: say --yes to import without being asked, or --dry-run to only count',
  zh: '没有导入：加 --yes 可不经询问直接导入，加 --dry-run 只做统计',
});

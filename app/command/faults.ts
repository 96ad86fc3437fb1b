import { fault } from '#lib/core';

export const unknownCommand = fault('command.unknown', 400, {
  en: 'unknown command: {given}; "linger --help" lists all',
  zh: '没有这个命令:{given};运行 linger --help 查看全部命令',
});

export const wrongUsage = fault('command.wrong-usage', 400, {
  en: '{reason}; see "linger {command} --help"',
  zh: '{reason};用法见 linger {command} --help',
});

export const badSetting = fault('command.bad-setting', 400, {
  en: '{name} must be {allowed}; given: {given}',
  zh: '{name} 应为 {allowed};给出的是:{given}',
});

export const mustStop = fault('command.must-stop', 409, {
  en: 'Linger is running on {data} (process {pid}); stop it first',
  zh: 'Linger 正在使用 {data}(进程 {pid});请先停掉它',
});

export const serverFault = fault('command.server-fault', 500, {
  en: 'the running Linger answered: {message}',
  zh: '正在运行的 Linger 回答:{message}',
});

export const unwell = fault('command.unwell', 500, {
  en: 'not well: {names}',
  zh: '有问题:{names}',
});

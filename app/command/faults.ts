import { fault } from '#lib/core';

export const unknownCommand = fault('command.unknown', 400, {
  en: 'unknown command: {given}; "linger --help" lists all',
  zh: '没有这个命令：{given}；运行 linger --help 查看全部命令',
});

export const unfinishedCommand = fault('command.unfinished', 400, {
  en: 'not a whole command: {given}; there is "linger {allowed}"',
  zh: '命令不完整：{given}；可用的有 linger {allowed}',
});

export const wrongUsage = fault('command.wrong-usage', 400, {
  en: '{option} must be {allowed}; given: {given}; see "linger {command} --help"',
  zh: '{option} 应为 {allowed}；给出的是：{given}；用法见 linger {command} --help',
});

export const notTogether = fault('command.not-together', 400, {
  en: '{one} and {other} do not go together; see "linger {command} --help"',
  zh: '{one} 与 {other} 不能同时使用；用法见 linger {command} --help',
});

export const noPassword = fault('command.no-password', 400, {
  en: 'the input holds no password; see "linger {command} --help"',
  zh: '标准输入里没有密码；用法见 linger {command} --help',
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

export const missingValue = fault('command.missing-value', 400, {
  en: '{given} needs a value; see "linger {command} --help"',
  zh: '{given} 缺少取值；用法见 linger {command} --help',
});

export const needlessValue = fault('command.needless-value', 400, {
  en: '{given} takes no value; see "linger {command} --help"',
  zh: '{given} 不带取值；用法见 linger {command} --help',
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
  en: 'no question could be read from {file}: it is not JSON, it breaks at {place} (line:column)',
  zh: '无法从 {file} 读取问题：不是合法的 JSON，出错位置 {place}（行:列）',
});

export const questionMissing = fault('command.question-missing', 400, {
  en: 'there is no file of a question at {file}; - reads the question from the input',
  zh: '{file} 处没有问题文件；用 - 表示从标准输入读取',
});

export const questionUnreadable = fault('command.question-unreadable', 400, {
  en: 'the file of the question cannot be read: {file} ({reason})',
  zh: '无法读取问题文件：{file}（{reason}）',
});

export const folderUnreadable = fault('command.folder-unreadable', 400, {
  en: 'the folder {folder} cannot be read ({reason}); allow it with "chmod +rx", or move the files to where Linger may read',
  zh: '无法读取文件夹 {folder}（{reason}）；请用 chmod +rx 授权，或把文件移到 Linger 能读的地方',
});

export const notAllImported = fault('command.not-all-imported', 500, {
  en: 'not imported: {names}; what is right is imported, run it again when the rest is mended',
  zh: '没有导入：{names}；其余的已经导入，处理好后重新运行即可',
});

export const interrupted = fault('command.interrupted', 500, {
  en: 'no longer waiting for {file}: the running Linger goes on with it, or the next one that starts; "linger imports" shows how far it is, "linger imports --undo {id}" takes it back',
  zh: '不再等待 {file}：正在运行的 Linger 会继续导入，没有运行则在下次启动时继续；linger imports 查看进度，linger imports --undo {id} 撤销',
});

export const backupMissing = fault('command.backup-missing', 400, {
  en: 'there is no backup at {file}; check how it is spelt',
  zh: '{file} 处没有备份文件；请检查文件名',
});

export const unwritten = fault('command.unwritten', 500, {
  en: 'the answer could not be written: {reason}',
  zh: '结果无法输出：{reason}',
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

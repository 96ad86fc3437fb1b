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

export const settingsMissing = fault('command.settings-missing', 400, {
  en: 'LINGER_CONFIG names {file}, which is not there',
  zh: 'LINGER_CONFIG 指定的文件 {file} 不存在',
});

export const settingsUnreadable = fault('command.settings-unreadable', 400, {
  en: 'the settings in {file} cannot be read ({reason}); run this as a user who may, or let the group of the service read it: sudo chgrp linger {file} && sudo chmod 640 {file}',
  zh: '无法读取设置文件 {file}（{reason}）；请换一个有权限的用户运行，或允许服务所在的组读取：sudo chgrp linger {file} && sudo chmod 640 {file}',
});

export const settingsLine = fault('command.settings-line', 400, {
  en: '{file}, line {line}: not NAME=value; a comment begins with #',
  zh: '{file} 第 {line} 行：应写作 名称=值；注释以 # 开头',
});

export const settingsQuotes = fault('command.settings-quotes', 400, {
  en: "{file}, line {line}: the value of {name} has a quote, #, $ or \\ that programs read differently; put the whole value between single quotes, a comment on a line of its own, and write ' in an address as %27",
  zh: '{file} 第 {line} 行：{name} 的值里有引号、#、$ 或 \\，不同程序的读法不同；请用单引号括住整个值，注释另起一行，地址里的单引号写作 %27',
});

export const unknownSetting = fault('command.unknown-setting', 400, {
  en: '{file}, line {line}: unknown setting {name}; the nearest is {nearest}, "linger --help" lists all',
  zh: '{file} 第 {line} 行：没有 {name} 这个设置；最接近的是 {nearest}，运行 linger --help 查看全部设置',
});

export const settingTwice = fault('command.setting-twice', 400, {
  en: '{file}, line {line}: {name} stands there twice; leave one',
  zh: '{file} 第 {line} 行：{name} 重复出现；请只保留一个',
});

export const misplacedSetting = fault('command.misplaced-setting', 400, {
  en: '{file}, line {line}: {name} cannot stand in this file, which is only found by it; set it in the environment, LINGER_DATA also in the file that LINGER_CONFIG names',
  zh: '{file} 第 {line} 行：{name} 不能写在这个文件里，因为要靠它才能找到这个文件；请用环境变量设置，LINGER_DATA 也可写在 LINGER_CONFIG 指定的文件里',
});

export const mustStop = fault('command.must-stop', 409, {
  en: 'Linger is running on {data} (process {pid}); stop it first',
  zh: 'Linger 正在使用 {data}（进程 {pid}）；请先停掉它',
});

export const serverFault = fault('command.server-fault', 500, {
  en: 'the running Linger answered: {message}',
  zh: '正在运行的 Linger 回答：{message}',
});

export const serverGone = fault('command.server-gone', 503, {
  en: 'the running Linger at {address} does not answer ({reason}); look whether it still runs',
  zh: '正在运行的 Linger（{address}）没有响应（{reason}）；请检查它是否还在运行',
});

export const noAnswer = fault('command.no-answer', 504, {
  en: 'nobody has answered for {minutes} minutes ({reason}); what was begun is not lost, it goes on when the stores and Linger are back: "linger imports" shows then how it ended, and running this again doubles nothing',
  zh: '已有 {minutes} 分钟没有响应（{reason}）；已经开始的工作没有丢失，存储和 Linger 恢复后会继续：届时用 linger imports 查看结果，重新运行本命令也不会重复写入',
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

export const noBackupYet = fault('command.no-backup-yet', 404, {
  en: 'there is no backup in {folder} that was made by itself; name a file, or set LINGER_BACKUP_AT to have one made every day',
  zh: '{folder} 中还没有自动备份；请写出文件名，或设置 LINGER_BACKUP_AT 每天自动备份',
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

export const unreadTime = fault('command.unread-time', 409, {
  en: 'the column {column} is called a time, but {times} of {of} rows that were looked at hold none ({values}); nothing was written. Name the column of the time (--time COLUMN), mend the values, or say that the file is a list of people (--people). The file has: {columns}',
  zh: '列「{column}」看名字是时间，但查看的 {of} 行中有 {times} 行读不出时间（{values}）；没有写入任何数据。请指定时间列（--time 列名），或改好这些值；如果文件只是一份用户名单，请加 --people。文件中有：{columns}',
});

export const timeMissing = fault('command.no-time', 409, {
  en: 'no column holds a time, yet the same {column} stands in several rows ({values}), as in a file of events; nothing was written. Name the column of the time (--time COLUMN), or say that the file is a list of people (--people). The file has: {columns}',
  zh: '没有找到时间列，但同一个「{column}」出现在多行中（如 {values}），像是一份事件记录；没有写入任何数据。请指定时间列（--time 列名）；如果文件只是一份用户名单，请加 --people。文件中有：{columns}',
});

export const lostDigits = fault('command.lost-digits', 409, {
  en: 'a spreadsheet turned ids of the column {column} into numbers such as {values}, in {times} of {of} rows that were looked at; different ids became one and cannot be told apart any more. Nothing was written. Export the file anew and do not save it from a spreadsheet, or format the column as text before',
  zh: '列「{column}」的标识被表格软件改成了科学计数（如 {values}），查看的 {of} 行中有 {times} 行；后几位数字已丢失，不同的标识变成了同一个。没有写入任何数据。请从原系统重新导出，不要用表格软件另存；或先把这一列设为文本格式',
});

export const mostLeftOut = fault('command.most-left-out', 422, {
  en: 'most rows were left out: {said}; mend the file or name other columns ("linger import --help"); an import is taken back by "linger imports --undo ID"',
  zh: '大部分行没有导入：{said}；请修改文件或指定其他列（见 linger import --help）；已导入的可用 linger imports --undo 编号 撤销',
});

export const definitionsFolder = fault('command.definitions-folder', 400, {
  en: 'the folder {folder} cannot be read or made ({reason}); name a folder for definitions, such as ./definitions',
  zh: '无法读取或新建文件夹 {folder}（{reason}）；请给出存放定义的文件夹，例如 ./definitions',
});

export const notPlainFile = fault('command.not-plain-file', 400, {
  en: '{file} is no plain file; links, devices and the like are not followed, so put the file itself there',
  zh: '{file} 不是普通文件；不会跟随链接或读取设备，请直接放入文件本身',
});

export const fileTooLarge = fault('command.file-too-large', 400, {
  en: '{file} has {given} bytes; a file of a definition has at most {most}',
  zh: '{file} 有 {given} 字节；定义文件最大 {most} 字节',
});

export const tooManyFiles = fault('command.too-many-files', 400, {
  en: 'there are more than {most} files of definitions in {folder}; name the folder that holds only them',
  zh: '{folder} 里的定义文件超过 {most} 个；请给出只放定义的文件夹',
});

export const folderTooDeep = fault('command.folder-too-deep', 400, {
  en: 'the folder {folder} lies inside the folder of a kind; files lie in <kind>/ itself, and the folder on the screen is the member "folder" in the file',
  zh: '文件夹 {folder} 放在了某个种类的文件夹里；文件要直接放在 <种类>/ 下，页面上的文件夹写在文件的 "folder" 里',
});

export const notUtf8 = fault('command.not-utf8', 400, {
  en: '{file} is not text in UTF-8; save it as UTF-8',
  zh: '{file} 不是 UTF-8 文本；请另存为 UTF-8',
});

export const fileBroken = fault('command.file-broken', 400, {
  en: '{file} cannot be read or written ({reason}); see that you may, and that the disk has room',
  zh: '无法读写 {file}（{reason}）；请检查权限和磁盘空间',
});

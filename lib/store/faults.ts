import { fault } from '#lib/core';

export const engineRestarting = fault('store.engine-restarting', 503, {
  en: 'the analysis engine stopped in the middle of this and is being restarted; please try again in a few seconds',
  zh: '分析引擎中途停止，正在自动重启；请过几秒再试',
});

export const engineDown = fault('store.engine-down', 503, {
  en: 'the analysis engine does not start: {detail}',
  zh: '分析引擎无法启动：{detail}',
});

export const engineSilent = fault('store.engine-silent', 503, {
  en: 'the analysis engine gave no sign of life for {seconds} s, so this was given up; look at its server or process and try again',
  zh: '分析引擎已有 {seconds} 秒没有响应，本次操作已放弃；请检查引擎所在的服务器或进程后重试',
});

export const folderLocked = fault('store.folder-locked', 409, {
  en: 'the data folder {folder} is already in use by another running Linger (process {pid}); stop that one first, or choose another folder with LINGER_DATA',
  zh: '数据目录 {folder} 正被另一个运行中的 Linger（进程 {pid}）使用；请先停掉它，或用 LINGER_DATA 换一个目录',
});

export const folderTaken = fault('store.folder-taken', 409, {
  en: 'another Linger took the data folder {folder} over while this one gave no sign of life, so this one ends',
  zh: '本 Linger 长时间没有响应，数据目录 {folder} 已由另一个 Linger 接管；本进程退出',
});

export const folderReadOnly = fault('store.folder-read-only', 500, {
  en: 'the data folder {folder} cannot be written to; check its owner and permissions, or choose another with LINGER_DATA',
  zh: '数据目录 {folder} 无法写入；请检查它的所有者和权限，或用 LINGER_DATA 换一个目录',
});

export const folderOfOther = fault('store.folder-of-other', 409, {
  en: "the data folder {folder} belongs to {owner}, and this is run by {user}, whose files Linger could not use afterwards. Run it as {owner}: {command}. Or, if the folder is to be {user}'s: sudo chown -R {user}: {folder}. Nothing was touched",
  zh: '数据目录 {folder} 属于 {owner}，而当前用户是 {user}，由此产生的文件 Linger 之后将无法使用。请以 {owner} 的身份运行：{command}；如果目录本应归 {user} 所有，请运行 sudo chown -R {user}: {folder}。没有改动任何数据',
});

export const foreignInFolder = fault('store.foreign-in-folder', 409, {
  en: '{path} belongs to {owner}, and Linger runs as {user}, who may not read and write it ({count} such files and folders in all). Nothing is lost or damaged: run sudo chown -R {user}: {folder}, then try again',
  zh: '{path} 属于 {owner}，而 Linger 以 {user} 运行，无权读写（这样的文件和文件夹共 {count} 个）。数据没有丢失或损坏：请运行 sudo chown -R {user}: {folder}，再重试',
});

export const closedInFolder = fault('store.closed-in-folder', 409, {
  en: '{path} is closed to {user}, whom it belongs to (mode {mode}; {count} such files and folders in all). Nothing is lost or damaged: run chmod -R u+rwX {folder}, then try again',
  zh: '{path} 属于 {user}，但权限（{mode}）不允许其使用（这样的文件和文件夹共 {count} 个）。数据没有丢失或损坏：请运行 chmod -R u+rwX {folder}，再重试',
});

export const diskReadOnly = fault('store.disk-read-only', 503, {
  en: 'the disk of {folder} takes no writes: it is mounted read-only, or turned so after an error. Nothing is known to be lost: look at the disk (`dmesg`), mount it for writing and try again',
  zh: '{folder} 所在的磁盘不能写入：以只读方式挂载，或出错后变成了只读。目前没有迹象表明数据丢失：请检查磁盘（`dmesg`），改为可写后重试',
});

export const diskFailing = fault('store.disk-failing', 503, {
  en: 'the disk of {folder} fails to read or write (I/O error); look at it (`dmesg`), and copy the folder to a sound disk before anything else',
  zh: '{folder} 所在的磁盘读写出错（I/O 错误）；请检查磁盘（`dmesg`），先把整个目录复制到完好的磁盘上',
});

export const mountGone = fault('store.mount-gone', 503, {
  en: 'the disk of {folder} is not there: mount it again and try again; nothing was touched',
  zh: '{folder} 所在的磁盘不在了：请重新挂载后重试；没有改动任何数据',
});

export const tooManyFiles = fault('store.too-many-files', 503, {
  en: 'too many files are open at once; raise the limit (LimitNOFILE= in the unit, or ulimit -n 65536) and try again',
  zh: '同时打开的文件太多；请提高上限（单元文件中的 LimitNOFILE=，或 ulimit -n 65536）后重试',
});

export const machineMemory = fault('store.machine-memory', 503, {
  en: 'there is not enough memory to open the stores; free some, or raise the limit of the container or service, and try again. The data are not affected',
  zh: '内存不足，无法打开存储；请释放内存，或提高容器、服务的内存上限后重试。数据不受影响',
});

export const diskFull = fault('store.disk-full', 507, {
  en: 'the disk is full, nothing was written; free some space and try again',
  zh: '磁盘已满，这次没有写入；请腾出空间后重试',
});

export const unstorableText = fault('store.unstorable-text', 400, {
  en: 'a text holds a zero character (U+0000), which cannot be kept; leave it out',
  zh: '文本中含有空字符（U+0000），无法保存；请去掉后重试',
});

export const outOfMemory = fault('store.out-of-memory', 507, {
  en: 'this needs more memory than is allowed; take a shorter span, fewer breakdowns, or a bigger machine',
  zh: '这次查询超出了允许的内存；请缩短时间范围、减少分组，或换一台内存更大的机器',
});

export const tookTooLong = fault('store.took-too-long', 504, {
  en: 'this took longer than allowed and was stopped; take a shorter span or fewer breakdowns',
  zh: '这次查询超过了允许的时间，已被中止；请缩短时间范围或减少分组',
});

export const cancelled = fault('store.cancelled', 499, {
  en: 'this was cancelled before it finished',
  zh: '操作在完成之前被取消了',
});

export const tooBusy = fault('store.too-busy', 503, {
  en: 'too many questions are running at once; please try again in a moment',
  zh: '同时进行的查询太多；请稍后再试',
});

export const warehouseBusy = fault('store.columns-busy', 503, {
  en: 'the ClickHouse server takes no writes just now (a replica or its Keeper is away); nothing is lost, please try again in a moment',
  zh: 'ClickHouse 服务器暂时不接受写入（副本或 Keeper 不可用）；数据没有丢失，请稍后再试',
});

export const warehouseForbidden = fault('store.columns-forbidden', 500, {
  en: 'ClickHouse does not allow the user in CLICKHOUSE_URL to do this; give it the rights that production.md lists, the log says which one is missing',
  zh: 'ClickHouse 不允许 CLICKHOUSE_URL 里的用户执行这个操作；请按 production.md 补上权限，缺哪一项见日志',
});

export const unknownTable = fault('store.unknown-table', 500, {
  en: 'a table is missing in the store: run `linger migrate`; the log says which',
  zh: '存储中缺少数据表，请运行 `linger migrate`；是哪一张表见日志',
});

export const badRows = fault('store.bad-rows', 400, {
  en: 'the data could not be read in the stated format; the log says where',
  zh: '数据无法按指定的格式读取；出错的位置见日志',
});

export const badPattern = fault('store.bad-pattern', 400, {
  en: 'the pattern is not a regular expression that the engine takes (RE2: no look-around, no back-references, at most 1,000 repetitions)',
  zh: '引擎不接受这个正则表达式（RE2：不支持环视和反向引用，重复最多 1,000 次）',
});

export const refused = fault('store.statement-refused', 500, {
  en: 'the analysis engine could not carry this out, and the fault is ours; what it said is in the log',
  zh: '分析引擎无法完成这个操作，问题在我们这边；引擎的原话见日志',
});

export const tooComplex = fault('store.too-complex', 400, {
  en: 'this is more than the analysis engine takes at once; take fewer conditions, steps or values',
  zh: '这超过了分析引擎一次能处理的量；请减少条件、步骤或取值',
});

export const warehouseUnreachable = fault('store.columns-unreachable', 503, {
  en: 'cannot reach ClickHouse at {address}: {detail}; check CLICKHOUSE_URL and that the server runs',
  zh: '连不上 ClickHouse（{address}）：{detail}；请检查 CLICKHOUSE_URL，并确认服务器在运行',
});

export const warehouseRejected = fault('store.columns-rejected', 500, {
  en: 'ClickHouse at {address} refuses the user, password or database in CLICKHOUSE_URL: {detail}',
  zh: 'ClickHouse（{address}）不接受 CLICKHOUSE_URL 里的用户、密码或数据库：{detail}',
});

export const warehouseTooOld = fault('store.columns-too-old', 500, {
  en: 'ClickHouse at {address} is version {found}, Linger needs {needed} or newer; upgrade the server, or leave CLICKHOUSE_URL out to use the built-in engine',
  zh: 'ClickHouse（{address}）的版本是 {found}，Linger 需要 {needed} 或更新；请升级服务器，或去掉 CLICKHOUSE_URL 使用内置引擎',
});

export const warehouseReadOnly = fault('store.columns-read-only', 500, {
  en: 'the user in CLICKHOUSE_URL may only read at {address}; give it a profile with readonly = 0 and the right to create tables, views and dictionaries',
  zh: 'CLICKHOUSE_URL 里的用户在 {address} 上只能读取；请给它 readonly = 0 的配置，以及建表、建视图和建字典的权限',
});

export const wrongAddress = fault('store.wrong-address', 500, {
  en: '{name} is not an address; it should look like {example}, with %40 for @, %2F for / and %3A for : in the password',
  zh: '{name} 不是正确的地址；应类似 {example}，密码中的 @ 写成 %40，/ 写成 %2F，: 写成 %3A',
});

export const databaseUnreachable = fault('store.rows-unreachable', 503, {
  en: 'cannot reach PostgreSQL at {address}: {detail}; check DATABASE_URL and that the server runs',
  zh: '连不上 PostgreSQL（{address}）：{detail}；请检查 DATABASE_URL，并确认服务器在运行',
});

export const databaseRejected = fault('store.rows-rejected', 500, {
  en: 'PostgreSQL at {address} refuses the user, password, database or encryption in DATABASE_URL: {detail}',
  zh: 'PostgreSQL（{address}）不接受 DATABASE_URL 里的用户、密码、数据库或加密方式：{detail}',
});

export const eventsReadOnly = fault('store.events-read-only', 503, {
  en: 'the event store can be read but takes no writes now: its disk turned read-only; nothing was written, look at the disk (`dmesg`) and try again',
  zh: '事件存储现在只能读取、不能写入：磁盘变成了只读；这次没有写入，请检查磁盘（`dmesg`）后重试',
});

export const databaseReadOnly = fault('store.rows-read-only', 503, {
  en: 'the row store can be read but takes no writes now: its disk turned read-only, or PostgreSQL is a stand-by; nothing was written, look at the disk (`dmesg`) or the server and try again',
  zh: '数据存储现在只能读取、不能写入：磁盘变成了只读，或 PostgreSQL 是备库；这次没有写入，请检查磁盘（`dmesg`）或服务器后重试',
});

export const databaseRestarting = fault('store.rows-restarting', 503, {
  en: 'the row store stopped in the middle of this and is being started again; please try again in a few seconds',
  zh: '数据存储中途停止，正在重新启动；请过几秒再试',
});

export const databaseDown = fault('store.rows-down', 503, {
  en: 'the row store does not start: {detail}',
  zh: '数据存储无法启动：{detail}',
});

export const databaseDamaged = fault('store.rows-damaged', 500, {
  en: 'the row store in {folder} does not open: {detail}. Owner, rights, space, memory and open files were looked at and are well. Keep the folder as it is, look at the disk (`dmesg`), and restore a backup into another folder with `linger restore`',
  zh: '{folder} 中的数据无法打开：{detail}。所有者、权限、空间、内存和打开的文件数都检查过，没有问题。请保留这个目录，检查磁盘（`dmesg`），并用 `linger restore` 把备份恢复到另一个目录',
});

export const migrationChanged = fault('store.migration-changed', 500, {
  en: 'migration {name} was changed after it had run; this program does not fit this data',
  zh: '迁移 {name} 在执行之后被改动过；这个程序与这份数据不匹配',
});

export const newerThanProgram = fault('store.newer-than-program', 500, {
  en: 'the data was written by a newer Linger (it knows {name}); upgrade the program, data is never migrated back',
  zh: '这份数据由更新版本的 Linger 写入（含 {name}）；请升级程序，数据不会向旧版本回退',
});

export const leaseHeld = fault('store.lease-held', 409, {
  en: 'these stores are in use by another Linger: on {host}, process {pid}, folder {folder}, since {since}. One pair of stores has one Linger; stop that one, or run the command there. Nothing was touched',
  zh: '这组存储正由另一个 Linger 使用：主机 {host}，进程 {pid}，目录 {folder}，始于 {since}。一组存储只能有一个 Linger；请先停掉它，或到那里运行命令。没有改动任何数据',
});

export const leaseTaken = fault('store.lease-taken', 409, {
  en: 'another Linger took the stores over while this one gave no sign of life (on {host}, folder {holder}), so this one writes nothing more and ends. Acknowledged events that were still to be written wait in {folder}: they are written when Linger is started there again, after the other has stopped',
  zh: '本 Linger 长时间没有响应，存储已由另一个接管（主机 {host}，目录 {holder}）；本进程不再写入并退出。已确认、尚未写入的事件保存在 {folder}，待另一个停止后，在这里重新启动 Linger 即会写入',
});

export const leaseUnsure = fault('store.lease-unsure', 503, {
  en: 'PostgreSQL has not answered for {seconds} s, so another Linger may have taken the stores over; nothing more is written until it answers. Events are taken in and wait',
  zh: 'PostgreSQL 已有 {seconds} 秒没有响应，存储可能已由另一个 Linger 接管；在它恢复之前不再写入。事件照常接收，等待写入',
});

export const engineElsewhere = fault('store.engine-elsewhere', 409, {
  en: 'the data folder {folder} belongs with a store at {known}, but {setting} says {given}; set {setting} as the server that uses the folder has it, or choose another folder with LINGER_DATA. Nothing was touched',
  zh: '数据目录 {folder} 对应的存储在 {known}，而 {setting} 指向 {given}；请把 {setting} 设为使用这个目录的服务的值，或用 LINGER_DATA 换一个目录。没有改动任何数据',
});

export const storesApart = fault('store.stores-apart', 409, {
  en: 'these do not belong together: the folder {folder}, the row store {rows}, the event store {columns}, each with the mark of its installation; set LINGER_DATA, DATABASE_URL and CLICKHOUSE_URL to those of one, or empty all three and restore a backup. Nothing was touched',
  zh: '以下三者不属于同一套安装：目录 {folder}、定义库 {rows}、事件库 {columns}（括号内为各自的安装标记）；请让 LINGER_DATA、DATABASE_URL、CLICKHOUSE_URL 指向同一套，或全部清空后用备份恢复。没有改动任何数据',
});

export const storeGone = fault('store.gone', 409, {
  en: '{path} is gone, which held a store of this folder; put it back (is its disk mounted?), or empty the folder and restore a backup. Nothing was made in its place',
  zh: '{path} 不见了，这个目录的一个存储原本在其中；请把它放回原处（磁盘是否已挂载？），或清空目录后用备份恢复。没有新建任何内容来代替',
});

export const noStore = fault('store.none', 404, {
  en: 'there is no Linger in {folder} yet; `linger start` makes one, or set LINGER_DATA to the folder that you mean. Nothing was made',
  zh: '{folder} 中还没有 Linger；`linger start` 会新建，或用 LINGER_DATA 指定正确的目录。没有新建任何内容',
});

export const storeOlder = fault('store.older', 409, {
  en: 'the data in {folder} are {steps} steps behind this program; `linger start` or `linger migrate` brings them up to date. Nothing was touched',
  zh: '{folder} 中的数据比程序旧，还差 {steps} 步升级；请运行 `linger start` 或 `linger migrate`。没有改动任何数据',
});

export const notABackup = fault('store.not-a-backup', 400, {
  en: '{file} is not a Linger backup; name a file that `linger backup` wrote',
  zh: '{file} 不是 Linger 备份；请指定由 `linger backup` 写出的文件',
});

export const backupUnreadable = fault('store.backup-unreadable', 400, {
  en: 'the backup {file} cannot be read ({code}); name a file that this user may read, and look at its disk',
  zh: '无法读取备份 {file}（{code}）；请确认它是文件、当前用户有权读取，并检查所在的磁盘',
});

export const backupCutShort = fault('store.backup-cut-short', 400, {
  en: '{file} ends too early: {bytes} bytes are there, and its end is missing; copy it anew from where it was made, or take another backup',
  zh: '{file} 不完整：现有 {bytes} 字节，缺少结尾；请从原处重新复制，或改用另一份备份',
});

export const backupDamaged = fault('store.backup-damaged', 400, {
  en: '{file} is damaged: what is in it is not what was written (at {part}); copy it anew from where it was made, or take another backup',
  zh: '{file} 已损坏：内容与写入时不一致（位置 {part}）；请从原处重新复制，或改用另一份备份',
});

export const backupExists = fault('store.backup-exists', 409, {
  en: '{file} is already there and was left as it is; take another name, or --force to replace it',
  zh: '{file} 已存在，没有改动；请换一个文件名，或用 --force 覆盖',
});

export const noRoomForBackup = fault('store.no-room-for-backup', 507, {
  en: 'the disk has no room for the backup {file}: it was not written, and what was there before is untouched (64 MB are left free for events); free some space, or write it to another disk',
  zh: '磁盘空间不足，没有写成备份 {file}，原有的文件没有改动（磁盘上要留出 64 MB 用来接收事件）；请腾出空间，或写到另一块磁盘',
});

export const notEmpty = fault('store.not-empty', 409, {
  en: 'a backup is restored only where there are no accounts, no projects and no events; found here: {found}. Nothing was touched: choose a new folder with LINGER_DATA and, with servers, new databases',
  zh: '备份只能恢复到没有账号、没有项目、没有事件的地方；这里已有：{found}。没有改动任何数据：请用 LINGER_DATA 换一个新目录；使用服务器时，也请换新的数据库',
});

export const restoreUnfinished = fault('store.restore-unfinished', 409, {
  en: 'a restore into this store was not finished, so it holds only a part; run `linger restore` again with the same settings',
  zh: '上一次恢复没有完成，这里的数据不完整；请用同样的设置重新运行 `linger restore`',
});

export const bucketUnreachable = fault('store.bucket-unreachable', 503, {
  en: 'the bucket could not be reached at {address}; check LINGER_BACKUP_S3_ENDPOINT and the network',
  zh: '连不上对象存储 {address}；请检查 LINGER_BACKUP_S3_ENDPOINT 和网络',
});

export const bucketRefused = fault('store.bucket-refused', 403, {
  en: 'the bucket {bucket} refuses the key in LINGER_BACKUP_S3_KEY_ID and LINGER_BACKUP_S3_SECRET ({code}); it needs to write, list and delete',
  zh: '存储桶 {bucket} 不接受 LINGER_BACKUP_S3_KEY_ID 与 LINGER_BACKUP_S3_SECRET（{code}）；该密钥需要写入、列出和删除的权限',
});

export const bucketMissing = fault('store.bucket-missing', 404, {
  en: 'there is no bucket {bucket} ({code}); create it, or mend LINGER_BACKUP_S3',
  zh: '没有存储桶 {bucket}（{code}）；请先创建，或更正 LINGER_BACKUP_S3',
});

export const bucketWrongRegion = fault('store.bucket-wrong-region', 400, {
  en: 'the bucket {bucket} is not in the region {region}; mend LINGER_BACKUP_S3_REGION',
  zh: '存储桶 {bucket} 不在区域 {region}；请更正 LINGER_BACKUP_S3_REGION',
});

export const bucketTrouble = fault('store.bucket-trouble', 502, {
  en: 'the bucket {bucket} answered with an error ({code}); it is tried again the next time',
  zh: '存储桶 {bucket} 返回错误（{code}）；下次会再试',
});

import { fault } from '#lib/core';

export const badInput = fault('server.bad-input', 400, {
  en: '{path}: {allowed}; given: {given}',
  zh: '{path}：{allowed}；给出的是：{given}',
});

export const notThere = fault('server.not-there', 404, {
  en: 'there is nothing at {method} {path}',
  zh: '{method} {path} 不存在',
});

export const engineSilent = fault('server.engine-silent', 504, {
  en: 'the analysis engine does not answer; events are still taken in. If this lasts, restart Linger',
  zh: '分析引擎没有响应；事件仍在正常接收。如果一直如此，请重启 Linger',
});

export const isFolder = fault('server.is-folder', 400, {
  en: '{path} is a folder; name a file in it for the backup',
  zh: '{path} 是一个目录；请写出备份文件的名称',
});

export const cannotWrite = fault('server.cannot-write', 400, {
  en: 'cannot write to {path}: {reason}',
  zh: '无法写入 {path}：{reason}',
});

export const cannotKeep = fault('server.cannot-keep-backups', 500, {
  en: 'backups cannot be written to the folder {folder} ({code}); check its owner and permissions, or choose another with LINGER_BACKUP_FOLDER',
  zh: '无法把备份写入目录 {folder}（{code}）；请检查它的所有者和权限，或用 LINGER_BACKUP_FOLDER 换一个目录',
});

export const backupMustFit = fault('server.no-room-before-upgrade', 507, {
  en: 'the data were not brought up to date, since the disk has no room for the backup {file} that is made before; free some space, set LINGER_BACKUP_FOLDER to a folder on another disk, or set LINGER_BACKUP_BEFORE_MIGRATION=off to go on without one. Nothing was changed',
  zh: '没有升级数据：升级前要先备份，而磁盘放不下 {file}；请腾出空间，或用 LINGER_BACKUP_FOLDER 指定另一块磁盘上的目录，或设置 LINGER_BACKUP_BEFORE_MIGRATION=off 不备份直接升级。没有改动任何数据',
});

export const backupMustWrite = fault('server.no-backup-before-upgrade', 500, {
  en: 'the data were not brought up to date, since the backup that is made before could not be written to {folder}; check its owner and permissions, set LINGER_BACKUP_FOLDER to another folder, or set LINGER_BACKUP_BEFORE_MIGRATION=off to go on without one. Nothing was changed',
  zh: '没有升级数据：升级前要先备份，而备份无法写入 {folder}；请检查它的所有者和权限，或用 LINGER_BACKUP_FOLDER 换一个目录，或设置 LINGER_BACKUP_BEFORE_MIGRATION=off 不备份直接升级。没有改动任何数据',
});

import { fault } from '#lib/core';

export const unknownFile = fault('file.unknown', 404, {
  en: 'there is no such file here: {given}; send it again',
  zh: '找不到这个文件：{given}；请重新上传',
});

export const unknownImport = fault('file.unknown-import', 404, {
  en: 'there is no import {given} in this project',
  zh: '本项目中没有导入记录 {given}',
});

export const cannotRead = fault('file.cannot-read', 400, {
  en: 'cannot read {name}: {reason}',
  zh: '无法读取 {name}：{reason}',
});

export const emptyFile = fault('file.empty', 400, {
  en: '{name} is empty',
  zh: '{name} 是空文件',
});

export const headerOnly = fault('file.header-only', 400, {
  en: '{name} has a header and no rows below it',
  zh: '{name} 只有表头，没有数据行',
});

export const oldExcel = fault('file.old-excel', 415, {
  en: '{name} is an old or password-protected Excel file; open it, save it as .xlsx without a password, or as CSV',
  zh: '{name} 是旧版或加密的 Excel 文件；请打开后去掉密码另存为 .xlsx 或 CSV',
});

export const unknownFormat = fault('file.unknown-format', 415, {
  en: '{name} is {found}; CSV, TSV, JSON Lines, Excel .xlsx and Parquet can be imported, each also as .gz',
  zh: '{name} 的内容是 {found}；可导入 CSV、TSV、JSON Lines、Excel .xlsx、Parquet，以及它们的 .gz',
});

export const notText = fault('file.not-text', 415, {
  en: '{name} is neither a known format nor text; CSV, TSV, JSON Lines, Excel .xlsx and Parquet can be imported',
  zh: '{name} 既不是已知格式，也不是文本；可导入 CSV、TSV、JSON Lines、Excel .xlsx、Parquet',
});

export const jsonDocument = fault('file.json-document', 415, {
  en: "{name} is one JSON document; JSON Lines are imported, one object a line: jq -c '.[]' {name} > rows.jsonl",
  zh: "{name} 是一整个 JSON 文档；可导入的是一行一个对象的 JSON Lines，可这样转换：jq -c '.[]' {name} > rows.jsonl",
});

export const noLines = fault('file.no-lines', 400, {
  en: '{name} has no whole row in its first {limit} MB; one row must stand on one line',
  zh: '{name} 开头 {limit} MB 内没有一条完整的记录；应当一行一条记录',
});

export const manyColumns = fault('file.many-columns', 400, {
  en: '{name} has {found} columns; up to {limit} can be imported, leave out those you do not need',
  zh: '{name} 有 {found} 列，最多支持 {limit} 列；请去掉不需要的列',
});

export const zipBomb = fault('file.zip-bomb', 413, {
  en: '{name} unpacks to more than {times} times its size; that looks like a zip bomb and was stopped',
  zh: '{name} 解压后超过原大小的 {times} 倍，疑似压缩炸弹，已停止',
});

export const brokenGzip = fault('file.broken-gzip', 400, {
  en: '{name} says it is gzip but cannot be unpacked to its end; it may be cut off',
  zh: '{name} 是 gzip 文件，但无法完整解压，可能传输不完整',
});

export const bigWorkbook = fault('file.big-workbook', 413, {
  en: 'the Excel file {name} needs more than {limit} MB of memory to be read; save the sheet as CSV, which has no limit',
  zh: '读取 Excel 文件 {name} 需要超过 {limit} MB 内存；请把工作表另存为 CSV，CSV 没有大小限制',
});

export const brokenWorkbook = fault('file.broken-workbook', 400, {
  en: 'the Excel file {name} cannot be read: {reason}',
  zh: 'Excel 文件 {name} 无法读取：{reason}',
});

export const unknownSheet = fault('file.unknown-sheet', 400, {
  en: 'no sheet named {given}; there are: {sheets}',
  zh: '没有名为 {given} 的工作表；现有：{sheets}',
});

export const brokenParquet = fault('file.broken-parquet', 400, {
  en: 'the Parquet file {name} is damaged, or written in a way that is not understood here; write it anew, or turn it into CSV',
  zh: 'Parquet 文件 {name} 已损坏，或用了这里不支持的写法；请重新导出，或转成 CSV',
});

export const parquetNeedsEmbedded = fault('file.parquet-needs-embedded', 501, {
  en: 'Parquet files are read by the built-in engine, which does not start on this machine ({reason}); convert {name} to CSV or JSON Lines',
  zh: '读取 Parquet 需要内置引擎，但它在这台机器上无法启动（{reason}）；请先把 {name} 转成 CSV 或 JSON Lines',
});

export const noPersonColumn = fault('file.no-person', 400, {
  en: 'say which column holds the person; the file has: {columns}',
  zh: '请指定哪一列是用户标识；文件中有：{columns}',
});

export const noTimeColumn = fault('file.no-time', 400, {
  en: 'events need a time: say which column holds it (--time COLUMN), or name no event and take the rows as properties of people; the file has: {columns}',
  zh: '事件必须有时间：请指定哪一列是时间（--time 列名）；如果每行只是一个用户的资料，就不要指定事件名；文件中有：{columns}',
});

export const missingFile = fault('file.missing', 404, {
  en: 'there is no file at {given}; check how it is spelt, and give its whole path if it lies in another folder',
  zh: '{given} 处没有文件；请检查文件名，如果在别的文件夹，请给出完整路径',
});

export const unreadableFile = fault('file.unreadable', 403, {
  en: 'Linger may not read {given}; allow it with "chmod +r", or copy the file to where it may',
  zh: '没有权限读取 {given}；请用 chmod +r 放开权限，或把文件复制到可读取的位置',
});

export const brokenImport = fault('file.broken', 500, {
  en: 'the import broke off: {reason}; what it brought is kept, start it again and it goes on from there',
  zh: '导入中断：{reason}；已写入的数据保留着，重新开始会从中断处继续',
});

export const importOutOfMemory = fault('file.out-of-memory', 507, {
  en: 'the import did not fit into the memory of the analysis engine, even a thousand rows at a time: it may use {size} ({setting}). Give it more (for a ClickHouse server raise {setting}, 1 GiB or more; for the built-in engine the memory of the machine or container), or run fewer questions meanwhile. What was imported is kept; start the import again and it goes on from there',
  zh: '即使每次只写一千行，分析引擎的内存也不够：上限是 {size}（{setting}）。请加大内存（ClickHouse 服务器调高 {setting}，至少 1 GiB；内置引擎则增加机器或容器的内存），或暂时少跑一些查询。已导入的数据会保留，重新开始导入会从中断处继续',
});

export const unknownColumn = fault('file.unknown-column', 400, {
  en: 'the file has no column {given}; it has: {columns}',
  zh: '文件中没有列 {given}；现有：{columns}',
});

export const badMapping = fault('file.bad-mapping', 400, {
  en: 'the columns do not make events: {reason}',
  zh: '按这样的列设置无法生成事件：{reason}',
});

export const importedAlready = fault('file.imported-otherwise', 409, {
  en: 'this file was imported on {day} with other settings; importing it again adds its rows a second time: undo that import first, or confirm',
  zh: '这个文件已在 {day} 按另一种设置导入过；再次导入会让数据重复一份：请先撤销那次导入，或确认继续',
});

export const fileChanged = fault('file.changed', 409, {
  en: '{name} was changed or moved while it was being imported; undo this import and start it again',
  zh: '{name} 在导入过程中被修改或移走；请撤销本次导入后重新开始',
});

export const diskFull = fault('file.disk-full', 507, {
  en: 'the disk is full; the file was not kept, free some space and send it again',
  zh: '磁盘已满，文件没有保存；请清理空间后重新上传',
});

export const uploadBroken = fault('file.upload-broken', 400, {
  en: 'the upload ended before the file was complete; send it again',
  zh: '上传中断，文件不完整；请重新上传',
});

export const stillRunning = fault('file.still-running', 409, {
  en: 'this import is still running; cancel it first',
  zh: '这次导入仍在进行，请先取消',
});

export const keyRepeats = fault('file.key-repeats', 409, {
  en: 'the column {column} names no row: {changed} of {rows} rows differ from another of the same key; nothing was written; say whether such rows are lines of one event (--same-key lines) or each an event of its own (--same-key items), or name another column',
  zh: '列「{column}」不能区分每一行：{rows} 行中有 {changed} 行与同编号的另一行内容不同；没有写入任何数据。请说明同编号的行是一次事件的多行明细（--same-key lines），还是每行各算一次（--same-key items），或换一列作编号',
});

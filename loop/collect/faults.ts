import { fault } from '#lib/core';

export const journalFull = fault('collect.journal-full', 507, {
  en: 'the disk of the data folder is full; nothing of this request was kept, send it again later',
  zh: '数据目录所在磁盘已满；本次请求没有保存任何内容，请稍后重发',
});

export const journalBroken = fault('collect.journal-broken', 503, {
  en: 'the journal cannot be written ({code}); nothing of this request was kept, send it again later',
  zh: '无法写入日志文件（{code}）；本次请求没有保存任何内容，请稍后重发',
});

export const journalClosed = fault('collect.closed', 503, {
  en: 'the product is shutting down; send this again in a moment',
  zh: '服务正在关闭，请稍后重发',
});

export const unknownWriteKey = fault('collect.unknown-write-key', 401, {
  en: 'unknown write key; send it as the user name of Basic authorization, or as writeKey in the body',
  zh: '写入密钥无效；请放在 Basic 认证的用户名里，或请求体的 writeKey 字段',
});

export const malformedJson = fault('collect.malformed-json', 400, {
  en: 'the body is not JSON; it breaks at {place} (line:column)',
  zh: '请求体不是合法的 JSON；出错位置 {place}（行:列）',
});

export const malformedGzip = fault('collect.malformed-gzip', 400, {
  en: 'the body says it is gzip but cannot be unpacked',
  zh: '请求体声明为 gzip，但无法解压',
});

export const malformedEncoding = fault('collect.malformed-encoding', 400, {
  en: 'the body says it is {encoding} but cannot be unpacked',
  zh: '请求体声明为 {encoding}，但无法解压',
});

export const unknownEncoding = fault('collect.unknown-encoding', 415, {
  en: 'the Content-Encoding {given} is not understood here; send gzip, deflate, br, or leave it out',
  zh: '不支持 Content-Encoding {given}；可用 gzip、deflate、br，或不压缩',
});

export const batchTooLarge = fault('collect.batch-too-large', 413, {
  en: 'the body is larger than {limit} KB; split the batch',
  zh: '请求体超过 {limit} KB，请拆分成更小的批次',
});

export const batchMissing = fault('collect.batch-missing', 400, {
  en: 'the body needs a list named batch',
  zh: '请求体缺少名为 batch 的列表',
});

export const unknownPerson = fault('collect.unknown-person', 404, {
  en: 'no such id among the merged ones: {given}',
  zh: '在已合并的标识中没有找到：{given}',
});

import { fault } from '#lib/core';

export const notJson = fault('server.not-json', 400, {
  en: 'the body is not valid JSON; it breaks at {place} (line:column)',
  zh: '请求内容不是合法的 JSON；出错位置 {place}（行:列）',
});

export const tooDeep = fault('server.too-deep', 400, {
  en: 'the JSON is nested deeper than {most} levels',
  zh: 'JSON 的嵌套超过 {most} 层',
});

export const tooLarge = fault('server.too-large', 413, {
  en: 'the body is larger than allowed here; send less at once',
  zh: '请求内容超过了大小上限，请分批发送',
});

export const wrongType = fault('server.wrong-type', 415, {
  en: 'the content type {given} is not understood here; use application/json',
  zh: '这里不接受内容类型 {given}，请用 application/json',
});

export const wrongEncoding = fault('server.wrong-encoding', 415, {
  en: 'the Content-Encoding {given} is not understood here; send the JSON unpacked',
  zh: '这里不接受 Content-Encoding {given}，请发送未压缩的 JSON',
});

export const bodyBrokeOff = fault('server.body-broke-off', 400, {
  en: 'the body ended before all of it had come; send it again',
  zh: '请求内容没有传完就中断了，请重新发送',
});

export const badRequest = fault('server.bad-request', 400, {
  en: 'the request could not be read: {reason}',
  zh: '无法读懂这个请求：{reason}',
});

export const tooMany = fault('server.too-many', 429, {
  en: 'too many requests; try again in {seconds} seconds',
  zh: '请求过于频繁，请 {seconds} 秒后再试',
});

export const foreignPage = fault('server.foreign-page', 403, {
  en: 'this request does not come from a page of this Linger; reload the page and try again',
  zh: '请求不是从本站页面发出的，请刷新页面后重试',
});

export const otherOrigin = fault('server.other-origin', 403, {
  en: 'the page is of {page}, but the request came for {host}: another site sent it, or a proxy changed the Host header; let the proxy pass Host on, or start Linger with LINGER_URL set to the address people use',
  zh: '页面属于 {page}，请求却发往 {host}：要么是别的网站发出的，要么反向代理改了 Host 头；请让代理原样传递 Host，或在启动 Linger 时把 LINGER_URL 设为大家访问的地址',
});

export const unknownName = fault('server.unknown-name', 421, {
  en: 'Linger does not answer under the name {given}; if people reach it so, start it with LINGER_URL set to that address, or add the name to LINGER_HOSTS',
  zh: 'Linger 不以 {given} 这个名称提供服务；如果大家确实这样访问，请在启动时把 LINGER_URL 设为该地址，或把名称加入 LINGER_HOSTS',
});

export const underPath = fault('server.under-path', 404, {
  en: 'there is nothing at {path}; if a proxy serves Linger under {prefix}, start it with LINGER_URL set to the whole address, such as https://example.com{prefix}',
  zh: '{path} 不存在；如果反向代理把 Linger 放在 {prefix} 下，请在启动时把 LINGER_URL 设为完整地址，例如 https://example.com{prefix}',
});

export const broken = fault('server.broken', 500, {
  en: 'something broke on our side; the log has it under {id}',
  zh: '服务器出错了，日志编号 {id}',
});

export const portTaken = fault('server.port-taken', 409, {
  en: 'port {port} on {host} is taken by another program; stop it, or choose another port with LINGER_PORT',
  zh: '{host} 的端口 {port} 已被其他程序占用；请停掉它，或用 LINGER_PORT 换一个端口',
});

export const portForbidden = fault('server.port-forbidden', 403, {
  en: 'the system does not let us listen on {host}:{port}; choose another with LINGER_PORT and LINGER_HOST',
  zh: '系统不允许监听 {host}:{port}；请用 LINGER_PORT 和 LINGER_HOST 更换',
});

/** Where a text stops being JSON, as `line:column`; undefined when it is JSON. Takes no more depth than the text has levels. */
export function jsonPlace(text: string): string | undefined {
  const at = brokenAt(text);
  if (at === undefined) return undefined;
  const before = text.slice(0, at).split('\n');
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}

const SCALAR = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const SPACE = /[ \t\n\r]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

function after(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
}

/** The end of a string that begins here; where it is broken, below zero and one less. */
function stringEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return at + 1;
    if (code < 0x20) return -at - 1;
    const next = code === 0x5c ? after(ESCAPE, text, at) : at + 1;
    if (next < 0) return -at - 1;
    at = next;
  }
  return -text.length - 1;
}

function brokenAt(text: string): number | undefined {
  const open: string[] = [];
  let at = after(SPACE, text, 0);
  let wants: 'value' | 'name' | 'next' = 'value';
  let fresh = false;
  for (;;) {
    const sign = text[at];
    if (wants === 'next' && open.length === 0) return at === text.length ? undefined : at;
    if (sign === undefined) return at;
    if ((wants === 'next' || fresh) && sign === open.at(-1)) {
      open.pop();
      at++;
      wants = 'next';
      fresh = false;
    } else if (wants === 'next') {
      if (sign !== ',') return at;
      at++;
      wants = open.at(-1) === '}' ? 'name' : 'value';
    } else if (wants === 'name') {
      if (sign !== '"') return at;
      const end = stringEnd(text, at);
      if (end < 0) return -end - 1;
      at = after(SPACE, text, end);
      if (text[at] !== ':') return at;
      at++;
      wants = 'value';
      fresh = false;
    } else if (sign === '{' || sign === '[') {
      open.push(sign === '{' ? '}' : ']');
      at++;
      wants = sign === '{' ? 'name' : 'value';
      fresh = true;
    } else {
      const end = sign === '"' ? stringEnd(text, at) : after(SCALAR, text, at);
      if (end < 0) return sign === '"' ? -end - 1 : at;
      at = end;
      wants = 'next';
      fresh = false;
    }
    at = after(SPACE, text, at);
  }
}

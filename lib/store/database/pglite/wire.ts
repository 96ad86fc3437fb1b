/** What of PostgreSQL's wire protocol is read or written here: https://www.postgresql.org/docs/current/protocol-message-formats.html */

const letter = (text: string) => text.charCodeAt(0);
const TERMINATE = letter('X');
const ERROR = letter('E');
const READY = letter('Z');
const SEVERITY = letter('V');
const CODE = letter('C');

/** The answer to the start of a session: no password is asked for, and statements may come. */
export const welcome: Uint8Array = Buffer.concat([
  message('R', Buffer.alloc(4)),
  message('Z', Buffer.from('I')),
]);

/** A statement, or several, without values. */
export function simpleQuery(text: string): Uint8Array {
  return message('Q', Buffer.from(`${text}\0`));
}

export const isTerminate = (messages: Uint8Array): boolean => messages[0] === TERMINATE;

/** What an answer says beside its rows. */
export interface Outcome {
  /** Whether the session is inside a transaction after it; undefined when the answer is not at its end. */
  readonly inTransaction: boolean | undefined;
  /** The server says that it can't go on. */
  readonly panicked: boolean;
}

export function outcomeOf(answer: Uint8Array): Outcome {
  const view = new DataView(answer.buffer, answer.byteOffset, answer.byteLength);
  let inTransaction: boolean | undefined;
  let panicked = false;
  for (let at = 0; at + 5 <= answer.length; at += 1 + view.getUint32(at + 1)) {
    if (answer[at] === READY) inTransaction = answer[at + 5] !== letter('I');
    if (answer[at] !== ERROR) continue;
    const severity = fieldOf(answer.subarray(at + 5), SEVERITY);
    panicked ||= /^(PANIC|FATAL)$/.test(String(severity));
  }
  return { inTransaction, panicked };
}

/** PostgreSQL's code for a write in a transaction that only reads, and for a disk without room. */
const [READ_ONLY, DISK_FULL] = ['25006', '53100'];

/** Says of a write that was refused for want of room why it was. */
export function nameFullDisk(answer: Uint8Array): void {
  const view = new DataView(answer.buffer, answer.byteOffset, answer.byteLength);
  for (let at = 0; at + 5 <= answer.length; at += 1 + view.getUint32(at + 1)) {
    if (answer[at] !== ERROR) continue;
    const code = fieldOf(answer.subarray(at + 5), CODE);
    if (String(code) === READ_ONLY) code?.write(DISK_FULL);
  }
}

/** The fields of an error each begin with a letter and end with a zero. */
function fieldOf(fields: Uint8Array, name: number): Buffer | undefined {
  for (let at = 0; at < fields.length && fields[at] !== 0; ) {
    const end = fields.indexOf(0, at);
    if (end < 0) return undefined;
    if (fields[at] === name) return Buffer.from(fields.buffer, fields.byteOffset + at + 1, end - at - 1);
    at = end + 1;
  }
  return undefined;
}

function message(kind: string, body: Uint8Array): Buffer {
  const head = Buffer.alloc(5);
  head[0] = letter(kind);
  head.writeUInt32BE(4 + body.length, 1);
  return Buffer.concat([head, body]);
}

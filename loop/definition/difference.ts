import type { Words } from '#lib/core';
import type { Naming } from '#loop/condition';
import type { Kind } from './kind.ts';
import { isEqual } from './stable-json.ts';

/** One thing that is different, as people read it; what was not there before, or is not any more, is null. */
export interface Change {
  readonly field: Words;
  readonly before: Words | null;
  readonly after: Words | null;
}

interface State {
  readonly name: string;
  readonly body: object;
}

type Told = Pick<Kind, 'fields' | 'values' | 'references'>;

/** What data are called, and other definitions. */
export interface Names extends Naming {
  definition?(id: string): string | undefined;
}

/** What is different between two states of a definition. */
export function differenceOf(kind: Told, before: State, after: State, naming: Names): Change[] {
  const renamed: Change[] =
    before.name === after.name
      ? []
      : [{ field: { zh: '名称', en: 'Name' }, before: same(before.name), after: same(after.name) }];
  return [...renamed, ...changes(kind, naming, [], '', before.body, after.body)];
}

function changes(
  kind: Told,
  naming: Names,
  path: readonly Words[],
  key: string,
  before: unknown,
  after: unknown,
): Change[] {
  if (isEqual(before, after)) return [];
  const whole: Change = {
    field: joined(path, { zh: ' › ', en: ' › ' }),
    before: before === undefined ? null : told(kind, naming, key, before),
    after: after === undefined ? null : told(kind, naming, key, after),
  };
  if (isTold(kind, key)) return [whole];
  if (isPlain(before) && isPlain(after)) {
    const members = new Set([...Object.keys(before), ...Object.keys(after)]);
    return inOrder(kind, [...members]).flatMap((member) =>
      changes(kind, naming, [...path, fieldOf(kind, member)], member, before[member], after[member]),
    );
  }
  if (Array.isArray(before) && Array.isArray(after) && [...before, ...after].some(isPlain)) {
    const longer = before.length > after.length ? before : after;
    return longer.flatMap((_, place) =>
      changes(kind, naming, [...path, same(String(place + 1))], '', before[place], after[place]),
    );
  }
  return [whole];
}

/** A value in words: as its kind tells it, else by itself. */
function told(kind: Told, naming: Names, key: string, value: unknown): Words {
  const own = kind.values?.[key];
  if (isTold(kind, key) && own) {
    try {
      return own(value as never, naming);
    } catch {
      // an old version may have a shape that its kind no longer tells
      return same(JSON.stringify(value));
    }
  }
  if (typeof value === 'boolean') return value ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' };
  if (Array.isArray(value)) {
    if (value.length === 0) return { zh: '无', en: 'none' };
    return joined(
      value.map((one) => told(kind, naming, '', one)),
      { zh: '、', en: ', ' },
    );
  }
  if (typeof value === 'string' && Object.hasOwn(kind.references ?? {}, key))
    return same(naming.definition?.(value) ?? value);
  if (!isPlain(value)) return same(String(value));
  const members = inOrder(kind, Object.keys(value)).map((member): Words => {
    const field = fieldOf(kind, member);
    const words = told(kind, naming, member, value[member]);
    return { zh: `${field.zh} ${words.zh}`, en: `${field.en} ${words.en}` };
  });
  return joined(members, { zh: '，', en: ', ' });
}

/** Members in the order in which their kind names them. */
function inOrder({ fields = {} }: Told, members: readonly string[]): string[] {
  const order = new Map(Object.keys(fields).map((field, place) => [field, place]));
  return members.toSorted((a, b) => (order.get(a) ?? order.size) - (order.get(b) ?? order.size));
}

function isTold({ values = {} }: Told, key: string): boolean {
  return Object.hasOwn(values, key);
}

function fieldOf({ fields = {} }: Told, member: string): Words {
  return (Object.hasOwn(fields, member) ? fields[member] : undefined) ?? same(member);
}

function joined(parts: readonly Words[], between: Words): Words {
  return {
    zh: parts.map(({ zh }) => zh).join(between.zh),
    en: parts.map(({ en }) => en).join(between.en),
  };
}

function same(text: string): Words {
  return { zh: text, en: text };
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import { z } from 'zod';
import { isSecretName, type Language, type Words } from '#lib/core';

const locales = { en: z.locales.en(), zh: z.locales.zhCN() } satisfies Record<Language, unknown>;

/** Why an input is not as the schema wants it: where, what was given, and what is allowed, in the caller's language. */
export interface Misfit {
  /** Dotted; empty when the input as a whole is meant. */
  readonly path: string;
  readonly allowed: string;
  readonly given: string;
}

/** The input as the schema wants it, or the one complaint that helps most. */
export function readInput<S extends z.ZodType>(
  schema: S,
  input: unknown,
  language: Language,
): { data: z.output<S> } | { misfit: Misfit } {
  if (isDeeper(input, DEEPEST)) {
    return { misfit: { path: '', allowed: tooDeep[language], given: '…' } };
  }
  const result = schema.safeParse(input, { error: locales[language].localeError });
  if (result.success) return { data: result.data };
  const place = meant(result.error.issues[0]!, input);
  const { path } = place;
  const allowed = messageIn(language, place);
  return { misfit: { path: path.map(String).join('.'), allowed, given: show(at(input, path), path) } };
}

/** Deeper input is refused before anything walks it recursively. */
const DEEPEST = 60;
const tooDeep: Words = { en: `nested at most ${DEEPEST} levels`, zh: `嵌套不超过 ${DEEPEST} 层` };

function isDeeper(input: unknown, most: number): boolean {
  const left = [{ value: input, depth: 0 }];
  for (let one = left.pop(); one; one = left.pop()) {
    const { value, depth } = one;
    if (typeof value !== 'object' || value === null) continue;
    if (depth >= most) return true;
    for (const inner of Object.values(value)) left.push({ value: inner, depth: depth + 1 });
  }
  return false;
}

type Issue = z.core.$ZodIssue;
type Place = Pick<Issue, 'path' | 'message'> & { readonly params?: unknown };

/** A schema's own complaint carries its words in every language. */
function messageIn(language: Language, { message, params }: Place): string {
  const own = (params as { words?: Words } | undefined)?.words;
  return own ? own[language] : message;
}

/** Of the branches of a union, the one that misses least is what the caller meant; of equal ones, the one that got furthest. */
function meant(issue: Issue, input: unknown): Place {
  if (issue.code !== 'invalid_union') return issue;
  const here = at(input, issue.path);
  const [best] = issue.errors
    .filter((branch) => branch.length > 0)
    .map((branch) => ({ missed: missedBy(branch, here), place: meant(branch[0]!, here) }))
    .sort((a, b) => a.missed - b.missed || b.place.path.length - a.place.path.length);
  if (!best || best.place.path.length === 0) return issue;
  return { ...best.place, path: [...issue.path, ...best.place.path] };
}

/** How many of a branch's wants the input has nothing for, or has what the branch knows nothing of. */
function missedBy(branch: readonly Issue[], input: unknown): number {
  return branch.filter(
    ({ path, code }) => code === 'unrecognized_keys' || path.length === 0 || at(input, path) === undefined,
  ).length;
}

function at(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = Reflect.get(value, step);
  }
  return value;
}

/** What was given, as it may be seen: nothing under the name of a secret, and of the input as a whole only its names. */
function show(value: unknown, path: readonly PropertyKey[]): string {
  if (value === undefined) return '—';
  if (path.some((step) => isSecretName(String(step)))) return HIDDEN;
  if (path.length === 0) return outline(value);
  const text = JSON.stringify(value, (name, inner) => (isSecretName(name) ? HIDDEN : inner));
  return shortened(text);
}

const HIDDEN = '…';

function outline(value: unknown): string {
  if (typeof value === 'string') return '"…"';
  if (Array.isArray(value)) return `[${'…'.repeat(Math.min(value.length, 1))}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  return shortened(`{${Object.keys(value).join(', ')}}`);
}

function shortened(text: string): string {
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}

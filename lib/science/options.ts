import { outOfRange, unknownChoice, unknownOption } from './faults.ts';

/** Refuses what an option of this name cannot be. */
export type OptionRule = (name: string, given: unknown) => void;

/** One rule for every option; forget one and it does not compile. */
export type OptionRules<Options> = { readonly [Name in keyof Required<Options>]: OptionRule };

/** Refuses options that are not known, and values of another type or choice than theirs: options may come from JSON. */
export function checkOptions<Options extends object>(
  options: Options,
  rules: OptionRules<NoInfer<Options>>,
): void {
  const known: Readonly<Record<string, OptionRule>> = rules;
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw outOfRange({ what: 'options', given: shown(options), allowed: 'an object' });
  }
  for (const [name, given] of Object.entries(options)) {
    if (!Object.hasOwn(known, name)) throw unknownOption({ name, allowed: Object.keys(known).join(', ') });
    if (given !== undefined) known[name]!(name, given);
  }
}

/** One of these words or numbers. */
export function oneOf(...allowed: readonly (string | number)[]): OptionRule {
  return (name, given) => {
    if (!allowed.some((each) => each === given))
      throw unknownChoice({ name, given: shown(given), allowed: allowed.join(', ') });
  };
}

/** A number. Its range is judged where it is used. */
export const aNumber: OptionRule = (name, given) => {
  if (typeof given !== 'number' || Number.isNaN(given))
    throw outOfRange({ what: name, given: shown(given), allowed: 'a number' });
};

/** True or false. */
export const yesOrNo: OptionRule = (name, given) => {
  if (typeof given !== 'boolean') throw unknownChoice({ name, given: shown(given), allowed: 'true, false' });
};

/** Numbers in a list or a typed array. */
export const numbers: OptionRule = (name, given) => {
  const fits =
    (Array.isArray(given) && given.every((each) => typeof each === 'number')) ||
    (ArrayBuffer.isView(given) && !(given instanceof DataView));
  if (!fits) throw outOfRange({ what: name, given: shown(given), allowed: 'a list of numbers' });
};

/** Texts in a list. */
export const texts: OptionRule = (name, given) => {
  if (!(Array.isArray(given) && given.every((each) => typeof each === 'string')))
    throw outOfRange({ what: name, given: shown(given), allowed: 'a list of texts' });
};

/** A function, such as a source of random numbers. */
export const aFunction: OptionRule = (name, given) => {
  if (typeof given !== 'function')
    throw outOfRange({ what: name, given: shown(given), allowed: 'a function' });
};

/** Anything: it is judged where it is used. */
export const judgedLater: OptionRule = () => {};

/** A value as a person would write it, not longer than a line. */
function shown(value: unknown): string {
  const text =
    typeof value === 'string' || typeof value === 'number'
      ? String(value)
      : (JSON.stringify(value) ?? String(value));
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

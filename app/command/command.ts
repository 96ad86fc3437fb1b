import type { Words } from '#lib/core';
import type { Environment } from './settings/environment.ts';
import type { Terminal } from './terminal.ts';

/** One option of a command; an option with a `hint` takes a value. */
export interface Option {
  readonly summary: Words;
  /** What stands for the value in the help, such as `NAME`. */
  readonly hint?: Words;
}

export type Options = Readonly<Record<string, Option>>;

type Values<O extends Options> = {
  readonly [Name in keyof O]?: O[Name] extends { hint: Words } ? string : boolean;
};

/** What a command is run with. */
export interface Given<Chosen = Readonly<Record<string, string | boolean | undefined>>> {
  readonly options: Chosen;
  /** What stands on the line besides options. */
  readonly words: readonly string[];
  readonly environment: Environment;
  readonly terminal: Terminal;
}

/** What the terminal may be told: one file a command, listed in `commands.ts`. */
export interface Command {
  /** One or two words. */
  readonly name: string;
  readonly summary: Words;
  /** The one word that follows the name besides options, such as `FILE`; in `[…]` it may be left out, with `…` at its end there may be more. */
  readonly takes?: Words;
  readonly options: Options;
  readonly examples: readonly string[];
  run(given: Given): Promise<void>;
}

/** Makes a command whose `run` knows its options by type. */
export function command<const O extends Options>(
  definition: Omit<Command, 'options' | 'run'> & { options: O; run(given: Given<Values<O>>): Promise<void> },
): Command {
  return { ...definition, run: (given) => definition.run(given as Given<Values<O>>) };
}

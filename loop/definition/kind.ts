import type { z } from 'zod';
import type { Words } from '#lib/core';
import type { Viewer } from '#loop/access';
import type { Naming, Owner } from '#loop/condition';
import type { Definition } from './definition.ts';

/** Events and properties that a definition names. */
export interface DataUses {
  readonly events: readonly string[];
  readonly properties: readonly { readonly of: Owner; readonly name: string }[];
}

/** What a kind may look up of other definitions. */
export interface SeenDefinitions {
  /** Those of the ids that a viewer may see. */
  seen(viewer: Viewer, ids: readonly string[]): Promise<Definition[]>;
  /** What one is called, whoever asks; empty where there is none. */
  nameOf(id: string): Promise<string>;
}

/** What is about to be kept, handed to the kind that works something out for it. */
export interface Keeping<Body> {
  readonly viewer: Viewer;
  readonly id: string;
  readonly body: Body;
  readonly definitions: SeenDefinitions;
}

/**
 * A kind of thing that people make and keep. Registering one gives it lists, search, folders, favourites, versions, sharing,
 * trash, "used by" and files for Git.
 */
export interface Kind<Body extends object = object> {
  /** One plain word: in calls, and the folder of its files. */
  readonly name: string;
  readonly words: { readonly one: Words; readonly many: Words };
  readonly body: z.ZodType<Body>;
  /** The path of its page; `{id}` stands for the definition's id. */
  readonly page: string;
  /** Members of the body, at any depth, that hold the id of another definition, and of which kind that is. */
  readonly references?: Readonly<Record<string, string>>;
  /** What the members of the body are called where a difference is told. */
  readonly fields?: Readonly<Record<string, Words>>;
  /** How the value of a member reads where a difference is told; other values are told by themselves. */
  readonly values?: Readonly<Record<string, (value: never, naming: Naming) => Words>>;
  /** One line that tells a definition from others in a list. */
  about?(body: Body, naming: Naming): Words;
  /** The data that a body names. */
  uses?(body: Body): DataUses;
  /** Refuses what the schema cannot see; gives the body as it is kept. */
  check?(body: Body, viewer: Viewer): Body | Promise<Body>;
  /** Works out what belongs to a body before it is kept; what it gives is called once it is kept, and makes that seen. */
  prepare?(keeping: Keeping<Body>): Promise<() => Promise<unknown>>;
  /** Takes away what belongs to a definition that is gone for good. */
  forget?(project: number, id: string): Promise<unknown>;
}

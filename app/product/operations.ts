import type { z } from 'zod';
import type { Sent } from '#lib/operation';
import { accessOperations, type Operation } from '#loop/access';
import { askOperations, namingFor, segmentOperations } from '#loop/ask';
import { catalogueOperations } from '#loop/catalogue';
import { collectOperations, fileOperations } from '#loop/collect';
import { definitionOperations } from '#loop/definition';
import { knowOperations } from '#loop/know';
import { demoOperations } from './demo/operations.ts';
import type { House } from './product.ts';
import { runOperations } from './runs/operations.ts';

/** Operations by their names. */
export type Operations = Readonly<Record<string, Operation>>;

/** All operations of this house: the list the doors mount. */
export function compose(house: House) {
  return {
    ...accessOperations(house.access),
    ...collectOperations(house.collect),
    ...catalogueOperations(house.catalogue),
    ...fileOperations(house.files),
    ...knowOperations({
      warehouse: house.warehouse,
      scopeOf: (viewer) => house.scopes.scopeOf(viewer),
      namingFor: (viewer) => namingFor(house, viewer),
      check: (viewer, who) => house.segments.check(viewer, who),
    }),
    ...askOperations(house),
    ...definitionOperations({
      definitions: house.definitions,
      namingFor: (viewer) => namingFor(house, viewer),
    }),
    ...segmentOperations(house.segments),
    ...demoOperations(house.demo),
    ...runOperations(house.jobs),
  };
}

type Composed = ReturnType<typeof compose>;

/** What every operation takes and gives, as it travels: the web's typed client is made of this. */
export type Api = {
  [Name in keyof Composed]: {
    input: z.input<Composed[Name]['input']>;
    output: Sent<z.output<Composed[Name]['output']>>;
  };
};

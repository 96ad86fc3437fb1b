import type { z } from 'zod';
import type { Sent } from '#lib/operation';
import { accessOperations, type Operation } from '#loop/access';
import { askOperations, namingFor, segmentOperations } from '#loop/ask';
import { catalogueOperations } from '#loop/catalogue';
import { collectOperations, fileOperations } from '#loop/collect';
import { definitionOperations } from '#loop/definition';
import { knowOperations } from '#loop/know';
import { demoOperations } from './demo/operations.ts';
import type { Product } from './product.ts';
import { runOperations } from './runs/operations.ts';

/** Operations by their names. */
export type Operations = Readonly<Record<string, Operation>>;

/** All operations of the product: the list that the entry points mount. */
export function compose(product: Product) {
  return {
    ...accessOperations(product.access),
    ...collectOperations(product.collect),
    ...catalogueOperations(product.catalogue),
    ...fileOperations(product.files),
    ...knowOperations({
      warehouse: product.warehouse,
      scopeOf: (viewer) => product.scopes.scopeOf(viewer),
      namingFor: (viewer) => namingFor(product, viewer),
      check: (viewer, who) => product.segments.check(viewer, who),
    }),
    ...askOperations(product),
    ...definitionOperations({
      definitions: product.definitions,
      namingFor: (viewer) => namingFor(product, viewer),
    }),
    ...segmentOperations(product),
    ...demoOperations(product.demo),
    ...runOperations(product.jobs),
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

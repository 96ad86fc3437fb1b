import type { Random } from '#lib/core';
import { type PersonType, type PersonTypeId, personTypes } from '../data/person-types.data.ts';
import { type CategoryId, categories, type Product, products } from '../data/products.data.ts';
import { wheel } from '../draw.ts';

const categoryIds = Object.keys(categories) as CategoryId[];

const categoryWheels = Object.fromEntries(
  personTypes.map(({ id, likes }) => [id, wheel(categoryIds, (category) => likes[category])]),
) as Readonly<Record<PersonTypeId, (random: Random) => CategoryId>>;

const productWheels = Object.fromEntries(
  categoryIds.map((id) => {
    const own = products.filter(({ category }) => category === id);
    return [id, wheel(own, ({ popularity }) => popularity)];
  }),
) as Readonly<Record<CategoryId, (random: Random) => Product>>;

/** A category people of this type look at. */
export function drawCategory(random: Random, { id }: PersonType): CategoryId {
  return categoryWheels[id](random);
}

/** A product of the category, the popular ones more often. */
export function drawProduct(random: Random, category: CategoryId): Product {
  return productWheels[category](random);
}

import { type Catalogue, eventTitle, type Naming, propertyTitle } from '#loop/condition';

/** How a project's own names are shown in phrases. */
export function namingOf(catalogue: Catalogue): Naming {
  return {
    event: (name) => eventTitle(catalogue, name),
    property: (of, name) => propertyTitle(catalogue, of, name),
    segment: (id) => catalogue.segments.find((one) => one.id === id)?.name ?? id,
  };
}

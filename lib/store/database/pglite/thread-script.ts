import { existsSync } from 'node:fs';
import { databaseDown } from '../../faults.ts';

/** The bundled thread: beside the bundled product, or in `dist` when the product runs from its sources. */
export function threadScript(): URL {
  const places = ['./rows.js', '../../../../dist/rows.js'].map((path) => new URL(path, import.meta.url));
  const found = places.find((place) => existsSync(place));
  if (!found) throw databaseDown({ detail: 'dist/rows.js is missing, run `npm run build`' });
  return found;
}

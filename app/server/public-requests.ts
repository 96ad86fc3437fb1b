import type { Product } from '#app/product';
import type { PublicRequest } from '#lib/operation';
import { sdkSettings } from './collecting/sdk-settings.ts';

/** What may be asked of the product without logging in, module by module. */
export function publicRequestsOf({ access }: Pick<Product, 'access'>): readonly PublicRequest[] {
  return [...sdkSettings({ projectOfWriteKey: access.projectOfWriteKey })];
}

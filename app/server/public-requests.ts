import type { PublicRequest } from '#lib/operation';
import type { House } from './house.ts';
import { sdkSettings } from './sdk-settings.ts';

/** What may be asked of this house without logging in, module by module. */
export function publicRequestsOf({ access }: Pick<House, 'access'>): readonly PublicRequest[] {
  return [...sdkSettings({ projectOfWriteKey: access.projectOfWriteKey })];
}

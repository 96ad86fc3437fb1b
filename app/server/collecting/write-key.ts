import { unknownWriteKey } from '#loop/collect';

/** Who knows write keys. */
export interface WriteKeys {
  /** The project a write key belongs to; undefined when there is no such key. */
  projectOfWriteKey(key: string): Promise<{ readonly id: number } | undefined>;
}

/** The project of a write key; a fault when there is no such key. */
export async function requireProject(keys: WriteKeys, key: string | undefined): Promise<number> {
  const project = key === undefined ? undefined : await keys.projectOfWriteKey(key);
  if (!project) throw unknownWriteKey({});
  return project.id;
}

interface Asking {
  readonly headers: { readonly authorization?: string | undefined };
  readonly query: unknown;
}

/** Basic authorization with the key as its user, a bearer token, or `?writeKey=`, for beacons, which have no headers. */
export function writeKeyOf({ headers, query }: Asking): string | undefined {
  const [scheme, value = ''] = (headers.authorization ?? '').split(' ');
  if (scheme?.toLowerCase() === 'basic') return Buffer.from(value, 'base64').toString('utf8').split(':')[0];
  if (scheme?.toLowerCase() === 'bearer') return value;
  const { writeKey } = Object(query) as { writeKey?: unknown };
  return typeof writeKey === 'string' ? writeKey : undefined;
}

import { isIP } from 'node:net';

/** Where people reach this Linger, when that is not where it listens: behind a proxy, or under a path of a site. */
export interface PublicAddress {
  /** The whole address, without a slash at its end. */
  readonly href: string;
  readonly origin: string;
  readonly host: string;
  /** The path it is under, such as `/linger`; empty at the top of its host. */
  readonly path: string;
}

/** What stands at the top of our own paths: a proxy's prefix of that name could not be told from them. */
const OWN = /^\/(?:api|v1|control|livez|readyz|healthz|assets|beacon|sourceConfig)(?:\/|$)/;

/** The address of a setting; undefined when it is none that Linger can be reached under. */
export function publicAddressOf(text: string): PublicAddress | undefined {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return undefined;
  const { origin, host, pathname, search, hash, username, password } = new URL(text);
  if (search || hash || username || password || text.endsWith('?') || text.endsWith('#')) return undefined;
  const path = pathname.replace(/\/+$/, '');
  if (path.includes('//') || OWN.test(path)) return undefined;
  return { href: origin + path, origin, host, path };
}

/** An address of ours without the path that a proxy may have left before it. */
export function withoutPath(url: string, path: string): string {
  if (path === '' || !url.startsWith(path)) return url;
  const rest = url.slice(path.length);
  if (rest === '') return '/';
  if (rest.startsWith('?')) return `/${rest}`;
  return rest.startsWith('/') ? rest : url;
}

/** The name in a `Host` header or an address's host: without port, as browsers write it; empty for what is none. */
export function nameOf(host: string): string {
  if (!/^[\w.:[\]%-]+$/.test(host) || !URL.canParse(`http://${host}`)) return '';
  return new URL(`http://${host}`).hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}

/** A name that any site can let lead to us is no proof of whom a page belongs to; loopback names and numbers cannot be so led. */
export function leadsNowhereElse(name: string): boolean {
  return name === 'localhost' || name.endsWith('.localhost') || isIP(name) !== 0;
}

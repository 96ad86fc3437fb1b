/** The path of the address that this Linger is served under, such as `/linger`; empty at the top of its host. */
export const base = baseOf(
  globalThis.document?.querySelector<HTMLMetaElement>('meta[name="linger-base"]')?.content,
);

function baseOf(given = '/'): string {
  return new URL(given, 'http://any').pathname.replace(/\/$/, '');
}

/** The path of something on the server, as seen from outside. */
export function within(path: string): string {
  return base + path;
}

/** The address people and programs reach this Linger under. */
export function ownAddress(): string {
  return window.location.origin + base;
}

/** Who came past the proxy is led to the same place under the path, where cookies and links are. */
export function standUnderBase(): void {
  const { pathname, search, hash } = window.location;
  if (base === '' || pathname === base || pathname.startsWith(`${base}/`)) return;
  window.history.replaceState(null, '', within(pathname) + search + hash);
}

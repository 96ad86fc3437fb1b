import { timingSafeEqual } from 'node:crypto';
import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyRequest } from 'fastify';
import { badInput } from '#app/product';
import { csrfOf, notLoggedIn, type Origin, type Viewer, viewerOf } from '#loop/access';
import { foreignPage, otherOrigin } from './faults.ts';
import type { ServerDeps } from './server-deps.ts';

export const sessionCookie = 'linger_session';

/** Not for scripts, not for other sites nor other paths of ours; only over https where we are reached by https. */
export function cookieOptions(
  { publicAddress }: Gate,
  { protocol, host }: FastifyRequest,
): CookieSerializeOptions {
  const secure =
    protocol === 'https' || (publicAddress?.host === host && publicAddress.href.startsWith('https:'));
  return { path: publicAddress?.path || '/', httpOnly: true, sameSite: 'lax', secure };
}

export function originOf(request: FastifyRequest): Origin {
  return { address: request.ip, agent: String(request.headers['user-agent'] ?? '') };
}

type Gate = Pick<ServerDeps, 'access' | 'controlToken' | 'publicAddress'>;

/** As whom a request asks: by key, by the terminal's token, or by session cookie and its CSRF token. */
export async function callerOf(deps: Gate, request: FastifyRequest): Promise<Viewer> {
  const project = projectOf(request);
  const bearer = bearerOf(request);
  const viewer = bearer
    ? await callerOfKey(deps, bearer, project, request)
    : await callerOfCookie(deps, project, request);
  request.language = viewer.language;
  return viewer;
}

/** Refuses whoever is not the terminal of the same machine. */
export function requireControl({ controlToken }: Gate, request: FastifyRequest): void {
  if (!isControl(controlToken, bearerOf(request))) throw notLoggedIn({});
}

function bearerOf({ headers }: FastifyRequest): string | undefined {
  return /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
}

const isControl = (token: string | undefined, given: string | undefined) =>
  token !== undefined && given !== undefined && isSame(given, token);

async function callerOfKey(deps: Gate, bearer: string, project: number | undefined, request: FastifyRequest) {
  if (isControl(deps.controlToken, bearer)) return deps.access.systemViewer(project, request.language);
  return deps.access.viewerOfKey(bearer, project, request.language);
}

async function callerOfCookie(deps: Gate, project: number | undefined, request: FastifyRequest) {
  const token = request.cookies[sessionCookie];
  const session = token === undefined ? undefined : await deps.access.session(token);
  if (!token || !session) throw notLoggedIn({});
  requireOwnPage(deps, request);
  if (request.method !== 'GET') requireCsrf(request, token);
  return viewerOf(session, project, request.language);
}

/** Refuses what does not carry the token that only our own page knows. */
export function requireCsrf({ headers }: FastifyRequest, session: string): void {
  if (!isSame(String(headers['linger-csrf'] ?? ''), csrfOf(session))) throw foreignPage({});
}

/** Refuses what another site's page made the browser send. */
export function requireOwnPage({ publicAddress }: Gate, { headers, host }: FastifyRequest): void {
  const site = headers['sec-fetch-site'];
  if (site === 'same-origin' || site === 'none') return;
  if (site !== undefined) throw foreignPage({});
  // browsers that say no more than the origin: old ones, and all of them over plain http
  const { origin } = headers;
  if (origin === undefined || origin === publicAddress?.origin) return;
  if (URL.canParse(origin) && [host, headers.host].includes(new URL(origin).host)) return;
  throw otherOrigin({ page: origin.slice(0, 200), host: host.slice(0, 200) });
}

/** The header, or for streams, which a browser opens without headers, `?project=`. */
function projectOf({ headers, query }: FastifyRequest): number | undefined {
  const given = headers['linger-project'] ?? Reflect.get(Object(query), 'project');
  if (given === undefined) return undefined;
  if (typeof given !== 'string' || !/^[1-9]\d{0,8}$/.test(given)) {
    throw badInput({ path: 'Linger-Project', allowed: '1, 2, 3 …', given: String(given).slice(0, 50) });
  }
  return Number(given);
}

function isSame(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}

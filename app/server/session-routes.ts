import type { FastifyInstance, FastifyReply, FastifyRequest, RouteShorthandOptions } from 'fastify';
import { z } from 'zod';
import { checkInput } from '#app/product';
import { languages } from '#lib/core';
import { email, notLoggedIn, type Project, type Role } from '#loop/access';
import { cookieOptions, originOf, requireCsrf, requireOwnPage, sessionCookie } from './caller.ts';
import type { ServerDeps } from './server-deps.ts';

const password = z.string().max(500);
const token = z.string().max(200);
const language = z.enum(languages).optional();

const inputs = {
  login: z.strictObject({ email, password }),
  first: z.strictObject({ token, email, password, language }),
  accept: z.strictObject({ token, password, language }),
  join: z.strictObject({ token }),
  link: z.strictObject({ token }),
};

const guarded: RouteShorthandOptions = { config: { rateLimit: { max: 60, timeWindow: 60_000 } } };
const days90 = 90 * 86_400;

/** Coming in and going out: what happens before there is a viewer. */
export function sessionRoutes(server: FastifyInstance, deps: ServerDeps): void {
  const { access } = deps;

  server.get('/api/session', async (request, reply) => {
    reply.header('cache-control', 'no-store');
    return stateOf(deps, request.cookies[sessionCookie]);
  });

  server.post('/api/session/login', guarded, async (request, reply) => {
    const input = read(deps, inputs.login, request);
    return enter(deps, request, reply, await access.login(input.email, input.password, originOf(request)));
  });

  server.post('/api/session/first', guarded, async (request, reply) => {
    const { token, ...account } = read(deps, inputs.first, request);
    return enter(deps, request, reply, await access.createFirst(token, account, originOf(request)));
  });

  server.post('/api/session/accept', guarded, async (request, reply) => {
    const { token, ...account } = read(deps, inputs.accept, request);
    return enter(deps, request, reply, await access.accept(token, account, originOf(request)));
  });

  server.post('/api/session/join', guarded, async (request) => {
    const { token } = read(deps, inputs.join, request);
    const present = request.cookies[sessionCookie];
    const session = present === undefined ? undefined : await access.session(present);
    if (!present || !session) throw notLoggedIn({});
    requireCsrf(request, present);
    await access.join(token, session, originOf(request));
    return stateOf(deps, present);
  });

  server.post('/api/session/link', guarded, async (request) =>
    access.invitation(read(deps, inputs.link, request).token),
  );

  server.post('/api/session/logout', async (request, reply) => {
    requireOwnPage(deps, request);
    const present = request.cookies[sessionCookie];
    if (present) await access.logout(present);
    return reply.clearCookie(sessionCookie, cookieOptions(deps, request)).code(204).send();
  });
}

function read<S extends z.ZodType>(deps: ServerDeps, schema: S, request: FastifyRequest): z.output<S> {
  requireOwnPage(deps, request);
  return checkInput(schema, request.body, request.language);
}

async function enter(deps: ServerDeps, request: FastifyRequest, reply: FastifyReply, opened: string) {
  // whoever came in with this browser before is out: of two sessions in one browser nobody would end the older
  const before = request.cookies[sessionCookie];
  if (before !== undefined) await deps.access.logout(before);
  reply.setCookie(sessionCookie, opened, { ...cookieOptions(deps, request), maxAge: days90 });
  return stateOf(deps, opened);
}

/** What a page asks first: who is logged in, or whether there is any account yet. */
export interface SessionState {
  /** No account exists: only the one-time link that start printed leads on. */
  readonly empty: boolean;
  readonly account: {
    readonly id: string;
    readonly email: string;
    readonly language: 'zh' | 'en' | null;
  } | null;
  /** To be sent as `Linger-Csrf` with every POST. */
  readonly csrf: string | null;
  readonly projects: readonly (Project & { readonly role: Role })[];
}

async function stateOf({ access }: ServerDeps, opened: string | undefined): Promise<SessionState> {
  const session = opened === undefined ? undefined : await access.session(opened);
  if (!session) return { empty: !(await access.hasAccounts()), account: null, csrf: null, projects: [] };
  const { account, csrf, projects } = session;
  return { empty: false, account, csrf, projects };
}

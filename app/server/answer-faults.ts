import { randomUUID } from 'node:crypto';
import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify';
import { notThere } from '#app/product';
import { type Fault, type Language, languageOf } from '#lib/core';
import { faultWithin } from '#lib/store';
import { badRequest, bodyBrokeOff, broken, tooLarge, underPath, wrongType } from './faults.ts';

/** The language a request asks for, before we know who sent it. */
export function languageOfRequest(request: FastifyRequest): Language {
  return languageOf(request.headers['accept-language']);
}

/** What a fault looks like from outside. */
export function faultBody(fault: Fault, language: Language) {
  return { error: { code: fault.code, message: fault.say(language), values: fault.values } };
}

const known: Readonly<Record<string, (error: FastifyError, request: FastifyRequest) => Fault>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: (error) => tooLarge({}, error),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: (error, { headers }) =>
    wrongType({ given: String(headers['content-type'] ?? '—').slice(0, 100) }, error),
};

function faultOf(error: FastifyError, request: FastifyRequest): Fault {
  const fault = faultWithin(error);
  if (fault) {
    // what an engine said is for whoever keeps the product, never for who asked
    const said = fault.cause ?? (fault === error ? undefined : error);
    if (fault.status === 500 && said) request.log.error({ err: said, code: fault.code }, fault.message);
    return fault;
  }
  const translate = known[error.code];
  if (translate) return translate(error, request);
  if (brokeOff(request)) {
    request.log.debug({ err: error }, 'the body broke off');
    return bodyBrokeOff({}, error);
  }
  const status = error.statusCode ?? 500;
  if (status >= 400 && status < 500) return badRequest({ reason: error.message.slice(0, 200) }, error);
  const id = randomUUID();
  if (request.raw.destroyed && error.name === 'AbortError') request.log.debug({ id }, 'the caller went away');
  else request.log.error({ err: error, id }, 'unexpected error');
  return broken({ id }, error);
}

/** The sender went away in the middle: no trouble of ours, and with a log line for each a few senders could fill the disk. */
function brokeOff({ raw }: FastifyRequest): boolean {
  return !raw.complete && (raw.destroyed || raw.readableAborted);
}

/** Every error leaves as JSON in the caller's language; what we did not expect leaves as a number in the log. */
export function answerFaults(server: FastifyInstance): void {
  server.setErrorHandler<FastifyError>((error, request, reply) => {
    const fault = faultOf(error, request);
    const { seconds } = fault.values;
    if (seconds !== undefined) reply.header('retry-after', String(seconds));
    return reply.code(fault.status).send(faultBody(fault, request.language));
  });
}

/** The answer where nothing is; where something would be but for a prefix, it says how to serve under that. */
export function nothingThere({ method, originalUrl }: FastifyRequest): Fault {
  const path = originalUrl.split('?')[0]?.slice(0, 200) ?? '';
  const prefix = /^(\/.+?)\/(?:api|v1|assets|livez|readyz|healthz)(?:\/|$)/.exec(path)?.[1];
  return prefix ? underPath({ path, prefix }) : notThere({ method, path });
}

declare module 'fastify' {
  interface FastifyRequest {
    /** What the caller is spoken to in: the account's language, else the browser's. */
    language: Language;
  }
}

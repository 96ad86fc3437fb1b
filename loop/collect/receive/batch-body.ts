import { jsonPlace } from '#lib/core';
import { batchMissing, malformedJson } from '../faults.ts';
import { isObject, type Json, type JsonObject } from './properties.ts';
import { parseExactBytes } from './values/exact-json.ts';

/** The JSON in the bytes of a body; a fault when it is none. */
export function parseBody(bytes: Buffer): Json {
  try {
    return parseExactBytes(bytes);
  } catch (error) {
    throw malformedJson({ place: jsonPlace(bytes.toString('utf8')) ?? '1:1' }, error);
  }
}

/** The messages of a batch: a list, or an object with a list named `batch` and what is true of all of them. */
export function messagesOf(body: Json): { messages: readonly Json[]; sentAt?: Json | undefined } {
  const { batch, sentAt, context }: JsonObject = Array.isArray(body)
    ? { batch: body }
    : isObject(body)
      ? body
      : {};
  if (!Array.isArray(batch)) throw batchMissing({});
  const messages = isObject(context) ? batch.map((message) => inContext(message, context)) : batch;
  return { messages, sentAt };
}

function inContext(message: Json, context: JsonObject): Json {
  return isObject(message) ? { context, ...message } : message;
}

/** A value as JSON carries it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** What is said along with a message. */
export type Fields = Readonly<Record<string, Json>>;

interface Envelope {
  messageId: string;
  timestamp: string;
  userId?: string;
  anonymousId?: string;
  context?: Fields;
}

/** What a message says, before it is numbered and dated. */
export type MessageBody =
  | { type: 'track'; event: string; properties: Fields }
  | { type: 'page'; name: string; properties: Fields }
  | { type: 'identify'; traits: Fields }
  | { type: 'alias'; previousId: string };

/** A message of the Segment HTTP API, ready for `/v1/batch`. */
export type Message = Envelope & MessageBody;

/** A message that is not yet numbered and dated. */
export type Draft = MessageBody & Partial<Envelope>;

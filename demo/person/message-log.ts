import type { Draft, Fields, Message, MessageBody } from '../message.ts';
import type { Device } from './device.ts';

/** The messages of one person, noted in any order, read back in order of time. */
export class MessageLog {
  private readonly entries: { at: number; draft: Draft }[] = [];

  /** Notes what happened on a device, under the name known there so far. */
  note(
    at: number,
    body: MessageBody,
    { anonymousId, context }: Device,
    userId?: string,
    extra?: Fields,
  ): void {
    // Filled in place: copying each of some hundred million messages would take most of the time.
    const draft: Draft = body;
    draft.anonymousId = anonymousId;
    draft.context = extra ? { ...context, ...extra } : context;
    if (userId) draft.userId = userId;
    this.entries.push({ at, draft });
  }

  /** Notes what the company's own systems report of a known person. */
  report(at: number, body: MessageBody, userId: string): void {
    const draft: Draft = body;
    draft.userId = userId;
    this.entries.push({ at, draft });
  }

  /** All messages before `end`, numbered and dated. */
  read(key: string, end: number): Message[] {
    const messages: Message[] = [];
    this.entries.sort((one, other) => one.at - other.at);
    for (const { at, draft } of this.entries) {
      if (at >= end) break;
      draft.messageId = `${key}-${messages.length}`;
      draft.timestamp = new Date(at).toISOString();
      messages.push(draft as Message);
    }
    return messages;
  }
}

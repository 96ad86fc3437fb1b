import { readSegment } from '../protocols/segment.ts';
import { type Arrival, type Event, type Reader, Reject, rawOf } from './event.ts';
import { isObject, type Json } from './properties.ts';
import { isLargerThan } from './size.ts';

export const MAX_MESSAGE = 32 * 1024;

/** An event, or a reject with its reason; never throws, whatever was sent. */
export function validate(message: Json, arrival: Arrival, read: Reader = readSegment): Event | Reject {
  try {
    if (!isObject(message)) return new Reject('not-an-object', rawOf(message));
    if (!arrival.small && isLargerThan(message, MAX_MESSAGE))
      return new Reject('large-message', rawOf(message));
    const event = read(message, arrival);
    return typeof event === 'string' ? new Reject(event, rawOf(message)) : event;
  } catch (error) {
    if (error instanceof RangeError) return new Reject('deep-message', rawOf(message));
    throw error;
  }
}

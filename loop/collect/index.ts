export { Collect } from './collect.ts';
export {
  batchTooLarge,
  malformedEncoding,
  malformedGzip,
  malformedJson,
  unknownEncoding,
  unknownWriteKey,
} from './faults.ts';
export {
  Files,
  fileControls,
  fileOperations,
} from './imports/index.ts';
export { BufferPool } from './journal/buffer-pool.ts';
export type { LiveItem } from './live/live.ts';
export { collectMigrations } from './migrations/index.ts';
export { collectOperations } from './operations/index.ts';
export { type MessageType, messageTypes } from './protocols/segment.ts';
export { parseBody } from './receive/batch-body.ts';
export type { OwnEvent } from './receive/own-events.ts';
export { isObject, type Json } from './receive/properties.ts';
export type { Receipt } from './receive/receiver.ts';
export { MAX_MESSAGE } from './receive/validate.ts';
export { keepPairs } from './receive/values/exact-json.ts';
export { isDeeper } from './receive/values/json-depth.ts';
export { collectTables } from './tables.ts';

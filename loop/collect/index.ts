export { parseBody } from './batch-body.ts';
export { Catalogue } from './catalogue.ts';
export { Collect } from './collect.ts';
export { keepPairs } from './exact-json.ts';
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
} from './files/index.ts';
export { BufferPool } from './journal/buffer-pool.ts';
export { isDeeper } from './json-depth.ts';
export type { LiveItem } from './live.ts';
export { collectMigrations } from './migrations.ts';
export { collectOperations } from './operations.ts';
export type { OwnEvent } from './own-events.ts';
export { promote } from './promotion.ts';
export { promotionJobs } from './promotion-jobs.ts';
export { isObject, type Json } from './properties.ts';
export { type MessageType, messageTypes } from './protocols/segment.ts';

export type { Receipt } from './receiver.ts';
export { collectTables } from './tables.ts';
export { MAX_MESSAGE } from './validate.ts';

export { Collect } from './collect.ts';
export { keepPairs, parseExactBytes } from './exact-json.ts';
export {
  batchMissing,
  batchTooLarge,
  malformedGzip,
  malformedJson,
  unknownWriteKey,
} from './faults.ts';
export {
  Files,
  fileControls,
  fileOperations,
} from './files/index.ts';
export type { LiveItem } from './live.ts';
export { collectMigrations } from './migrations.ts';
export { collectOperations } from './operations.ts';
export { promote } from './promotion.ts';
export { promotionJobs } from './promotion-jobs.ts';
export { isObject, type Json, type JsonObject } from './properties.ts';
export { type MessageType, messageTypes } from './protocols/segment.ts';

export type { Receipt } from './receiver.ts';
export { MAX_MESSAGE } from './validate.ts';

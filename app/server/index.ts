export { type PublicAddress, publicAddressOf } from './public-address.ts';
export { serve } from './serve.ts';
export type { SessionState } from './session-routes.ts';

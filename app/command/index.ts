export { type Command, command } from './command.ts';
export { exitCodes, run } from './run.ts';

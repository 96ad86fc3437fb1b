import { tellTrouble } from '#lib/core';
import { endWithReaders } from './end-with-readers.ts';
import { exitCodes, run } from './run.ts';
import { languageOfShell } from './terminal.ts';

// files and folders made here, by the engines too, are for nobody else
process.umask(0o077);
endWithReaders(languageOfShell(process.env));
// work in the background that failed where nobody looked ends nothing else, and is never silent
process.on('unhandledRejection', (reason) => tellTrouble('unexpected error in the background', reason));
const code = await run(process.argv.slice(2), process.env);
// a shell only ends its own loop when it sees that Ctrl-C ended us
if (code === exitCodes.interrupted) process.kill(process.pid, 'SIGINT');
process.exitCode ||= code;

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root, sourceFiles } from './imports.ts';

/** What a browser would look for at the top of the host, or take for the whole of our address. */
const atTheTop =
  /(?:src|href)="\/|(?:fetch|EventSource|Worker|Beacon|open)\(\s*['"`]\/|replaceState\([^()]*'\/|url\(\/|location\.origin/;

it('the web names nothing at the top of its host, so that it works under a path of a site', () => {
  const wrong = sourceFiles()
    .filter((file) => /^(?:app\/web|lib\/ui|loop\/\w+\/view)\//.test(file))
    .filter((file) => !/\.test\.|\/testing\/|api\/base\.ts$/.test(file))
    .filter((file) => {
      // links of the router and of LinkButton get the path from them
      const text = readFileSync(join(root, file), 'utf8').replace(/<(?:Link|LinkButton)\b[^>]*>/g, '');
      return atTheTop.test(text);
    });
  expect(wrong).toEqual([]);
});

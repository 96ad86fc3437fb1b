import { expect, it } from 'vitest';
import { databaseUnreachable } from '#lib/store';
import { serverGone, unwell } from './faults.ts';
import { outwait } from './outwait.ts';

const log: string[] = [];
const terminal = { language: 'en' as const, log: ({ en }: { en: string }) => void log.push(en) };
const away = databaseUnreachable({ address: 'db:5432', detail: 'connection refused' });

it('asks until there is an answer, and says once that it waits', async () => {
  const answers = [away, serverGone({ address: 'x', reason: 'y' }), away];
  const ask = async () => {
    const next = answers.shift();
    if (next) throw next;
    return 'done';
  };
  expect(await outwait(ask, terminal, { pauseMs: 1 })).toBe('done');
  expect(log.splice(0)).toEqual([expect.stringContaining('cannot reach PostgreSQL at db:5432')]);
});

it('says in the end that nobody answers, and how the result is seen later', async () => {
  const ask = () => Promise.reject(away);
  const told = await outwait(ask, terminal, { pauseMs: 1, longestMs: 50 }).catch((error: unknown) => error);
  expect(told).toMatchObject({ code: 'command.no-answer' });
  expect(String(told)).toContain('linger imports');
});

it('gives what is no outage at once', async () => {
  const fault = unwell({ names: 'disk' });
  await expect(outwait(() => Promise.reject(fault), terminal)).rejects.toBe(fault);
});

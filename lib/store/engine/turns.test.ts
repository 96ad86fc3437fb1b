import { expect, it } from 'vitest';
import { Turns } from './turns.ts';

/** Work that ends when it is told to, and what of it has begun. */
function workshop(turns: Turns) {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const start = (name: string, signal = new AbortController().signal) =>
    turns.run(signal, async () => {
      begun.push(name);
      await new Promise<void>((resolve) => ends.set(name, resolve));
      if (name === 'faulty') throw new Error(name);
      return name;
    });
  return { begun, start, end: (name: string) => ends.get(name)?.() };
}

it('lets as many go on as it has turns, and the next when one ends, well or badly', async () => {
  const { begun, start, end } = workshop(new Turns(2));
  const [faulty, first, second, third] = ['faulty', 'a', 'b', 'c'].map((name) => start(name));
  expect(begun).toEqual(['faulty', 'a']);
  end('faulty');
  await expect(faulty).rejects.toThrow('faulty');
  end('a');
  expect(await first).toBe('a');
  await expect.poll(() => begun).toEqual(['faulty', 'a', 'b', 'c']);
  end('b');
  end('c');
  expect([await second, await third]).toEqual(['b', 'c']);
});

it('lets one leave the line who does not want to wait any longer', async () => {
  const { begun, start, end } = workshop(new Turns(1));
  const patience = new AbortController();
  const first = start('a');
  const left = start('left', patience.signal);
  const last = start('b');
  patience.abort();
  await expect(left).rejects.toThrow('aborted');
  end('a');
  await first;
  await expect.poll(() => begun).toEqual(['a', 'b']);
  end('b');
  await last;
  await expect(start('late', patience.signal)).rejects.toThrow('aborted');
});

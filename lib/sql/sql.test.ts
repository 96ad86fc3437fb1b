import { describe, expect, it } from 'vitest';
import { print, sql } from './sql.ts';

describe('a fragment', () => {
  it('binds every value, with a type the engine knows', () => {
    const at = new Date('2026-11-22T08:00:00.250Z');
    expect(print(sql`SELECT ${3}, ${"x' OR 1 --"}, ${1.5}, ${true}, ${at}, ${10n}, ${null}`)).toEqual({
      text: "SELECT {p0:Int64}, {p1:String}, {p2:Float64}, {p3:Bool}, {p4:DateTime64(3,'UTC')}, {p5:UInt64}, {p6:Nullable(String)}",
      params: {
        p0: 3,
        p1: "x' OR 1 --",
        p2: 1.5,
        p3: true,
        p4: '2026-11-22 08:00:00.250',
        p5: 10n,
        p6: null,
      },
    });
  });

  it('binds lists by what is in them', () => {
    const { text } = print(sql`${['a']} ${[1, 2]} ${[1, 2.5]} ${[1n]} ${[]}`);
    expect(text).toBe(
      '{p0:Array(String)} {p1:Array(Int64)} {p2:Array(Float64)} {p3:Array(UInt64)} {p4:Array(String)}',
    );
  });

  it('composes by nesting, and equal values share one parameter', () => {
    const recent = sql`time > ${'2026'}`;
    const { text, params } = print(
      sql`SELECT 1 WHERE ${sql.and([recent, sql`name = ${'2026'}`])} OR ${recent}`,
    );
    expect(text).toBe('SELECT 1 WHERE ((time > {p0:String}) AND (name = {p0:String})) OR time > {p0:String}');
    expect(params).toEqual({ p0: '2026' });
  });

  it('quotes names so that none ends its quotes', () => {
    expect(print(sql.name('a`b\\c', 'd')).text).toBe('`a\\`b\\\\c`.`d`');
  });

  it('reads no conditions as true, no alternatives as false', () => {
    expect(print(sql.and([])).text).toBe('1');
    expect(print(sql.or([])).text).toBe('0');
    expect(print(sql.or([sql`a`, sql`b`])).text).toBe('((a) OR (b))');
  });

  it('prints whole numbers as they are, and nothing else', () => {
    expect(print(sql.integer(-3)).text).toBe('-3');
    expect(() => sql.integer(1.5)).toThrow('not a whole number: 1.5');
  });

  it('takes a stated type where the guess is not meant', () => {
    expect(print(sql`${sql.typed('UInt32', 7)} ${sql.typed('Nullable(Float64)', null)}`)).toEqual({
      text: '{p0:UInt32} {p1:Nullable(Float64)}',
      params: { p0: 7, p1: null },
    });
  });
});

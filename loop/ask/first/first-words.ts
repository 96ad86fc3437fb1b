import { dayIn, daysBetween, type Words } from '#lib/core';
import type { FirstFacts } from './first-facts.ts';

/** Whoever has more of the events than this, among so many people, is hardly one person. */
const TOO_MUCH = 0.2;
const AMONG = 20;

const number = (value: number) => value.toLocaleString('en-US');
const many = (count: number, one: string, more: string) => `${number(count)} ${count === 1 ? one : more}`;

/** Three lines of what came: people, dates, and what was odd. */
export function firstWords(facts: FirstFacts, titleOf: (event: string) => Words, timeZone: string): Words[] {
  const { events, people, times } = facts;
  const [first] = events;
  const only = events.length === 1 && first ? titleOf(first.event) : undefined;
  const [from, to] = [dayIn(facts.from, timeZone), dayIn(facts.to, timeZone)];
  const days = daysBetween(from, to) + 1;
  return [
    {
      zh: `${number(people)} 位用户，${only ? `${number(times)} 次「${only.zh}」` : `${number(times)} 个事件，共 ${events.length} 种`}`,
      en: `${many(people, 'person', 'people')}, ${only ? `“${only.en}” ${many(times, 'time', 'times')}` : `${number(times)} events of ${events.length} kinds`}`,
    },
    from === to
      ? { zh: `都在 ${from} 这一天`, en: `all on ${from}` }
      : { zh: `${from} 至 ${to}，共 ${number(days)} 天`, en: `${from} to ${to}, ${number(days)} days` },
    oddWords(facts),
  ];
}

function oddWords({ rejected, ahead, most, times, people }: FirstFacts): Words {
  const share = most / times;
  const percent = `${(share * 100).toFixed(1)}%`;
  const odd: Words[] = [
    ...(rejected > 0
      ? [{ zh: `${number(rejected)} 行未导入`, en: `${many(rejected, 'row was', 'rows were')} left out` }]
      : []),
    ...(ahead > 0
      ? [
          {
            zh: `${number(ahead)} 个事件的时间在将来，暂不计入`,
            en: `${many(ahead, 'event lies', 'events lie')} in the future and ${ahead === 1 ? 'is' : 'are'} not counted yet`,
          },
        ]
      : []),
    ...(share > TOO_MUCH && people >= AMONG
      ? [
          {
            zh: `有一个用户占了 ${percent} 的事件，可能不是一个真实的人`,
            en: `one person has ${percent} of the events and may stand for nobody`,
          },
        ]
      : []),
  ];
  if (odd.length === 0) return { zh: '没有发现异常', en: 'nothing odd was found' };
  return { zh: odd.map(({ zh }) => zh).join('；'), en: odd.map(({ en }) => en).join('; ') };
}

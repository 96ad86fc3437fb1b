import { addDays, type Day, type Words } from '#lib/core';
import { directChannel } from '../data/channels.data.ts';
import { BOT_SHARE } from '../visit/bot.ts';
import type { World } from '../world.ts';
import { costRows } from './costs.ts';
import { type ChannelSpend, pausedShare } from './spend.ts';

/** What a channel is credited with, and what it truly brings. */
export interface ChannelTruth {
  id: string;
  words: Words;
  hazardRatio: number;
  /** People credited to the channel, on average over all seeds of people. */
  people: number;
  /** Those of them who would not have come without it. */
  incrementalPeople: number;
  cost: number;
  /** Null for channels nobody pays for. */
  costPerIncrementalPerson: number | null;
  /** Two weeks without spending in some provinces: a natural experiment. */
  pause: { from: Day; to: Day; provinces: readonly string[] } | null;
}

export function channelTruths(world: World): ChannelTruth[] {
  const { days, spends, people } = world;
  const arrivals = expected(world);
  const total = arrivals.reduce((sum, { incremental, anyway }) => sum + incremental + anyway, 0);
  const scale = (people * (1 - BOT_SHARE)) / total;
  const rerouted = arrivals.reduce((sum, { lost }) => sum + lost, 0);
  const bills = costRows(world);
  return spends.map((spend, place) => {
    const { channel, pause } = spend;
    const { incremental = 0, anyway = 0, lost = 0 } = arrivals[place] ?? {};
    const incrementalPeople = incremental * scale;
    const cost = bills.reduce((sum, row) => sum + (row.channel === channel.id ? row.cost : 0), 0);
    const first = days[0]?.day ?? '';
    return {
      id: channel.id,
      words: channel.words,
      hazardRatio: channel.hazardRatio,
      people: (incremental + anyway - lost + (channel.id === directChannel ? rerouted : 0)) * scale,
      incrementalPeople,
      cost,
      costPerIncrementalPerson: incrementalPeople > 0 ? cost / incrementalPeople : null,
      pause: pause
        ? {
            from: addDays(first, pause.fromDay),
            to: addDays(first, pause.toDay - 1),
            provinces: [...pause.provinces],
          }
        : null,
    };
  });
}

/** The weight of each channel's arrivals; `lost` are those who come anyway but directly, because of its pause. */
function expected({ arrivals: { edges }, days, spends }: World) {
  return spends.map((spend, channel) => {
    let incremental = 0;
    let anyway = 0;
    let lost = 0;
    for (let day = 0; day < days.length; day++) {
      const paused = pausedShare(spend as ChannelSpend, day);
      const place = (day * spends.length + channel) * 2;
      incremental += weight(edges, place) * (1 - paused);
      anyway += weight(edges, place + 1);
      lost += weight(edges, place + 1) * paused;
    }
    return { incremental, anyway, lost };
  });
}

function weight(edges: Float64Array, place: number): number {
  return (edges[place] ?? 0) - (edges[place - 1] ?? 0);
}

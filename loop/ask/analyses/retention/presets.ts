import type { Words } from '#lib/core';
import type { RetentionQuestion } from './question.ts';

type Options = Pick<RetentionQuestion, 'entry' | 'count' | 'window'> &
  Partial<Pick<RetentionQuestion, 'weekStart'>>;

/** Another product's way of counting, as options of ours, and where it still differs. */
export interface Preset {
  readonly name: Words;
  readonly options: Options;
  readonly differs: Words;
}

export const presets = {
  mixpanel: {
    name: { zh: 'Mixpanel', en: 'Mixpanel' },
    options: { entry: 'every', count: 'onOrAfter', window: 'rolling' },
    differs: {
      zh: 'Mixpanel 的平均值会重复加权，这里是合并后再相除',
      en: 'Mixpanel weights its average twice; here returned people are divided by people',
    },
  },
  amplitude: {
    name: { zh: 'Amplitude', en: 'Amplitude' },
    options: { entry: 'every', count: 'on', window: 'rolling' },
    differs: {
      zh: 'Amplitude 先把时间取整到小时，并可能把同一次回访算进两天',
      en: 'Amplitude first floors times to the hour, and may count one return for two days',
    },
  },
  posthog: {
    name: { zh: 'PostHog', en: 'PostHog' },
    options: { entry: 'every', count: 'on', window: 'calendar', weekStart: 'sunday' },
    differs: {
      zh: 'PostHog 按事件属性分组时，回访事件的属性值不同就不算回访',
      en: 'PostHog, broken down by an event property, drops returns with another value of it',
    },
  },
  sensors: {
    name: { zh: '神策', en: 'Sensors' },
    options: { entry: 'every', count: 'on', window: 'calendar', weekStart: 'monday' },
    differs: { zh: '没有已知的差别', en: 'no known difference' },
  },
} as const satisfies Record<string, Preset>;
export type PresetName = keyof typeof presets;

/** The products that would count this question the same way. */
export function countedAs(
  question: Pick<RetentionQuestion, 'entry' | 'count' | 'window' | 'unit' | 'weekStart' | 'hold'>,
): PresetName[] {
  // theirs differ in what a person with several values is counted as
  if (question.hold) return [];
  return (Object.keys(presets) as PresetName[]).filter((name) =>
    Object.entries(presets[name].options).every(([option, value]) => {
      if (option === 'weekStart') return question.unit !== 'week' || question.weekStart === value;
      return question[option as 'entry' | 'count' | 'window'] === value;
    }),
  );
}

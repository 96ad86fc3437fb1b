import { useMemo } from 'react';
import { addDays, type Language } from '#lib/core';
import {
  Avatar,
  DayHeat,
  Figure,
  type HeatData,
  HeatTriangle,
  Overlap,
  Section,
  StepBars,
  type StepData,
  useLanguage,
  useSay,
} from '#lib/ui';
import { Item } from './item.tsx';
import { course, days, habit, platforms, today } from './sample.ts';
import { text } from './text.ts';

/** What is drawn without the engine of charts. */
export function Marks() {
  const say = useSay();
  return (
    <Section title={say(text.marks)}>
      <div className="gallery-items">
        <Figures />
        <People />
        <Triangle />
        <Steps />
      </div>
    </Section>
  );
}

function Figures() {
  const say = useSay();
  const trend = days.map((_, at) => course(2_400, at));
  const shared = { beforeName: say(text.beforeWeek), onClick: () => {} };
  return (
    <Item name="figures" title={say(text.figures)} wide>
      <div className="gallery-row">
        <Figure
          name={say(text.active)}
          note={say(text.activeDays)}
          value={12_480}
          before={11_870}
          measure="count"
          trend={trend}
          {...shared}
        />
        <Figure name={say(text.repeat)} value={0.184} before={0.205} measure="rate" {...shared} />
        <Figure
          name={say(text.churn)}
          value={0.031}
          before={0.024}
          measure="rate"
          lowerIsBetter
          {...shared}
        />
        <Figure name={say(text.usually)} value={5_400} before={5_400} measure="seconds" {...shared} />
        <Figure name={say(text.unknown)} value={null} measure="count" />
      </div>
    </Item>
  );
}

const names = ['林晓', 'Ada Lovelace', '欧阳明', 'Grace Hopper', '王 小明', 'linus', '1024', 'Ürün Öz'];

function People() {
  const say = useSay();
  const both = [say(text.regulars), say(text.all)] as const;
  return (
    <>
      <Item name="avatars" title={say(text.avatars)}>
        <div className="gallery-row">
          {names.map((name, at) => (
            <Avatar key={name} name={name} seed={String(at)} size={at === 0 ? 56 : 28} />
          ))}
        </div>
      </Item>
      <Item name="days" title={say(text.habit)}>
        <DayHeat
          from={addDays(today, -181)}
          to={today}
          values={habit}
          label={say(text.habit)}
          titleOf={(day, often) => `${day} · ${often}`}
        />
      </Item>
      <Item name="overlap" title={say(text.overlap)}>
        <Overlap names={both} counts={{ one: 3_120, other: 7_840, both: 1_460 }} label={say(text.overlap)} />
      </Item>
      <Item name="overlap-none" title={say(text.apart)}>
        <Overlap names={both} counts={{ one: 5_200, other: 1_310, both: 0 }} label={say(text.apart)} />
      </Item>
    </>
  );
}

const RETAINED = [1, 0.42, 0.31, 0.26, 0.22, 0.2, 0.19];

function triangle(language: Language): HeatData {
  const sizes = [1_204, 1_388, 1_120, 1_530, 1_471, 1_602, 1_255];
  const cells = (shift: number, size: number, known: number) =>
    RETAINED.slice(0, known).map((rate, at) => {
      const value = at === 0 ? 1 : Math.max(0, rate + 0.02 * Math.sin(shift + at));
      return {
        value,
        n: Math.round(value * size),
        of: size,
        open: at === known - 1 && known < RETAINED.length,
      };
    });
  return {
    columns: RETAINED.map((_, at) => ({
      key: String(at),
      label: language === 'zh' ? `第 ${at} 周` : `Week ${at}`,
    })),
    scaleFrom: 1,
    pooled: {
      key: 'all',
      label: text.all[language],
      size: sizes.reduce((sum, size) => sum + size, 0),
      cells: cells(0, 9_570, RETAINED.length),
    },
    rows: sizes.map((size, at) => ({
      key: String(at),
      label: addDays(today, (at - sizes.length) * 7),
      size,
      cells: cells(at, size, RETAINED.length - at),
    })),
  };
}

function Triangle() {
  const say = useSay();
  const language = useLanguage();
  const data = useMemo(() => triangle(language), [language]);
  return (
    <Item name="triangle" title={say(text.triangle)} wide>
      <HeatTriangle
        data={data}
        measure="rate"
        label={say(text.triangle)}
        rowHead={say(text.week)}
        onCell={() => {}}
      />
    </Item>
  );
}

function Steps() {
  const say = useSay();
  const steps: StepData['steps'] = [
    { key: 'view', name: say(text.viewed) },
    { key: 'cart', name: say(text.added), seconds: 540 },
    { key: 'paid', name: say(text.paid), seconds: 5_400 },
  ];
  const counts = [12_480, 5_310, 2_207];
  const groups = platforms.slice(0, 3).map((name, at) => ({
    key: name.en,
    name: say(name),
    counts: counts.map((count, step) => Math.round(count / (at + 1 + step * 0.2 * at))),
  }));
  return (
    <>
      <Item name="steps" title={say(text.steps)} wide>
        <StepBars
          label={say(text.steps)}
          data={{ steps, groups: [{ key: 'all', name: say(text.all), counts }] }}
          onPart={() => {}}
        />
      </Item>
      <Item name="steps-groups" title={say(text.stepsGroups)} wide>
        <StepBars label={say(text.stepsGroups)} data={{ steps, groups }} onPart={() => {}} />
      </Item>
    </>
  );
}

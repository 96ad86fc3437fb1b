import { Alert, Button, Progress, Tag } from 'antd';
import type { Words } from '#lib/core';
import { EmptyState, FaultNotice, type Picture, Section, useSay, useTell, Waiting } from '#lib/ui';
import { Item } from './item.tsx';
import { text } from './text.ts';

/** What stands where there is nothing yet, nothing at all, or something went wrong. */
export function States() {
  const say = useSay();
  return (
    <Section title={say(text.states)}>
      <div className="gallery-items">
        {shapes.map((shape) => (
          <Item key={shape} name={`waiting-${shape}`} title={say(text.waiting)} code={shape}>
            <Waiting shape={shape} progress={shape === 'chart' ? progress : undefined} onCancel={() => {}} />
          </Item>
        ))}
        {Object.entries(pictures).map(([picture, title]) => (
          <Item key={picture} name={`empty-${picture}`} title={say(text.empty)} code={picture}>
            <EmptyState
              picture={picture as Picture}
              title={say(title)}
              action={<Button type="primary">{say(text.importFile)}</Button>}
            >
              {say(text.emptyHint)}
            </EmptyState>
          </Item>
        ))}
        <Faults />
        <Told />
      </div>
    </Section>
  );
}

const shapes = ['chart', 'table', 'triangle', 'figures', 'text'] as const;
const progress = { done: 1_204_000, total: 3_600_000, secondsLeft: 42 };

const pictures: Readonly<Record<Picture, Words>> = {
  triangle: { zh: '还没有留存数据', en: 'No retention yet' },
  line: { zh: '这段时间没有数据', en: 'Nothing in this span' },
  steps: { zh: '还没有选步骤', en: 'No steps chosen yet' },
  table: { zh: '没有符合的用户', en: 'Nobody matches' },
  inbox: { zh: '还没有收到事件', en: 'No events yet' },
  search: { zh: '没有找到', en: 'Nothing found' },
};

function Faults() {
  const say = useSay();
  return (
    <>
      <Item name="fault" title={say(text.fault)}>
        <FaultNotice
          message={say(text.faultMessage)}
          given="2026-13-01"
          allowed="2026-01-01 … 2026-12-31"
          mend={say(text.faultMend)}
          code="ask.bad-span"
          onRetry={() => {}}
        />
      </Item>
      <Item name="fault-short" title={say(text.faultShort)}>
        <FaultNotice message={say(text.faultMessage)} code="ask.bad-span" />
      </Item>
    </>
  );
}

function Told() {
  const say = useSay();
  const tell = useTell();
  return (
    <Item name="told" title={say(text.told)}>
      <div className="gallery-row">
        <Alert type="warning" showIcon title={say(text.lateHint)} />
        <Tag>{say(text.simulated)}</Tag>
        <Progress percent={42} aria-label={say(text.waiting)} />
        <Button onClick={() => tell(say(text.removed), () => {})}>{say(text.remove)}</Button>
      </div>
    </Item>
  );
}

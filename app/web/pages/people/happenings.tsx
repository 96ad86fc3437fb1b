import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import { formatDayLong, formatMoney, useLanguage, useSay } from '#lib/ui';
import { type Catalogue, eventTitle, propertyTitle } from '#loop/condition';
import type { Face } from '#loop/know/view';
import { useMoments } from '../../api/use-moments.ts';
import { useTruth } from '../../api/use-property-text.ts';
import { EventIcon } from './event-icon.tsx';
import { type Happening, propertiesOf, tellingOf } from './telling.ts';

interface Props {
  readonly events: readonly Happening[];
  readonly face: Face;
  readonly catalogue: Catalogue;
  readonly onEnd: () => void;
}

type Row = { readonly day: string } | { readonly event: Happening };

/** Events by day, the newest first; thousands stay light. */
export function Happenings({ events, face, catalogue, onEnd }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const moments = useMoments();
  const rows = useMemo(() => byDay(events, moments.at), [events, moments]);
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: (i) => (rows[i] && 'day' in rows[i] ? 44 : 41),
    overscan: 12,
    measureElement: (element) => element.getBoundingClientRect().height,
  });
  const items = list.getVirtualItems();
  const last = items.at(-1)?.index;
  useEffect(() => {
    if (last !== undefined && last >= rows.length - 1) onEnd();
  }, [last, rows.length, onEnd]);
  return (
    <div ref={box} className="person-timeline">
      <ol style={{ height: list.getTotalSize() }}>
        {items.map((item) => {
          const row = rows[item.index];
          return (
            row && (
              <li
                key={'day' in row ? row.day : row.event.id + row.event.time}
                ref={list.measureElement}
                data-index={item.index}
                style={{ transform: `translateY(${item.start}px)` }}
              >
                {'day' in row ? (
                  <DayLine day={row.day} />
                ) : (
                  <Line event={row.event} face={face} catalogue={catalogue} />
                )}
              </li>
            )
          );
        })}
      </ol>
    </div>
  );
}

function byDay(events: readonly Happening[], at: (moment: string) => string): Row[] {
  let before = '';
  return events.flatMap((event): Row[] => {
    const day = at(event.time).slice(0, 10);
    const isSame = day === before;
    before = day;
    return isSame ? [{ event }] : [{ day }, { event }];
  });
}

function DayLine({ day }: { day: string }) {
  const language = useLanguage();
  const moments = useMoments();
  const today = moments.at(new Date().toISOString()).slice(0, 10);
  return <h3 className="person-day">{formatDayLong(day, today, language)}</h3>;
}

function Line({ event, face, catalogue }: Omit<Props, 'events' | 'onEnd'> & { event: Happening }) {
  const say = useSay();
  const language = useLanguage();
  const moments = useMoments();
  const truth = useTruth();
  const title = say(eventTitle(catalogue, event.event));
  const named = (name: string) => say(propertyTitle(catalogue, 'event', name));
  const properties = propertiesOf(event, moments.at, truth);
  const { purchase } = face;
  const amount = purchase && event.event === purchase.event ? event.numbers[purchase.amount] : undefined;
  const currency = purchase?.currency === undefined ? undefined : event.texts[purchase.currency];
  const telling = tellingOf(properties, amount === undefined ? [] : [purchase?.amount, purchase?.currency]);
  return (
    <details className="person-event">
      <summary>
        <time dateTime={event.time} title={moments.at(event.time)}>
          {moments.at(event.time).slice(11, 16)}
        </time>
        <EventIcon name={event.event} title={title} />
        <strong className="ui-ellipsis">{title}</strong>
        <span className="ui-ellipsis person-telling">
          {telling.map(([name, value]) => (
            <span key={name}>
              <span className="ui-muted">{named(name)}</span> {value}
            </span>
          ))}
        </span>
        {amount !== undefined && <b>{formatMoney(amount, currency, language)}</b>}
      </summary>
      <dl className="person-properties">
        {properties.map(([name, value]) => (
          <div key={name}>
            <dt>{named(name)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

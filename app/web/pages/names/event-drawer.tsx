import { Drawer, EmptyState, formatFull, useSay } from '#lib/ui';
import { eventTitle } from '#loop/condition';
import type { Output } from '../../api/api.ts';
import { titled } from '../../api/catalogue.ts';
import { LinkButton } from '../../api/link-button.tsx';
import { useMoments } from '../../api/use-moments.ts';
import { addressOf } from '../../question/question-state.ts';
import { PropertyList } from './property-list.tsx';
import { text } from './text.ts';
import type { Rename } from './use-rename.ts';

export type Event = Output<'event/list'>['events'][number];

interface Props {
  readonly event: Event;
  readonly rename: Rename;
  readonly onClose: () => void;
}

/** One event and the properties it carries. */
export function EventDrawer({ event, rename, onClose }: Props) {
  const say = useSay();
  const moments = useMoments();
  const { name, count, first, last } = event;
  const span = `${say(text.first)} ${moments.at(first)} · ${say(text.last)} ${moments.at(last)}`;
  const title = say(eventTitle({ events: [titled(event)], properties: [] }, name));
  const series = [{ event: name, count: 'events' as const }];
  return (
    <Drawer
      open
      width={960}
      onClose={onClose}
      title={title}
      sentence={`${title === name ? '' : `${name} · `}${formatFull(count)} ${say(text.times)} · ${span}`}
      actions={<LinkButton href={addressOf({ kind: 'trend', series })}>{say(text.trend)}</LinkButton>}
    >
      <PropertyList
        owner="event"
        event={event}
        fits={() => true}
        rename={rename}
        maxHeight={window.innerHeight - 200}
        empty={<EmptyState picture="table" title={say(text.noProperties)} />}
      />
      <p className="ui-muted names-shared">{say(text.shared)}</p>
    </Drawer>
  );
}

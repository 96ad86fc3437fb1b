import { Button, Popover } from 'antd';
import { useState } from 'react';
import { FaultNotice, formatFull, useSay, Waiting } from '#lib/ui';
import { useOperation } from '../../api/use-operation.ts';
import { useTruth } from '../../api/use-property-text.ts';
import { text } from './text.ts';

interface Props {
  readonly owner: 'event' | 'person';
  readonly name: string;
  readonly event?: string;
}

/** What a property holds, asked for only when somebody wants to see it. */
export function PropertyValues(asked: Props) {
  const say = useSay();
  const [open, setOpen] = useState(false);
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      arrow={false}
      destroyOnHidden
      content={<Values {...asked} />}
    >
      <Button
        size="small"
        type="text"
        aria-expanded={open}
        aria-label={`${asked.name}: ${say(text.seeValues)}`}
      >
        {say(text.seeValues)}
      </Button>
    </Popover>
  );
}

const SHOWN = 12;

function Values(asked: Props) {
  const say = useSay();
  const truth = useTruth();
  const { data, error } = useOperation('property/values', asked, { staleTime: 60_000 });
  return (
    <div className="names-values">
      {error && <FaultNotice message={error.message} code={error.code} />}
      {!data && !error && <Waiting shape="text" />}
      {data && <h3>{say(data.values.length > 0 ? text.topValues : text.noValues)}</h3>}
      <ul>
        {data?.values.slice(0, SHOWN).map(({ value, count }) => (
          <li key={value}>
            <span className="ui-ellipsis" dir="auto" title={value}>
              {truth(value)}
            </span>
            <span className="ui-muted">{formatFull(count)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { Sentence, useSay } from '#lib/ui';
import type { Catalogue } from '#loop/condition';
import { PropertyPicker } from '#loop/condition/view';
import type { FunnelDraft } from '../question.ts';
import { words } from '../text.ts';

interface Props {
  readonly constant: FunnelDraft['constant'] & {};
  readonly onChange: (constant: FunnelDraft['constant'] & {}) => void;
  readonly catalogue: Catalogue;
}

const MOST = 2;

/** Properties of events that all steps of an attempt share. */
export function ConstantList({ constant, onChange, catalogue }: Props) {
  const say = useSay();
  const [adding, setAdding] = useState(false);
  const shown = [...constant.map(({ property }) => property), ...(adding ? [undefined] : [])];
  if (shown.length === 0)
    return (
      <Button size="small" type="text" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
        {say(words.addConstant)}
      </Button>
    );
  return (
    <>
      {shown.map((property, i) => (
        <Sentence
          key={property ?? ''}
          actions={
            <Button
              size="small"
              type="text"
              icon={<CloseOutlined />}
              aria-label={say(words.removeConstant)}
              onClick={() => (property === undefined ? setAdding(false) : onChange(constant.toSpliced(i, 1)))}
            />
          }
        >
          {say(words.constant)}
          <PropertyPicker
            of="event"
            owners={['event']}
            property={property}
            catalogue={catalogue}
            onChange={(chosen) => {
              setAdding(false);
              const rest = constant.filter((one, at) => at !== i && one.property !== chosen.property);
              onChange(rest.toSpliced(i, 0, { property: chosen.property }));
            }}
          />
        </Sentence>
      ))}
      {!adding && constant.length < MOST && (
        <Button size="small" type="text" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
          {say(words.addConstant)}
        </Button>
      )}
    </>
  );
}

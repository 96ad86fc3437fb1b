import type { Words } from '#lib/core';
import { DataTable, FaultNotice, useSay, Waiting } from '#lib/ui';
import { useMoments } from '../../api/use-moments.ts';
import { useOperation } from '../../api/use-operation.ts';
import { actionWords } from './action-words.ts';
import { Part } from './part.tsx';
import { text } from './text.ts';

/** Where somebody was who came by no network. */
const places: Readonly<Record<string, Words>> = {
  terminal: { zh: '终端', en: 'terminal' },
  local: { zh: '本机', en: 'this machine' },
};

/** Who did what: logins, exports, definitions, deletions. */
export function AuditLog() {
  const say = useSay();
  const moments = useMoments();
  const placed = (one: string) => say(places[one] ?? { zh: one, en: one });
  const { data, error } = useOperation('audit/list', { limit: 500 });
  return (
    <Part title={say(text.audit)} sentence={say(text.auditSentence)}>
      {error && <FaultNotice message={error.message} code={error.code} />}
      {!data && !error && <Waiting shape="table" />}
      {data && (
        <DataTable
          rows={data}
          rowKey={({ id }) => String(id)}
          label={say(text.audit)}
          maxHeight={400}
          columns={[
            {
              key: 'at',
              title: say(text.at),
              value: ({ at }) => at,
              render: ({ at }) => moments.at(at),
              width: 196,
            },
            { key: 'who', title: say(text.who), value: ({ who }) => placed(who), width: 180 },
            {
              key: 'action',
              title: say(text.action),
              value: ({ action }) => say(actionWords[action] ?? { zh: action, en: action }),
              width: 200,
            },
            { key: 'target', title: say(text.target), value: ({ target }) => target, width: 190 },
            { key: 'address', title: say(text.address), value: ({ address }) => placed(address), width: 128 },
          ]}
        />
      )}
    </Part>
  );
}

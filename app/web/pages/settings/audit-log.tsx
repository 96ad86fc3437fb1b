import { DataTable, FaultNotice, Section, useSay, Waiting } from '#lib/ui';
import { useMoments } from '../../door/use-moments.ts';
import { useOperation } from '../../door/use-operation.ts';
import { text } from './text.ts';

/** Who did what: logins, exports, definitions, deletions. */
export function AuditLog() {
  const say = useSay();
  const moments = useMoments();
  const { data, error } = useOperation('audit/list', { limit: 500 });
  return (
    <Section title={say(text.audit)} paper>
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
              width: 170,
            },
            { key: 'who', title: say(text.who), value: ({ who }) => who, width: 200 },
            { key: 'action', title: say(text.action), value: ({ action }) => action, width: 160 },
            { key: 'target', title: say(text.target), value: ({ target }) => target, width: 320 },
            { key: 'address', title: say(text.address), value: ({ address }) => address, width: 140 },
          ]}
        />
      )}
    </Section>
  );
}

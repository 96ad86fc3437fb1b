import { Button, Dropdown } from 'antd';
import { useSay } from '#lib/ui';

const text = {
  export: { zh: '导出', en: 'Export' },
  csv: { zh: 'CSV（不限数量）', en: 'CSV, any number' },
  xlsx: { zh: 'Excel（长编号不变形）', en: 'Excel, long ids stay whole' },
};

/** Takes people away as a file of a chosen kind. */
export function ExportPeople({ onExport }: { onExport: (as: 'csv' | 'xlsx') => void }) {
  const say = useSay();
  const items = (['csv', 'xlsx'] as const).map((key) => ({ key, label: say(text[key]) }));
  return (
    <Dropdown
      trigger={['click']}
      menu={{ items, onClick: ({ key }) => onExport(key === 'xlsx' ? 'xlsx' : 'csv') }}
    >
      <Button>{say(text.export)}</Button>
    </Dropdown>
  );
}

import type { Language, Words } from '#lib/core';

interface Explained {
  readonly from: Date | string;
  readonly to: Date | string;
  readonly readFrom: { readonly index: boolean; readonly why?: Words | undefined };
  readonly statements: readonly { readonly name: string; readonly rows: number }[];
}

const text = {
  index: { zh: '由「按天的人员索引」算出', en: 'read from the index of people by day' },
  events: { zh: '逐条事件统计', en: 'counted event by event' },
  rows: (name: string, rows: string): Words => ({
    zh: `${name}：预计读 ${rows} 行`,
    en: `${name}: about ${rows} rows are read`,
  }),
} as const;

/** How a question would be answered, line by line. */
export function explainedText({ from, to, readFrom, statements }: Explained, language: Language): string[] {
  const time = (moment: Date | string) => new Date(moment).toISOString();
  const colon = language === 'zh' ? '：' : ', since: ';
  const how = text[readFrom.index ? 'index' : 'events'][language];
  return [
    `${time(from)} – ${time(to)}`,
    readFrom.why ? `${how}${colon}${readFrom.why[language]}` : how,
    ...statements.map(({ name, rows }) => text.rows(name, rows.toLocaleString('en-US'))[language]),
  ];
}

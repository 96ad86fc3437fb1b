import type { TooltipComponentOption } from 'echarts';
import type { Tokens } from '../theme/tokens.ts';

/** One line of a tip: a coloured dot (its place in the palette), a name, a value and what it rests on. */
export interface TipRow {
  readonly colour: number | 'other' | null;
  readonly name: string;
  readonly value: string;
  readonly note?: string;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text made harmless in HTML: names come from customers' data. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => entities[letter] ?? letter);
}

const dot = (colour: TipRow['colour']) =>
  colour === null
    ? '<td></td>'
    : `<td><i class="ui-dot ui-dot-${colour === 'other' ? 'other' : colour % 8}"></i></td>`;

/** The tip as HTML; classes only, so that a strict CSP lets it stand. */
export function tipHtml(title: string, rows: readonly TipRow[], hint?: string): string {
  const lines = rows.map(
    ({ colour, name, value, note }) =>
      `<tr>${dot(colour)}<td class="ui-tip-name">${escapeHtml(name)}</td><td class="ui-tip-value">${escapeHtml(value)}</td>` +
      `<td class="ui-tip-note">${escapeHtml(note ?? '')}</td></tr>`,
  );
  const foot = hint ? `<p>${escapeHtml(hint)}</p>` : '';
  return `<b>${escapeHtml(title)}</b><table>${lines.join('')}</table>${foot}`;
}

export function tooltip(
  tokens: Tokens,
  pointer: 'line' | 'shadow',
  html: (index: number) => string,
): TooltipComponentOption {
  return {
    trigger: 'axis',
    renderMode: 'html',
    className: 'ui-tip',
    confine: true,
    transitionDuration: 0,
    axisPointer: {
      type: pointer,
      lineStyle: { color: tokens.edge, type: 'solid', width: 1 },
      shadowStyle: { color: tokens.ink, opacity: 0.05 },
    },
    formatter: (params) => {
      const first = Array.isArray(params) ? params[0] : params;
      return first?.dataIndex === undefined ? '' : html(first.dataIndex);
    },
  };
}

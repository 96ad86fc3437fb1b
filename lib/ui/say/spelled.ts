import { pinyin } from 'pinyin-pro';

/** The sound of Chinese words, whole and by initials: 留存 → "liucun lc". */
export function spelled(label: string): string {
  const whole = pinyin(label, { toneType: 'none', type: 'array' });
  return `${whole.join('')} ${whole.map((sound) => sound[0] ?? '').join('')}`;
}

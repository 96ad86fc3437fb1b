import type { Words } from '#lib/core';
import type { Finding } from '../doctor/findings.ts';
import type { Origins } from './environment.ts';

/** What is to be said of how the settings are kept: at the start, and by the doctor. */
export function settingsWarnings({ open, unknown }: Origins): Words[] {
  return [
    ...open.map((file) => ({
      zh: `${file} 里有密码，而其他用户可以读取或改动；运行 chmod 640 ${file}`,
      en: `${file} holds a password and others may read or change it; run chmod 640 ${file}`,
    })),
    ...unknown.map(({ name, nearest }) => ({
      zh: `没有 ${name} 这个设置，它不起作用；最接近的是 ${nearest}`,
      en: `${name} is no setting and does nothing; the nearest is ${nearest}`,
    })),
  ];
}

/** Which settings there are and where each comes from, without what is secret. */
export function settingsFound(origins: Origins): Finding {
  const { told, passedOver } = origins;
  const warnings = settingsWarnings(origins);
  const listed = (environment: string) =>
    told.map(({ name, shown, from }) => `${name}=${shown} (${from ?? environment})`).join('\n');
  const others = passedOver.join(', ');
  const note: Words[] =
    others === '' ? [] : [{ zh: `不是 Linger 的设置：${others}`, en: `not of Linger: ${others}` }];
  const mends = [...warnings, ...note];
  return {
    name: 'settings',
    state: warnings.length > 0 ? 'warning' : 'well',
    found: { zh: listed('环境变量') || '均为默认值', en: listed('environment') || 'all as by default' },
    ...(mends.length > 0 && {
      mend: {
        zh: mends.map(({ zh }) => zh).join('\n'),
        en: mends.map(({ en }) => en).join('\n'),
      },
    }),
  };
}

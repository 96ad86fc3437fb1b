import type { Words } from '#lib/core';

/** Browsers by what only they say, the ones that pretend to be another first. */
const browsers: readonly (readonly [RegExp, string])[] = [
  [/MicroMessenger\/(\d+)/, 'WeChat'],
  [/DingTalk\/(\d+)/, 'DingTalk'],
  [/Edg(?:e|A|iOS)?\/(\d+)/, 'Edge'],
  [/OPR\/(\d+)/, 'Opera'],
  [/QQBrowser\/(\d+)/, 'QQ Browser'],
  [/(?:Firefox|FxiOS)\/(\d+)/, 'Firefox'],
  [/(?:Chrome|CriOS)\/(\d+)/, 'Chrome'],
  [/Version\/(\d+).*Safari/, 'Safari'],
];

const systems: readonly (readonly [RegExp, string])[] = [
  [/HarmonyOS|OpenHarmony/, 'HarmonyOS'],
  [/iPad/, 'iPadOS'],
  [/iPhone/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
];

const unknown: Words = { zh: '未知设备', en: 'unknown device' };

/** What a browser says of itself, as people name it: "Chrome 126 · Windows". */
export function agentWords(agent: string): Words {
  const browser = browsers.flatMap(([sign, name]) => {
    const version = sign.exec(agent)?.[1];
    return version === undefined ? [] : [`${name} ${version}`];
  })[0];
  const system = systems.find(([sign]) => sign.test(agent))?.[1];
  const known = [browser, system].filter((part) => part !== undefined).join(' · ');
  const said = known || agent.slice(0, 60);
  return said === '' ? unknown : { zh: said, en: said };
}

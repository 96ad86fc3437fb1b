import type { Words } from '#lib/core';

/** What properties are called that senders add by themselves. */
const sent: Readonly<Record<string, Words>> = {
  $url: { zh: '页面地址', en: 'Page address' },
  $path: { zh: '页面路径', en: 'Page path' },
  $referrer: { zh: '来源页面', en: 'Referrer' },
  $search: { zh: '页面参数', en: 'Page parameters' },
  $title: { zh: '页面标题', en: 'Page title' },
  $name: { zh: '页面名称', en: 'Page name' },
  $category: { zh: '页面类别', en: 'Page category' },
  $utm_campaign: { zh: '推广活动', en: 'Campaign' },
  $utm_source: { zh: '推广来源', en: 'Campaign source' },
  $utm_medium: { zh: '推广媒介', en: 'Campaign medium' },
  $utm_term: { zh: '推广关键词', en: 'Campaign term' },
  $utm_content: { zh: '推广内容', en: 'Campaign content' },
  $utm_id: { zh: '推广活动 ID', en: 'Campaign id' },
  $device_id: { zh: '设备 ID', en: 'Device id' },
  $device_type: { zh: '设备类型', en: 'Device type' },
  $device_manufacturer: { zh: '设备厂商', en: 'Device maker' },
  $device_model: { zh: '设备型号', en: 'Device model' },
  $device_name: { zh: '设备名称', en: 'Device name' },
  $os: { zh: '操作系统', en: 'Operating system' },
  $os_version: { zh: '操作系统版本', en: 'Operating system version' },
  $app: { zh: '应用', en: 'App' },
  $app_version: { zh: '应用版本', en: 'App version' },
  $app_build: { zh: '应用构建号', en: 'App build' },
  $library: { zh: 'SDK', en: 'SDK' },
  $library_version: { zh: 'SDK 版本', en: 'SDK version' },
  $carrier: { zh: '运营商', en: 'Carrier' },
  $screen_width: { zh: '屏幕宽度', en: 'Screen width' },
  $screen_height: { zh: '屏幕高度', en: 'Screen height' },
  $country: { zh: '所在国家', en: 'Country' },
  $region: { zh: '所在省份', en: 'Region' },
  $city: { zh: '所在城市', en: 'City' },
  $locale: { zh: '系统语言', en: 'Language' },
  $timezone: { zh: '时区', en: 'Time zone' },
  $user_agent: { zh: '浏览器标识', en: 'User agent' },
  $session_id: { zh: '会话 ID', en: 'Session id' },
  $group: { zh: '所属群组', en: 'Group' },
  $segment: { zh: '分群 ID', en: 'Segment id' },
  $segment_name: { zh: '分群名称', en: 'Segment name' },
};

/** What such a property is called; undefined where people named it themselves. */
export function sentProperty(name: string): Words | undefined {
  return Object.hasOwn(sent, name) ? sent[name] : undefined;
}

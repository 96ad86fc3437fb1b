import { addProperty, isObject, type Json, type JsonObject, type Properties } from './properties.ts';

/** What of `context` is kept, and under which name. The network address is not kept. */
export const keptSections: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  page: { url: '$url', path: '$path', referrer: '$referrer', search: '$search', title: '$title' },
  campaign: {
    name: '$utm_campaign',
    source: '$utm_source',
    medium: '$utm_medium',
    term: '$utm_term',
    content: '$utm_content',
    id: '$utm_id',
  },
  device: {
    id: '$device_id',
    type: '$device_type',
    manufacturer: '$device_manufacturer',
    model: '$device_model',
    name: '$device_name',
  },
  os: { name: '$os', version: '$os_version' },
  app: { name: '$app', version: '$app_version', build: '$app_build' },
  library: { name: '$library', version: '$library_version' },
  network: { carrier: '$carrier' },
  screen: { width: '$screen_width', height: '$screen_height' },
  location: { country: '$country', region: '$region', city: '$city' },
};

/** The same of what stands in `context` itself. */
export const keptAlone: Readonly<Record<string, string>> = {
  locale: '$locale',
  timezone: '$timezone',
  userAgent: '$user_agent',
  sessionId: '$session_id',
  groupId: '$group',
};

const sections = Object.entries(keptSections).map(([section, names]) => ({
  section,
  names: Object.entries(names),
}));
const alone = Object.entries(keptAlone);

/** Adds what of a message's `context` is worth keeping, under names that begin with `$`. */
export function addContext(into: Properties, context: Json | undefined): void {
  if (!isObject(context)) return;
  for (const { section, names } of sections) {
    const object = own(context, section);
    if (!isObject(object)) continue;
    for (const [name, kept] of names) addPlain(into, kept, own(object, name));
  }
  for (const [name, kept] of alone) addPlain(into, kept, own(context, name));
}

function addPlain(into: Properties, name: string, value: Json | undefined): void {
  if (typeof value === 'string') {
    if (value !== '') into.setText(name, value);
  } else if (typeof value === 'number') addProperty(into, name, value);
}

function own(object: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

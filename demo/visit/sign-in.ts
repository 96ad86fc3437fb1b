import { chance } from '../draw.ts';
import type { Device } from '../person/device.ts';
import { type Life, note, propertiesOf } from '../person/life.ts';

/** Says who uses the device: the first time this is the sign-up, later a sign-in on another device. */
export function signIn(life: Life, device: Device, at: number): void {
  if (device.signedIn) return;
  device.signedIn = true;
  const isNew = life.signedUpAt === undefined;
  life.signedUpAt ??= at;
  // WeChat first hands out an id of its own, which a bound phone number then replaces.
  if (isNew && device.platform === 'mini' && chance(life.random, 0.3)) {
    note(life, at, device, { type: 'alias', previousId: device.anonymousId });
  }
  note(life, at, device, { type: 'identify', traits: propertiesOf(life) });
  if (isNew) {
    const properties = { platform: device.platform, channel: life.channelId };
    note(life, at + 5, device, { type: 'track', event: 'Signed Up', properties });
  }
}

import type { Random } from '#lib/core';
import { type LevelId, levelOf } from '../data/levels.data.ts';
import type { CategoryId } from '../data/products.data.ts';
import type { Fields, MessageBody } from '../message.ts';
import type { World } from '../world.ts';
import type { Device } from './device.ts';
import type { Hazard } from './hazard.ts';
import type { MessageLog } from './message-log.ts';
import type { Sentiment, TrueExposure } from './person.ts';
import type { Traits } from './traits.ts';

/** Something that will happen to a person at a known moment. */
interface Appointment {
  at: number;
  keep: () => unknown;
}

/** The state of one person while their life is simulated. */
export interface Life {
  world: World;
  random: Random;
  key: string;
  traits: Traits;
  channelId: string;
  /** The campaign labels of the first landing. */
  landing?: Fields;
  arrivedAt: number;
  devices: Device[];
  log: MessageLog;
  hazard: Hazard;
  userId: string;
  signedUpAt?: number;
  lastSeen: number;
  churnedAt: number | null;
  nextVisit: number;
  agenda: Appointment[];
  orders: number;
  spent: number;
  level: LevelId;
  firstCategory?: CategoryId;
  exposures: Record<string, TrueExposure>;
  sentiments: Record<string, Sentiment>;
}

/** Notes what the company's systems know of a signed-up person, such as a delivery. */
export function report(life: Life, at: number, event: string, properties: Fields): void {
  life.log.report(at, { type: 'track', event, properties }, life.userId);
}

/** Notes what happens on a device. */
export function note(life: Life, at: number, device: Device, body: MessageBody, extra?: Fields): void {
  life.log.note(at, body, device, device.signedIn ? life.userId : undefined, extra);
}

/** The properties of a person as the company knows them. */
export function propertiesOf({ traits, channelId, signedUpAt, level, ...life }: Life): Fields {
  if (signedUpAt === undefined) return {};
  return {
    name: traits.name,
    gender: traits.gender,
    birth_year: traits.birthYear,
    language: traits.language,
    province: traits.province,
    city: traits.city,
    channel: channelId,
    push_consent: traits.pushConsent,
    registered_at: new Date(signedUpAt).toISOString(),
    member_level: level,
    ...(life.firstCategory && { first_category: life.firstCategory }),
  };
}

/** The level this person's spending gives, now. */
export function earnedLevel({ spent }: Life): LevelId {
  return levelOf(spent);
}

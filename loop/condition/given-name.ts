import { z } from 'zod';

/** The name of an event or property in a question. */
export const GivenName = z.string().normalize('NFC').min(1).max(200);

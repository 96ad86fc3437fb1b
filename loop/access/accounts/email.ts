import { z } from 'zod';

/** A mail address as accounts are found by: trimmed, in lower case. */
export const mail = z.string().trim().toLowerCase().max(254).pipe(z.email());

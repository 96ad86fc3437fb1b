import { z } from 'zod';

/** An email address as accounts are found by: trimmed, in lower case. */
export const email = z.string().trim().toLowerCase().max(254).pipe(z.email());

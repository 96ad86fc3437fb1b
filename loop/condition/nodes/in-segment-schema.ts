import { z } from 'zod';

export const inSegment = () => z.strictObject({ inSegment: z.string().min(1).max(64) });

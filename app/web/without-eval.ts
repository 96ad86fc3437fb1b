import { z } from 'zod';

// zod would try once whether it may make code from text; our own policy forbids that and browsers report the try
z.config({ jitless: true });

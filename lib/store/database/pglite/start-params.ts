import { PGlite } from '@electric-sql/pglite';

/** Rows are few; PostgreSQL's own 128 MB of buffers would be touched whole at the start. */
export const startParams: string[] = [...PGlite.defaultStartParams, '-c', 'shared_buffers=16MB'];

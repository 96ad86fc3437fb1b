import manifest from '../../package.json' with { type: 'json' };

/** The version of this Linger. */
export const { version } = manifest;

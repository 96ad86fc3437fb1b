/** What a member may be. */
export const roles = ['viewer', 'analyst', 'owner'] as const;
export type Role = (typeof roles)[number];
